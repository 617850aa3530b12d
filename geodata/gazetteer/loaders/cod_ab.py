"""OCHA's Common Operational Datasets of administrative boundaries (COD-AB): units with P-codes and outlines.

Read are GeoJSON, GeoPackage, Shapefile and File Geodatabase, also in a zip, and Excel workbooks of points,
with the columns of every generation (:mod:`~geodata.gazetteer.loaders.common.cod_columns`). Levels 1 to 3
are governorates, districts and sub-districts; level 4 is taken for villages, level 5 for quarters, as in
Syria. Outlines of countries and lines are left out. Source: the datasets ``cod-ab-…`` of
https://data.humdata.org.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from geodata.errors import DataError
from geodata.gazetteer.countries import alpha2, alpha3
from geodata.gazetteer.loaders.common.cod_columns import Columns, Unit, columns_of, unit_of
from geodata.gazetteer.loaders.common.layers import layers
from geodata.gazetteer.loaders.common.naming import chosen_names
from geodata.gazetteer.loaders.common.records import Ask, Download, Entry, Fault, Found, LeftOut
from geodata.gazetteer.loaders.common.values import UnusableError, coordinates
from geodata.models import Kind, Place, Precision

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TITLE = "OCHA COD-AB"
CREDIT = "OCHA Common Operational Datasets (https://data.humdata.org), CC BY-IGO"
FILES = "a country's boundaries with P-codes: GeoJSON, GeoPackage, Shapefile (.zip), or points in .xlsx"
PREFIX = "cod-"

_DATASET = "https://data.humdata.org/dataset/cod-ab-{}"
_LINK = re.compile(r"""href=["']([^"']+/download/[^"']+)["']""")
_BEST_FIRST = (".geojson.zip", ".geojson", ".gpkg", ".gpkg.zip", ".shp.zip", "shp.zip", ".gdb.zip", ".xlsx")
_KINDS = {
    1: (Kind.GOVERNORATE, Precision.GOVERNORATE),
    2: (Kind.DISTRICT, Precision.DISTRICT),
    3: (Kind.SUBDISTRICT, Precision.DISTRICT),
    4: (Kind.VILLAGE, Precision.EXACT),
    5: (Kind.QUARTER, Precision.EXACT),
}
_KM_OF_A_DEGREE = 111.2
_WIDE_VILLAGE_KM = 5.0
_AREAS = frozenset({"Polygon", "MultiPolygon"})


def download(country: str, ask: Ask) -> Download:
    """The best file the dataset's page on HDX links to, for a country (ISO 3166-1 alpha-2).

    Raises ``DataError`` where the page links to none, and what ``ask`` raises.
    """
    page = _DATASET.format(alpha3(country).lower())
    text = ask(page).decode("utf-8", "replace")
    links = [urljoin(page, html.unescape(link)) for link in _LINK.findall(text)]
    for ending in _BEST_FIRST:
        for link in links:
            if link.lower().endswith(ending):
                return Download(link.rpartition("/")[2], link, ask(link))
    msg = f"{page} links to no file that is read here; download one there and give it as a file."
    raise DataError(msg)


def read(path: Path) -> Iterator[Found]:
    """The units of all layers of a file, outlines first. Raises ``DataError`` where there are none."""
    read_any = False
    seen: set[str] = set()
    for layer in sorted(layers(path), key=lambda layer: not _outlines(layer.frame)):
        columns = columns_of(str(heading) for heading in layer.frame.columns)
        if not columns.telling:
            continue
        read_any = True
        for number, row in enumerate(layer.frame.to_dict("records"), start=1):
            found = _row(row, columns, f"{layer.name}, row {number}")
            if isinstance(found, Entry):
                if found.place.id in seen:
                    found = LeftOut("points of units whose outline is there")
                else:
                    seen.add(found.place.id)
            yield found
    if not read_any:
        msg = (
            f"“{path.name}” has no columns of P-codes and names, such as adm1_pcode and adm1_name; "
            "give a file of the dataset's boundaries."
        )
        raise DataError(msg)


def _outlines(frame: Any) -> bool:  # noqa: ANN401
    return "geometry" in frame.columns and bool(frame.geometry.geom_type.isin(_AREAS).any())


def _row(row: dict[str, Any], columns: Columns, where: str) -> Found:
    unit = unit_of(row, columns)
    if unit is None:
        return Fault(where, "no P-code")
    if unit.level not in _KINDS:
        return LeftOut("outlines of countries")
    shape = row.get("geometry")
    if shape is not None and shape.geom_type.endswith("LineString"):
        return LeftOut("lines")
    name, arabic, aliases = chosen_names(*_first_and_rest(unit.names), unit=True)
    if not name:
        return Fault(where, f"{unit.code}: no name in Latin or Arabic letters")
    country = _country(unit)
    if not country:
        return Fault(where, f"{unit.code}: no country can be told from its codes")
    try:
        area, (lat, lon), extent = _located(shape, row, columns)
    except UnusableError as error:
        return Fault(where, f"{unit.code}: {error}")
    kind, precision = _KINDS[unit.level]
    if kind is Kind.VILLAGE and extent > _WIDE_VILLAGE_KM:
        precision = Precision.NEAR
    place = Place(
        id=f"{PREFIX}{unit.code}",
        name=name,
        name_ar=arabic,
        kind=kind,
        lat=lat,
        lon=lon,
        country=country,
        admin1=_above(unit, 1),
        admin2=_above(unit, 2),
        precision=precision,
        extent_km=extent,
        aliases=aliases,
        pcode=unit.code,
        source=TITLE,
    )
    return Entry(place, where, level=unit.level if area is not None else 0, shape=area)


def _first_and_rest(names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    return (names[0], names[1:]) if names else ("", ())


def _above(unit: Unit, level: int) -> str:
    code = unit.codes.get(level, "") if unit.level > level else ""
    return f"{PREFIX}{code}" if code else ""


def _country(unit: Unit) -> str:
    """ISO 3166-1 alpha-2, by the country's code or what a P-code begins with: SY07, IQG01, TUR001."""
    letters = re.match(r"[A-Za-z]*", unit.code)
    begins = letters[0] if letters else ""
    return alpha2(unit.codes.get(0, "")) or alpha2(begins) or alpha2(begins[:2])


def _located(
    shape: BaseGeometry | None, row: dict[str, Any], columns: Columns
) -> tuple[BaseGeometry | None, tuple[float, float], float]:
    """The outline where there is one, the middle, and the radius of a circle of its size in km."""
    if shape is None or shape.is_empty:
        if not columns.latitude or not columns.longitude:
            msg = "neither an outline nor coordinates"
            raise UnusableError(msg)
        return None, coordinates(row[columns.latitude], row[columns.longitude]), 0.0
    if shape.geom_type not in _AREAS:
        point = shape.representative_point()
        return None, coordinates(point.y, point.x), 0.0
    from shapely.errors import ShapelyError

    try:
        area = _sound(shape)
        middle = area.centroid if area.contains(area.centroid) else area.representative_point()
    except ShapelyError as error:
        msg = f"its outline is damaged ({error})"
        raise UnusableError(msg) from error
    square_km = area.area * _KM_OF_A_DEGREE**2 * math.cos(math.radians(middle.y))
    return area, coordinates(middle.y, middle.x), round(math.sqrt(square_km / math.pi), 1)


def _sound(shape: BaseGeometry) -> BaseGeometry:
    """The same area without self-crossings. Raises ``UnusableError`` where nothing with an area is left."""
    from shapely import force_2d, make_valid
    from shapely.geometry import MultiPolygon

    flat = force_2d(shape)
    if flat.is_valid:
        return flat
    mended = make_valid(flat)
    parts = [part for part in getattr(mended, "geoms", [mended]) if part.geom_type in _AREAS]
    polygons = [piece for part in parts for piece in getattr(part, "geoms", [part])]
    if not polygons:
        msg = "its outline is damaged beyond mending"
        raise UnusableError(msg)
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
