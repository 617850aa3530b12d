"""What the publish panel asks beside the picture: what it says, what it can highlight, where a point lies."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geodata.stores.port import Store
from tests.making import DEIR, RAQQA, mention, story


def _fill(store: Store) -> None:
    for day, outlet in (("2017-10-01", "One"), ("2017-10-02", "One"), ("2017-10-05", "Two")):
        store.add(story(f"Shelling {day} Raqqa", day=day, outlet=outlet), [mention()])
    store.add(story("Deir ez-Zor", day="2018-01-01", outlet="Three"), [mention(DEIR)])


def test_what_a_picture_says_is_told_to_be_edited(client: FlaskClient, store: Store) -> None:
    _fill(store)
    told = client.get("/api/figure?to=2017-12-31").get_json()
    assert told["sources"] == [{"text": "One", "url": ""}, {"text": "Two", "url": ""}]
    assert [(place["id"], place["count"]) for place in told["places"]] == [(RAQQA.id, 3)]
    assert told["total"] == 3
    assert "3 stories" in told["alt"]
    own = client.get("/api/figure?sources=A report|https://example.org/a&alt=My words&lang=ar").get_json()
    assert own["sources"] == [{"text": "A report", "url": "https://example.org/a"}]
    assert own["alt"] == "My words"
    assert own["places"][0]["name"] == RAQQA.name_ar


def test_what_is_told_is_kept_until_it_changes(client: FlaskClient, store: Store) -> None:
    _fill(store)
    first = client.get("/api/figure")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/api/figure", headers=tag).status_code == 304
    store.add(story("Shelling again", day="2019-01-01"), [mention()])
    assert client.get("/api/figure", headers=tag).get_json()["total"] == 5


def test_areas_are_told_by_name_in_the_pictures_language(client: FlaskClient) -> None:
    english = client.get("/api/figure/areas").get_json()["areas"]
    arabic = client.get("/api/figure/areas?lang=ar").get_json()["areas"]
    assert [area["id"] for area in english] == ["sy-raqqa-governorate"]
    assert [area["id"] for area in arabic] == ["sy-raqqa-governorate"]
    assert english[0]["name"] != arabic[0]["name"]


def test_the_middle_of_the_map_is_where_its_frame_says(client: FlaskClient, store: Store) -> None:
    _fill(store)
    pairs = "frame=38,35,40,37&title=A headline"
    found = client.get(f"/api/figure/point?x=0.4&y=0.55&{pairs}").get_json()
    assert 38 < found["lon"] < 40
    assert 35 < found["lat"] < 37
    east, south = (
        client.get(f"/api/figure/point?{at}&{pairs}").get_json() for at in ("x=0.5&y=0.55", "x=0.4&y=0.7")
    )
    assert east["lon"] > found["lon"]
    assert south["lat"] < found["lat"]
    assert client.get(f"/api/figure/point?x=0.4&y=0.01&{pairs}").get_json() is None, "the headline is no map"


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/api/figure?size=1000000000x2", "size"),
        ("/api/figure?lang=xx", "xx"),
        ("/api/figure?title=" + "x" * 301, "300"),
        ("/api/figure/point?x=2&y=0", "share"),
        ("/api/figure/point?y=0", "share"),
        ("/api/figure/point?x=nan&y=0", "share"),
    ],
)
def test_what_makes_no_sense_is_answered_in_words(client: FlaskClient, address: str, word: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert word in answer.get_json()["error"]
