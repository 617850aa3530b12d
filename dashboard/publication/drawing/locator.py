"""The small map that shows where the large one lies: a globe, or for a city its region."""

from __future__ import annotations

from math import hypot

import numpy as np
from shapely import get_coordinates, segmentize, transform
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from dashboard.publication.drawing.base_map import features, land
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet, line_points

SIDE = 118.0
"""Pixels of a usual picture."""
_REGIONAL, _WORLDWIDE = 3.2, 55.0
"""Degrees: a frame less wide is shown in its region, one wider needs no locator."""
_AROUND = 8.0
_EARTH_M = 6_371_008.8


def wanted(projected: Projected) -> bool:
    """Whether a reader would ask where this is."""
    return _span(projected) < _WORLDWIDE


def draw(sheet: Sheet, projected: Projected, place: Box, inks: Inks, unit: float) -> None:
    """The locator in its box (a square), with the frame of the large map in the accent's colour."""
    if _span(projected) < _REGIONAL:
        _draw_region(sheet, projected, place, inks, unit)
    else:
        _draw_globe(sheet, projected, place, inks, unit)


def _span(projected: Projected) -> float:
    """Degrees of latitude that the longer side of the map is long."""
    return max(projected.box.width, projected.box.height) * projected.metres_a_pixel / 111_195


def _frame_outline(projected: Projected) -> BaseGeometry:
    """What the large map shows, in degrees."""
    around = projected.box
    edge = segmentize(box(around.left, around.top, around.right, around.bottom).exterior, around.width / 12)
    x, y = get_coordinates(edge).T
    corners = projected.degrees(x, y)
    return Polygon(corners) if np.isfinite(corners).all() else Polygon()


def _draw_region(sheet: Sheet, projected: Projected, place: Box, inks: Inks, unit: float) -> None:
    west, south, east, north = projected.frame
    lon, lat = (west + east) / 2, (south + north) / 2
    half = max(_AROUND, 3 * _span(projected)) / 2
    small = Projected((lon - half, max(lat - half, -84), lon + half, min(lat + half, 84)), place)
    sheet.rectangle(place, inks.sea)
    sheet.area(small.shape(land()), inks.land, edge=inks.coast, width=0.6 * unit, clip=place)
    for properties, geometry in features("borders"):
        if properties["kind"] == "international":
            sheet.lines(line_points(small.shape(geometry)), inks.border, 0.8 * unit, clip=place)
    _draw_frame(sheet, small.shape(_frame_outline(projected)), place, inks, unit)
    sheet.rectangle(place, None, edge=inks.border, width=1.0 * unit)


def _draw_globe(sheet: Sheet, projected: Projected, place: Box, inks: Inks, unit: float) -> None:
    """An orthographic globe, turned so that the frame lies a little off its middle."""
    from pyproj import Transformer

    west, south, east, north = projected.frame
    lon, lat = (west + east) / 2, (south + north) / 2
    reach = place.width / 2 - unit
    middle_x, middle_y = place.centre
    turn = f"+proj=ortho +lat_0={0.6 * lat:.4f} +lon_0={lon - 8:.4f} +R={_EARTH_M}"
    transformer = Transformer.from_crs("EPSG:4326", turn, always_xy=True)

    def onto(points: np.ndarray) -> np.ndarray:
        x, y = transformer.transform(points[:, 0], points[:, 1])
        return np.column_stack([middle_x + x / _EARTH_M * reach, middle_y - y / _EARTH_M * reach])

    centre, one = np.array([[middle_x, middle_y]]), np.array([reach])
    sheet.discs(centre, one, fill=inks.sea)
    for part in _visible(land(), lon - 8, 0.6 * lat):
        sheet.area(transform(part, onto), inks.coast)
    sheet.discs(centre, one, edge=inks.border, width=1.0 * unit)
    _draw_frame(sheet, transform(_frame_outline(projected), onto), place, inks, unit)


def _visible(shape: BaseGeometry, lon: float, lat: float) -> list[BaseGeometry]:
    """The parts on the near side of the globe, cut in the plane around its middle, back in degrees."""
    from pyproj import Transformer

    plane = f"+proj=laea +lat_0={lat:.4f} +lon_0={lon:.4f} +R={_EARTH_M}"
    there = Transformer.from_crs("EPSG:4326", plane, always_xy=True)
    horizon = Point(0, 0).buffer(_EARTH_M * 1.408, quad_segs=48)  # just within 90°
    found = []
    for part in getattr(shape, "geoms", [shape]):
        if part.area < 1.5:  # square degrees: nothing on a globe so small
            continue
        flat = transform(
            segmentize(part.simplify(0.25), 3.0),
            lambda points: np.column_stack(there.transform(points[:, 0], points[:, 1])),
        )
        if not np.isfinite(flat.bounds).all():
            continue
        near = flat.buffer(0).intersection(horizon)
        if not near.is_empty:
            found.append(_back(near, there))
    return found


def _back(flat: BaseGeometry, there: object) -> BaseGeometry:
    return transform(
        segmentize(flat, 200_000.0),
        lambda points: np.column_stack(there.transform(points[:, 0], points[:, 1], direction="INVERSE")),  # type: ignore[attr-defined]
    )


def _draw_frame(sheet: Sheet, outline: BaseGeometry, place: Box, inks: Inks, unit: float) -> None:
    if outline.is_empty or not np.isfinite(outline.bounds).all():
        return
    left, top, right, bottom = outline.bounds
    if hypot(right - left, bottom - top) < 9 * unit:  # too small for an outline
        x, y = (left + right) / 2, (top + bottom) / 2
        half = 3.2 * unit
        outline = box(x - half, y - half, x + half, y + half)
    sheet.area(outline, inks.frame, alpha=0.25, edge=inks.frame, width=1.8 * unit, clip=place)
