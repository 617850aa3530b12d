"""From a file of any kind to one table of texts: headings, a row of HXL tags where there is one, rows.

Kinds: CSV with any delimiter and in any encoding, Excel workbooks, and what GDAL reads: GeoJSON, KML (also
zipped, KMZ), GeoPackage, Shapefiles in a zip. Points of geographic files stand in two columns of their own.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from geodata.camps.importing.delimited import read_delimited
from geodata.camps.importing.geographic import GEOGRAPHIC, read_geographic
from geodata.camps.importing.headings import GROUP_SIGN, is_tag_row, known_headings
from geodata.camps.importing.sheets import read_sheets
from geodata.camps.importing.tiers import two_rows
from geodata.errors import UsageError
from geodata.readers.common.limits import MEGABYTE, MOST_COLUMNS
from geodata.readers.common.records import Unreadable

MOST_ROWS = 100_000
LARGEST = 200 * MEGABYTE
"""Bytes of a file."""
_ROWS_ABOVE = 20
"""How many rows may stand above the headings: a title, a note."""
DELIMITED = (".csv", ".tsv", ".tab", ".txt")
WORKBOOKS = (".xlsx", ".xlsm")
SUFFIXES = (*DELIMITED, *WORKBOOKS, *GEOGRAPHIC)

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with anything in it."""

    number: int
    """As the program the file is from numbers it: the headings of a plain table are row 1."""
    cells: Cells


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says, as texts."""

    headings: Cells
    tags: Cells
    """HXL tags (``#loc+name``) by column; empty where there is no such row."""
    rows: tuple[Row, ...]
    blank: int
    """How many rows below the headings are empty."""
    headed: int = 0
    """How many say the headings again, as on the next page of a printed list."""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    """All sheets or layers there are, where there are several."""


def read_table(given: Path | bytes, name: str, *, sheet: str = "") -> Table:
    """The table in a file, or in bytes that came under a name.

    Raises ``UsageError``, saying what to do, for a file that is missing, too large, broken, of a kind that is
    not read, or without a table; and where there is no such ``sheet``.
    """
    if isinstance(given, Path):
        if not given.is_file():
            msg = f"There is no file “{given}”. Check how it is spelt."
            raise UsageError(msg)
        return _read(given, name, sheet)
    with tempfile.TemporaryDirectory(prefix="conflict-map-") as folder:
        suffix = PurePosixPath(name).suffix.lower()
        kept = Path(folder) / f"given{suffix if suffix in SUFFIXES else ''}"
        kept.write_bytes(given)
        return _read(kept, name, sheet)


def _read(path: Path, name: str, sheet: str) -> Table:
    if path.stat().st_size > LARGEST:
        msg = f"“{name}” is larger than {LARGEST // MEGABYTE} MB; part it into several files."
        raise UsageError(msg)
    suffix = _suffix(path, name)
    try:
        found = _reader(suffix)(path, suffix)
        tables = [(title, rows) for title, rows in found if any(any(cells) for _, cells in rows)]
    except Unreadable as error:
        msg = f"“{name}”: {error.reason} {error.remedy}"
        raise UsageError(msg) from error
    titles = tuple(title for title, _ in tables)
    if sheet:
        tables = [(title, rows) for title, rows in tables if title.strip() == sheet.strip()]
        if not tables:
            there = f" There are: {', '.join(titles)}." if any(titles) else ""
            msg = f"There is no sheet “{sheet}” in “{name}”.{there}"
            raise UsageError(msg)
    if not tables:
        msg = f"“{name}” is empty: there is no table in it. Give one whose first row names its columns."
        raise UsageError(msg)
    made = [_table(title, rows, titles) for title, rows in tables]
    best = max(made, key=lambda table: min(2, known_headings(table.headings, table.tags)))
    if len(best.rows) > MOST_ROWS:
        msg = f"“{name}” has more than {MOST_ROWS:,} rows; part it into several files."
        raise UsageError(msg)
    if len(best.headings) > MOST_COLUMNS:
        msg = f"“{name}” has more than {MOST_COLUMNS} columns; leave out those that are not needed."
        raise UsageError(msg)
    return best


Numbered = list[tuple[int, list[str]]]
Reader = Callable[[Path, str], Iterator[tuple[str, Numbered]]]


def _reader(suffix: str) -> Reader:
    if suffix in WORKBOOKS:
        return read_sheets
    return read_geographic if suffix in GEOGRAPHIC else read_delimited


def _suffix(path: Path, name: str) -> str:
    """The kind of a file: by its first bytes where they are plain, else by its name."""
    suffix = PurePosixPath(name).suffix.lower()
    with path.open("rb") as stream:
        head = stream.read(64)
    if head.startswith(b"PK\x03\x04"):
        return _suffix_of_archive(path, suffix)
    if head.startswith(b"SQLite format 3"):
        return ".gpkg"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return ".geojson"
    if suffix in SUFFIXES and suffix not in WORKBOOKS:
        return suffix
    if suffix in WORKBOOKS or head.startswith(b"\xd0\xcf\x11\xe0"):
        msg = f"“{name}” is no workbook of today's format. Open it in Excel or LibreOffice, save it as .xlsx."
        raise UsageError(msg)
    if suffix and suffix not in SUFFIXES:
        msg = f"Camps are not read from “{name}”. Files may end in {', '.join(SUFFIXES)}."
        raise UsageError(msg)
    return ".csv"


def _suffix_of_archive(path: Path, suffix: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return suffix
    if any(name.startswith("xl/") for name in names):
        return ".xlsx"
    return ".kmz" if any(name.lower().endswith(".kml") for name in names) else ".zip"


def _table(title: str, rows: Numbered, titles: Sequence[str]) -> Table:
    headings, below = _headed(rows)
    tags: list[str] = []
    if is_tag_row(headings):
        tags = headings
    elif below and is_tag_row(below[0][1]):
        tags, below = below[0][1], below[1:]
    wide = max([len(headings), *(len(cells) for _, cells in below)])
    filled = [(number, cells) for number, cells in below if any(map(str.strip, cells))]
    kept = [(number, cells) for number, cells in filled if not _is_heading(cells, headings)]
    return Table(
        headings=tuple(headings + [""] * (wide - len(headings))),
        tags=tuple(tag.strip() for tag in tags + [""] * (wide - len(tags))) if tags else (),
        rows=tuple(Row(number, tuple(cells + [""] * (wide - len(cells)))) for number, cells in kept),
        blank=len(below) - len(filled),
        headed=len(filled) - len(kept),
        sheet=title,
        sheets=tuple(titles) if len(titles) > 1 else (),
    )


def _headed(rows: Numbered) -> tuple[list[str], Numbered]:
    """The headings and the rows below them.

    They are the row, of the first ones, in which most is known, with the row of groups above it or of columns
    below it where there is one; else the first row with anything.
    """
    filled = [(at, cells) for at, (_, cells) in enumerate(rows[:_ROWS_ABOVE]) if any(map(str.strip, cells))]
    at = max(filled, key=lambda pair: (known_headings(pair[1], ()), -pair[0]))[0] if filled else 0
    if known_headings(rows[at][1], ()) < 2 and filled:
        at = filled[0][0]
    for upper in (at, at - 1):
        if 0 <= upper < len(rows) - 1 and (both := two_rows(rows[upper][1], rows[upper + 1][1])):
            return both, rows[upper + 2 :]
    return [" ".join(cell.split()) for cell in rows[at][1]], rows[at + 1 :]


def _is_heading(cells: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row says nothing but headings."""
    said = [(" ".join(cell.split()), at) for at, cell in enumerate(cells) if cell.strip()]
    return len(said) > 1 and all(
        at < len(headings) and cell in headings[at].split(GROUP_SIGN) for cell, at in said
    )
