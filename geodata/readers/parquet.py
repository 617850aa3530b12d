"""Parquet tables, as data tools write them: a story a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from geodata.models import Article
from geodata.readers.common.faults import LIBRARY_FAULTS
from geodata.readers.common.limits import LARGEST_CELL, MOST_ROWS
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.rows import columns_of, stories, too_many_rows, written

SUFFIXES = (".parquet", ".pq")
TYPES = ("application/vnd.apache.parquet", "application/x-parquet")
SEVERAL = True
SIGNED = True

_AT_ONCE = 64
_BROKEN = "Write it again, or save it as CSV, and give that."


def recognises(sample: str) -> bool:
    """Whether a file is a Parquet table."""
    return sample.startswith("PAR1")


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of a table, row by row, numbered from 1: its columns have names of their own.

    Raises ``Unreadable`` for what is no table, ``UsageError`` where ``defaults.columns`` names a field or
    column there is none of.
    """
    with source.open("rb") as stream:
        table, headings = _open(stream, [])
        columns = columns_of(headings, defaults)
        chosen = list(dict.fromkeys(headings[index] for index in columns.values()))
        # Texts are kept as the file keeps them: one that stands in every row is then held once.
        table, _ = _open(stream, chosen)
        fields = columns_of(chosen, defaults)
        for number, cells in enumerate(_rows(table, chosen), start=1):
            origin = f"{name}:{number}"
            if number > MOST_ROWS:
                raise too_many_rows()
            if sum(map(len, cells)) > LARGEST_CELL:
                yield Refusal(origin, "The row is too long to be one story.", "Leave it out.")
            elif any(cell.strip() for cell in cells):
                yield from stories(cells, chosen, fields, origin, defaults)


def _open(stream: BinaryIO, dictionary: list[str]) -> tuple[Any, list[str]]:
    """The table and the names of its columns. Raises :class:`Unreadable`."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(stream, read_dictionary=dictionary, pre_buffer=False)
        return table, list(table.schema_arrow.names)
    except (pyarrow.ArrowException, OSError, *LIBRARY_FAULTS) as error:
        raise _broken() from error


def _rows(table: Any, columns: list[str]) -> Iterator[list[str]]:  # noqa: ANN401 - pyarrow has no types
    """The cells of each row as text, a few rows at a time. Raises ``Unreadable`` where they break off."""
    import pyarrow

    batches = table.iter_batches(batch_size=_AT_ONCE, columns=columns, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
            cells = [] if batch is None else [batch.column(name).to_pylist() for name in columns]
        except (pyarrow.ArrowException, OSError, *LIBRARY_FAULTS) as error:
            raise _broken() from error
        if batch is None:
            return
        yield from ([written(cell) for cell in row] for row in zip(*cells, strict=True))


def _broken() -> Unreadable:
    reason = "This Parquet file is broken."
    return Unreadable(reason, _BROKEN)
