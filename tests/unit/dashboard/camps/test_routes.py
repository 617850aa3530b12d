"""Camps as a browser asks for them: the layer's records, the dossier, its files, the table, the import."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from dashboard.camps.news import news_of
from dashboard.camps.wording import admin1_name
from dashboard.services import Services
from geodata.camp_records import Camp, CampSource, CampStatus, Population, StatusChange
from geodata.events.lexicon import lexicon
from geodata.explanation import KnownPlaces
from geodata.gazetteer.index import Gazetteer
from geodata.models import Kind, Language, Place, Tag, When
from geodata.stores.port import Store
from tests.making import RAQQA, RUKBAN, mention, story

LAT, LON = 33.314271, 38.678913
TAG = Tag("event:shelling", "shelled", 0, 7)
MARK = {"X-Conflict-Map": "page"}
LIST = (
    "Camp Name;Governorate;Latitude;Longitude;Individuals;Date\n"
    "Willow Camp;Raqqa;35.95;39.02;1200;2017-03-01\n"
)


def day(text: str) -> When:
    first = date.fromisoformat(text)
    return When(first, first)


RUKBAN_CAMP = Camp(
    "sy-rukban-camp",
    "Rukban Camp",
    "مخيم الركبان",
    lat=LAT,
    lon=LON,
    country="SY",
    statuses=(StatusChange(CampStatus.OPEN, day("2014-01-01"), sources=(CampSource("Source <b>"),)),),
    populations=(
        Population(75_000, "people", day("2016-06-01"), source=CampSource("A")),
        Population(45_000, "people", day("2016-06-01"), source=CampSource("B")),
        Population(None, "people", day("2017-06-01"), source=CampSource("A")),
    ),
)


@pytest.fixture
def told(store: Store) -> Store:
    """Two stories of the camp, one with violence, and one of elsewhere that is the newest."""
    store.keep_camps([RUKBAN_CAMP], "test")
    for title, when, place, tags in (
        ("Rukban shelled overnight", "2017-01-03", RUKBAN, (TAG,)),
        ("Rukban waits <i>for aid</i>", "2017-03-05", RUKBAN, ()),
        ("Quiet in Raqqa", "2017-04-20", RAQQA, ()),
    ):
        store.add(
            story(title, day=when, source_id=title),
            [mention(place, start=0, surface=title.split()[0], tags=tags)],
        )
    return store


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    return answer.text


def test_the_layer_has_every_camp_with_its_history_and_an_etag(told: Store, client: FlaskClient) -> None:
    answer = client.get("/api/camps")
    camps = {camp["id"]: camp for camp in answer.json["camps"]}
    rukban = camps["sy-rukban-camp"]
    assert len(camps) > 60
    assert ["2014-01-01", "2014-01-01", "open"] in rukban["statuses"]
    assert sorted(
        (p[2] for p in rukban["people"] if p[0] in ("2016-06-01", "2017-06-01")), key=lambda n: n or 0
    ) == [None, 45_000, 75_000]
    again = client.get("/api/camps", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    told.keep_camps([Camp("x-new-camp", "New", lat=1.0, lon=1.0)], "more")
    changed = client.get("/api/camps", headers={"If-None-Match": answer.headers["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/api/camps", "/camp/sy-rukban-camp", "/camp/sy-rukban-camp?lang=ar", "/camp/sy-rukban-camp.geojson",
     "/camp/sy-rukban-camp.csv", "/camps", "/camps/compare?id=sy-rukban-camp&id=sy-hol-camp"],
)  # fmt: skip
def test_nothing_tells_where_the_camp_lies_exactly(told: Store, client: FlaskClient, address: str) -> None:
    text = page(client, address)
    assert "33.314" not in text
    assert "38.678" not in text


def test_the_dossier_tells_names_figures_stories_and_violence(told: Store, client: FlaskClient) -> None:
    text = page(client, "/camp/sy-rukban-camp?day=2018-01-01")
    for words in (
        *("Rukban Camp", "مخيم الركبان", "75,000", "45,000", "2 stories name it", "Silent for 6 weeks"),
        *("1 story tells of it", "Position blurred", "/camp/sy-rukban-camp.pdf"),
    ):
        assert words in text, words
    assert "<i>for aid</i>" not in text
    assert "Source <b>" not in text
    assert page(client, "/camp/sy-rukban-camp?lang=ar").count('dir="rtl"') >= 1


def test_news_count_by_month_with_the_silent_months_between(told: Store, gazetteer: Gazetteer) -> None:
    services = Services(told, gazetteer)
    news = news_of(services.columns, RUKBAN_CAMP)
    # Nothing at all was kept of February; of April there is a story, of elsewhere.
    assert [count for _, count in news.months] == [1, None, 1, 0]
    assert news.silent_weeks == 6


def test_stories_come_page_by_page(store: Store, client: FlaskClient) -> None:
    for number in range(45):
        told = story(f"Rukban {number:02}", day="2017-01-03", source_id=str(number))
        store.add(told, [mention(RUKBAN, start=0, surface="Rukban")])
    seen = [page(client, f"/camp/sy-rukban-camp?page={n}").count('<a class="title"') for n in (1, 2, 3)]
    assert seen == [20, 20, 5]
    assert client.get("/camp/sy-rukban-camp?page=4").status_code == 400


def test_files_of_the_history_and_the_paper(told: Store, client: FlaskClient) -> None:
    rows = list(
        csv.DictReader(io.StringIO(client.get("/camp/sy-rukban-camp.csv").get_data().decode("utf-8-sig")))
    )
    gaps = [
        row
        for row in rows
        if row["what"] == "population" and row["source"] == "A" and row["from"] == "2017-06-01"
    ]
    assert [row["count"] for row in gaps] == [""]
    feature = json.loads(page(client, "/camp/sy-rukban-camp.geojson"))["features"][0]
    assert feature["properties"]["precision_m"] > 0
    papers = [
        client.get(f"/camp/sy-rukban-camp.pdf?lang={lang}&day=2018-01-01").data for lang in ("en", "en", "ar")
    ]
    assert papers[0].startswith(b"%PDF")
    assert papers[0] == papers[1] != papers[2]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("q=الركبان", True), ("q=al-Rokban", True), ("status=closed&day=2016-01-01", False),
     ("status=besieged&day=2019-01-01", True), ("country=JO", False)],
)  # fmt: skip
def test_the_table_finds_by_any_name_and_filters(client: FlaskClient, asked: str, found: bool) -> None:
    assert ('value="sy-rukban-camp"' in page(client, f"/camps?{asked}")) is found


def test_the_table_sorts_both_ways_and_puts_what_is_not_known_last(client: FlaskClient) -> None:
    def order(sort: str) -> list[str]:
        return page(client, f"/camps?sort={sort}").split('name="id" value="')[1:]

    first, last = order("people")[0], order("-people")[0]
    assert first.split('"')[0] != last.split('"')[0]
    assert "No figure" not in first + last


@pytest.mark.parametrize(
    "address",
    ["/camps?status=nonsense", "/camps?sort=lat", "/camps?day=yesterday", "/camp/sy-rukban-camp?km=0",
     "/camp/sy-rukban-camp?km=9999", "/camps/compare?id=sy-rukban-camp", "/camp/sy-rukban-camp?page=x"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_sentence(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.mimetype == "text/html"
    sentence = re.search(r'<p lang="en" dir="auto">([^<]+)</p>', answer.text)
    assert sentence
    assert len(sentence[1]) > 20


def test_too_few_to_compare_is_said_in_the_reader_s_language(client: FlaskClient) -> None:
    answer = client.get("/camps/compare?id=sy-rukban-camp&lang=ar")
    assert answer.status_code == 400
    assert "اختير مخيم واحد" in answer.text
    assert 'href="/camps?lang=ar"' in answer.text


def test_a_camp_there_is_not(client: FlaskClient) -> None:
    for address in ("/camp/nowhere?lang=ar", "/camp/nowhere.csv?lang=ar"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "لا مخيم كهذا" in answer.text


@pytest.mark.parametrize("name", ["csv", "xlsx", "geojson", "kml", "gpkg"])
def test_the_camps_of_the_table_leave_as_a_file(told: Store, client: FlaskClient, name: str) -> None:
    answer = client.get(f"/camps/export/{name}?q=Rukban&day=2018-01-01")
    assert answer.status_code == 200, answer.text[:300]
    assert f"camps-2018-01-01.{name}" in answer.headers["Content-Disposition"]
    assert b"33.314" not in answer.data
    assert f"/camps/export/{name}?" in page(client, "/camps?q=Rukban")


def test_an_exported_table_holds_what_the_table_shows_and_no_exact_position(
    told: Store, client: FlaskClient
) -> None:
    answer = client.get("/camps/export/csv?country=JO&hxl=1")
    heads, tags, *rows = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert any(tag.startswith("#") for tag in tags)
    assert {row[heads.index("country")] for row in rows} == {"JO"}
    assert {row[heads.index("precision_m")] for row in rows} - {""}
    assert client.get("/camps/export/shp").status_code == 400


def test_what_was_counted_before_the_end_is_told_as_such(client: FlaskClient) -> None:
    assert "last count before it ended" in page(client, "/camp/sy-hol-camp?day=2026-06-01")
    assert "last count before it ended" not in page(client, "/camp/sy-hol-camp?day=2020-06-01")


def test_a_dossier_of_an_earlier_day_leads_back_to_today(client: FlaskClient) -> None:
    assert "as of today" in page(client, "/camp/sy-rukban-camp?day=2016-01-01")
    assert "as of today" not in page(client, "/camp/sy-rukban-camp")
    assert (
        "day=2016-01-01"
        in page(client, "/camps?day=2016-01-01&q=Rukban").split("/camp/sy-rukban-camp")[1][:60]
    )


def test_a_source_s_date_stands_outside_its_name(client: FlaskClient) -> None:
    names = re.findall(r"<bdi>([^<]*)</bdi>", page(client, "/camp/sy-rukban-camp?lang=ar"))
    assert "Financial Times" in names
    assert not [name for name in names if "Financial Times" in name and "تشرين" in name]


def test_stories_not_searched_for_violence_are_told(store: Store, client: FlaskClient) -> None:
    store.add(story("Rukban", day="2017-01-03"), [mention(RUKBAN, start=0, surface="Rukban")])
    told = page(client, "/camp/sy-rukban-camp")
    assert (store.untagged(lexicon().version) > 0) is ("stories retag" in told)


def test_a_governorate_abroad_has_its_name_in_the_reader_s_language() -> None:
    mafraq = Place("jo-m", "Mafraq Governorate", "محافظة المفرق", Kind.GOVERNORATE, 32.3, 37.8, "JO",
                   aliases=("Mafraq",))  # fmt: skip
    find, camp = KnownPlaces(Gazetteer([mafraq])), Camp("x", "X", country="JO", admin1="Mafraq")
    assert admin1_name(camp, find, Language.ARABIC) == "محافظة المفرق"
    elsewhere = Camp("x", "X", country="JO", admin1="Somewhere")
    assert admin1_name(elsewhere, find, Language.ARABIC) == "Somewhere"


def given(client: FlaskClient, **more: object) -> dict[str, object]:
    answer = client.post("/api/camps/import", data={**more}, headers=MARK)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_an_import_is_shown_kept_and_undone(store: Store, client: FlaskClient) -> None:
    plan = given(client, file=(io.BytesIO(LIST.encode()), "list.csv"))
    assert plan["counts"]["add"] == 1
    assert store.camps() == []
    assert all("camp" not in step for group in plan["groups"] for step in group["steps"])
    mapped = given(client, key=plan["key"], mapping=json.dumps({"Individuals": "households"}))
    became = {column["heading"]: column["field"] for column in mapped["columns"]}
    assert became["Individuals"] == "households"
    kept = client.post(f"/api/camps/import/{plan['key']}/keep", headers=MARK)
    assert [camp.populations[0].unit for camp in store.camps()] == ["households"]
    assert client.post(f"/api/camps/import/{plan['key']}/keep", headers=MARK).status_code == 400
    assert client.post(f"/api/camps/import/undo/{kept.json['batch']}", headers=MARK).json["removed"] == 1
    assert store.camps() == []


@pytest.mark.parametrize("route", ["", "/x/keep", "/x/mapping", "/batches", "/undo/1"])
def test_importing_is_for_who_may_change_and_from_our_page(client: FlaskClient, route: str) -> None:
    assert client.post(f"/api/camps/import{route}").status_code == 403
    afar = client.post(f"/api/camps/import{route}", headers=MARK, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert afar.status_code == 403


def test_a_file_that_is_held_no_longer(client: FlaskClient) -> None:
    assert client.post("/api/camps/import", data={"key": "gone"}, headers=MARK).status_code == 404
    assert client.post("/api/camps/import", headers=MARK).status_code == 400
