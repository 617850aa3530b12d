"""Walk over a text word by word and try the rules that may begin there: linear for any string."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geodata.language.dates.arithmetic import days
from geodata.language.dates.explicit import explicit_rules
from geodata.language.dates.relative_rules import relative_rules
from geodata.language.dates.rules import DIGITS, Rule, Rules, Spot, merged
from geodata.language.dates.vocabulary import MONTHS, ORDINALS, WEEKDAYS
from geodata.language.normalise import Shadow, fold, shadow
from geodata.models import DatePrecision, When

_WORD = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_NUMBER = 4
_LONGEST_WORD = 16

EXPLICIT = explicit_rules()
EVERY = merged(EXPLICIT, relative_rules())

_AND = fold("و")
_PREPOSITIONS = frozenset({"ب", "ل", "وب", "ول", "ك", "ف", "فل"})
# Words prepositions are written onto: بالأمس, ليوم الجمعة. لامس ("touched") shows why not every word.
_TAKES_PREPOSITION = frozenset(fold("الأمس يوم عام العام سنة شهر الأسبوع الشهر السنة").split()) | {
    word.split()[0] for word in (*MONTHS, *WEEKDAYS, *ORDINALS) if not word.isascii() and len(word) > 2
}
_BEFORE_NUMBER = frozenset({"", "و", "ال", "وال", "ب", "ل", "ف"})
_SINCE = frozenset({fold("منذ"), "since"})


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """A date told in a text: ``text[start:end]`` are its words."""

    start: int
    end: int
    when: When


def events(text: str, reference: date | None) -> list[DatedSpan]:
    """Every date told in ``text``, in order, none overlapping.

    ``reference`` is the day of publication, against which "yesterday", "on Wednesday" or a day without a
    year are resolved; without it only dates that carry their own year are given. Hijri dates are passed
    over. ``When.evidence`` holds the words themselves. Raises nothing.
    """
    return list(scan(shadow(text), reference, EVERY))


def scan(folded: Shadow, reference: date | None, rules: Rules) -> Iterator[DatedSpan]:
    """The dates a set of rules finds, left to right; of two that begin at one word the longer is taken."""
    text = folded.text
    beginnings = _beginnings(rules)
    cursor = 0
    previous: re.Match[str] | None = None
    for word in _WORD.finditer(text):
        triggers = beginnings.get(word[0], ())
        if (triggers or word[0][0].isdigit()) and word.start() >= cursor:
            before = _before(text, previous, word.start())
            found = _best(folded, word, before, reference, rules, triggers)
            if found is not None:
                when, first, cursor = found
                dated = _dated(folded, when, (first, cursor), before, reference)
                if dated is not None:
                    yield dated
        previous = word


def _before(text: str, previous: re.Match[str] | None, start: int) -> str:
    """The word before, unless a sentence ends between."""
    if previous is None:
        return ""
    ended = "." in text[previous.end() : min(start, previous.end() + 3)] and len(previous[0]) > 1
    return "" if ended else previous[0]


def _dated(
    folded: Shadow, when: When, span: tuple[int, int], before: str, reference: date | None
) -> DatedSpan | None:
    """The span with its own words as evidence; None for a "since" that leads to no known day."""
    if before in _SINCE:
        if reference is None:
            return None
        when = _until(when, reference)
    start, end = folded.span(*span)
    return DatedSpan(start, end, replace(when, evidence=folded.original[start:end]))


@functools.cache
def _beginnings_of(keys: frozenset[str]) -> dict[str, tuple[tuple[str, int], ...]]:
    beginnings: dict[str, tuple[tuple[str, int], ...]] = {}
    for key in sorted(keys - {DIGITS}):
        written = [key, _AND + key]
        if key in _TAKES_PREPOSITION:
            written.extend(preposition + key for preposition in sorted(_PREPOSITIONS))
        for word in written:
            if len(word) <= _LONGEST_WORD:
                beginnings[word] = (*beginnings.get(word, ()), (key, len(word) - len(key)))
    # The word as it stands before the word less what may be written onto it.
    return {word: tuple(sorted(set(found), key=lambda pair: pair[1])) for word, found in beginnings.items()}


def _beginnings(rules: Rules) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """The words a date may begin with: for each, the rules' first words it may stand for, with the length of
    what is written onto it. Most words of a text are none, and are passed over at the cost of one look-up."""
    return _beginnings_of(frozenset(rules))


def _best(
    folded: Shadow,
    word: re.Match[str],
    before: str,
    reference: date | None,
    rules: Rules,
    triggers: Sequence[tuple[str, int]],
) -> tuple[When, int, int] | None:
    """The longest date that begins at this word, as (when, start, end) in the shadow."""
    if word[0][0].isdigit():
        free = len(word[0]) <= _LONGEST_NUMBER and _stands_free(folded.text, word.start(), before)
        triggers = ((DIGITS, 0),) if free else ()
    best: tuple[When, int, int] | None = None
    for key, offset in triggers:
        for rule in rules.get(key, ()):
            match = rule.pattern.match(folded.text, word.start() + offset)
            if match is None or (best is not None and match.end() <= best[2]):
                continue
            spot = Spot(match, folded, reference, before, word[0][:offset])
            when = _resolved(rule, spot)
            if when is not None:
                best = (when, match.start(), match.end())
        if best is not None:
            break
    return best


def _resolved(rule: Rule, spot: Spot) -> When | None:
    """What a rule makes of its match; a day no calendar has is no date."""
    try:
        return rule.resolve(spot)
    except (ValueError, OverflowError):
        return None


def _stands_free(text: str, start: int, before: str) -> bool:
    """Whether a number is one of its own: not the end of 3-2, 5:30, 4.1, F16, $20 or a longer number."""
    if start == 0:
        return True
    left = text[start - 1]
    if left.isalpha():
        return before in _BEFORE_NUMBER
    if left in ".,:/-–+" and start > 1 and text[start - 2].isalnum():
        return left in ",:/-–" and text[start - 2].isalpha() and len(before) > 2
    return left not in "$€£#_@+%"


def _until(when: When, reference: date) -> When:
    """Since then: from its first day to the day of publication."""
    if reference <= when.first:
        return when
    whole = days(when.first, reference)
    return (
        whole if when.precision in (DatePrecision.DAY, DatePrecision.DAYS) else replace(when, last=reference)
    )
