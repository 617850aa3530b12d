"""Reading exported files back, as other programs do: GDAL, geopandas, openpyxl, csv, json."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pyogrio.errors
from openpyxl import load_workbook

from geodata.export.common.fields import FIELDS, Rows

Record = dict[str, Any]
Read = Callable[[Path, Rows], list[Record]]


def read_csv(path: Path, rows: Rows) -> list[Record]:
    """The rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def read_geojson(path: Path, rows: Rows) -> list[Record]:
    """The features of a collection; its geometry as latitude and longitude."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    records = []
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        corners = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "Point":
            where = {"lat": corners[1], "lon": corners[0]}
        else:
            where = {"points": "|".join(f"{lat} {lon}" for lon, lat in corners)}
        records.append({**where, **feature["properties"]})
    return records


def read_by_gdal(path: Path, rows: Rows) -> list[Record]:
    """The rows of a layer by GDAL, each point where its columns say."""
    frame = pyogrio.read_dataframe(path, layer=str(rows))
    if len(frame):
        assert frame.crs is not None and frame.crs.to_epsg() == 4326
    return _of_frame(frame, rows)


def read_parquet(path: Path, rows: Rows) -> list[Record]:
    """The rows of a GeoParquet file by geopandas."""
    import geopandas

    frame = geopandas.read_parquet(path)
    assert frame.crs.equals("OGC:CRS84")
    return _of_frame(frame, rows)


def read_xlsx(path: Path, rows: Rows) -> list[Record]:
    """The rows of a sheet by openpyxl; no cell of it may be a formula."""
    book = load_workbook(path)
    heading, *found = list(book[str(rows)].iter_rows())
    assert not [cell.coordinate for row in found for cell in row if cell.data_type == "f"]
    names = [cell.value for cell in heading]
    return [dict(zip(names, (_plain(cell.value) for cell in row), strict=True)) for row in found]


def read_bibtex(path: Path, rows: Rows) -> list[Record]:
    """The entries of a list; their fields under the names of the columns they are made of."""
    found = []
    for entry in re.findall(r"^@online\{(.*?)^\}$", path.read_text(encoding="utf-8"), re.M | re.S):
        key, _, rest = entry.partition(",")
        values = dict(re.findall(r"^  (\w+) = \{(.*)\}", rest, re.M))
        title = values["title"].strip("{}")
        found.append({"key": key, "title": title, "url": values.get("url"), "published": values.get("date")})
    return found


READERS: dict[str, Read] = {
    "bibtex": read_bibtex,
    "csv": read_csv,
    "geojson": read_geojson,
    "gpkg": read_by_gdal,
    "kml": read_by_gdal,
    "parquet": read_parquet,
    "xlsx": read_xlsx,
}


def _of_frame(frame: Any, rows: Rows) -> list[Record]:
    names = [field.name for field in FIELDS[rows]]
    lower = {str(name).lower(): name for name in frame.columns}
    records = []
    for row in frame.to_dict("records"):
        record = {name: _plain(row.get(lower.get(name, name))) for name in names if name in lower}
        if "lat" in record and record["lat"] is not None:
            point = row["geometry"]
            assert (round(point.y, 5), round(point.x, 5)) == (float(record["lat"]), float(record["lon"]))
        records.append(record)
    return records


def _plain(value: Any) -> Any:
    """Days as ISO texts, every kind of nothing as None."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp | datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
