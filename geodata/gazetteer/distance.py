"""Distances on the ellipsoid, where exactness matters more than speed: geocoding a name, checking a table."""

from __future__ import annotations

from geopy.distance import geodesic

from geodata.models import Place


def geodesic_km(one: Place, other: Place) -> float:
    """Kilometres along the WGS 84 ellipsoid (Karney's algorithm, by geopy)."""
    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).km)
