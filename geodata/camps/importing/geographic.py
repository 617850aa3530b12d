"""What GDAL reads: GeoJSON, KML and KMZ, GeoPackage, Shapefiles in a zip.

The point of a feature (the middle of an area) stands in two columns of its own, in WGS 84 degrees.
"""

from __future__ import annotations

import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from geodata.readers.common.limits import GIGABYTE, MOST_MEMBERS
from geodata.readers.common.records import Allowance, Unreadable
from geodata.readers.common.rows import written
from geodata.readers.common.unpacking import check_member, copy_bounded

GEOGRAPHIC = (".geojson", ".json", ".kml", ".kmz", ".gpkg", ".zip")
LATITUDE, LONGITUDE = "latitude of the feature", "longitude of the feature"
_WGS84 = 4326
_LARGEST_UNPACKED = GIGABYTE
_INSIDE = (".shp", ".geojson", ".gpkg", ".kml", ".csv")
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg", *_INSIDE)
_PROLOGUE = 1 << 16
_LOOKS = frozenset(("altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon", "snippet"))
"""Columns GDAL adds to a KML that tell how it looks; left out."""
_OF_KML = frozenset(("id", "Name", "description", "Description", "timestamp", "begin", "end"))
"""Columns GDAL adds to a KML; kept where they hold anything."""
_TWICE = frozenset(name.lower() for name in (*_OF_KML, *_LOOKS))


def read_geographic(path: Path, suffix: str) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Every layer by its name, with its rows as texts. Raises ``Unreadable``."""
    if suffix in (".zip", ".kmz"):
        with tempfile.TemporaryDirectory(prefix="conflict-map-") as folder:
            for inside in _unpacked(path, Path(folder)):
                if inside.suffix == ".csv":
                    from geodata.camps.importing.delimited import read_delimited

                    yield from read_delimited(inside, ".csv")
                else:
                    yield from _layers(inside)
    elif path.suffix.lower() != suffix:
        # GDAL goes by the name of a file.
        with tempfile.TemporaryDirectory(prefix="conflict-map-") as folder:
            named = Path(folder) / f"given{suffix}"
            named.write_bytes(path.read_bytes())
            yield from _layers(named)
    else:
        yield from _layers(path)


def _unpacked(path: Path, folder: Path) -> list[Path]:
    """The tables in an archive, unpacked within limits beside the files that belong to them."""
    allowance, found = Allowance(_LARGEST_UNPACKED), []
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_MEMBERS:
                reason = f"There are more than {MOST_MEMBERS:,} files in it."
                raise Unreadable(reason, "Pack only what is needed.")
            for member in members:
                check_member(member)
                inside = PurePosixPath(member.filename)
                hidden = inside.name.startswith(".") or inside.parts[0] == "__MACOSX"
                if hidden or inside.suffix.lower() not in _PARTS:
                    continue
                kept = folder / f"{'-'.join(inside.with_suffix('').parts)}{inside.suffix.lower()}"
                with archive.open(member) as stream:
                    packed = partial(int, member.compress_size)
                    copy_bounded(stream, kept, _LARGEST_UNPACKED, allowance, packed)
                if kept.suffix in _INSIDE:
                    found.append(kept)
    except zipfile.BadZipFile as error:
        reason = "It is broken, or no zip archive."
        raise Unreadable(reason, "Fetch or pack it again.") from error
    if not found:
        reason = "There is no list of camps in this archive."
        raise Unreadable(reason, f"Pack one that ends in {', '.join(_INSIDE)}.")
    return sorted(found)


def _layers(path: Path) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    import pyogrio
    from shapely.errors import ShapelyError

    if path.suffix == ".kml":
        _check_markup(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL tells of each odd shape
            layers = [
                (str(name), pyogrio.read_dataframe(path, layer=name))
                for name in dict.fromkeys(str(name) for name, _ in pyogrio.list_layers(path))
            ]
            read = [(name, _rows(frame, kml=path.suffix == ".kml")) for name, frame in layers]
    # The errors of pyogrio and pyproj are all RuntimeErrors.
    except (RuntimeError, ShapelyError, ValueError, OSError, KeyError) as error:
        reason = f"It cannot be read as a map layer ({error})."
        raise Unreadable(reason, "Save it anew in the program it is from, or as CSV.") from error
    yield from read


def _check_markup(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(_PROLOGUE).replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        reason = "It declares entities, which no KML does and which can fill the memory."
        raise Unreadable(reason, "Do not use it.")


def _rows(frame: Any, *, kml: bool) -> list[tuple[int, list[str]]]:  # noqa: ANN401
    names = [str(name) for name in frame.columns if name != "geometry"]
    if kml:
        # GDAL gives every KML columns of its own; a file's own of the same name is called "name2".
        lower = {name.lower() for name in names}
        names = [name for name in names if not (name in _OF_KML and f"{name.lower()}2" in lower)]
        names = [name for name in names if name not in _LOOKS]
    columns = [[_text(value) for value in frame[name].tolist()] for name in names]
    kept = [at for at, name in enumerate(names) if name not in _OF_KML or any(columns[at])]
    headings = [names[at] for at in kept]
    if kml:
        headings = [
            name[:-1] if name.endswith("2") and name[:-1].lower() in _TWICE else name for name in headings
        ]
    shown = [columns[at] for at in kept]
    if "geometry" in frame.columns and getattr(frame, "geometry", None) is not None:
        headings += [LATITUDE, LONGITUDE]
        shown += _points(frame)
    rows = [[*cells] for cells in zip(*shown, strict=True)]
    # Features are numbered from 1, their headings having no row.
    return [(0, headings), *enumerate(rows, 1)]


def _points(frame: Any) -> list[list[str]]:  # noqa: ANN401
    if frame.crs is not None and frame.crs.to_epsg() != _WGS84:
        frame = frame.to_crs(_WGS84)
    latitudes, longitudes = [], []
    for shape in frame.geometry:
        there = shape is not None and not shape.is_empty
        point = (shape if shape.geom_type == "Point" else shape.centroid) if there else None
        latitudes.append(repr(point.y) if point is not None else "")
        longitudes.append(repr(point.x) if point is not None else "")
    return [latitudes, longitudes]


def _text(value: object) -> str:
    if value is None or value != value:  # neither NaN nor NaT is itself
        return ""
    if isinstance(value, datetime):
        return written(value.replace(tzinfo=None) if value.time() == datetime.min.time() else value)
    if isinstance(value, date | str | int | float | bool):
        return str(int(value)) if isinstance(value, bool) else written(value)
    return "" if str(value) in ("NaT", "<NA>", "nan") else str(value)
