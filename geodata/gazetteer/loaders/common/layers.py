"""Layers of geographic files (GeoJSON, GeoPackage, Shapefile, geodatabase, zipped or not), Excel sheets."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from geodata.errors import DataError
from geodata.gazetteer.loaders.common.files import LARGEST

GEOGRAPHIC = (".geojson", ".json", ".gpkg", ".shp", ".gdb")
SUFFIXES = (*GEOGRAPHIC, ".zip", ".xlsx")
_WGS84 = 4326


@dataclass(frozen=True, slots=True)
class Layer:
    """One table of a file."""

    name: str
    frame: Any
    """A GeoDataFrame in WGS 84 degrees, or a DataFrame where there are no shapes."""


def layers(path: Path) -> Iterator[Layer]:
    """The layers of a file, in the order of their names. Raises ``DataError`` where it cannot be read."""
    suffix = path.suffix.lower()
    if not path.exists():
        msg = f"There is no file “{path}”; check how it is spelt."
        raise DataError(msg)
    if suffix == ".xlsx":
        yield from _sheets(path)
    elif suffix == ".zip":
        for inner in _inside(path):
            yield from _layers(
                f"/vsizip/{path.resolve().as_posix()}/{inner}", PurePosixPath(inner).stem, path
            )
    elif suffix in GEOGRAPHIC:
        yield from _layers(path, path.stem, path)
    else:
        msg = f"“{path.name}” is no file of boundaries: those end in {', '.join(SUFFIXES)}."
        raise DataError(msg)


def _inside(path: Path) -> list[str]:
    """The geographic files in a zip archive; a File Geodatabase is a folder."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
    except (OSError, zipfile.BadZipFile) as error:
        msg = f"“{path.name}” cannot be unpacked ({error}); take a fresh copy of it."
        raise DataError(msg) from error
    if sum(member.file_size for member in members) > LARGEST:
        msg = f"“{path.name}” is larger than {LARGEST >> 30} GB when unpacked; give the file of one country."
        raise DataError(msg)
    found: dict[str, None] = {}
    for member in members:
        parts = PurePosixPath(member.filename).parts
        geodatabase = next((at for at, part in enumerate(parts) if part.lower().endswith(".gdb")), None)
        if geodatabase is not None:
            found["/".join(parts[: geodatabase + 1])] = None
        elif PurePosixPath(member.filename).suffix.lower() in GEOGRAPHIC and ".." not in parts:
            found[member.filename] = None
    if not found:
        msg = f"“{path.name}” holds no boundaries: nothing in it ends in {', '.join(GEOGRAPHIC)}."
        raise DataError(msg)
    return sorted(found)


def _layers(source: str | Path, stem: str, path: Path) -> Iterator[Layer]:
    import pyogrio
    from shapely.errors import ShapelyError

    try:
        with warnings.catch_warnings():
            # GDAL tells of each odd shape; what it makes of it is looked at row by row.
            warnings.simplefilter("ignore", RuntimeWarning)
            names = sorted(str(name) for name, _ in pyogrio.list_layers(source))
            frames = [_in_degrees(pyogrio.read_dataframe(source, layer=name), path) for name in names]
    # The errors of pyogrio and pyproj are all RuntimeErrors.
    except (RuntimeError, ShapelyError, ValueError, OSError) as error:
        msg = f"“{path.name}” cannot be read as a map of areas ({error}); take a fresh copy of it."
        raise DataError(msg) from error
    for name, frame in zip(names, frames, strict=True):
        yield Layer(name if len(names) > 1 else stem, frame)


def _in_degrees(frame: Any, path: Path) -> Any:  # noqa: ANN401
    """A layer in WGS 84; where the file does not say what it is in, its numbers must be degrees."""
    if getattr(frame, "geometry", None) is None or "geometry" not in frame.columns:
        return frame
    if frame.crs is not None:
        return frame if frame.crs.to_epsg() == _WGS84 else frame.to_crs(_WGS84)
    west, south, east, north = frame.total_bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        msg = f"“{path.name}” does not say which projection it is in; save it in WGS 84 (EPSG:4326)."
        raise DataError(msg)
    return frame


def _sheets(path: Path) -> Iterator[Layer]:
    import pandas

    try:
        sheets = pandas.read_excel(path, sheet_name=None, dtype=str, engine="openpyxl")
    except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
        msg = f"“{path.name}” cannot be read as a workbook ({error}); take a fresh copy of it."
        raise DataError(msg) from error
    for name, frame in sorted(sheets.items()):
        yield Layer(str(name), frame)
