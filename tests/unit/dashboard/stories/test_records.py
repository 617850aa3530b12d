"""Stories as the page is told of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dashboard.stories import records
from geodata.columns.loading import columns_of
from geodata.gazetteer.index import Gazetteer
from geodata.models import Candidate, Compass, Language, Part, Precision, Reason, Vicinity, VicinityKind
from geodata.query import Query
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RUKBAN, mention, on, story

TEXT = "Nothing new. 🔴 Shelling hit Raqqa at dawn, a doctor said. Calm since."


def _mention():
    start = TEXT.index("Raqqa")
    return replace(
        mention(start=start, part=Part.TEXT, event=on("2017-10-11")),
        sentence_start=TEXT.index("🔴"),
        sentence_end=TEXT.index(" Calm"),
        candidates=(Candidate("sy-raqqa", 0.9), Candidate("gn-99072", 0.2), Candidate("gone", 0.1)),
        reasons=(Reason("name.exact"), Reason("context.near", "sy-deir-ez-zor")),
    )


def _at(
    store: Store, gazetteer: Gazetteer, mark: str = "sy-raqqa", language: Language = Language.ENGLISH
) -> dict[str, Any]:
    return records.stories_at(
        store, columns_of(store.scan()), gazetteer, mark, Query(), limit=30, offset=0, language=language
    )


def test_a_mention_is_told_in_its_sentence(store: Store, gazetteer: Gazetteer) -> None:
    store.add(story("A day", TEXT, day="2017-10-12"), [_mention()])
    [item] = _at(store, gazetteer)["stories"]
    [told] = item["mentions"]
    assert told["sentence"] == "🔴 Shelling hit Raqqa at dawn, a doctor said."
    start, end = told["span"]
    assert told["sentence"][start:end] == "Raqqa"
    assert told["event"] == {"first": "2017-10-11", "last": "2017-10-11", "precision": "day"}


@pytest.mark.parametrize(
    ("language", "told", "deir"),
    [
        (Language.ENGLISH, "“Raqqa” is the name as the map writes it.", "Deir ez-Zor"),
        (Language.ARABIC, "«Raqqa» هو الاسم كما تكتبه الخريطة.", "دير الزور"),
    ],
)
def test_a_mention_is_explained_in_the_readers_language(
    store: Store, gazetteer: Gazetteer, language: Language, told: str, deir: str
) -> None:
    store.add(story("A day", TEXT, day="2017-10-12"), [_mention()])
    [item] = _at(store, gazetteer, language=language)["stories"]
    answers = {answer["about"]: answer["lines"] for answer in item["mentions"][0]["why"]["answers"]}
    assert ["".join(text for text, _ in line) for line in answers["name"]] == [told]
    # What may run the other way than the sentence stands by itself.
    assert [text for line in answers["name"] for text, own in line if own] == ["Raqqa"]
    assert next(text for line in answers["choice"] for text, own in line if own) == deir


def test_candidates_are_places_with_names_the_chosen_one_marked(store: Store, gazetteer: Gazetteer) -> None:
    store.add(story("A day", TEXT, day="2017-10-12"), [_mention()])
    [item] = _at(store, gazetteer)["stories"]
    told = item["mentions"][0]["why"]["options"]
    # What no gazetteer knows any more has no name to tell.
    assert [(entry["id"], entry["other_name"], entry["chosen"]) for entry in told] == [
        ("sy-raqqa", "الرقة", True),
        ("gn-99072", "الموصل", False),
    ]


def test_a_place_lies_in_a_governorate_that_has_a_name(store: Store, gazetteer: Gazetteer) -> None:
    find = records.place_finder(store, gazetteer)
    told = records.place_record(find, RAQQA)
    assert (told["admin1_name"], told["admin1_name_ar"]) == ("Raqqa Governorate", "محافظة الرقة")
    told = records.place_record(find, replace(MOSUL, admin1="Ninawa"))
    assert (told["admin1_name"], told["admin1_name_ar"]) == ("Ninawa", "")


def test_a_place_is_found_as_it_was_stored_even_when_the_gazetteer_changed(
    store: Store, gazetteer: Gazetteer
) -> None:
    old = replace(RAQQA, name="Ar-Raqqah")
    store.add(story("A day"), [mention(old)])
    assert records.place_finder(store, gazetteer)("sy-raqqa") == replace(old, source="")
    assert records.place_finder(store, gazetteer)("sy-deir-ez-zor") == DEIR
    assert records.place_finder(store, gazetteer)("nowhere") is None


def test_a_story_without_a_title_is_named_by_its_first_sentence(store: Store, gazetteer: Gazetteer) -> None:
    store.add(story("", TEXT, day="2017-10-12"), [_mention()])
    assert _at(store, gazetteer)["stories"][0]["title"] == "Nothing new."


def test_a_plain_key_means_the_places_own_precision(store: Store, gazetteer: Gazetteer) -> None:
    store.add(story("One Raqqa", day="2017-10-12"), [mention(start=4)])
    store.add(story("Two Raqqa", day="2017-10-12"), [mention(start=4, precision=Precision.GOVERNORATE)])
    assert [item["title"] for item in _at(store, gazetteer)["stories"]] == ["One Raqqa"]
    assert [item["title"] for item in _at(store, gazetteer, "sy-raqqa~4")["stories"]] == ["Two Raqqa"]
    assert _at(store, gazetteer, "sy-raqqa~1")["total"] == 1


def test_a_key_with_a_vicinity_means_what_lies_there(store: Store, gazetteer: Gazetteer) -> None:
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
    store.add(story("One Raqqa", day="2017-10-12"), [mention(start=4, precision=Precision.NEAR)])
    far = mention(start=4, precision=Precision.NEAR, vicinity=east)
    store.add(story("Two Raqqa", day="2017-10-12"), [far])
    assert [item["title"] for item in _at(store, gazetteer, "sy-raqqa~2")["stories"]] == ["One Raqqa"]
    assert [item["title"] for item in _at(store, gazetteer, "sy-raqqa~2~20km-E")["stories"]] == ["Two Raqqa"]
    assert _at(store, gazetteer, "sy-raqqa~2~N")["total"] == 0


def test_an_unresolved_name_is_no_place_and_no_story_there(store: Store, gazetteer: Gazetteer) -> None:
    store.add(story("Raqqa", day="2017-10-12"), [mention(None, start=0)])
    assert _at(store, gazetteer, "")["total"] == 0
    assert records.unplaced(store, columns_of(store.scan()), Query(), limit=5, offset=0)["total"] == 1


def test_the_mentions_told_are_those_at_the_place(store: Store, gazetteer: Gazetteer) -> None:
    store.add(
        story("Raqqa and Rukban", day="2017-10-12"),
        [mention(start=0), mention(RUKBAN, start=10, surface="Rukban")],
    )
    [item] = _at(store, gazetteer)["stories"]
    assert [told["start"] for told in item["mentions"]] == [0]
