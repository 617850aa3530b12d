"""The routes of coloured areas: outlines of the base map, and sums that count a story once in a unit."""

from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient

from geodata.models import Precision
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, mention, story


def _header(body: bytes) -> dict[str, Any]:
    header: dict[str, Any] = json.loads(body[8 : 8 + int.from_bytes(body[4:8], "little")])
    return header


def _numbers(body: bytes, name: str) -> list[int]:
    header = _header(body)
    start = 8 + int.from_bytes(body[4:8], "little")
    entry = next(one for one in header["arrays"] if one["name"] == name)
    assert entry["more"] == 0
    return list(body[start + entry["offset"] : start + entry["offset"] + entry["length"]])


def test_the_outlines_are_those_of_units_the_gazetteer_knows(client: FlaskClient) -> None:
    found = client.get("/api/areas").get_json()
    assert found["levels"] == [1]
    assert found["credits"] == []  # they are the base map's own
    assert [one["properties"]["id"] for one in found["features"]] == ["sy-raqqa-governorate"]
    assert found["features"][0]["geometry"]["type"] == "Polygon"


def test_outlines_that_did_not_change_are_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/api/areas").headers["ETag"]
    assert client.get("/api/areas", headers={"If-None-Match": tag}).status_code == 304


def test_a_level_there_is_not_says_which_there_are(client: FlaskClient) -> None:
    for level in ("2", "9", "x"):
        answer = client.get(f"/api/areas?level={level}")
        assert answer.status_code == 404
        assert "level 1" in answer.get_json()["error"]


def test_a_story_counts_once_in_a_unit_and_what_lies_in_none_is_counted(
    client: FlaskClient, store: Store
) -> None:
    governorate = mention(RAQQA_GOVERNORATE, start=30, surface="Raqqa Governorate")
    store.add(story("Raqqa and its governorate", day="2017-10-01"), [mention(), governorate])
    store.add(story("Raqqa", day="2017-10-02"), [mention()])
    store.add(story("Mosul", day="2017-10-02"), [mention(MOSUL, surface="Mosul")])
    body = client.get("/api/areas/cube").data
    assert _header(body)["marks"]["id"] == ["sy-raqqa-governorate"]
    assert _numbers(body, "stories") == [1, 1]  # on two days
    assert _header(body)["without_place"] == 1
    assert _header(body)["stories"] == 3


def test_the_sums_follow_the_filters(client: FlaskClient, store: Store) -> None:
    store.add(story("Raqqa", day="2017-10-01", outlet="Example News"), [mention()])
    store.add(story("Raqqa again", day="2017-10-02", outlet="Other News"), [mention()])
    body = client.get("/api/areas/cube", query_string={"source": "Other News"}).data
    assert _numbers(body, "stories") == [1]
    first, other = (client.get(f"/api/areas/cube{asked}").headers["ETag"] for asked in ("", "?source=x"))
    assert first != other
    assert client.get("/api/areas/cube", headers={"If-None-Match": first}).status_code == 304


def test_new_stories_are_in_the_next_answer(client: FlaskClient, store: Store) -> None:
    store.add(story("Raqqa", day="2017-10-01"), [mention()])
    assert _numbers(client.get("/api/areas/cube").data, "stories") == [1]
    store.add(story("Deir ez-Zor", day="2017-10-01"), [mention(DEIR)])
    store.add(story("Raqqa once more", day="2017-10-01"), [mention(RAQQA, precision=Precision.NEAR)])
    assert _numbers(client.get("/api/areas/cube").data, "stories") == [2]
