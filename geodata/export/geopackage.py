"""GeoPackage (OGC 12-128r19): a layer for each kind of rows, which QGIS and every other GIS opens.

Written by GDAL from Arrow batches as they come, so that memory stays flat. Each column carries its
description (``gpkg_data_columns``), the file what it is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from geodata.errors import ConflictMapError
from geodata.export.common.fields import GEOMETRY, TOLD, Rows
from geodata.export.common.options import Options
from geodata.export.common.table import Table

FORMAT = "gpkg"
SUFFIXES = (".gpkg",)
MIMETYPE = "application/geopackage+sqlite3"
ROWS = (Rows.MENTIONS, Rows.PLACES, Rows.STORIES)
SEVERAL = True


def write(tables: Sequence[Table], path: Path, options: Options) -> None:
    """Write a new file with a layer for each table. Raises ``OSError`` where it cannot be written."""
    for table in tables:
        _layer(table, path, options)


def _layer(table: Table, path: Path, options: Options) -> None:
    from pyogrio import write_arrow

    broken: list[ConflictMapError] = []
    try:
        write_arrow(
            pa.RecordBatchReader.from_batches(table.schema, _noting(table, broken)),
            path,
            layer=str(table.rows),
            driver="GPKG",
            geometry_name=GEOMETRY,
            geometry_type=str(table.shape),
            crs="EPSG:4326",
            dataset_metadata={"NOTES": " ".join(options.notes)} if options.notes else None,
            layer_options={"DESCRIPTION": TOLD[table.rows], "IDENTIFIER": str(table.rows)},
        )
    except RuntimeError as error:  # all that pyogrio raises is one
        if broken:
            raise broken[0] from error
        raise OSError(str(error)) from error


def _noting(table: Table, broken: list[ConflictMapError]) -> Iterator[pa.RecordBatch]:
    """The batches; what breaks them off is noted, for GDAL only says that something did."""
    try:
        yield from table.read()
    except ConflictMapError as error:
        broken.append(error)
        raise
