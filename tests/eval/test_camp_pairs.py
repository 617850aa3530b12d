"""How well one camp under two names is told from two camps, on pairs of our own.

Each line of ``camp_pairs.jsonl`` is a pair of made-up rows with the answer and what makes it one or two.
"Found" is what is joined without asking; what is asked counts as not found.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geodata.camps.importing.duplicates import Known, Sketch, Verdict, judge

PAIRS = Path(__file__).with_name("camp_pairs.jsonl")
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.9


def sketch(side: dict[str, Any], key: str) -> Sketch:
    lat, lon = side.get("at", (None, None))
    return Sketch(
        key,
        tuple(side["names"]),
        lat,
        lon,
        admin1=side.get("admin1", ""),
        admin2=side.get("admin2", ""),
        pcode=side.get("pcode", ""),
    )


@pytest.fixture(scope="module")
def judged() -> list[tuple[bool, Verdict, str]]:
    """(the answer, the verdict, why) of each pair."""
    found = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        one, other = sketch(pair["one"], "1"), sketch(pair["other"], "2")
        verdict = judge(one, other).verdict
        assert judge(other, one).verdict is verdict, pair
        names = " / ".join(("|".join(one.names), "|".join(other.names)))
        found.append((pair["same"], verdict, f"{pair['why']}: {names}"))
    return found


def test_there_are_pairs_of_both_kinds(judged: list[tuple[bool, Verdict, str]]):
    same = [answer for answer, _, _ in judged]
    assert len(same) >= 140
    assert min(same.count(True), same.count(False)) >= 60


def test_what_is_joined_is_one_camp(judged: list[tuple[bool, Verdict, str]]):
    joined = [(answer, why) for answer, verdict, why in judged if verdict is Verdict.SAME]
    wrong = [why for answer, why in joined if not answer]
    assert len(wrong) <= (1 - LEAST_PRECISION) * len(joined), wrong


def test_one_camp_is_mostly_joined(judged: list[tuple[bool, Verdict, str]]):
    missed = [
        f"{why} ({verdict})" for answer, verdict, why in judged if answer and verdict is not Verdict.SAME
    ]
    same = [answer for answer, _, _ in judged if answer]
    assert len(missed) <= (1 - LEAST_RECALL) * len(same), missed


def test_a_whole_list_finds_what_the_pairs_do(judged: list[tuple[bool, Verdict, str]]):
    """Looking for the likes of a row among all rows leaves out none that is the same beside it."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        one, other = sketch(pair["one"], "1"), sketch(pair["other"], "2")
        found = [match.key for match in Known([other]).matches(one)]
        assert found == (["2"] if judge(one, other).verdict is not Verdict.DIFFERENT else []), pair
