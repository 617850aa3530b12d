"""A user's own tiles from one file on this machine: PMTiles and MBTiles, vector or raster.

Formats: PMTiles 3, https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md; MBTiles 1.3,
https://github.com/mapbox/mbtiles-spec, whose rows count from the south (TMS).
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from threading import Lock
from typing import Any

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    find_tile,
    zxy_to_tileid,
)

from geodata.errors import DataError, UsageError

SUFFIXES = (".pmtiles", ".mbtiles")

VECTOR = "application/vnd.mapbox-vector-tile"
_RASTER = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
_KINDS = {
    TileType.MVT: VECTOR,
    TileType.PNG: "image/png",
    TileType.JPEG: "image/jpeg",
    TileType.WEBP: "image/webp",
}
_ENCODINGS = {Compression.NONE: "", Compression.UNKNOWN: "", Compression.GZIP: "gzip"}
_GZIP_MAGIC = b"\x1f\x8b"
_DIRECTORIES_KEPT = 64
_FAULTS = (OSError, EOFError, ValueError, KeyError, IndexError, TypeError, zlib.error)
"""What reading a damaged PMTiles file raises."""

Bounds = tuple[float, float, float, float]
WORLD: Bounds = (-180.0, -85.0511, 180.0, 85.0511)


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile as it is stored; ``encoding`` is its HTTP content encoding, empty or ``gzip``."""

    body: bytes
    encoding: str = ""

    def plain(self) -> bytes:
        """The tile unpacked, for whoever takes no gzip."""
        return gzip.decompress(self.body) if self.encoding else self.body


@dataclass(frozen=True, slots=True)
class TileFile:
    """What a file of tiles says of itself, and its tiles."""

    path: Path
    mimetype: str
    min_zoom: int
    max_zoom: int
    bounds: Bounds
    """West, south, east, north in degrees."""
    credit: str
    """The owner's attribution as plain text; empty where the file names none."""
    layers: tuple[str, ...]
    """The vector layers the file says it has; empty for pictures, or where it does not say."""
    version: str
    """Another one for another file, so that a browser keeps no tile of the old."""
    read: Callable[[int, int, int], Tile | None]

    @property
    def is_vector(self) -> bool:
        """Whether the tiles are shapes to draw, and not pictures."""
        return self.mimetype == VECTOR

    def tile(self, zoom: int, x: int, y: int) -> Tile | None:
        """The tile at ``zoom``, column ``x`` and row ``y`` from the north; None where there is none.

        Raises ``DataError`` for a damaged file.
        """
        size = 1 << min(zoom, 31)
        if not (self.min_zoom <= zoom <= self.max_zoom and 0 <= x < size and 0 <= y < size):
            return None
        return self.read(zoom, x, y)


def is_tile_file(name: str) -> bool:
    """Whether ``--basemap`` was given a file, and not the name of an online map."""
    return name.casefold().endswith(SUFFIXES)


def open_tiles(name: str) -> TileFile:
    """The tiles of the file at ``name``. Raises ``UsageError`` where there is none, or it holds no tiles."""
    path = Path(name).expanduser()
    if not path.is_file():
        msg = f"There is no file {name}; give --basemap the path of a .pmtiles or .mbtiles file."
        raise UsageError(msg)
    return _pmtiles(path) if path.suffix.casefold() == ".pmtiles" else _mbtiles(path)


def _pmtiles(path: Path) -> TileFile:
    try:
        with path.open("rb") as file:  # the mapping outlives the file's handle
            source = MmapSource(file)  # type: ignore[no-untyped-call]
        reader = Reader(source)  # type: ignore[no-untyped-call]
        header, told = reader.header(), reader.metadata()  # type: ignore[no-untyped-call]
    except (MagicNumberNotFound, SpecVersionUnsupported, *_FAULTS) as error:
        msg = f"{path} is no PMTiles file of version 3, or it is damaged; get it anew."
        raise UsageError(msg) from error
    mimetype = _KINDS.get(header["tile_type"])
    encoding = _ENCODINGS.get(header["tile_compression"])
    if mimetype is None or encoding is None:
        msg = (
            f"The tiles of {path} are {header['tile_type'].name} packed with "
            f"{header['tile_compression'].name}; the map reads vector tiles, PNG, JPEG, WebP, plain or gzip."
        )
        raise UsageError(msg)
    edges = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    told = told if isinstance(told, dict) else {}
    return TileFile(
        path=path,
        mimetype=mimetype,
        min_zoom=header["min_zoom"],
        max_zoom=header["max_zoom"],
        bounds=_bounds([header[edge] / 1e7 for edge in edges]),
        credit=plain_text(str(told.get("attribution") or "")),
        layers=_layers(told),
        version=_version(path),
        read=_pmtiles_tiles(path, source, header, encoding),
    )


def _pmtiles_tiles(
    path: Path, source: Callable[[int, int], bytes], header: Mapping[str, int], encoding: str
) -> Callable[[int, int, int], Tile | None]:
    @lru_cache(maxsize=_DIRECTORIES_KEPT)
    def directory(offset: int, length: int) -> list[Any]:
        return list(deserialize_directory(source(offset, length)))

    def read(zoom: int, x: int, y: int) -> Tile | None:
        wanted = zxy_to_tileid(zoom, x, y)
        offset, length = header["root_offset"], header["root_length"]
        try:
            for _ in range(4):  # the format's own limit of depth
                entry = find_tile(directory(offset, length), wanted)
                if entry is None:
                    return None
                if entry.run_length:
                    start = header["tile_data_offset"] + entry.offset
                    return Tile(bytes(source(start, entry.length)), encoding)
                offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        except _FAULTS as error:
            raise _damaged(path) from error
        return None

    return read


def _mbtiles(path: Path) -> TileFile:
    try:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        told = {str(name): str(value) for name, value in base.execute("SELECT name, value FROM metadata")}
        zooms = base.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
    except sqlite3.Error as error:
        msg = f"{path} is no MBTiles file, or it is damaged; get it anew."
        raise UsageError(msg) from error
    kind = told.get("format", "").casefold()
    mimetype = VECTOR if kind in ("pbf", "mvt") else _RASTER.get(kind)
    if mimetype is None or zooms[0] is None:
        msg = f"{path} holds no tiles the map can read: its format is “{kind}”, not pbf, png, jpg or webp."
        raise UsageError(msg)
    return TileFile(
        path=path,
        mimetype=mimetype,
        min_zoom=int(zooms[0]),
        max_zoom=int(zooms[1]),
        bounds=_bounds(told.get("bounds", "").split(",")),
        credit=plain_text(told.get("attribution", "")),
        layers=_layers(_json(told.get("json", ""))),
        version=_version(path),
        read=_mbtiles_tiles(path, base),
    )


def _mbtiles_tiles(path: Path, base: sqlite3.Connection) -> Callable[[int, int, int], Tile | None]:
    lock = Lock()  # one connection for all of the server's threads

    def read(zoom: int, x: int, y: int) -> Tile | None:
        from_south = (1 << zoom) - 1 - y
        question = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        try:
            with lock:
                row = base.execute(question, (zoom, x, from_south)).fetchone()
        except sqlite3.Error as error:
            raise _damaged(path) from error
        if row is None or row[0] is None:
            return None
        body = bytes(row[0])
        return Tile(body, "gzip" if body.startswith(_GZIP_MAGIC) else "")

    return read


def _damaged(path: Path) -> DataError:
    return DataError(f"A tile of {path} could not be read: the file is damaged; get it anew.")


def _bounds(edges: list[float] | list[str]) -> Bounds:
    """The bounds where they make sense, else the world."""
    try:
        west, south, east, north = (float(edge) for edge in edges)
    except ValueError:
        return WORLD
    sound = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, max(south, WORLD[1]), east, min(north, WORLD[3])) if sound else WORLD


def _layers(told: Mapping[str, Any]) -> tuple[str, ...]:
    layers = told.get("vector_layers")
    if not isinstance(layers, list):
        return ()
    return tuple(str(layer.get("id", "")) for layer in layers if isinstance(layer, dict))


def _json(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text) if text else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _version(path: Path) -> str:
    about = path.stat()
    return sha256(f"{path.resolve()}|{about.st_size}|{about.st_mtime_ns}".encode()).hexdigest()[:12]


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def plain_text(markup: str) -> str:
    """An attribution without its markup: files carry links as HTML, and the page never shows any."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    return " ".join("".join(reader.words).split())
