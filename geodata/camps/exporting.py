"""Camps as a file for other programs, read back without loss: CSV, Excel, GeoJSON, KML, GeoPackage.

A row is a camp with its whole history, in the columns of :mod:`geodata.camps.flat`. Texts that a spreadsheet
would run as formulas are disarmed. CSV begins with a byte order mark, by which Excel knows UTF-8.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from geodata.camp_records import Camp
from geodata.camps.flat import BLURRED, CURRENT, FIELDS, HISTORIES, NUMBERS, TAGS, row_of
from geodata.errors import UnknownNameError, UsageError
from geodata.whole_files import whole

_LAYER = "camps"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTH = 20
Cell = str | float | int | None


def formats() -> tuple[str, ...]:
    """The formats there are, as files end."""
    return tuple(_WRITERS)


def format_of(out: str, asked: str = "") -> str:
    """The format asked for, else the one a file's name ends in. Raises ``UnknownNameError``."""
    wanted = (asked or Path(out).suffix.lstrip(".")).lower()
    wanted = {"json": "geojson"}.get(wanted, wanted)
    if wanted not in _WRITERS:
        msg = f"Camps are not exported as “{wanted[:20]}”; choose {', '.join(_WRITERS)}."
        raise UnknownNameError(msg)
    return wanted


def media_type(name: str) -> str:
    """The media type of a format."""
    return _MEDIA_TYPES[name]


def camps_as(camps: Sequence[Camp], name: str, *, hxl: bool = False, today: date | None = None) -> bytes:
    """A file of these camps. ``hxl`` adds a row of HXL tags below the headings (CSV and Excel).

    ``today`` is the day whose status and population stand in the columns ``current_…``. Raises
    ``UnknownNameError`` for no such format and ``UsageError`` for tags where a format has no rows for them.
    """
    name = format_of("", name)
    if hxl and name not in ("csv", "xlsx"):
        msg = f"HXL tags are a row of a table; {name} has none. Export as csv or xlsx, or without them."
        raise UsageError(msg)
    rows = [row_of(camp, today or date.today()) for camp in camps]
    return _WRITERS[name](rows, hxl)


def write_camps(camps: Sequence[Camp], out: Path, name: str, *, hxl: bool = False) -> None:
    """Write such a file, which is there whole or not at all. Raises ``UsageError`` as :func:`camps_as`."""
    with whole(out) as part:
        part.write_bytes(camps_as(camps, name, hxl=hxl))


Rows = Sequence[Mapping[str, Cell]]


def _columns(rows: Rows) -> list[str]:
    """The columns of a file: the fields, long histories going on behind their first one."""
    further = {name for row in rows for name in row} - set(FIELDS) - set(CURRENT)
    found = []
    for field in FIELDS:
        found.append(field)
        if field in HISTORIES:
            found += sorted((name for name in further if name.rpartition(" ")[0] == field), key=_number)
    return [*found, *CURRENT, *(name for name in BLURRED if name in further)]


def _number(name: str) -> int:
    return int(name.rpartition(" ")[2])


def _csv(rows: Rows, hxl: bool) -> bytes:
    stream = io.StringIO(newline="")
    columns = _columns(rows)
    writer = csv.writer(stream)
    writer.writerow(columns)
    if hxl:
        writer.writerow([TAGS.get(column, "") for column in columns])
    for row in rows:
        writer.writerow([_written(row.get(column)) for column in columns])
    return stream.getvalue().encode("utf-8-sig")


def _written(value: Cell) -> str:
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def _xlsx(rows: Rows, hxl: bool) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book, columns = Workbook(write_only=True), _columns(rows)
    sheet: Any = book.create_sheet(_LAYER)
    sheet.freeze_panes = "C2"
    for number in range(len(columns)):
        sheet.column_dimensions[get_column_letter(number + 1)].width = _WIDTH
    sheet.append(columns)
    if hxl:
        sheet.append([TAGS.get(column) for column in columns])
    for row in rows:
        sheet.append([_printable(row.get(column)) for column in columns])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _printable(value: Cell) -> Cell:
    if isinstance(value, float) and float(f"{value:.15g}") != value:
        return repr(value)  # a number of Excel would lose its last digits
    return _NO_XML.sub("", value) if isinstance(value, str) else value


def _geojson(rows: Rows, _hxl: bool) -> bytes:
    columns = _columns(rows)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {column: row.get(column) for column in columns},
        }
        for row in rows
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "name": "{_LAYER}", "features": [\n{lines}\n]}}\n'.encode()


def _kml(rows: Rows, _hxl: bool) -> bytes:
    columns = _columns(rows)
    fields = "".join(f'<SimpleField type="string" name={quoteattr(column)}/>' for column in columns)
    marks = "".join(_placemark(row, columns) for row in rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'
        f'<Document id="root"><name>{_LAYER}</name><Schema id="{_LAYER}" name="{_LAYER}">{fields}</Schema>\n'
        f"<Folder><name>{_LAYER}</name>\n{marks}</Folder></Document></kml>\n"
    ).encode()


def _placemark(row: Mapping[str, Cell], columns: Sequence[str]) -> str:
    data = "".join(
        f"<SimpleData name={quoteattr(column)}>{_xml(_written(row.get(column)))}</SimpleData>"
        for column in columns
        if row.get(column) is not None
    )
    return (
        f"<Placemark><name>{_xml(str(row['name']))}</name>"
        f'<ExtendedData><SchemaData schemaUrl="#{_LAYER}">{data}</SchemaData></ExtendedData>'
        f"<Point><coordinates>{row['lon']},{row['lat']}</coordinates></Point></Placemark>\n"
    )


def _xml(text: str) -> str:
    # A line end as it is would reach the reader as a space.
    return escape(_NO_XML.sub("", text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _gpkg(rows: Rows, _hxl: bool) -> bytes:
    import geopandas
    import pyogrio

    columns = _columns(rows)
    data = {
        column: [row.get(column) if column in NUMBERS else _written(row.get(column)) for row in rows]
        for column in columns
    }
    points = geopandas.points_from_xy([row["lon"] for row in rows], [row["lat"] for row in rows])
    frame = geopandas.GeoDataFrame(data, geometry=points, crs="EPSG:4326")
    with tempfile.TemporaryDirectory(prefix="conflict-map-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # columns GDAL renames are none of ours
        path = Path(folder) / "camps.gpkg"
        # "id" is a camp's own; the number GDAL wants stands in a column of another name.
        pyogrio.write_dataframe(frame, path, layer=_LAYER, driver="GPKG", FID="feature")
        return path.read_bytes()


_WRITERS: Mapping[str, Callable[[Rows, bool], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "geojson": _geojson,
    "kml": _kml,
    "gpkg": _gpkg,
}
_MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
    "gpkg": "application/geopackage+sqlite3",
}
