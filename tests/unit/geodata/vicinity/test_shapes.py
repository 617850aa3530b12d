"""Where a vicinity is, and what it covers."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from geopy.distance import geodesic
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely import Point

from geodata.models import Compass, Kind, Place, Precision, Vicinity, VicinityKind
from geodata.vicinity import code_of, is_disc, outline, position, shape
from geodata.vicinity.shapes import divisible
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN

PALMYRA = Place("sy-palmyra", "Palmyra", "تدمر", Kind.CITY, 34.561, 38.282, "SY", "sy-homs-governorate")
HOMS = Place("sy-homs", "Homs", "حمص", Kind.CITY, 34.73, 36.71, "SY", "sy-homs-governorate")
NORTHERN = Place(
    "sy-north",
    "Northern",
    "ريف الرقة الشمالي",
    Kind.REGION,
    36.3,
    39.0,
    "SY",
    precision=Precision.NEAR,
    extent_km=20,
)
LEBANON = Place(
    "iso-LB", "Lebanon", "لبنان", Kind.COUNTRY, 33.83, 35.83, "LB", precision=Precision.COUNTRY, extent_km=58
)


def offset(km: float, side: Compass | None = Compass.EAST, *, rough: bool = False) -> Vicinity:
    return Vicinity(VicinityKind.OFFSET, side, km, rough)


@pytest.mark.parametrize("side", list(Compass))
@pytest.mark.parametrize("km", [1.5, 20, 140])
def test_an_offset_stands_so_far_away_in_that_direction(side, km):
    there = geodesic(kilometers=km).destination((PALMYRA.lat, PALMYRA.lon), bearing=side.bearing)
    found = outline(offset(km, side), PALMYRA)
    assert geodesic((found.lat, found.lon), (there.latitude, there.longitude)).km < 0.05


def test_the_farther_and_the_rougher_the_wider():
    extents = [outline(offset(km), PALMYRA).extent_km for km in (1, 5, 20, 60, 200)]
    assert extents == sorted(extents)
    assert extents[0] < 10 < extents[2] < 15
    assert outline(offset(20, rough=True), PALMYRA).extent_km > extents[2]
    assert outline(offset(20), replace(PALMYRA, kind=Kind.VILLAGE)).extent_km < extents[2]


@pytest.mark.parametrize(
    ("vicinity", "place", "precision"),
    [
        (offset(20), PALMYRA, Precision.NEAR),
        (offset(20, None), PALMYRA, Precision.NEAR),
        (offset(80), PALMYRA, Precision.FUZZY),
        (Vicinity(VicinityKind.SIDE, Compass.NORTH), PALMYRA, Precision.NEAR),
        (Vicinity(VicinityKind.SIDE, Compass.NORTH), RAQQA_GOVERNORATE, Precision.FUZZY),
        (Vicinity(VicinityKind.SIDE, Compass.NORTH), LEBANON, Precision.FUZZY),
        (Vicinity(VicinityKind.AROUND), PALMYRA, Precision.NEAR),
        (Vicinity(VicinityKind.OUTSKIRTS), RUKBAN, Precision.NEAR),
        (Vicinity(VicinityKind.BETWEEN, other=RAQQA), replace(DEIR, lat=35.7, lon=39.3), Precision.NEAR),
        (Vicinity(VicinityKind.BETWEEN, other=RAQQA), DEIR, Precision.FUZZY),
        (Vicinity(VicinityKind.ROAD, other=RAQQA), MOSUL, Precision.FUZZY),
        (Vicinity(VicinityKind.COUNTRYSIDE, Compass.NORTH, other=RAQQA), RAQQA_GOVERNORATE, Precision.FUZZY),
        (Vicinity(VicinityKind.COUNTRYSIDE, Compass.NORTH, other=RAQQA), NORTHERN, Precision.NEAR),
        (Vicinity(VicinityKind.COUNTRYSIDE), PALMYRA, Precision.NEAR),
    ],
)
def test_precision_is_near_within_25_km_and_else_fuzzy(vicinity, place, precision):
    found = outline(vicinity, place)
    assert found.precision is precision
    assert found.extent_km <= 25 or precision is Precision.FUZZY


@pytest.mark.parametrize("side", list(Compass))
@pytest.mark.parametrize("place", [PALMYRA, RAQQA_GOVERNORATE, LEBANON], ids=lambda place: place.id)
def test_a_side_lies_on_that_side(side, place):
    drawn = shape(Vicinity(VicinityKind.SIDE, side), place)
    north, east = drawn.centroid.y - place.lat, drawn.centroid.x - place.lon
    assert ("N" in side) == (north > 0.05)
    assert ("S" in side) == (north < -0.05)
    assert ("E" in side) == (east > 0.05)
    assert ("W" in side) == (east < -0.05)


def test_a_countryside_begins_at_its_town_and_stays_within_reach():
    drawn = shape(Vicinity(VicinityKind.COUNTRYSIDE, Compass.NORTH, other=RAQQA), RAQQA_GOVERNORATE)
    corners = [geodesic((RAQQA.lat, RAQQA.lon), (lat, lon)).km for lon, lat in drawn.exterior.coords]
    assert min(corners) < 0.01
    assert 40 < max(corners) < 60.01


def test_a_row_of_its_own_keeps_its_middle():
    vicinity = Vicinity(VicinityKind.COUNTRYSIDE, Compass.NORTH, other=RAQQA)
    found = outline(vicinity, NORTHERN)
    assert geodesic((found.lat, found.lon), (NORTHERN.lat, NORTHERN.lon)).km < 10
    assert found.extent_km == NORTHERN.extent_km


@pytest.mark.parametrize("kind", [VicinityKind.BETWEEN, VicinityKind.ROAD])
def test_a_stretch_is_the_same_from_either_end(kind):
    there, back = Vicinity(kind, other=PALMYRA), Vicinity(kind, other=HOMS)
    assert outline(there, HOMS) == outline(back, PALMYRA)
    assert shape(there, HOMS).equals(shape(back, PALMYRA))
    drawn = shape(there, HOMS)
    assert all(drawn.contains(Point(place.lon, place.lat)) for place in (HOMS, PALMYRA))
    assert shape(Vicinity(VicinityKind.ROAD, other=PALMYRA), HOMS).area <= drawn.area


def test_what_has_no_vicinity_stands_at_its_place():
    assert position(PALMYRA, None) == (PALMYRA.lat, PALMYRA.lon)
    assert position(PALMYRA, offset(20)) == pytest.approx((34.561, 38.500), abs=0.001)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PALMYRA, True),
        (LEBANON, True),
        (replace(LEBANON, extent_km=0.0), False),
        (replace(LEBANON, kind=Kind.RIVER), False),
    ],
)
def test_of_what_one_may_speak_of_a_side(place, expected):
    assert divisible(place) is expected


@pytest.mark.parametrize(
    ("vicinity", "code"),
    [
        (None, ""),
        (offset(20), "20km-E"),
        (offset(1.5, None, rough=True), "about-1.5km"),
        (offset(500, Compass.NORTHWEST), "500km-NW"),
        (Vicinity(VicinityKind.SIDE, Compass.SOUTHEAST), "SE"),
        (Vicinity(VicinityKind.AROUND), "around"),
        (Vicinity(VicinityKind.OUTSKIRTS, Compass.WEST), "outskirts-W"),
        (Vicinity(VicinityKind.COUNTRYSIDE, Compass.NORTH, other=RAQQA), "countryside-N:sy-raqqa"),
        (Vicinity(VicinityKind.BETWEEN, other=HOMS), "between:sy-homs"),
        (Vicinity(VicinityKind.ROAD), "road"),
    ],
)
def test_codes(vicinity, code):
    assert code_of(vicinity) == code


_PLACES = st.builds(
    Place,
    st.just("x"),
    st.just("X"),
    st.just("س"),
    st.sampled_from(list(Kind)),
    st.floats(-75, 75),
    st.floats(-180, 180),
    st.just("SY"),
    precision=st.sampled_from(list(Precision)),
    extent_km=st.sampled_from((0.0, 3.0, 40.0, 250.0)),
)
_VICINITIES = st.builds(
    Vicinity,
    st.sampled_from(list(VicinityKind)),
    st.none() | st.sampled_from(list(Compass)),
    st.sampled_from((0.1, 1.0, 20.0, 499.0)),
    st.booleans(),
    st.none() | _PLACES,
)


def far_south(lon):
    return Place("x", "X", "س", Kind.CITY, -75.0, lon, "SY", precision=Precision.EXACT)


@given(_VICINITIES, _PLACES)
@example(Vicinity(VicinityKind.BETWEEN, None, 1.0, False, far_south(-106.0)), far_south(-75.0))
@settings(max_examples=300, deadline=None)
def test_every_shape_is_valid_and_holds_its_middle(vicinity, place):
    if (
        vicinity.other
        and geodesic((place.lat, place.lon), (vicinity.other.lat, vicinity.other.lon)).km > 1000
    ):
        vicinity = replace(vicinity, other=replace(vicinity.other, lat=place.lat + 0.3, lon=place.lon - 0.4))
    found, drawn = outline(vicinity, place), shape(vicinity, place)
    assert drawn.is_valid and not drawn.is_empty
    assert min(abs(Point(found.lon + turn, found.lat).distance(drawn)) for turn in (-360, 0, 360)) < 1e-4
    assert found.extent_km > 0
    assert -180 <= found.lon <= 180
    assert found.precision in (Precision.NEAR, *list(Precision)[2:])
    if is_disc(vicinity, place):
        corners = drawn.exterior.coords[:-1]
        away = [geodesic((found.lat, found.lon), (lat, lon)).km for lon, lat in corners]
        assert max(away) == pytest.approx(min(away), rel=1e-3) == pytest.approx(found.extent_km, abs=0.06)
    outline.cache_clear(), shape.cache_clear()
    assert (outline(vicinity, place), shape(vicinity, place)) == (found, drawn)


def test_different_vicinities_have_different_codes():
    kinds = (VicinityKind.OFFSET, VicinityKind.SIDE, VicinityKind.OUTSKIRTS, VicinityKind.COUNTRYSIDE)
    made = [
        Vicinity(
            kind,
            side,
            km if kind is VicinityKind.OFFSET else 0.0,
            rough and kind is VicinityKind.OFFSET,
            other,
        )
        for kind, side, km, rough, other in product(
            kinds, (None, *Compass), (0.1, 1.0, 12.0, 120.0), (False, True), (None, HOMS, PALMYRA)
        )
    ]
    assert len({code_of(each) for each in made}) == len(set(made))


def test_what_is_round_is_told_from_what_is_not():
    round_ones = (Vicinity(VicinityKind.AROUND), Vicinity(VicinityKind.OFFSET, Compass.EAST, 20.0))
    assert all(is_disc(vicinity, RAQQA) for vicinity in round_ones)
    others = (
        Vicinity(VicinityKind.SIDE, Compass.EAST),
        Vicinity(VicinityKind.BETWEEN, other=MOSUL),
        Vicinity(VicinityKind.OUTSKIRTS, Compass.NORTH),
    )
    assert not any(is_disc(vicinity, RAQQA) for vicinity in others)
