"""Tiny files of tiles, made byte by byte: one vector tile of Protomaps' schema, one picture.

Source: Mapbox Vector Tile 2.1, https://github.com/mapbox/vector-tile-spec/tree/master/2.1.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import struct
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import write

SQUARE = ((0, 0), (4096, 0), (4096, 4096), (0, 4096))
CREDIT = '<a href="https://example.org/?a=1&amp;b=2" onclick="steal()">Tiles &copy; Example</a> people'
TOWN = {"kind": "locality", "kind_detail": "town", "name": "Ḥalab", "name:ar": "حلب", "name:en": "Aleppo"}
LAYERS = ("earth", "water", "roads", "boundaries", "places")
ALEPPO = (6, 38, 25)
"""The tile of zoom 6 that Aleppo lies in: zoom, column, row from the north."""


def vector_tile() -> bytes:
    """Land all over, a lake, a town in the middle, a road and a border across; not packed."""
    lake = ((512, 512), (1024, 512), (1024, 1024), (512, 1024))
    across = ((0, 2048), (4096, 2000))
    return b"".join(
        [
            _layer("earth", _polygon(SQUARE), {"kind": "earth"}, 3),
            _layer("water", _polygon(lake), {"kind": "lake", "name": "بحيرة"}, 3),
            _layer("roads", _line(across), {"kind": "highway", "name": "M5"}, 2),
            _layer("boundaries", _line(across[::-1]), {"kind": "country"}, 2),
            _layer("places", _numbers([9, _zigzag(2048), _zigzag(2048)]), TOWN, 1),
        ]
    )


def picture() -> bytes:
    """A PNG of one grey point."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def make_pmtiles(path: Path, tiles: Mapping[tuple[int, int, int], bytes], **header: Any) -> Path:
    """A PMTiles file; the tiles are vector ones packed with gzip unless ``header`` says otherwise."""
    told = {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": 330_000_000,
        "min_lat_e7": 310_000_000,
        "max_lon_e7": 430_000_000,
        "max_lat_e7": 390_000_000,
        "center_zoom": 6,
        "center_lon_e7": 370_000_000,
        "center_lat_e7": 360_000_000,
    }
    layers = header.pop("layers", LAYERS)
    with write(str(path)) as writer:
        for place, body in sorted(tiles.items(), key=lambda item: zxy_to_tileid(*item[0])):
            writer.write_tile(zxy_to_tileid(*place), body)
        writer.finalize(
            told | header, {"attribution": CREDIT, "vector_layers": [{"id": layer} for layer in layers]}
        )
    return path


def make_mbtiles(path: Path, tiles: Mapping[tuple[int, int, int], bytes], **metadata: str) -> Path:
    """An MBTiles file of pictures unless ``metadata`` says otherwise; rows are given from the north."""
    told = {"name": "test", "format": "png", "bounds": "33,31,43,39", "attribution": CREDIT} | metadata
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE metadata (name text, value text)")
        base.execute("CREATE TABLE tiles (zoom_level int, tile_column int, tile_row int, tile_data blob)")
        base.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        rows = [(z, x, (1 << z) - 1 - y, body) for (z, x, y), body in tiles.items()]
        base.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path


def vector_pmtiles(path: Path) -> Path:
    """The vector tile at ``ALEPPO`` and at the zooms above it."""
    zoom, x, y = ALEPPO
    body = gzip.compress(vector_tile(), mtime=0)
    return make_pmtiles(path, {(z, x >> (zoom - z), y >> (zoom - z)): body for z in range(zoom + 1)})


def vector_layers(*names: str) -> str:
    """What MBTiles writes about vector layers, as JSON."""
    return json.dumps({"vector_layers": [{"id": name} for name in names]})


def _polygon(ring: Sequence[tuple[int, int]]) -> bytes:
    return _numbers([*_moves(ring), 15])


def _line(points: Sequence[tuple[int, int]]) -> bytes:
    return _numbers(_moves(points))


def _moves(points: Sequence[tuple[int, int]]) -> list[int]:
    """MoveTo the first point, LineTo the others, each from where the last was."""
    steps, (x, y) = [], (0, 0)
    for at_x, at_y in points:
        steps.append((_zigzag(at_x - x), _zigzag(at_y - y)))
        x, y = at_x, at_y
    flat = [number for step in steps[1:] for number in step]
    return [9, *steps[0], (len(steps) - 1) << 3 | 2, *flat]


def _layer(name: str, geometry: bytes, values: Mapping[str, str], kind: int) -> bytes:
    tags = _numbers([number for at in range(len(values)) for number in (at, at)])
    feature = _field(2, tags) + _number(3, kind) + _field(4, geometry)
    body = _field(1, name.encode()) + _field(2, feature)
    body += b"".join(_field(3, key.encode()) for key in values)
    body += b"".join(_field(4, _field(1, value.encode())) for value in values.values())
    return _field(3, body + _number(5, 4096) + _number(15, 2))


def _field(number: int, body: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _numbers(values: Sequence[int]) -> bytes:
    return b"".join(_varint(value) for value in values)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _varint(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])
