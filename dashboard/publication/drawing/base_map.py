"""Land, waters and borders of our own base map, as much of them as the scale can bear."""

from __future__ import annotations

import json
from functools import cache
from math import cos, log2, pi, radians
from typing import Any

from shapely import union_all
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.basemap.style import data_files
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet, line_points
from dashboard.publication.order import Background, Order, Style

_EARTH_ROUND_M = 2 * pi * 6_378_137.0
_RIVERS = {1: (3.5, 2.2), 2: (4.8, 1.4), 3: (7.0, 1.0)}
"""By rank: the zoom they are drawn from, and their width in pixels where they are drawn in full."""


@cache
def features(name: str) -> tuple[tuple[dict[str, Any], BaseGeometry], ...]:
    """The properties and geometries of one of the base map's files, read once."""
    found = json.loads(data_files()[f"{name}.json"].read_text(encoding="utf-8"))["features"]
    return tuple((feature["properties"], shape(feature["geometry"])) for feature in found)


@cache
def land() -> BaseGeometry:
    """All land."""
    found = [geometry for _, geometry in features("land")]
    return found[0] if len(found) == 1 else union_all(found)


def zoom_of(projected: Projected, unit: float) -> float:
    """The page's zoom at which things are about as large; ``unit`` is the picture's size beside the usual."""
    _, south, _, north = projected.frame
    round_here = _EARTH_ROUND_M * cos(radians((south + north) / 2))
    return log2(round_here / (512 * projected.metres_a_pixel * unit))


def draw(
    sheet: Sheet,
    projected: Projected,
    order: Order,
    inks: Inks,
    unit: float,
    highlight: BaseGeometry | None = None,
) -> None:
    """Everything of the base map but its names; ``highlight``, in degrees, is the area that stands out."""
    box, zoom = projected.box, zoom_of(projected, unit)
    if order.background is Background.FILLED:
        sheet.rectangle(box, inks.sea)
    ground = projected.shape(land())
    sheet.area(ground, inks.land, edge=inks.coast, width=0.9 * unit, clip=box)
    if highlight is not None:
        sheet.area(projected.shape(highlight), inks.tint, clip=box)
    minimal = order.style is Style.MINIMAL
    _draw_waters(sheet, projected, inks, unit, zoom, 1 if minimal else 3)
    if not minimal:
        if zoom >= 6.5:
            _draw_borders(sheet, projected, "first-level", inks.governorate, 0.7 * unit, (2 * unit, 3 * unit))
        if zoom >= 4.6:
            _draw_borders(sheet, projected, "governorate", inks.governorate, 1.0 * unit, (5 * unit, 3 * unit))
    width = 1.1 * unit if zoom < 5 else 1.4 * unit
    _draw_borders(sheet, projected, "international", inks.casing, 3.2 * width)
    _draw_borders(sheet, projected, "international", inks.border, width)
    _draw_borders(sheet, projected, "disputed", inks.border, width, (5 * unit, 3.5 * unit))
    if zoom >= 4:
        _draw_borders(sheet, projected, "ceasefire", inks.disputed, width, (1.5 * unit, 2.5 * unit))


def _draw_waters(
    sheet: Sheet, projected: Projected, inks: Inks, unit: float, zoom: float, ranks: int
) -> None:
    for rank, (first, width) in sorted(_RIVERS.items(), reverse=True):
        if zoom < first or rank > ranks:
            continue
        rivers = [
            line
            for properties, geometry in features("water")
            if properties["kind"] == "river" and properties["rank"] == rank
            for line in line_points(projected.shape(geometry))
        ]
        sheet.lines(rivers, inks.river, min(1.0, 0.5 + (zoom - first) / 5) * width * unit, clip=projected.box)
    for properties, geometry in features("water"):
        if properties["kind"] == "river" or zoom < 3.5 or properties["rank"] > ranks:
            continue
        salt = properties["kind"] == "salt"
        sheet.area(
            projected.shape(geometry),
            inks.sea,
            alpha=0.5 if salt else 1.0,
            edge=inks.river,
            width=0.6 * unit,
            clip=projected.box,
        )


def _draw_borders(
    sheet: Sheet,
    projected: Projected,
    kind: str,
    colour: str,
    width: float,
    dashes: tuple[float, ...] = (),
) -> None:
    for properties, geometry in features("borders"):
        if properties["kind"] == kind:
            lines = line_points(projected.shape(geometry))
            sheet.lines(lines, colour, width, dashes=dashes, clip=projected.box)
