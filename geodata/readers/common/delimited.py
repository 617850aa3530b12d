"""What every table of text has in common, whatever its rows are."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import TextIO

from geodata.readers.common.decoding import bounded_lines
from geodata.readers.common.limits import LARGEST_CELL
from geodata.readers.common.records import Unreadable

EXCEL_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The line above the headings by which Excel says what stands between the cells."""
# The csv module's own limit is the process's; it is only raised.
csv.field_size_limit(max(LARGEST_CELL, csv.field_size_limit()))


def row_lines(stream: TextIO) -> Iterator[str]:
    """The lines of a table. Raises ``Unreadable`` at one that is longer than a row may be."""
    for line in bounded_lines(stream):
        if line is None:
            reason = "One of its lines is too long to be a row."
            raise Unreadable(reason, "Check how the file was made.")
        yield line
