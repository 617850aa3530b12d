"""Looks for a position in an answer of any kind: text, numbers in bytes, archives, pictures' own words."""

from __future__ import annotations

import base64
import gzip
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

_NUMBER = re.compile(r"(?<![\w.])-?\d{1,3}\.\d+")
_PACKED = re.compile(rb'<script type="application/octet-stream" id="packed-(\w+)">([\w+/=]+)</script>')
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@dataclass(frozen=True)
class Secret:
    """A true position; a number nearer than ``reach`` degrees to one of its coordinates gives it away."""

    name: str
    lat: float
    lon: float
    reach: float = 0.0006

    def told_by(self, numbers: np.ndarray, *, pairs: bool) -> bool:
        """Whether both coordinates are among the numbers; of ``pairs``, whether two side by side are both."""
        lat, lon = (np.abs(numbers - each) < self.reach for each in (self.lat, self.lon))
        if not pairs:
            return bool(lat.any() and lon.any())
        return bool(((lat[:-1] & lon[1:]) | (lon[:-1] & lat[1:])).any())


def leaks(body: bytes, secrets: list[Secret], *, pairs: bool = False) -> list[str]:
    """The names of the positions an answer tells. ``pairs``: where it holds numbers of other things."""
    found = []
    for text, numbers, in_pairs in _numbers(body, pairs):
        found += [f"{one.name} in {text}" for one in secrets if one.told_by(numbers, pairs=in_pairs)]
    return found


def _numbers(body: bytes, pairs: bool) -> Iterator[tuple[str, np.ndarray, bool]]:
    """Every sequence of numbers in a body, what it was found in, and whether to look for pairs in it."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                for where, numbers, in_pairs in _numbers(packed.read(name), pairs):
                    yield f"{name}: {where}", numbers, in_pairs
        return
    if body[:4] == b"PAR1":
        yield "parquet", _of_parquet(body), pairs
        return
    yield "text", _of_text(body.decode("utf-8", "replace")), pairs
    for kind in ("<f8", ">f8"):
        yield "doubles", _doubles(body, kind), True
    if body[:8] == b"\x89PNG\r\n\x1a\n":
        yield "chunks", _of_text(_chunks(body)), pairs
    for name, block in _PACKED.findall(body):
        text = gzip.decompress(base64.b64decode(block)).decode("utf-8")
        yield f"packed {name.decode()}", _of_text(text), name != b"data"
    if body[:4] == b"%PDF":
        for stream in _STREAM.findall(body):
            try:
                yield "stream", _of_text(zlib.decompress(stream).decode("latin-1")), True
            except zlib.error:
                continue


def _of_text(text: str) -> np.ndarray:
    return np.array([float(each) for each in _NUMBER.findall(text)], dtype=np.float64)


def _doubles(body: bytes, kind: str) -> np.ndarray:
    """All that could be a double, at any offset; those of one offset after those of another."""
    parts = [np.frombuffer(body[at : at + (len(body) - at) // 8 * 8], dtype=kind) for at in range(8)]
    found = np.concatenate([np.zeros(0), *parts])
    return np.nan_to_num(found, nan=1e9, posinf=1e9, neginf=1e9)


def _chunks(body: bytes) -> str:
    """The words of a PNG, compressed ones too."""
    at, told = 8, []
    while at < len(body):
        size, kind = int.from_bytes(body[at : at + 4], "big"), body[at + 4 : at + 8]
        data = body[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt"):
            told.append(data)
        if kind == b"zTXt":
            told.append(zlib.decompress(data.split(b"\0", 1)[1][1:]))
        at += size + 12
    return b"\n".join(told).decode("utf-8", "replace")


def _of_parquet(body: bytes) -> np.ndarray:
    import pyarrow as pa
    import pyarrow.parquet as parquet
    import shapely

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.parquet")
        path.write_bytes(body)
        table = parquet.read_table(path)
    found = [np.zeros(0)]
    for column in table.columns:
        if pa.types.is_floating(column.type):
            found.append(np.array(column.drop_null().to_pylist(), dtype=np.float64))
        elif pa.types.is_binary(column.type):
            found.append(shapely.get_coordinates(shapely.from_wkb(column.to_pylist())).ravel())
        elif pa.types.is_string(column.type):
            found += [_of_text(each) for each in column.drop_null().to_pylist()]
    found.append(_of_text(str(table.schema.metadata)))
    return np.concatenate(found)
