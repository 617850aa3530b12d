"""The choices of the filters, asked as the page asks for them."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic
from typing import Any

import pytest
from flask.testing import FlaskClient

from geodata.events.lexicon import lexicon
from geodata.models import Language, Precision, Role, Tag
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA_GOVERNORATE, mention, story


@pytest.fixture(autouse=True)
def told(store: Store) -> None:
    """Four stories of two outlets at four places."""
    first = story("Shelling in Raqqa", day="2017-10-01", outlet="One")
    store.add(replace(first, language=Language.ENGLISH), [mention()])
    second = story("قصف على دير الزور", day="2017-10-02", outlet="One")
    store.add(replace(second, language=Language.ARABIC), [mention(DEIR, start=7)])
    area = mention(RAQQA_GOVERNORATE, precision=Precision.GOVERNORATE, confidence=0.55)
    third = story("Talks in Raqqa", day="2017-10-03", outlet="Two")
    store.add(third, [area, mention(role=Role.ORGANISATION)])
    store.add(story("Mosul is quiet", day="2017-10-04", outlet="Two"), [mention(MOSUL, start=0)])


def _facets(client: FlaskClient, asked: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/facets{asked}")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def _counts(found: dict[str, Any], name: str) -> dict[str, int]:
    return {choice["value"]: choice["stories"] for choice in found["facets"][name]}


def test_each_filter_has_its_choices_with_their_stories(client: FlaskClient) -> None:
    found = _facets(client)
    assert found["stories"] == 4
    assert _counts(found, "source") == {"One": 2, "Two": 2}
    assert _counts(found, "language") == {"en": 1, "ar": 1}
    assert _counts(found, "country") == {"iso-SY": 3, "iso-IQ": 1}
    assert _counts(found, "precision") == {"1": 3, "4": 4}
    assert _counts(found, "role") == {"location": 4, "organisation": 1}
    assert found["without"] == {}


def test_a_filter_narrows_the_others_and_keeps_its_own_choices(client: FlaskClient) -> None:
    found = _facets(client, "?source=One")
    assert found["stories"] == 2
    assert _counts(found, "source") == {"One": 2, "Two": 2}
    assert _counts(found, "country") == {"iso-SY": 2}


def test_the_window_counts(client: FlaskClient) -> None:
    assert _counts(_facets(client, "?from=2017-10-02&to=2017-10-03"), "source") == {"One": 1, "Two": 1}


def test_choices_are_named_in_both_languages_and_found_by_any_name(client: FlaskClient) -> None:
    choices = _facets(client)["facets"]
    raqqa = next(choice for choice in choices["place"] if choice["value"].startswith("sy-raqqa"))
    assert (raqqa["name"], raqqa["name_ar"]) == (RAQQA_GOVERNORATE.name, RAQQA_GOVERNORATE.name_ar)
    assert "محافظه الرقه" in raqqa["key"].split("|")
    role = next(choice for choice in choices["role"] if choice["value"] == "organisation")
    assert role["name"] == "part of an organisation’s name"
    assert role["name_ar"] == "جزء من اسم جهة"


def test_what_is_chosen_stands_there_though_nothing_has_it(client: FlaskClient) -> None:
    found = _facets(client, "?source=Nobody&place=sy-raqqa|iso-SY")
    assert _counts(found, "source") == {"One": 2, "Two": 1, "Nobody": 0}
    place = next(choice for choice in found["facets"]["place"] if choice["value"] == "sy-raqqa")
    assert (place["name"], place["name_ar"]) == ("Raqqa", "الرقة")


def test_a_chosen_place_that_is_no_area_is_counted_given_the_others(client: FlaskClient) -> None:
    found = _facets(client, "?place=sy-raqqa")
    counts = _counts(found, "place")
    assert counts["sy-raqqa"] == found["stories"] == 1
    assert sum(counts.values()) > counts["sy-raqqa"], "the areas still have theirs"
    found = _facets(client, "?place=sy-raqqa|sy-deir-ez-zor&source=One")
    counts = _counts(found, "place")
    assert (found["stories"], counts["sy-raqqa"], counts["sy-deir-ez-zor"]) == (2, 1, 1)


def test_a_type_of_event_says_what_it_belongs_to(client: FlaskClient, store: Store) -> None:
    shelling = Tag("event:shelling", 0, 5, "shells")
    store.add(story("Shells on Raqqa", day="2017-10-06"), [mention(tags=(shelling,))])
    parents = {each["value"]: each.get("parent") for each in _facets(client)["facets"]["event"]}
    assert parents == {"shelling": "explosions", "explosions": None}
    assert all("parent" not in each for each in _facets(client)["facets"]["source"])


def test_an_outlet_in_other_letters_is_the_same(client: FlaskClient) -> None:
    assert _counts(_facets(client, "?source=ONE"), "source") == {"One": 2, "Two": 2}


def test_where_nothing_is_left_it_says_what_each_filter_costs(client: FlaskClient) -> None:
    found = _facets(client, "?source=One&place=iso-IQ")
    assert found["stories"] == 0
    assert (found["without"]["source"], found["without"]["place"]) == (1, 2)


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient, store: Store) -> None:
    tag = client.get("/api/facets?source=One").headers["ETag"]
    again = client.get("/api/facets?source=One", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    store.add(story("More from Raqqa", day="2018-01-01", outlet="One"), [mention()])
    assert _facets(client, "?source=One")["stories"] == 3
    assert client.get("/api/facets?source=Two").headers["ETag"] != tag


@pytest.mark.parametrize(
    "pair", ["kind=castle", "precision=9", "confidence=all", "roles=king", "language=xx"]
)
def test_what_makes_no_sense_is_said(client: FlaskClient, pair: str) -> None:
    answer = client.get(f"/api/facets?{pair}")
    assert answer.status_code == 400
    assert pair.partition("=")[2] in answer.get_json()["error"]


def test_stories_read_with_other_words_are_counted_until_they_are_read_anew(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/api/untagged").get_json() == {"stories": 0}
    newer = replace(lexicon(), version="newer")
    monkeypatch.setattr("dashboard.filters.routes.lexicon", lambda: newer)
    store.add(story("A fifth", day="2017-10-05"), [])  # the data has changed, so it is asked anew
    assert client.get("/api/untagged").get_json() == {"stories": 5}
    store.retag(lambda _title, _text, sentences: [() for _ in sentences], newer.version)
    assert client.get("/api/untagged").get_json() == {"stories": 5}  # not counted at each page load
    monkeypatch.setattr("dashboard.filters.routes.monotonic", lambda: monotonic() + 61)
    assert client.get("/api/untagged").get_json() == {"stories": 0}
