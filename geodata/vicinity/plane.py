"""Shapes in kilometres around a point of the Earth, and their way there and back.

The plane is the azimuthal equidistant projection of the WGS 84 ellipsoid: distances and directions from its
origin are the geodesic's (Karney 2013, by geographiclib). All shapes are convex, so that their centres lie in
them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, ceil, cos, degrees, hypot, radians, sin, sqrt
from typing import Final

from geographiclib.geodesic import Geodesic

Point = tuple[float, float]
"""Kilometres east and north of the origin."""
Position = tuple[float, float]
"""Latitude and longitude in degrees."""

_CORNERS: Final = 48
_ARC: Final = 12
"""Corners of a whole circle and of the arc of a sector: far finer than what a text means."""
_STRAIGHT_KM: Final = 100.0
"""How long a side may be that a map draws straight."""


def place_at(origin: Position, point: Point) -> Position:
    """The position on Earth of a point of the plane around ``origin``; longitude from -180 to 180."""
    found = Geodesic.WGS84.Direct(*origin, bearing_to(point), hypot(*point) * 1000)
    return float(found["lat2"]), float(found["lon2"])


def point_at(origin: Position, position: Position) -> Point:
    """A position on Earth in the plane around ``origin``."""
    found = Geodesic.WGS84.Inverse(*origin, *position)
    return towards(float(found["azi1"]), float(found["s12"]) / 1000)


def midpoint(one: Position, other: Position) -> Position:
    """The position halfway along the geodesic."""
    line = Geodesic.WGS84.InverseLine(*one, *other)
    found = line.Position(line.s13 / 2)
    return float(found["lat2"]), float(found["lon2"])


def towards(bearing: float, km: float) -> Point:
    """The point ``km`` from the origin; ``bearing`` in degrees clockwise from north."""
    return km * sin(radians(bearing)), km * cos(radians(bearing))


def bearing_to(point: Point, start: Point = (0.0, 0.0)) -> float:
    """Degrees clockwise from north, from -180 to 180."""
    return degrees(atan2(point[0] - start[0], point[1] - start[1]))


def disc(km: float, centre: Point = (0.0, 0.0)) -> list[Point]:
    """A circle's corners."""
    return [_moved(centre, towards(360 * step / _CORNERS, km)) for step in range(_CORNERS)]


def sector(bearing: float, half_angle: float, km: float) -> list[Point]:
    """What lies within ``half_angle`` degrees (at most 90) of a direction, up to ``km`` from the origin."""
    return [(0.0, 0.0), *(towards(angle, km) for angle in _fan(bearing, half_angle))]


def sector_within(
    bearing: float, half_angle: float, centre: Point, radius: float, least: float, most: float
) -> list[Point]:
    """The part of a sector that lies in a circle, from ``least`` to ``most`` km deep; empty where the origin
    does not lie in the circle."""
    if hypot(*centre) >= radius:
        return []
    reaches = ((angle, _way_out(angle, centre, radius)) for angle in _fan(bearing, half_angle))
    return [(0.0, 0.0), *(towards(angle, min(max(reach, least), most)) for angle, reach in reaches)]


def corridor(one: Point, other: Point, half_width: float) -> list[Point]:
    """What lies within ``half_width`` km of the line between two points.

    Its long sides have corners too: between two corners a map draws straight on, the line bends on Earth.
    """
    along = bearing_to(other, one)
    return [
        _moved(corner, towards(angle, half_width))
        for start, end, facing in ((one, other, along), (other, one, along + 180))
        for corner, angle in (
            *((corner, facing - 90) for corner in _between(start, end)),
            *((end, angle) for angle in _fan(facing, 90)),
        )
    ]


def centroid(corners: Sequence[Point]) -> Point:
    """The centre of a polygon's area (Bourke's formula)."""
    area = east = north = 0.0
    for (x, y), (next_x, next_y) in zip(corners, (*corners[1:], corners[0]), strict=True):
        cross = x * next_y - next_x * y
        area += cross
        east += (x + next_x) * cross
        north += (y + next_y) * cross
    return east / (3 * area), north / (3 * area)


def farthest(centre: Point, corners: Iterable[Point]) -> float:
    """Kilometres from ``centre`` to the corner farthest from it."""
    return max(hypot(x - centre[0], y - centre[1]) for x, y in corners)


def _moved(point: Point, by: Point) -> Point:
    return point[0] + by[0], point[1] + by[1]


def _between(start: Point, end: Point) -> list[Point]:
    """What divides the way from one point to another into equal parts of at most ``_STRAIGHT_KM``."""
    east, north = end[0] - start[0], end[1] - start[1]
    parts = ceil(hypot(east, north) / _STRAIGHT_KM)
    return [_moved(start, (east * part / parts, north * part / parts)) for part in range(1, parts)]


def _fan(bearing: float, half_angle: float) -> list[float]:
    return [bearing + half_angle * (2 * step / _ARC - 1) for step in range(_ARC + 1)]


def _way_out(angle: float, centre: Point, km: float) -> float:
    """How far it is from the origin, inside a circle, to its edge in a direction."""
    east, north = towards(angle, 1.0)
    along = east * centre[0] + north * centre[1]
    return along + sqrt(km**2 - hypot(*centre) ** 2 + along**2)
