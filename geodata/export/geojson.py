"""GeoJSON (RFC 7946): a FeatureCollection with a Feature for each row, one a line.

The geometry of a mention or place is a ``Point``, longitude first: the place itself, the centre of the area
it stands for, or that of what lies beside it (``vicinity``); ``precision`` and ``precision_m`` state how
large that is. Of a story it is a ``MultiPoint`` of its places. What is not known is null.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import shapely

from geodata.export.common.fields import Rows
from geodata.export.common.options import Options
from geodata.export.common.table import Table

FORMAT = "geojson"
SUFFIXES = (".geojson", ".json")
MIMETYPE = "application/geo+json"
ROWS = (Rows.MENTIONS, Rows.PLACES, Rows.STORIES)
SEVERAL = False
_OF_THE_GEOMETRY = ("lat", "lon", "points")


def pieces(table: Table, options: Options) -> Iterator[bytes]:
    """The file as its rows come."""
    yield f'{{"type": "FeatureCollection", "name": "{table.rows}", "features": ['.encode()
    before = "\n"
    for batch in table.read():
        if batch.num_rows:
            yield (before + ",\n".join(_features(batch))).encode("utf-8")
            before = ",\n"
    yield b"\n]}\n"


def _features(batch: pa.RecordBatch) -> Iterator[str]:
    *names, _ = batch.schema.names
    columns = {name: batch.column(name).to_pylist() for name in names if name not in _OF_THE_GEOMETRY}
    geometries = shapely.from_wkb(batch.column(len(names)).to_numpy(zero_copy_only=False))
    for geometry, row in zip(
        shapely.to_geojson(geometries), zip(*columns.values(), strict=True), strict=True
    ):
        properties = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_iso)
        yield f'{{"type": "Feature", "geometry": {geometry}, "properties": {properties}}}'


def _iso(value: Any) -> str:  # noqa: ANN401
    assert isinstance(value, date)
    return value.isoformat()
