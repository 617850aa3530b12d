"""CSV (RFC 4180) in UTF-8, with a heading; days are ISO 8601, what is unknown is empty.

A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from geodata.export.common.cells import disarmed
from geodata.export.common.fields import Rows
from geodata.export.common.options import Options
from geodata.export.common.table import Table

FORMAT = "csv"
SUFFIXES = (".csv",)
MIMETYPE = "text/csv"
ROWS = tuple(Rows)
SEVERAL = False
_BOM = "\ufeff"


def pieces(table: Table, options: Options) -> Iterator[bytes]:
    """The file as its rows come."""
    width = len(table.fields)
    heading = [field.name for field in table.fields]
    yield (_BOM if options.bom else "").encode() + _lines([heading])
    for batch in table.read():
        columns = (column.to_pylist() for column in batch.columns[:width])
        yield _lines([map(disarmed, row) for row in zip(*columns, strict=True)])


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8")
