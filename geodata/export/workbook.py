"""An Excel workbook (Office Open XML, ECMA-376): a sheet for each kind of rows, and one on the columns.

Texts that Excel would run as formulas get an apostrophe in front; days are days. A cell holds 32,767
characters, a sheet 1,048,576 rows (Microsoft, "Excel specifications and limits"): longer texts are cut with
an ellipsis, more rows are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.errors import UsageError
from geodata.export.common import words
from geodata.export.common.cells import disarmed
from geodata.export.common.fields import Rows, Type
from geodata.export.common.options import Options
from geodata.export.common.table import Table
from geodata.models import Language

if TYPE_CHECKING:
    from openpyxl import Workbook

FORMAT = "xlsx"
SUFFIXES = (".xlsx",)
MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = tuple(Rows)
SEVERAL = True
MOST_ROWS = 1_048_576 - 1
"""Of a sheet, below its heading."""
_LONGEST = 32_767
_FIRST_YEAR = 1900
"""Excel knows no day before it; such days are written as texts."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTHS = {Type.WHOLE: 11, Type.NUMBER: 11, Type.DAY: 12, Type.TEXT: 18}
_WIDE = {"title": 60, "sentence": 80, "url": 40, "citation": 100, "latest_title": 60}


def check(rows: Rows, size: int) -> None:
    """Raises ``UsageError`` where a sheet has not so many rows."""
    if size > MOST_ROWS:
        msg = (
            f"These are {size:,} {rows}, and a sheet of Excel holds {MOST_ROWS:,} rows below its heading; "
            "choose a shorter period or more filters, or another format: csv, gpkg, parquet."
        )
        raise UsageError(msg)


def write(tables: Sequence[Table], path: Path, options: Options) -> None:
    """Write a new workbook, row by row. Raises ``UsageError`` where a table is too long for a sheet."""
    from openpyxl import Workbook

    for table in tables:
        check(table.rows, table.size)
    book = Workbook(write_only=True)
    try:
        for table in tables:
            _sheet(book, table)
        _about(book, tables, options)
        book.save(path)
    finally:
        _put_away(book)


def _put_away(book: Workbook) -> None:
    """Remove what openpyxl keeps beside a workbook while it is written, even where that was broken off."""
    sheets: list[Any] = list(book.worksheets)
    for sheet in sheets:
        if not sheet.closed:
            sheet.close()
        if Path(sheet._writer.out).exists():
            sheet._writer.cleanup()


def _sheet(book: Workbook, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(str(table.rows))
    sheet.freeze_panes = "A2"
    for number, field in enumerate(table.fields, start=1):
        width = _WIDE.get(field.name, _WIDTHS[field.type])
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.fields))}{table.size + 1}"
    sheet.append(_bold(sheet, [field.name for field in table.fields]))
    width = len(table.fields)
    for row in table.records():
        sheet.append([_cell(value) for value in row[:width]])


def _about(book: Workbook, tables: Sequence[Table], options: Options) -> None:
    """The sheet on what the file is and what its columns hold."""
    sheet = book.create_sheet("columns")
    for letter, width in zip("ABCD", (14, 22, 110, 18), strict=True):
        sheet.column_dimensions[letter].width = width
    language = options.language
    sheet.sheet_view.rightToLeft = language is Language.ARABIC
    for note in options.notes:
        sheet.append([_cell(note)])
    sheet.append(
        _bold(sheet, [words.say(language, f"sheet.{each}") for each in ("sheet", "column", "tells", "unit")])
    )
    for table in tables:
        rows = table.rows
        sheet.append([str(rows), "", words.told(language, rows)])
        for field in table.fields:
            told = words.tells(language, rows, field), words.unit(language, field)
            sheet.append([str(rows), field.name, *told])


def _bold(sheet: Any, values: Sequence[str]) -> list[Any]:  # noqa: ANN401
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cells = [WriteOnlyCell(sheet, value=value) for value in values]
    for cell in cells:
        cell.font = Font(bold=True)
    return cells


def _cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        value = disarmed(_NO_XML.sub("", value))
        return value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        return value.isoformat()
    return value
