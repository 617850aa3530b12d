"""Which unit a place, a vague mention or what lies beside a place counts in."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import box

from geodata.columns.records import Spot
from geodata.cube.areas import NOWHERE, Unit, unit_of_spots
from geodata.models import Kind, Place, Precision, Vicinity, VicinityKind
from tests.making import MOSUL, RAQQA, RAQQA_GOVERNORATE

WEST = replace(RAQQA_GOVERNORATE, id="west", kind=Kind.DISTRICT, precision=Precision.DISTRICT)
EAST = replace(WEST, id="east")
UNITS = (Unit(WEST, box(38.0, 35.0, 39.0, 37.0)), Unit(EAST, box(39.0, 35.0, 40.0, 37.0)))


def _no_area(_place_id: str) -> None:
    return None


def _unit(
    place: Place, level: int, precision: Precision = Precision.EXACT, *, beside: Vicinity | None = None
) -> int:
    return int(unit_of_spots([Spot(place, precision, beside)], UNITS, level, _no_area)[0])


def test_a_place_lies_in_the_unit_it_names_wherever_its_point_is() -> None:
    assert _unit(replace(RAQQA, admin1="west"), 1) == 0
    assert _unit(replace(RAQQA, admin2="west"), 2) == 0


def test_a_place_that_names_none_lies_where_its_point_is() -> None:
    assert _unit(RAQQA, 2) == 1
    assert _unit(RAQQA, 3) == 1
    assert _unit(MOSUL, 1) == NOWHERE


def test_a_unit_lies_in_itself() -> None:
    assert _unit(EAST, 2, Precision.DISTRICT) == 1
    assert _unit(replace(EAST, precision=Precision.GOVERNORATE), 1, Precision.GOVERNORATE) == 1


def test_what_may_lie_in_several_lies_in_none() -> None:
    named = replace(RAQQA, admin1="west", admin2="west")
    assert _unit(named, 1, Precision.NEAR) == 0
    assert _unit(named, 2, Precision.NEAR) == NOWHERE
    assert _unit(named, 3, Precision.DISTRICT) == NOWHERE
    for precision in (Precision(5), Precision(6)):
        assert _unit(named, 1, precision) == NOWHERE


def test_beside_a_place_counts_where_nearly_all_of_it_lies() -> None:
    inside = replace(RAQQA, lon=38.5, lat=36.0)
    on_the_line = replace(RAQQA, lon=39.0, lat=36.0)
    around = Vicinity(VicinityKind.AROUND, distance_km=10.0)
    for level in (1, 2):
        assert _unit(inside, level, Precision.NEAR, beside=around) == 0
    assert _unit(on_the_line, 1, Precision.NEAR, beside=around) == NOWHERE
    assert _unit(replace(on_the_line, admin1="west"), 1, Precision.NEAR, beside=around) == NOWHERE
