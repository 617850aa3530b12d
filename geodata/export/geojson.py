"""GeoJSON (RFC 7946): a FeatureCollection with a Feature for each mention.

The geometry is a ``Point``, longitude first: the place itself, the centre of the area it stands for, or that
of what lies beside it (``vicinity``); ``precision`` and ``precision_m`` state how large that is. What is not
known is null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from geodata.export.common.records import Row

FORMAT = "geojson"
SUFFIXES = (".geojson", ".json")


def write(rows: Iterable[Row], stream: TextIO) -> int:
    """Write a collection as the rows come, one Feature a line; returns how many there were."""
    number = 0
    stream.write('{"type": "FeatureCollection", "features": [')
    for number, row in enumerate(rows, start=1):
        stream.write("\n" if number == 1 else ",\n")
        stream.write(json.dumps(_feature(row), ensure_ascii=False))
    stream.write("\n]}\n")
    return number


def _feature(row: Row) -> dict[str, Any]:
    properties = {name: None if value == "" else value for name, value in row.as_dict().items()}
    lat, lon = properties.pop("lat"), properties.pop("lon")
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }
