"""Excel workbooks (.xlsx): the first sheet with headings, or the one that is asked for, a story a row."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from geodata.errors import UsageError
from geodata.models import Article
from geodata.readers.common.faults import LIBRARY_FAULTS
from geodata.readers.common.fields import assign
from geodata.readers.common.limits import LARGEST_WORKBOOK, MOST_COLUMNS, MOST_ROWS
from geodata.readers.common.records import Allowance, Defaults, Refusal, Unreadable
from geodata.readers.common.rows import columns_of, stories, too_many_rows, written
from geodata.readers.common.unpacking import check_member, check_ratio

SUFFIXES = (".xlsx", ".xlsm")
TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel.sheet.macroenabled.12",
)
SEVERAL = True
SIGNED = True

_ROWS_ABOVE = 20
"""How many rows may stand above the headings: a title, a note."""
_AT_ONCE = 200
ERRORS = frozenset(
    (
        *("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!"),
        *("#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#GETTING_DATA"),
    )
)
"""What Excel writes where a formula has no value. Source: Microsoft, "How to correct errors in formulas"."""
_PROLOGUE = 1 << 16
_BROKEN = "Open it in Excel or LibreOffice, save it anew, or save the sheet as CSV, and give that."


def recognises(sample: str) -> bool:
    """Whether a zip archive is a workbook, by the names in it."""
    return sample.startswith("PK\x03\x04") and "xl/workbook" in sample


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of a sheet, row by row, numbered as Excel does.

    Raises ``Unreadable`` for what is no workbook, or one without headings, ``UsageError`` where ``defaults``
    name a sheet or column there is none of.
    """
    with opened(source) as workbook:
        sheet, number, headings = _start(workbook, defaults)
        columns = columns_of(headings, defaults)
        for row, cells in enumerate(rows_of(sheet, number + 1), start=number + 1):
            if row > MOST_ROWS:
                raise too_many_rows()
            if any(cells):
                yield from stories(cells, headings, columns, f"{name}:{row}", defaults)


@contextmanager
def opened(source: Path) -> Iterator[Any]:
    """The openpyxl workbook in a file, looked through for harm before. Raises ``Unreadable``."""
    _check(source)
    with source.open("rb") as stream, closing(_open(stream)) as workbook:
        yield workbook


def _check(source: Path) -> None:
    """Raises :class:`Unreadable` for a broken archive, and for one made to fill memory: bombs, entities."""
    allowance, packed = Allowance(LARGEST_WORKBOOK), 0
    try:
        with zipfile.ZipFile(source) as archive:
            for member in archive.infolist():
                check_member(member)
                with archive.open(member) as stream:
                    prologue = stream.read(_PROLOGUE).replace(b"\0", b"").upper()
                    if b"<!DOCTYPE" in prologue or b"<!ENTITY" in prologue:
                        reason = "It declares entities, which no workbook does and which can fill the memory."
                        raise Unreadable(reason, "Do not use it.")
                allowance.take(member.file_size)
                packed += member.compress_size
                check_ratio(LARGEST_WORKBOOK - allowance.left, packed)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, *LIBRARY_FAULTS) as error:
        if isinstance(error, Unreadable):
            raise
        raise _broken() from error


def _open(stream: BinaryIO) -> Any:  # noqa: ANN401 - openpyxl says nothing of its types
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions it does not know, which hold no text
            return load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, *LIBRARY_FAULTS) as error:
        raise _broken() from error


def _broken() -> Unreadable:
    reason = "This Excel file is broken."
    return Unreadable(reason, _BROKEN)


def sheets_of(workbook: Any) -> list[Any]:  # noqa: ANN401
    """Its sheets of cells, without those that are charts."""
    return [sheet for sheet in workbook.worksheets if hasattr(sheet, "reset_dimensions")]


def _start(workbook: Any, defaults: Defaults) -> tuple[Any, int, list[str]]:  # noqa: ANN401
    """The sheet, the number of its row of headings, and these."""
    sheets = sheets_of(workbook)
    chosen = [sheet for sheet in sheets if sheet.title.strip() == defaults.sheet.strip()]
    if defaults.sheet and not chosen:
        names = ", ".join(sheet.title for sheet in sheets)
        msg = f"There is no sheet “{defaults.sheet}”. The sheets are: {names}."
        raise UsageError(msg)
    first: tuple[Any, int, list[str]] | None = None
    for sheet in chosen or sheets:
        for number, cells in enumerate(islice(rows_of(sheet, 1), _ROWS_ABOVE), start=1):
            headings = _without_blank_end(cells)
            if first is None and any(headings):
                first = (sheet, number, headings)
            if _has_story(headings, defaults):
                return sheet, number, headings
    if first is None:
        reason = "There is nothing in this workbook."
        raise Unreadable(reason, "Give one with a sheet whose first row names its columns.")
    return first


def _without_blank_end(cells: Sequence[str]) -> list[str]:
    headings = [cell.strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _has_story(headings: Sequence[str], defaults: Defaults) -> bool:
    """Whether a row names a title or a text, and whatever columns were asked for."""
    try:
        fields = assign(headings, defaults.columns)
    except UsageError:
        return False
    return "title" in fields or "text" in fields


def rows_of(sheet: Any, first: int) -> Iterator[list[str]]:  # noqa: ANN401
    """The cells of each row as text. Raises :class:`Unreadable` where the sheet breaks off."""
    sheet.reset_dimensions()  # what a file says of its own size is often wrong
    rows = sheet.iter_rows(min_row=first, max_col=MOST_COLUMNS + 1, values_only=True)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                some = list(islice(rows, _AT_ONCE))
        except (zipfile.BadZipFile, *LIBRARY_FAULTS) as error:
            raise _broken() from error
        if not some:
            return
        for cells in some:
            yield ["" if _is_error(cell) else written(cell) for cell in cells]


def _is_error(cell: object) -> bool:
    """``#REF!``, ``#N/A``: what Excel writes where a formula has no value."""
    return isinstance(cell, str) and cell in ERRORS
