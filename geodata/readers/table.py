"""Tables with headings: CSV and TSV, one story a row, or several where a cell holds several.

UCDP's event tables (Georeferenced Event Dataset) join the headlines, offices and dates of an event's sources
with ";" in one cell each: where the three agree in number, each is a story of its own.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from geodata.models import Article
from geodata.readers.common.decoding import bounded_lines, open_text
from geodata.readers.common.fields import assign, says_events
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.story import compose

SUFFIXES = (".csv", ".tsv", ".tab")
SEVERAL = True

_DELIMITERS = ",;\t|"
_LARGEST_CELL = 16 << 20
# The csv module's own limit of 128 KB would cut off long articles; as it is the process's, it is only raised.
csv.field_size_limit(max(_LARGEST_CELL, csv.field_size_limit()))

_SAMPLE = 1 << 16
_EXCEL_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});")
_JOINT = ";"
_JOINT_WITHOUT_SPACE = re.compile(r";(?! )")


def recognises(sample: str) -> bool:
    """Whether the beginning of a file without a telling name looks like a table with headings."""
    delimiter, headings = _delimiter(sample)
    return len(headings) > 1 and bool(delimiter) and len(assign(headings, {})) > 1


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of a table, row by row; rows that hold none are refused with their number.

    Rows are numbered as a spreadsheet does, the headings being row 1. Raises ``UsageError`` where
    ``defaults.columns`` names a field or column there is none of, ``Unreadable`` for a file that is no table.
    """
    with open_text(source, newline="") as stream:
        delimiter, skipped = _start(stream)
        rows = csv.reader(_lines(stream), delimiter=delimiter)
        headings = [heading.strip() for heading in next(rows, [])]
        columns = _columns(headings, defaults)
        number = skipped + 1
        while True:
            number += 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                remedy = "Look for a quotation mark that is never closed, or leave the row out."
                yield Refusal(f"{name}:{number}", f"The row could not be read ({error}).", remedy)
                continue
            if any(cell.strip() for cell in row):
                yield from _stories(row, headings, columns, f"{name}:{number}", defaults)


def _lines(stream: TextIO) -> Iterator[str]:
    for line in bounded_lines(stream):
        if line is None:
            reason = "One of its lines is too long to be a row."
            raise Unreadable(reason, "Check how the file was made.")
        yield line


def _start(stream: TextIO) -> tuple[str, int]:
    """The delimiter and how many lines stand before the headings; leaves the stream at the headings."""
    sample = stream.read(_SAMPLE)
    hint = _EXCEL_HINT.match(sample)
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


def _columns(headings: Sequence[str], defaults: Defaults) -> dict[str, int]:
    """Field → index of its column. Raises ``Unreadable`` where there is neither a title nor a text."""
    if not any(headings):
        reason = "It is empty: there are no headings in it."
        raise Unreadable(reason, "Give a table whose first row names its columns.")
    chosen = assign(headings, defaults.columns)
    if "id" not in defaults.columns and says_events(chosen):
        del chosen["id"]
    if "title" not in chosen and "text" not in chosen:
        reason = (
            f"None of its columns looks like a title or a text. It has: {', '.join(filter(None, headings))}."
        )
        raise Unreadable(
            reason[:1000], "Say which is which, as in --column title=Heading --column text=Body."
        )
    return {field: headings.index(heading) for field, heading in chosen.items()}


def _stories(
    row: Sequence[str], headings: Sequence[str], columns: dict[str, int], origin: str, defaults: Defaults
) -> Iterator[Article | Refusal]:
    if any(cell.strip() for cell in row[len(headings) :]):
        reason = f"It has {len(row)} cells under {len(headings)} headings."
        yield Refusal(origin, reason, "Put a cell that holds the delimiter in quotation marks.")
        return
    values = {field: row[index] for field, index in columns.items() if index < len(row)}
    for story in _apart({**values, "title": _without_entities(values.get("title", ""))}):
        yield compose(story, origin, defaults, alone=False)


def _without_entities(title: str) -> str:
    """``Al-Fu&#8217;ah`` as it is read; the ";" of an entity would also part headlines."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), title) if "&" in title else title


def _apart(values: dict[str, str]) -> list[dict[str, str]]:
    """The stories of one row: several where title, date and outlet are lists of one length, else one.

    The same headline of the same outlet and day counts once. Lists of equal dates or outlets beside one title
    are that date and that outlet; of unequal ones beside one title the first is kept.
    """
    dates, sources = _parts(values.get("published", "")), _parts(values.get("source", ""))
    titles = _titles(values["title"], len(dates))
    agree = len(titles) == len(dates) and len(sources) in (0, len(dates))
    if len(dates) < 2 or not agree or values.get("text", "").strip():
        title = values["title"].strip().rstrip(_JOINT).rstrip()
        first = {"published": dates[0], "source": sources[0] if sources else ""} if len(dates) > 1 else {}
        return [{**values, **first, "title": title}]
    outlets = sources or [""] * len(dates)
    together = [story for story in dict.fromkeys(zip(titles, dates, outlets, strict=True)) if story[0]]
    identity = values.get("id", "").strip()
    return [
        {
            **values,
            "title": title,
            "published": day,
            "source": outlet,
            "id": f"{identity}/{index}" if identity and len(together) > 1 else identity,
        }
        for index, (title, day, outlet) in enumerate(together, start=1)
    ]


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(_JOINT)] if cell.strip() else []


def _titles(cell: str, number: int) -> list[str]:
    """The headlines of a cell; a ";" with a space after it may stand within one."""
    titles = _parts(cell)
    if len(titles) != number:
        titles = [part.strip() for part in _JOINT_WITHOUT_SPACE.split(cell)]
    return titles
