"""Tables of text: CSV with comma, semicolon, tab or bar, in any encoding."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from geodata.camps.importing.headings import known_headings
from geodata.readers.common.decoding import open_text
from geodata.readers.common.delimited import EXCEL_HINT, row_lines
from geodata.readers.common.records import Unreadable

_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 16
_LINES = 20
_SURROGATES = re.compile("[\udc80-\udcff]")


def read_delimited(path: Path, _suffix: str) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """The one table of a text file, each row with its number. Raises ``Unreadable`` for what is no table."""
    with open_text(path, newline="") as stream:
        sample = stream.read(_SAMPLE)
        stream.seek(0)
        hint = EXCEL_HINT.match(sample)
        if hint:
            stream.readline()
        delimiter = hint[1] if hint else _delimiter(sample)
        rows = csv.reader(row_lines(stream), delimiter=delimiter)
        first = 2 if hint else 1
        try:
            yield "", [(number, [_clean(cell) for cell in row]) for number, row in enumerate(rows, first)]
        except csv.Error as error:
            reason = f"Row {rows.line_num} could not be read ({error})."
            raise Unreadable(reason, "Look for a quotation mark that is never closed.") from error


def _clean(cell: str) -> str:
    """A cell without the halves of characters that a damaged encoding leaves."""
    return _SURROGATES.sub("�", cell)


def _delimiter(sample: str) -> str:
    """The delimiter under which most headings are known, then most cells there are."""
    lines = sample.splitlines(keepends=True)[:_LINES]
    best, chosen = (-1, -1), _DELIMITERS[0]
    for delimiter in _DELIMITERS:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            continue
        score = max(((known_headings(row, ()), len(row)) for row in rows), default=(0, 0))
        if score > best:
            best, chosen = score, delimiter
    return chosen
