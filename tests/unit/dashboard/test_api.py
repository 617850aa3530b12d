"""The plain routes, asked as the page's scripts ask them."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.api import font_files
from dashboard.basemap.style import data_files
from geodata.models import Part, Precision, Role
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RUKBAN, mention, related, story


def keys(header: dict[str, Any]) -> list[str]:
    marks = header["marks"]
    return [place_id + rest for place_id, rest in zip(marks["id"], marks["key"], strict=True)]


def _cube_header(body: bytes) -> dict[str, Any]:
    assert body[:4] == b"CMC3"
    header: dict[str, Any] = json.loads(body[8 : 8 + int.from_bytes(body[4:8], "little")])
    return header


def _fill(store: Store, count: int = 5) -> None:
    for day in range(1, count + 1):
        store.add(story(f"Shelling {day} Raqqa", day=f"2017-10-{day:02}", outlet="Example News"), [mention()])


def test_health_names_the_version_of_the_data(client: FlaskClient, store: Store) -> None:
    before = client.get("/api/health").get_json()
    assert before["status"] == "ok"
    _fill(store, 1)
    assert client.get("/api/health").get_json()["version"] > before["version"]


# ---- the cube


def test_the_cube_holds_what_the_store_holds(client: FlaskClient, store: Store) -> None:
    _fill(store)
    answer = client.get("/api/cube")
    header = _cube_header(answer.data)
    assert keys(header) == ["sy-raqqa"]
    assert (header["first"], header["last"], header["stories"]) == ("2017-10-01", "2017-10-05", 5)
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["ETag"]


def test_an_unchanged_cube_is_not_sent_again(client: FlaskClient, store: Store) -> None:
    _fill(store)
    tag = client.get("/api/cube").headers["ETag"]
    again = client.get("/api/cube", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    store.add(story("Shelling in Raqqa", day="2018-01-01"), [mention()])
    fresh = client.get("/api/cube", headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert _cube_header(fresh.data)["last"] == "2018-01-01"


def test_a_browser_that_takes_compressed_answers_is_spared_too(client: FlaskClient, store: Store) -> None:
    _fill(store, 28)
    accepts = {"Accept-Encoding": "gzip"}
    first = client.get("/api/cube", headers=accepts)
    assert first.headers["Content-Encoding"] == "gzip"
    assert _cube_header(gzip.decompress(first.data))["stories"] == 28
    again = client.get("/api/cube", headers={**accepts, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_cube_of_some_words_holds_the_stories_that_have_them(client: FlaskClient, store: Store) -> None:
    _fill(store)
    store.add(story("قصف على دير الزور", day="2017-11-01"), [mention(DEIR, start=7, surface="دير الزور")])
    header = _cube_header(client.get("/api/cube", query_string={"text": "قصف"}).data)
    assert keys(header) == ["sy-deir-ez-zor"]
    assert client.get("/api/cube?text=a").headers["ETag"] != client.get("/api/cube?text=b").headers["ETag"]


# ---- stories


def test_stories_come_in_pages_newest_first(client: FlaskClient, store: Store) -> None:
    _fill(store, 7)
    pages = [
        client.get(f"/api/stories?mark=sy-raqqa&limit=3&offset={offset}").get_json() for offset in (0, 3, 6)
    ]
    assert [page["total"] for page in pages] == [7, 7, 7]
    titles = [item["title"] for page in pages for item in page["stories"]]
    assert titles == [f"Shelling {day} Raqqa" for day in range(7, 0, -1)]


def test_a_story_is_told_with_its_sentence_and_the_place_in_it(client: FlaskClient, store: Store) -> None:
    _fill(store, 1)
    [item] = client.get("/api/stories?mark=sy-raqqa").get_json()["stories"]
    [found] = item["mentions"]
    assert found["sentence"] == "Shelling 1 Raqqa"
    assert item["published"] == {"first": "2017-10-01", "last": "2017-10-01", "precision": "day"}
    assert (item["outlet"], item["url"], item["kind"], item["parents"]) == (
        "Example News",
        "",
        "headline",
        [],
    )


def test_the_window_and_the_undated_are_heeded(client: FlaskClient, store: Store) -> None:
    _fill(store, 5)
    store.add(story("Raqqa without a date"), [mention(start=0)])

    def total(query: str) -> int:
        return int(client.get(f"/api/stories?mark=sy-raqqa&{query}").get_json()["total"])

    assert total("") == 6
    assert total("undated=no") == 5
    assert total("from=2017-10-02&to=2017-10-04") == 4
    assert total("from=2017-10-02&to=2017-10-04&undated=no") == 3
    assert total("text=without") == 1


def test_a_vague_mark_holds_the_vague_mentions_alone(client: FlaskClient, store: Store) -> None:
    store.add(story("Shelling in Raqqa", day="2017-10-01"), [mention()])
    store.add(story("North of to Raqqa", day="2017-10-02"), [mention(precision=Precision.NEAR)])
    exact = client.get("/api/stories?mark=sy-raqqa").get_json()
    near = client.get("/api/stories?mark=sy-raqqa~2").get_json()
    assert [item["title"] for item in exact["stories"]] == ["Shelling in Raqqa"]
    assert [item["title"] for item in near["stories"]] == ["North of to Raqqa"]


def test_a_related_headline_names_the_article_it_came_from(client: FlaskClient, store: Store) -> None:
    article = story("Shelling in Raqqa", "Much more.", day="2017-10-01")
    headline = related("Rukban camp without flour")
    store.add(article, [mention()], [(headline, [mention(RUKBAN, start=0, surface="Rukban")])])
    [item] = client.get("/api/stories?mark=sy-rukban-camp").get_json()["stories"]
    assert (item["kind"], item["published"]) == ("related", None)
    assert [parent["title"] for parent in item["parents"]] == ["Shelling in Raqqa"]


def test_stories_without_a_place_can_be_read(client: FlaskClient, store: Store) -> None:
    _fill(store, 2)
    store.add(story("Nothing was said of where", day="2017-10-03"), [])
    store.add(story("Raqqa police", day="2017-10-04"), [mention(start=0, role=Role.ORGANISATION)])
    page = client.get("/api/stories?unplaced=1").get_json()
    assert page["total"] == 2
    assert [item["title"] for item in page["stories"]] == ["Raqqa police", "Nothing was said of where"]
    assert all(item["mentions"] == [] for item in page["stories"])


def test_an_unknown_place_has_no_stories(client: FlaskClient) -> None:
    assert client.get("/api/stories?mark=nowhere").get_json() == {
        "total": 0,
        "clusters": 0,
        "outlets": 0,
        "stories": [],
    }


@pytest.mark.parametrize(
    "query",
    [
        "limit=x",
        "limit=-1",
        "limit=1.5",
        "limit=99999999999999999999",
        "offset=1e3",
        "offset=00000000099999999999999999999",
        "limit=²",
        f"offset={'9' * 5000}",
        "from=yesterday",
        "to=2017-02-30",
        "undated=perhaps",
        "from=2018-01-01&to=2017-01-01",
    ],
)
def test_a_bad_request_is_told_what_to_do(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/stories?mark=sy-raqqa&{query}")
    assert answer.status_code == 400
    sentence = answer.get_json()["error"]
    assert sentence[0].isupper() or sentence[0] == "“"
    assert sentence.endswith(".")
    assert len(sentence) > 30


def test_a_page_is_never_larger_than_is_good(client: FlaskClient, store: Store) -> None:
    for number in range(230):
        store.add(story(f"Raqqa {number}", day="2017-10-01"), [mention(start=0)])
    page = client.get("/api/stories?mark=sy-raqqa&limit=1000000").get_json()
    assert (page["total"], len(page["stories"])) == (230, 200)


_ODD = st.text(max_size=40) | st.sampled_from(
    ['"', "*", "a*", "(", "NEAR(", "-", "AND", "\x00", "'", "قصف\u200f", "^"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(
        st.sampled_from(["mark", "text", "from", "to", "undated", "limit", "offset"]), _ODD
    ),
    route=st.sampled_from(["/api/stories", "/api/cube", "/api/places"]),
)
def test_whatever_is_asked_the_server_does_not_fail(
    client: FlaskClient, values: dict[str, str], route: str
) -> None:
    values["q"] = values.get("text", "")
    assert client.get(route, query_string=values).status_code in (200, 400)


@pytest.mark.parametrize(
    "mark", ["sy-raqqa~", "sy-raqqa~9", "~", "~~2", "sy-raqqa~" + "9" * 5000, "a" * 9000]
)
def test_an_odd_mark_has_no_stories_of_its_own(client: FlaskClient, mark: str) -> None:
    assert client.get("/api/stories", query_string={"mark": mark}).status_code == 200


# ---- places


def test_places_are_found_by_any_name(client: FlaskClient) -> None:
    for typed in ("raq", "الرق", "Rakka"):
        [first, *_] = client.get("/api/places", query_string={"q": typed}).get_json()["places"]
        assert (first["id"], first["name"], first["name_ar"]) == ("sy-raqqa", "Raqqa", "الرقة")
        assert (first["admin1_name"], first["admin1_name_ar"]) == ("Raqqa Governorate", "محافظة الرقة")


def test_nothing_typed_finds_nothing(client: FlaskClient) -> None:
    for typed in ("", "   ", "zzzzqqqq"):
        assert client.get("/api/places", query_string={"q": typed}).get_json() == {"places": []}


# ---- files


@pytest.mark.parametrize("name", sorted(data_files()))
def test_the_base_maps_files_are_served(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/basemap/{name}", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert json.loads(answer.data)["type"] == "FeatureCollection"


@pytest.mark.parametrize(
    ("address", "encoding"), [("/basemap/land.json", "br"), ("/fonts/DejaVuSans.ttf", "br")]
)
def test_large_files_are_sent_small_and_once(client: FlaskClient, address: str, encoding: str) -> None:
    accepts = {"Accept-Encoding": "gzip, deflate, br"}
    first = client.get(address, headers=accepts, buffered=True)
    assert (first.status_code, first.headers["Content-Encoding"]) == (200, encoding)
    assert len(first.data) < 0.7 * len(client.get(address, buffered=True).data)
    again = client.get(address, headers={**accepts, "If-None-Match": first.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_a_typeface_with_arabic_is_served(client: FlaskClient, name: str) -> None:
    from matplotlib.ft2font import FT2Font

    answer = client.get(f"/fonts/{name}", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "font/ttf")
    assert answer.data[:4] == b"\x00\x01\x00\x00"
    assert {ord(letter) for letter in "الرقةءآؤئ"} <= set(FT2Font(str(font_files()[name])).get_charmap())


@pytest.mark.parametrize("folder", ["basemap", "fonts"])
@pytest.mark.parametrize(
    "name", ["nothing.json", "..", ".", "%2e%2e", "land.json%00", "README.md", "borders"]
)
def test_another_name_is_not_found(client: FlaskClient, folder: str, name: str) -> None:
    answer = client.get(f"/{folder}/{name}")
    assert answer.status_code == 404 or answer.mimetype == "text/html"


@pytest.mark.parametrize(
    "address",
    [
        "/basemap/../api.py",
        "/basemap/..%2fstyle.py",
        "/basemap/%2e%2e/style.py",
        "/assets/../app.py",
        "/assets/..%2fapp.py",
        "/assets/%2e%2e/pyproject.toml",
        "/assets//etc/passwd",
        "/fonts/..%2f..%2fetc%2fpasswd",
        "/basemap/....//style.py",
    ],
)
def test_no_path_leads_out_of_the_folders_that_are_served(client: FlaskClient, address: str) -> None:
    answer = client.get(address, buffered=True)
    assert answer.status_code == 404 or "react-entry-point" in answer.text, address
    assert "from __future__ import" not in answer.text
    assert "root:" not in answer.text


def test_a_file_that_is_not_there_is_told_by_name(client: FlaskClient) -> None:
    answer = client.get("/basemap/mars.json")
    assert (answer.status_code, answer.get_json()) == (
        404,
        {"error": "The base map has no file named “mars.json”."},
    )


# ---- a story's own page


def test_a_story_has_a_page_in_both_languages(client: FlaskClient, store: Store) -> None:
    [outcome] = store.add(story("Shelling in Raqqa", day="2017-10-12"), [mention()])
    english = client.get(f"/story/{outcome.story_id}")
    arabic = client.get(f"/story/{outcome.story_id}?lang=ar&theme=dark")
    assert (english.status_code, arabic.status_code) == (200, 200)
    assert '<html lang="en" dir="ltr" data-theme="light"' in english.text
    assert '<html lang="ar" dir="rtl" data-theme="dark"' in arabic.text


@pytest.mark.parametrize("number", ["99", "0", "99999999999999999999999"])
@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is no story"), ("ar", "لا خبر تحت هذا العنوان")]
)
def test_an_unknown_story_is_not_found_in_words(
    client: FlaskClient, number: str, language: str, words: str
) -> None:
    answer = client.get(f"/story/{number}?lang={language}")
    assert answer.status_code == 404
    assert words in answer.text


def test_mentions_that_are_not_drawn_do_not_stand_on_the_map(client: FlaskClient, store: Store) -> None:
    store.add(
        story("Mosul council meets", "In Raqqa it rained.", day="2017-10-12"),
        [
            mention(MOSUL, start=0, surface="Mosul", role=Role.ORGANISATION),
            mention(RAQQA, start=3, part=Part.TEXT),
        ],
    )
    assert keys(_cube_header(client.get("/api/cube").data)) == ["sy-raqqa"]
