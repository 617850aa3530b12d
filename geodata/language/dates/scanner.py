"""Walk over a text word by word and try the rules that may begin there: linear for any string."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    cursor, before, previous_end = 0, "", 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < cursor:
            before, previous_end = word[0], word.end()
            continue
        if "." in text[previous_end : min(start, previous_end + 3)] and len(before) > 1:
            before = ""
        found = _best(folded, word, before, reference, rules)
        if found is not None:
            when, first, end = found
            cursor = end
            if before in _SINCE and reference is not None:
                when = _until(when, reference)
            original_start, original_end = folded.span(first, end)
            evidence = folded.original[original_start:original_end]
            if not (before in _SINCE and reference is None):
                yield DatedSpan(original_start, original_end, replace(when, evidence=evidence))
        before, previous_end = word[0], word.end()


def _best(
    folded: Shadow, word: re.Match[str], before: str, reference: date | None, rules: Rules
) -> tuple[When, int, int] | None:
    """The longest date that begins at this word, as (when, start, end) in the shadow."""
    best: tuple[When, int, int] | None = None
    for key, offset in _triggers(folded.text, word, before):
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


def _triggers(text: str, word: re.Match[str], before: str) -> Iterator[tuple[str, int]]:
    """The rules' first words this word may stand for, with the length of what is written onto it."""
    found = word[0]
    if found[0].isdigit():
        if len(found) <= _LONGEST_NUMBER and _stands_free(text, word.start(), before):
            yield DIGITS, 0
        return
    if len(found) > _LONGEST_WORD:
        return
    yield found, 0
    if found[0] == _AND:
        yield found[1:], 1
    for length in (1, 2):
        if found[:length] in _PREPOSITIONS:
            rest = found[length:]
            if rest in _TAKES_PREPOSITION:
                yield rest, length


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
