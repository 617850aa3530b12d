"""How well copies of one report are told from reports that merely resemble each other, on pairs of our own.

Each line of ``near_duplicates.jsonl`` is a pair with the answer and what makes it one or two reports. Joining
what is not the same hides a report, so there precision counts first.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.stores.port import UNDATED
from geodata.stores.relational import likeness
from geodata.stores.relational.likeness import Telling

PAIRS = Path(__file__).with_name("near_duplicates.jsonl")
LEAST_RECALL = 0.9


def telling(side: dict[str, Any]) -> Telling:
    day = date.fromisoformat(side["day"]).toordinal() if side["day"] else UNDATED
    return Telling(side["outlet"], day, likeness.words_of(side["text"]), frozenset(side.get("places", ())))


def read_pairs() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def judged() -> list[tuple[bool, bool, str]]:
    """(the answer, what is said, why) of each pair."""
    found = []
    for pair in read_pairs():
        one, other = telling(pair["one"]), telling(pair["other"])
        assert likeness.likeness(one, other) == likeness.likeness(other, one), pair["why"]
        found.append((pair["same"], likeness.likeness(one, other) > 0, pair["why"]))
    return found


def test_there_are_pairs_of_both_kinds(judged: list[tuple[bool, bool, str]]):
    same = [answer for answer, _, _ in judged]
    assert len(same) >= 30
    assert min(same.count(True), same.count(False)) >= 12


def test_what_is_not_the_same_is_never_joined(judged: list[tuple[bool, bool, str]]):
    assert [why for same, said, why in judged if said and not same] == []


def test_nearly_all_copies_are_found(judged: list[tuple[bool, bool, str]]):
    copies = [(said, why) for same, said, why in judged if same]
    missed = [why for said, why in copies if not said]
    assert len(missed) <= (1 - LEAST_RECALL) * len(copies), missed


def test_copies_meet_in_a_band():
    for pair in read_pairs():
        if pair["same"]:
            signatures = [likeness.signature(telling(pair[side]).words) for side in ("one", "other")]
            one, other = (set(likeness.bands(found)) for found in signatures if found is not None)
            assert one & other, pair["why"]
