"""A table on its way into a file: its columns, and its rows in batches, each read only when it is wanted."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geodata.export.common.fields import FIELDS, GEOMETRY, SHAPES, Field, Rows, Shape, Type

if TYPE_CHECKING:
    # Imported where it is used: 25 MB that a server which exports nothing need not hold.
    import pyarrow as pa

    Batches = Generator[pa.RecordBatch, None, None]
    """Rows as they are read; closing it lets go of the store."""


@dataclass
class Table:
    """Rows of one kind. ``batches`` can be read once; what is unknown in them is null.

    A batch has the columns of ``schema``: those of ``fields``, and behind them, where there is a ``shape``,
    the geometry as WKB (longitude first).
    """

    rows: Rows
    size: int
    """How many rows there will be."""
    batches: Batches
    bounds: tuple[float, float, float, float] | None = None
    """West, south, east, north of the rows; None where there are none."""
    written: int = field(default=0, init=False)
    """How many rows were read from it so far."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its columns but for the geometry."""
        return FIELDS[self.rows]

    @property
    def shape(self) -> Shape:
        """The geometry of a row."""
        return SHAPES[self.rows]

    @property
    def schema(self) -> pa.Schema:
        """The batches' schema."""
        return schema_of(self.rows)

    def read(self) -> Iterator[pa.RecordBatch]:
        """The batches, their rows counted; whoever stops early lets go of the store."""
        with closing(self.batches):
            for batch in self.batches:
                self.written += batch.num_rows
                yield batch

    def records(self) -> Iterator[tuple[Any, ...]]:
        """The rows one by one, as plain values in the order of the schema, their rows counted."""
        for batch in self.read():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def schema_of(rows: Rows) -> pa.Schema:
    """The schema of such a table, each column with its description as GDAL reads it."""
    import pyarrow as pa

    arrow = {
        Type.TEXT: pa.string(),
        Type.WHOLE: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.DAY: pa.date32(),
    }
    columns = [
        pa.field(
            each.name,
            arrow[each.type],
            metadata={"GDAL:OGR:comment": each.described, "description": each.described},
        )
        for each in FIELDS[rows]
    ]
    if SHAPES[rows]:
        columns.append(pa.field(GEOMETRY, pa.binary(), metadata={"ARROW:extension:name": "geoarrow.wkb"}))
    return pa.schema(columns)


def batch_of(rows: Rows, columns: dict[str, Any]) -> pa.RecordBatch:
    """A batch of these columns (arrays or lists by name); empty texts become null."""
    import pyarrow as pa

    schema = schema_of(rows)
    return pa.record_batch([_array(columns[each.name], each.type) for each in schema], schema=schema)


def _array(values: Any, kind: pa.DataType) -> pa.Array:  # noqa: ANN401
    import pyarrow as pa
    import pyarrow.compute as pc

    if not isinstance(values, pa.Array):
        # Days are ISO texts; the cast reads them.
        values = pa.array(values, type=pa.string() if kind == pa.date32() else kind)
    if pa.types.is_string(values.type):
        values = pc.if_else(pc.equal(values, ""), pa.scalar(None, values.type), values)
    return values.cast(kind)
