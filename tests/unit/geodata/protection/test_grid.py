from __future__ import annotations

from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.camp_records import PublicPrecision
from geodata.gazetteer.distance import sphere_km
from geodata.models import Kind, Place
from geodata.protection.grid import cell_of
from geodata.protection.levels import STEPS

LATS = st.floats(-90, 90)
LONS = st.floats(-180, 180)
SIZES = st.sampled_from([*sorted(STEPS.values()), 1.0])


def at(lat: float, lon: float) -> Place:
    return Place("x", "", "", Kind.CAMP, lat, lon)


@given(LATS, LONS, SIZES)
def test_what_was_snapped_stays(lat: float, lon: float, step: float):
    once = cell_of(lat, lon, step)
    assert cell_of(once.lat, once.lon, step) == once


@given(LATS, LONS, SIZES)
def test_a_centre_is_within_half_a_cell_and_on_the_globe(lat: float, lon: float, step: float):
    found = cell_of(lat, lon, step)
    assert abs(found.lat - lat) <= step / 2 + 1e-6
    assert -90 < found.lat < 90
    assert -180 < found.lon < 180
    assert sphere_km(at(lat, lon), at(found.lat, found.lon)) <= found.radius_km + 0.01


@given(LATS, LONS, SIZES, st.floats(-0.49, 0.49), st.floats(-0.49, 0.49))
def test_all_of_a_cell_has_one_centre(lat: float, lon: float, step: float, up: float, across: float):
    found = cell_of(lat, lon, step)
    columns = max(1, int(360 * cos(radians(found.lat)) / step + 1e-9))
    # A hair within: which column the last digit of an edge belongs to is no matter.
    other = cell_of(found.lat + up * step, found.lon + across * 360 / (columns + 1), step)
    assert other == found


@given(LONS, SIZES)
def test_the_antimeridian_is_one_line_and_a_pole_has_a_cell(lon: float, step: float):
    assert cell_of(12.3, 180.0, step) == cell_of(12.3, -180.0, step)
    for pole in (90.0, -90.0):
        assert abs(cell_of(pole, lon, step).lat - pole) <= step / 2 + 1e-6


@pytest.mark.parametrize(("level", "km"), [(PublicPrecision.KM1, 1.0), (PublicPrecision.KM10, 10.0)])
@pytest.mark.parametrize("lat", [0.0, 33.31, 36.9, -60.0, 71.0])
def test_cells_are_about_as_large_as_they_are_called(level: PublicPrecision, km: float, lat: float):
    found = cell_of(lat, 38.67, STEPS[level])
    assert 0.7 * km < found.radius_km < 0.9 * km  # half the diagonal of a square of 1.1 km
    assert cell_of(lat, 38.67, STEPS[level]) == found


def test_the_grid_is_fixed():
    """Cells must never move: two releases of one camp would tell where it is between them."""
    assert cell_of(33.3105, 38.6690, 0.01) == cell_of(33.3105, 38.6690, 0.01)
    found = [cell_of(lat, lon, 0.01) for lat, lon in ((33.3105, 38.669), (-1.5, 179.999), (89.9999, 10.0))]
    assert [(each.lat, each.lon) for each in found] == FIXED


FIXED = [(33.315, 38.665027), (-1.495, 179.994998), (89.995, 0.0)]
