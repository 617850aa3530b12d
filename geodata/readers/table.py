"""Tables with headings: CSV and TSV, one story a row, or several where a cell holds several."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from geodata.models import Article
from geodata.readers.common.decoding import open_text
from geodata.readers.common.delimited import EXCEL_HINT, row_lines
from geodata.readers.common.fields import assign
from geodata.readers.common.limits import MOST_ROWS
from geodata.readers.common.records import Defaults, Refusal
from geodata.readers.common.rows import columns_of, stories, too_many_rows

SUFFIXES = (".csv", ".tsv", ".tab")
TYPES = ("text/csv", "text/tab-separated-values", "application/csv")
SEVERAL = True
SIGNED = False

_DELIMITERS = ",;\t|"

_SAMPLE = 1 << 16


def recognises(sample: str) -> bool:
    """Whether the beginning of a file without a telling name looks like a table with headings."""
    delimiter, headings = _delimiter(sample)
    return len(headings) > 1 and bool(delimiter) and len(assign(headings, {})) > 1


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of a table, row by row; rows that hold none are refused with their number.

    Rows are numbered as a spreadsheet does, the headings being row 1. Raises ``UsageError`` where
    ``defaults.columns`` names a field or column there is none of, ``Unreadable`` for a file that is no table.
    """
    with open_text(source, newline="", declared=defaults.encoding) as stream:
        delimiter, skipped = _start(stream)
        rows = csv.reader(row_lines(stream), delimiter=delimiter)
        headings = [heading.strip() for heading in next(rows, [])]
        columns = columns_of(headings, defaults)
        number = skipped + 1
        while True:
            number += 1
            if number > MOST_ROWS:
                raise too_many_rows()
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                remedy = "Look for a quotation mark that is never closed, or leave the row out."
                yield Refusal(f"{name}:{number}", f"The row could not be read ({error}).", remedy)
                continue
            if any(cell.strip() for cell in row):
                yield from stories(row, headings, columns, f"{name}:{number}", defaults)


def _start(stream: TextIO) -> tuple[str, int]:
    """The delimiter and how many lines stand before the headings; leaves the stream at the headings."""
    sample = stream.read(_SAMPLE)
    hint = EXCEL_HINT.match(sample)
    blank = len(sample) - len(sample.lstrip("\r\n"))
    skipped = 1 if hint else len(sample[:blank].splitlines())
    delimiter = hint[1] if hint else _delimiter(sample)[0]
    stream.seek(0)
    for _ in range(skipped):
        stream.readline()
    return delimiter, skipped


def _delimiter(sample: str) -> tuple[str, list[str]]:
    """The delimiter under which most headings are known, then most there are; with those headings."""
    lines = sample.lstrip("\r\n").splitlines(keepends=True)[:20]
    best: tuple[tuple[int, int], str, list[str]] = ((-1, -1), _DELIMITERS[0], [])
    for delimiter in _DELIMITERS:
        try:
            headings = [cell.strip() for cell in next(csv.reader(lines, delimiter=delimiter), [])]
        except csv.Error:
            continue
        score = (len(assign(headings, {})), len(headings))
        if score > best[0]:
            best = (score, delimiter, headings)
    return best[1], best[2]
