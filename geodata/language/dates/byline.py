"""The day of publication where a text says it itself: in its byline or its dateline."""

from __future__ import annotations

import re

from geodata.language.dates.scanner import EXPLICIT, DatedSpan, scan
from geodata.language.normalise import fold, shadow
from geodata.models import DatePrecision, When

_HEAD_CHARACTERS = 1500
_HEAD_LINES = 8
_BYLINE_LENGTH = 140
_WORDS_BESIDE = 6
"""A line with more words than this beside its date tells something else."""
_DATELINE_WORDS = 5
_PUBLISHED = re.compile(r"publish|posted|(?<!\w)date(?!d)|نشر|تاريخ")
_UPDATED = re.compile(r"updated|modified|تحديث|تعديل")
_TELLS = re.compile(r"[.؟?!]\s*$")
_AFTER_DATELINE = re.compile(r"\s{0,2}(?:\([^()]{1,40}\)|/[^/]{1,40}/)?\s{0,2}(?:[-–—:]|$)")
_WORD = re.compile(r"\w+")


def find_published(text: str) -> When | None:
    """An explicit full date (day, month and year) in the byline area of a text, else None. Raises nothing.

    It must stand in a short line of its own (``Published: 6 June 2017``, ``الأربعاء 11 تشرين الأول 2017``)
    or in the dateline a text begins with (``BEIRUT, June 6, 2017 (Reuters) -``): a date within a sentence
    tells of an event. A line that tells of an update counts only where no other does.
    """
    updated: When | None = None
    for line in _head(text):
        for span in scan(shadow(line), None, EXPLICIT):
            if span.when.precision is not DatePrecision.DAY or not _is_byline(line, span):
                continue
            if not _UPDATED.search(fold(line)):
                return span.when
            updated = updated or span.when
    return updated


def _head(text: str) -> list[str]:
    lines = (line.strip() for line in text[:_HEAD_CHARACTERS].splitlines())
    return [line for line in lines if line][:_HEAD_LINES]


def _is_byline(line: str, span: DatedSpan) -> bool:
    left, right = line[: span.start], line[span.end :]
    if len(line) <= _BYLINE_LENGTH:
        folded = fold(left + right)
        said = _PUBLISHED.search(folded) or _UPDATED.search(folded)
        words = len(_WORD.findall(left + right))
        if words <= (2 * _WORDS_BESIDE if said else _WORDS_BESIDE) and not _TELLS.search(line):
            return True
    return len(_WORD.findall(left)) <= _DATELINE_WORDS and bool(_AFTER_DATELINE.match(right))
