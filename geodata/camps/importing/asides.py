"""Rows of a list that are no camps: sums ("Total Idleb", «المجموع الكلي») and notes below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geodata.camps.importing import cleaning
from geodata.camps.importing.headings import Understood
from geodata.camps.importing.tables import Row
from geodata.language.normalise import fold

_SUM = re.compile(r"(?:(?:grand|sub|overall)[\s-]*)?totals?\b|sum\b|(?:ال)?(?:مجموع|اجمالي)(?!\w)")
_NAMES = frozenset(("name", "name_ar", "aliases", "id", "pcode"))
_POINTS = frozenset(("lat", "lon", "geo"))


def without_asides(rows: Iterable[Row], columns: Sequence[Understood]) -> tuple[list[Row], tuple[int, ...]]:
    """The rows that may be camps, and the numbers of the others.

    A sum begins with the word for it and has no position; a note is one cell alone, which names no camp.
    """
    names = [at for at, column in enumerate(columns) if column.field in _NAMES]
    points = [at for at, column in enumerate(columns) if column.field in _POINTS]
    kept, others = [], []
    for row in rows:
        said = [at for at, cell in enumerate(row.cells) if not cleaning.is_nothing(cell)]
        if any(at in said for at in points):
            aside = False
        elif any(at in said for at in names):
            aside = any(_is_sum(row.cells[at]) for at in names) or _is_sum(row.cells[said[0]])
        else:
            aside = len(said) < 2 or _is_sum(row.cells[said[0]])
        if aside:
            others.append(row.number)
        else:
            kept.append(row)
    return kept, tuple(others)


def _is_sum(cell: str) -> bool:
    return bool(_SUM.match(fold(cleaning.text(cell)).strip()))
