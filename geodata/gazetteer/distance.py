"""Distances: along the ellipsoid where exactness matters, on a sphere where there are many to work out."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from geodata.models import Place

_EARTH_KM = 6371.0


def geodesic_km(one: Place, other: Place) -> float:
    """Kilometres along the WGS 84 ellipsoid (Karney's algorithm, by geopy)."""
    from geopy.distance import geodesic

    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).km)


def sphere_km(one: Place, other: Place) -> float:
    """Kilometres on a sphere (haversine), within half a percent of the ellipsoid."""
    first, second = radians(one.lat), radians(other.lat)
    half = sin((second - first) / 2) ** 2
    half += cos(first) * cos(second) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))
