import pytest

from geodata.gazetteer.distance import geodesic_km
from geodata.models import Kind, Place


def spot(lat: float, lon: float) -> Place:
    return Place("", "", "", Kind.SITE, lat, lon)


def test_the_earth_is_flattened():
    # A degree of latitude is 110.57 km at the equator, 111.69 km at a pole.
    assert geodesic_km(spot(0, 0), spot(1, 0)) == pytest.approx(110.57, abs=0.01)
    assert geodesic_km(spot(89, 0), spot(90, 0)) == pytest.approx(111.69, abs=0.01)
    assert geodesic_km(spot(35, 38), spot(35, 38)) == 0
