"""Watches and entries in words of both languages."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime

import pytest

from geodata import text
from geodata.models import Language
from geodata.stores.watch_keeping import Finding, Rule, RuleKind, Watch
from geodata.watching import Words, wording
from tests.making import RUKBAN

AR, EN = Language.ARABIC, Language.ENGLISH
WORDS = Words({RUKBAN.id: RUKBAN}.get)
ASKED = (("place", RUKBAN.id), ("text", "bread"))
DAY, LAST = date(2017, 6, 1), date(2017, 6, 29)


def watch(kind: RuleKind, number: int = 0) -> Watch:
    return Watch(
        1, Rule(name="Camp", asked=ASKED, kind=kind, number=number), datetime(2018, 1, 1, tzinfo=UTC)
    )


def test_a_rule_in_words() -> None:
    rule = watch(RuleKind.SILENCE, 2).rule
    assert WORDS.rule(rule, EN) == "no story for 2 weeks: Rukban · “bread”"
    assert WORDS.rule(rule, AR) == "لا خبر مدة أسبوعين: الركبان · «bread»"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ((), "all stories"),
        ((("bbox", "1,2,3,4"),), "an area on the map"),
        ((("event", "no_such_event"),), "something this version does not know"),
        ((("event", "air_strike"), ("from", "2017")), "Air strike · 1 January 2017 – …"),
        ((("place", "gone"), ("kind", "camp"), ("source", "News")), "gone · camp · News"),
    ],
)
def test_what_is_asked_in_words(asked, words: str) -> None:
    assert WORDS.asked(Rule(name="x", asked=asked), EN) == words


def test_a_silence_says_what_it_is_measured_by() -> None:
    found = Finding(key="silence:2017-06-01", first=DAY, last=LAST, count=4)
    title, why = WORDS.entry(watch(RuleKind.SILENCE, 4), found, EN)
    assert title == "Camp: silent for 4 weeks"
    assert "last story is of 1 June 2017" in why
    assert "newest story of the whole collection is of 29 June 2017, 4 weeks later" in why
    title, why = WORDS.entry(watch(RuleKind.SILENCE, 4), found, AR)
    assert title == "Camp: صمت منذ 4 أسابيع"
    assert "29 حزيران 2017" in why


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(RuleKind))
@pytest.mark.parametrize("first", [DAY, None])
def test_every_kind_of_entry_has_words(language: Language, kind: RuleKind, first: date | None) -> None:
    for count in (0, 1, 2, 3, 11, 100):
        found = Finding(key="k", first=first, last=LAST, count=count, title="A {story}")
        for words in WORDS.entry(watch(kind, 3), found, language):
            assert words.strip()
            assert "None" not in words


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    arabic, english = (wording._words(language) for language in (AR, EN))
    assert list(arabic) == list(english)
    for key, entry in english.items():
        if isinstance(entry, str):
            assert _places(arabic[key]) == _places(entry), key
        else:
            assert set(entry) == {"one", "other"}
            assert set(arabic[key]) == {"zero", "one", "two", "few", "many", "other"}
            assert _places(arabic[key]["many"]) == _places(entry["other"]), key
    assert text.plural_category(AR, 11) == "many"


def _places(words: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}
