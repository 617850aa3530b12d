"""CSV (RFC 4180) in UTF-8: a row for each mention, under the columns of ``records.Row``.

A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"); numbers
stay numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from geodata.export.common.records import COLUMNS, Row

FORMAT = "csv"
SUFFIXES = (".csv",)

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(rows: Iterable[Row], stream: TextIO) -> int:
    """Write a heading and the rows as they come; returns how many rows there were.

    ``stream`` must leave line ends alone (``newline=""``).
    """
    number = 0
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(value) for value in row.as_dict().values()])
        number += 1
    return number


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value
