"""The sheets of Excel workbooks, what merged cells say standing in every row they reach over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from geodata.readers.excel import opened, rows_of, sheets_of

_MOST_ROWS = 1_048_576
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_CHUNK, _LONGEST = 1 << 20, 200
_LETTER = re.compile(r"[^\W\d_]")


def read_sheets(path: Path, _suffix: str) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Every sheet by its name, with its rows as texts, days as ISO 8601. Raises ``Unreadable``."""
    with opened(path) as workbook:
        for sheet in sheets_of(workbook):
            rows = list(islice(rows_of(sheet, 1), _MOST_ROWS))
            _fill_down(rows, sheet)
            while rows and not any(rows[-1]):
                rows.pop()
            yield sheet.title, [(number, _without_blank_end(cells)) for number, cells in enumerate(rows, 1)]


def _fill_down(rows: list[list[str]], sheet: Any) -> None:  # noqa: ANN401 - openpyxl says nothing of its types
    """Give every row the words of a cell that is merged over it: the governorate of a block of camps.

    A number stays where it stands, for it is mostly the sum of the rows it is merged over.
    """
    from openpyxl.utils import column_index_from_string

    for letters, first, last in _merged(sheet):
        at = column_index_from_string(letters) - 1
        if first > len(rows) or at >= len(rows[first - 1]):
            continue
        value = rows[first - 1][at]
        if not _LETTER.search(value):
            continue
        for row in rows[first : min(last, len(rows))]:
            if any(row) and at < len(row) and not row[at]:
                row[at] = value


def _merged(sheet: Any) -> list[tuple[str, int, int]]:  # noqa: ANN401
    """Column, first and last row of each merged range."""
    found, rest = [], b""
    with sheet._get_source() as stream:
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            found += [(col.decode(), int(first), int(last)) for col, first, last in _MERGED.findall(text)]
            rest = text[max(text.rfind(b"<"), len(text) - _LONGEST) :]
    return [(column, first, last) for column, first, last in dict.fromkeys(found) if last > first]


def _without_blank_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells
