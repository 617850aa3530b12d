"""Signatures that stay what they are, and what tells two reports apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.stores.port import UNDATED
from geodata.stores.relational import likeness
from geodata.stores.relational.likeness import Telling, words_of

LONG = tuple(f"word{number}" for number in range(40))


def test_signatures_are_the_same_in_every_version_of_the_library():
    values = likeness.signature(LONG)
    assert values is not None
    assert (len(values), values[:4].tolist()) == (125, [137549240, 241691514, 92409156, 40660640])
    assert likeness.bands(values)[:2] == [5544091783654835095, 1840480433461425219]
    assert len(set(likeness.bands(values))) == 25


def test_a_short_text_has_no_signature():
    assert likeness.signature(LONG[: likeness.SHORT_TEXT - 1]) is None
    assert likeness.signature(LONG[: likeness.SHORT_TEXT]) is not None


def test_words_are_folded():
    assert words_of("القَصف، على «الرقّة» ١٢!") == words_of("القصف على الرقة 12")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (("a", 10), ("b", 13), True),
        (("a", 10), ("b", 14), False),
        (("a", 10), ("a", 11), False),
        (("a", 10), ("a", 10), True),
        (("a", 10), ("b", UNDATED), True),
        (("a", 10), ("a", UNDATED), False),
    ],
)
def test_outlets_and_days(one: tuple[str, int], other: tuple[str, int], agree: bool):
    tellings = [Telling(outlet, day, LONG) for outlet, day in (one, other)]
    assert likeness.days_agree(*tellings) is agree
    assert (likeness.likeness(*tellings) == 1.0) is agree


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("7 dead", "9 dead", False),
        ("4 trucks", "four trucks", True),
        ("أربع شاحنات", "4 شاحنات", True),
        ("وبالأربعاء", "الخميس", False),
        ("on Monday", "yesterday", True),
        ("٧ قتلى", "7 قتلى", True),
    ],
)
def test_numbers_and_days(one: str, other: str, agree: bool):
    tellings = [Telling("", 1, (*LONG, *words_of(text))) for text in (one, other)]
    assert bool(likeness.likeness(*tellings)) is agree


@given(st.lists(st.sampled_from(LONG), max_size=60), st.lists(st.sampled_from(LONG), max_size=60))
@settings(max_examples=60)
def test_likeness_is_a_share_and_the_same_both_ways(one: list[str], other: list[str]):
    first, second = Telling("a", 1, tuple(one)), Telling("b", 1, tuple(other))
    found = likeness.likeness(first, second)
    assert found == likeness.likeness(second, first)
    assert found == 0 or likeness.THRESHOLD <= found <= 1
    if len(one) >= likeness.SHORT_TEXT:
        assert likeness.likeness(first, Telling("b", 1, tuple(one))) == 1
