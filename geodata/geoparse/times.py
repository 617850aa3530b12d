"""Step 7: when what a sentence tells of a place happened, as far as the sentence itself says so.

A sentence may tell several times: "In 2013 they took Raqqa, while yesterday they lost Palmyra". A name has
the nearest date of its own clause; a clause without one has that of a clause before it, never a later one's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from geodata.language.dates import DatedSpan, events
from geodata.models import Mention, When

# Words a clause with a time of its own begins with. What follows "after" or "since" is told as earlier than
# the rest of the sentence, so its date is never carried on; "after midnight" only says more of the hour.
_HOURS = (
    "dawn|noon|midnight|sunrise|sunset|dusk|midday|nightfall|(?:ال)?فجر|(?:ال)?ظهر|منتصف|(?:ال)?مغرب|صلاة"
)
_BACKWARD = (
    rf"(?:after|before|since|until|following|بعد|بعدما|عقب|قبل|قبيل|منذ|حتى|إثر|اثر)(?!\s+(?:{_HOURS}))"
)
_FORWARD = (
    "while|whereas|but|although|though|when|بينما|فيما|في حين|في المقابل|أما|اما|لكن|ولكن|غير أن|إلا أن"
    "|إلا ان|كما|وكان|وكانت|وكانوا|كان قد|كانت قد|حين|حينما|عندما"
)
_CLAUSE = re.compile(rf"[;؛]|(?<!\w)(?:(?P<backward>{_BACKWARD})|{_FORWARD})(?!\w)", re.IGNORECASE)
_SINCE = re.compile(r"(?:since|منذ)(?:\s+\w+){0,1}\s*\Z", re.IGNORECASE)
_LONGEST_SINCE = 16
_COUPLED = re.compile(r"[,،]|\band\b|(?<!\w)و", re.IGNORECASE)
_COUPLED_COSTS = 60
"""In letters: a comma or an "and" between a name and a date says that they belong to two couples."""
_NEIGHBOURS = 3
_FAR_LETTERS = 200


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a sentence; ``backward`` where it is told as earlier than the rest."""

    start: int
    backward: bool


def with_events(mentions: list[Mention], text: str, published: date | None) -> list[Mention]:
    """Each mention with the date its sentence tells for it.

    ``mentions`` are those of ``text`` in its order; dates such as "yesterday" are counted from ``published``.
    """
    if not mentions:
        return mentions
    dated = events(text, published)
    if not dated:
        return mentions
    clauses: dict[int, list[_Clause]] = {}
    done = []
    for mention in mentions:
        when = _when(mention, text, dated, clauses)
        done.append(replace(mention, event=when) if when else mention)
    return done


def _when(
    mention: Mention, text: str, dated: Sequence[DatedSpan], clauses: dict[int, list[_Clause]]
) -> When | None:
    """The date of one mention; ``clauses`` holds those of the sentences looked at before, by their starts."""
    first = bisect_left(dated, mention.sentence_start, key=_start_of)
    last = bisect_left(dated, mention.sentence_end, key=_start_of)
    if first == last:
        return None
    if mention.sentence_start not in clauses:
        clauses[mention.sentence_start] = _clauses(text, mention, dated[first:last])
    parts = clauses[mention.sentence_start]
    own = _clause_at(parts, mention.start)
    middle = bisect_left(dated, mention.start, first, last, key=_start_of)
    near = dated[max(first, middle - _NEIGHBOURS) : min(last, middle + _NEIGHBOURS)]
    here = [span for span in near if _clause_at(parts, span.start) == own]
    if here:
        at = [span for span in here if not _since(text, span)] or here
        return min(at, key=lambda span: _apart(text, mention, span)).when
    before = dated[max(first, middle - 2 * _NEIGHBOURS) : middle]
    earlier = (span for span in reversed(before) if not _backward(parts, span))
    return next((span.when for span in earlier if _clause_at(parts, span.start) < own), None)


def _clauses(text: str, mention: Mention, dated: Sequence[DatedSpan]) -> list[_Clause]:
    """The clauses of a mention's sentence; words inside a date ("قبل أسبوع") begin none."""
    clauses = [_Clause(mention.sentence_start, backward=False)]
    taken = [(span.start, span.end) for span in dated]
    for word in _CLAUSE.finditer(text, mention.sentence_start, mention.sentence_end):
        inside = bisect_left(taken, (word.end(), 0))
        within = inside > 0 and word.start() < taken[inside - 1][1]
        # "since 2012" says how long, "since the attack on X in 2012" tells of another event.
        leads = inside < len(taken) and not text[word.end() : taken[inside][0]].strip()
        if not within and not leads:
            clauses.append(_Clause(word.start(), backward=bool(word["backward"])))
    return clauses


def _clause_at(clauses: Sequence[_Clause], offset: int) -> int:
    return bisect_left(clauses, offset + 1, key=lambda clause: clause.start) - 1


def _backward(clauses: Sequence[_Clause], span: DatedSpan) -> bool:
    return clauses[_clause_at(clauses, span.start)].backward


def _since(text: str, span: DatedSpan) -> bool:
    """Whether a date says since when: "besieged since 2012"."""
    words = text[max(0, span.start - _LONGEST_SINCE) : span.start]
    return bool(_SINCE.search(words)) or text.startswith("منذ", span.start)


def _apart(text: str, mention: Mention, span: DatedSpan) -> int:
    """How far a date is from a name, in letters; farther where they belong to two couples of a list."""
    start, end = (mention.end, span.start) if span.start >= mention.end else (span.end, mention.start)
    coupled = end - start < _FAR_LETTERS and _COUPLED.search(text, start, max(start, end)) is not None
    return end - start + _COUPLED_COSTS * coupled


def _start_of(span: DatedSpan) -> int:
    return span.start
