"""KML 2.2 (OGC 07-147r2) for Google Earth: a Placemark for each row, with its period and every column.

A vague place never looks exact: its sign is large and pale, and its name says how far off it may be. Texts of
stories reach a balloon as text, never as markup; signs are KML's own, so that no host is asked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import shapely

from geodata.export.common.cells import is_link
from geodata.export.common.fields import FIELDS, GEOMETRY, TOLD, Rows, Shape, Type
from geodata.export.common.options import Options
from geodata.export.common.table import Table
from geodata.models import Precision

FORMAT = "kml"
SUFFIXES = (".kml",)
MIMETYPE = "application/vnd.google-earth.kml+xml"
ROWS = (Rows.MENTIONS, Rows.PLACES, Rows.STORIES)
SEVERAL = False

_TYPES = {Type.TEXT: "string", Type.WHOLE: "int", Type.NUMBER: "double", Type.DAY: "string"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLES = """
<Style id="exact"><IconStyle><color>ff2b44c8</color><scale>0.9</scale></IconStyle></Style>
<Style id="near"><IconStyle><color>b02b44c8</color><scale>1.1</scale></IconStyle></Style>
<Style id="area"><IconStyle><color>602b44c8</color><scale>1.5</scale></IconStyle></Style>
"""
_SPANS = {
    Rows.MENTIONS: (("event_date", "event_last"), ("published", "published_last")),
    Rows.PLACES: (("first_published", "last_published"),),
    Rows.STORIES: (("published", "published_last"),),
}
Record = Mapping[str, Any]


def pieces(table: Table, options: Options) -> Iterator[bytes]:
    """The file as its rows come."""
    yield _head(table, options).encode("utf-8")
    names = table.schema.names
    for row in table.records():
        yield _placemark(table, dict(zip(names, row, strict=True))).encode("utf-8")
    yield b"</Folder></Document></kml>\n"


def _head(table: Table, options: Options) -> str:
    notes = _xml("\n".join(options.notes) or TOLD[table.rows])
    columns = "".join(
        f'<SimpleField type="{_TYPES[field.type]}" name={quoteattr(field.name)}>'
        f"<displayName>{_xml(field.described)}</displayName></SimpleField>\n"
        for field in FIELDS[table.rows]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n'
        f'<Document id="root"><name>Conflict Map</name><description>{notes}</description>\n'
        f'<Schema id="{table.rows}" name="{table.rows}">\n{columns}</Schema>{_STYLES}'
        f"<Folder><name>{table.rows}</name>\n"
    )


def _placemark(table: Table, record: Record) -> str:
    data = "".join(
        f"<SimpleData name={quoteattr(field.name)}>{_xml(record[field.name])}</SimpleData>"
        for field in table.fields
        if record[field.name] is not None
    )
    return (
        f"<Placemark><name>{_xml(_name(table.rows, record))}</name>"
        f"<description>{_xml(_balloon(record))}</description>{_span(table.rows, record)}"
        f"<styleUrl>#{_style(record['precision'])}</styleUrl>"
        f'<ExtendedData><SchemaData schemaUrl="#{table.rows}">{data}</SchemaData></ExtendedData>'
        f"{_geometry(table.shape, record[GEOMETRY])}</Placemark>\n"
    )


def _name(rows: Rows, record: Record) -> str:
    if rows is Rows.STORIES:
        return str(record["title"] or "")
    radius = record["precision_m"]
    exact = record["precision"] == Precision.EXACT or radius is None
    return str(record["place"]) if exact else f"{record['place']} (±{max(round(radius / 1000), 1)} km)"


def _balloon(record: Record) -> str:
    """What stands in a balloon, which Google Earth takes for HTML."""
    address = record.get("url", record.get("latest_url"))
    title = html.escape(record.get("title") or record.get("latest_title") or "")
    outlet = html.escape(record.get("outlet") or record.get("latest_outlet") or "")
    link = f'<a href="{html.escape(address)}">{title}</a>' if is_link(address) else title
    return f"<p>{html.escape(record['sentence'] or '')}</p><p>{link}</p><p>{outlet}</p>"


def _span(rows: Rows, record: Record) -> str:
    for first, last in _SPANS[rows]:
        if record[first]:
            return f"<TimeSpan><begin>{record[first]}</begin><end>{record[last]}</end></TimeSpan>"
    return ""


def _style(precision: int) -> str:
    if precision == Precision.EXACT:
        return "exact"
    return "near" if precision == Precision.NEAR else "area"


def _geometry(shape: Shape, wkb: bytes) -> str:
    corners = shapely.get_coordinates(shapely.from_wkb(wkb)).tolist()
    points = "".join(f"<Point><coordinates>{lon},{lat}</coordinates></Point>" for lon, lat in corners)
    return f"<MultiGeometry>{points}</MultiGeometry>" if shape is Shape.POINTS else points


def _xml(value: object) -> str:
    return escape(_NO_XML.sub("", str(value)))
