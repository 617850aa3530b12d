"""What the timeline asks for beside the cube."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geodata.stores.port import Store
from tests.making import mention, story


def _fill(store: Store) -> None:
    for day, outlet in (("2017-10-01", "One"), ("2017-10-02", "One"), ("2017-10-05", "Two"), ("", "One")):
        store.add(story(f"Shelling {day} {outlet} Raqqa", day=day, outlet=outlet), [mention()])
    store.add(story("The talks go on", day="2017-10-09", outlet="Three"), [])


def test_coverage_tells_days_outlets_and_silence(client: FlaskClient, store: Store) -> None:
    _fill(store)
    found = client.get("/api/coverage?bin=week&text=talks").get_json()
    assert found["unit"] == "week"
    assert found["bins"] == [[17439, 2], [17446, 1]]  # weeks from Saturday 30 September and 7 October 2017
    assert found["silent"] == [[17442, 2], [17445, 3]]
    assert found["undated"] == 1
    one = next(outlet for outlet in found["outlets"] if outlet["name"] == "One")
    assert (one["first"], one["last"], one["days"], one["gaps"]) == ("2017-10-01", "2017-10-02", 2, 0)
    assert [outlet["name"] for outlet in client.get("/api/coverage?source=two").get_json()["outlets"]] == [
        "Two"
    ]


def test_outlets_of_a_window(client: FlaskClient, store: Store) -> None:
    _fill(store)
    assert client.get("/api/outlets?to=2017-10-04&undated=no").get_json() == {"outlets": 1}
    assert client.get("/api/outlets?undated=no").get_json() == {"outlets": 2}


def test_undated_stories_are_listed_with_their_sentences(client: FlaskClient, store: Store) -> None:
    _fill(store)
    found = client.get("/api/stories?only=undated&from=2017-10-04").get_json()
    assert (found["total"], found["clusters"]) == (1, 1)
    assert found["stories"][0]["title"] == "Shelling  One Raqqa"
    assert "Raqqa" in found["stories"][0]["mentions"][0]["sentence"]
    assert client.get("/api/stories?only=undated&offset=1").get_json()["stories"] == []


@pytest.mark.parametrize(
    "path", ["coverage?bin=hour", "coverage?language=xx", "stories?only=undated&limit=-1"]
)
def test_what_makes_no_sense_is_refused_in_words(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 400
    assert "choose" in answer.get_json()["error"] or "whole number" in answer.get_json()["error"]
