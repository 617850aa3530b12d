"""The rows of the table, the grid they stand in, and what is named together."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from dashboard.table.grid import SCRIPT, WIDTHS
from geodata.columns.rows import SORTS
from geodata.models import Part, Role
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RUKBAN, mention, on, story

SCRIPT_TEXT = "<script>alert(1)</script> in Raqqa"


def _fill(store: Store) -> None:
    text = "It began in Raqqa. Later it reached Rukban."
    store.add(
        story("A long day", text, day="2017-10-05", outlet="Two", url="https://news.example/1"),
        [
            mention(start=12, part=Part.TEXT),
            mention(RUKBAN, start=36, surface="Rukban", part=Part.TEXT, confidence=0.4),
        ],
    )
    store.add(
        story("Shelling in Raqqa and Deir", day="2017-10-02", outlet="One", url="javascript:alert(1)"),
        [mention(event=on("2017-09-30")), mention(DEIR, start=22, surface="Deir")],
    )
    store.add(story(SCRIPT_TEXT, outlet=""), [mention(start=29), mention(MOSUL, role=Role.ORGANISATION)])


def _ask(client: FlaskClient, search: str = "") -> dict:
    answer = client.get(f"/api/mentions?{search}")
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_rows_tell_a_mention_in_its_sentence(client: FlaskClient, store: Store) -> None:
    _fill(store)
    found = _ask(client, "sort=confidence&dir=asc&limit=1")
    assert found["total"] == 5  # an organisation's name stands nowhere on the map
    [row] = found["rows"]
    assert row["mark"] == row["mark"].partition("~")[0] == RUKBAN.id
    assert (row["place"], row["kind"], row["confidence"]) == ("Rukban", "camp", 40)
    assert (row["title"], row["outlet"], row["url"]) == ("A long day", "Two", "https://news.example/1")
    assert row["sentence"] in "It began in Raqqa. Later it reached Rukban."
    assert row["when"]["first"] == "2017-10-05"


def test_the_days_are_those_of_the_time_chosen_and_undated_ones_come_last(
    client: FlaskClient, store: Store
) -> None:
    _fill(store)

    def days(search: str) -> list[str | None]:
        return [row["when"] and row["when"]["first"] for row in _ask(client, search)["rows"]]

    assert days("dir=desc") == ["2017-10-05", "2017-10-05", "2017-10-02", "2017-10-02", None]
    assert days("dir=asc") == ["2017-10-02", "2017-10-02", "2017-10-05", "2017-10-05", None]
    told = days("dir=asc&time=event&undated=no")
    assert told == ["2017-09-30", "2017-10-02", "2017-10-05", "2017-10-05"]
    assert days("time=event&undated=no&to=2017-10-01") == ["2017-09-30"]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("sort", SORTS)
def test_every_order_pages_through_all_rows_once(
    client: FlaskClient, store: Store, sort: str, lang: str
) -> None:
    _fill(store)
    search = f"sort={sort}&lang={lang}&dir=desc"
    whole = [row["id"] for row in _ask(client, search)["rows"]]
    pieces = [row["id"] for n in (0, 2, 4) for row in _ask(client, f"{search}&limit=2&offset={n}")["rows"]]
    assert pieces == whole
    assert len(set(whole)) == 5


def test_a_mark_keeps_to_its_rows_and_words_are_in_the_readers_language(
    client: FlaskClient, store: Store
) -> None:
    _fill(store)
    found = _ask(client, f"mark={RAQQA.id}&lang=ar")
    assert found["total"] == 3
    assert {row["place"] for row in found["rows"]} == {"الرقة"}
    assert {row["unit"] for row in found["rows"]} == {"محافظة الرقة"}
    assert _ask(client, "mark=nowhere") == {"total": 0, "rows": []}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("mentions?sort=id", "choose of day"),
        ("mentions?dir=up", "choose of asc"),
        ("mentions?limit=x", "whole number"),
        ("mentions?place=&confidence=200", "0 to 100"),
        ("table?sort=title", "choose of day"),
        ("together?from=never", "not a date"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(client: FlaskClient, path: str, says: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 400
    assert says in answer.get_json()["error"]


def test_what_is_named_together(client: FlaskClient, store: Store) -> None:
    _fill(store)
    found = client.get(f"/api/together?mark={RAQQA.id}").get_json()
    assert found["stories"] == 3
    assert {(place["id"], place["stories"]) for place in found["places"]} == {(DEIR.id, 1), (RUKBAN.id, 1)}
    narrowed = client.get(f"/api/together?mark={RAQQA.id}&from=2017-10-04&undated=no").get_json()
    assert [(place["id"], place["lift"]) for place in narrowed["places"]] == [(RUKBAN.id, 1.0)]
    nowhere = client.get("/api/together?mark=nowhere").get_json()
    assert nowhere == {"stories": 0, "places": [], "events": [], "actors": []}


def test_the_grid_is_fetched_when_it_is_asked_for_and_not_before(client: FlaskClient) -> None:
    index = client.get("/?lang=en").get_data(as_text=True)
    assert "dash_ag_grid.min" not in index
    given = client.get("/api/table?lang=ar&sort=place&dir=asc").get_json()
    assert given["script"] == SCRIPT
    assert client.get(SCRIPT).status_code == 200
    assert client.get(SCRIPT.replace("dash_ag_grid.min", "async-community")).status_code == 200
    properties = given["component"]["props"]
    assert properties["dashGridOptions"]["enableRtl"] is True
    columns = {column["colId"]: column for column in properties["columnDefs"]}
    assert list(columns) == list(WIDTHS)
    assert columns["place"]["sort"] == "asc"
    assert {name for name, column in columns.items() if column["sortable"]} == set(SORTS)


def test_no_text_of_a_story_becomes_html(client: FlaskClient) -> None:
    given = client.get("/api/table").get_json()
    written = json.dumps(given["component"])
    assert "innerRenderer" not in written
    assert "dangerously_allow_code" not in written
    assert {column.get("cellRenderer") for column in given["component"]["props"]["columnDefs"]} == {
        None,
        "OwnDirection",
        "SourceLink",
    }
