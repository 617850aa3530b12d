"""Where an entry stands, as GeoRSS-Simple says it (OGC 17-002r1; latitude before longitude).

What is known to about 25 km is a point, with the radius it may be off by as ``georss:radius`` in metres.
What is vaguer, or lies beside a place, is a polygon: a program that knows points and polygons only must not
show it as exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from geodata.columns.records import Spot
from geodata.export.common.radius import radius_m
from geodata.vicinity import plane, shape

_DIGITS = 5
"""Of a degree: about a metre."""

Positions = tuple[tuple[float, float], ...]


def geometry(spot: Spot) -> tuple[str, str] | None:
    """The element's name and its text; None where nothing is known of how far the place reaches."""
    if spot.vicinity is None and not spot.precision.is_area:
        return "point", _text([spot.position])
    corners = _corners(spot)
    return ("polygon", _text([*corners, corners[0]])) if corners else None


def radius(spot: Spot) -> int | None:
    """How far off the true place may be, in metres."""
    return radius_m(spot.place, spot.precision, spot.vicinity)


@lru_cache(maxsize=4096)
def _corners(spot: Spot) -> Positions:
    """Corners as latitude and longitude, without the first one again."""
    if spot.vicinity is not None:
        ring = list(shape(spot.vicinity, spot.place).exterior.coords)[:-1]
        return tuple((lat, lon) for lon, lat in ring)
    km = (radius(spot) or 0) / 1000 or spot.place.extent_km
    return tuple(plane.place_at(spot.position, corner) for corner in plane.disc(km)) if km else ()


def _text(positions: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{lat:.{_DIGITS}f} {lon:.{_DIGITS}f}" for lat, lon in positions)
