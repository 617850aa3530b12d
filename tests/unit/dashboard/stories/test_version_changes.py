"""What changed between two versions, word by word."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stories.version_changes import MOST_WORDS, Change, changes

_TEXTS = st.lists(st.sampled_from(["قصف", "الرقة", "hit", "at", "dawn.", "\n", "7", "<b>"])).map(" ".join)


def test_a_word_that_went_stands_before_the_one_that_came() -> None:
    assert list(changes("Shells hit seven men at dawn.", "Shells hit nine men at dawn.")) == [
        Change("Shells hit "),
        Change("seven ", "del"),
        Change("nine ", "ins"),
        Change("men at dawn."),
    ]


def test_what_is_equal_has_no_change() -> None:
    assert list(changes("قصف على الرقة", "قصف على الرقة")) == [Change("قصف على الرقة")]
    assert list(changes("", "")) == []


@given(_TEXTS, _TEXTS)
@settings(max_examples=80)
def test_both_texts_can_be_read_from_the_changes(old: str, new: str) -> None:
    found = list(changes(old, new))
    assert "".join(change.text for change in found if change.kind != "ins") == old
    assert "".join(change.text for change in found if change.kind != "del") == new


def test_long_texts_keep_nobody_waiting() -> None:
    words = [f"w{number * 7919 % 97}" for number in range(MOST_WORDS)]
    started = time.perf_counter()
    list(changes(" ".join(words), " ".join(words[::-1])))
    longer = list(changes(" ".join([*words, "x"]), " ".join(words[::-1])))
    assert time.perf_counter() - started < 5
    assert [change.kind for change in longer] == ["del", "ins"]
