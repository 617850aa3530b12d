"""GeoParquet 1.1.0 (OGC): one table with its geometry as WKB, for pandas, R, DuckDB and BigQuery.

Compressed with Zstandard, a row group for each batch; each column carries its description as Arrow metadata.
Source: https://geoparquet.org/releases/v1.1.0/
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from geodata.export.common.fields import GEOMETRY, Rows
from geodata.export.common.options import Options
from geodata.export.common.table import Table

FORMAT = "parquet"
SUFFIXES = (".parquet", ".geoparquet")
MIMETYPE = "application/vnd.apache.parquet"
ROWS = (Rows.MENTIONS, Rows.PLACES, Rows.STORIES)
SEVERAL = False
_VERSION = "1.1.0"


def write(tables: Sequence[Table], path: Path, options: Options) -> None:
    """Write a new file with the one table there is."""
    (table,) = tables
    told = {"geo": json.dumps(_geo(table)), "description": " ".join(options.notes)}
    schema = table.schema.with_metadata(told)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in table.read():
            writer.write_batch(batch.replace_schema_metadata(told))


def _geo(table: Table) -> dict[str, object]:
    """The file's "geo" metadata. Without a "crs" it is OGC:CRS84: WGS 84, longitude first."""
    column: dict[str, object] = {"encoding": "WKB", "geometry_types": [str(table.shape)]}
    if table.bounds:
        column["bbox"] = table.bounds
    return {"version": _VERSION, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
