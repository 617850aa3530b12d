"""The sheets of Excel workbooks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from geodata.readers.excel import opened, rows_of, sheets_of

_MOST_ROWS = 1_048_576


def read_sheets(path: Path, _suffix: str) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Every sheet by its name, with its rows as texts, days as ISO 8601. Raises ``Unreadable``."""
    with opened(path) as workbook:
        for sheet in sheets_of(workbook):
            rows = list(enumerate(islice(rows_of(sheet, 1), _MOST_ROWS), 1))
            while rows and not any(rows[-1][1]):
                rows.pop()
            yield sheet.title, [(number, _without_blank_end(cells)) for number, cells in rows]


def _without_blank_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
