"""What the public may see of places, spots and camps, by settings and camp by camp."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.camp_records import Camp, PublicPrecision
from geodata.columns.records import Spot
from geodata.errors import UnknownNameError
from geodata.gazetteer.index import Gazetteer
from geodata.models import Compass, Kind, Precision, Vicinity, VicinityKind
from geodata.protection import Cover, Levels, covered_camp, precision_named
from geodata.stores.port import Store
from geodata.vicinity import outline
from tests.making import RAQQA, RAQQA_GOVERNORATE, RUKBAN

AREA = replace(RAQQA_GOVERNORATE, id="sy-homs-governorate", lat=34.2, lon=38.3)
PLACES = Gazetteer([RAQQA, RUKBAN, AREA])


def test_camps_are_blurred_and_towns_are_not_unless_told_otherwise():
    usual = Cover()
    assert usual.place(RAQQA) is RAQQA
    shown = usual.place(RUKBAN)
    assert (shown.precision, shown.blurred, shown.extent_km) == (Precision.NEAR, "km1", 0.79)
    assert usual.place(shown) is shown
    assert Cover(Levels.named("exact")).place(RUKBAN) is RUKBAN
    assert not Cover(Levels.named("exact")).covers_anything
    assert Cover(Levels.named(places="10km")).place(RAQQA).blurred == "km10"
    assert Cover(Levels.named(places="10km")).place(RAQQA_GOVERNORATE) is RAQQA_GOVERNORATE


def test_a_camp_has_its_own_precision_whatever_kind_its_place_is():
    cover = Cover(camps={"sy-raqqa": PublicPrecision.KM10, RUKBAN.id: PublicPrecision.EXACT})
    assert cover.place(RAQQA).blurred == "km10"
    assert cover.place(RUKBAN) is RUKBAN
    assert cover.version != Cover().version


def test_by_area_a_camp_stands_where_its_governorate_does():
    shown = Cover(Levels.named("admin"), places=PLACES).place(RUKBAN)
    assert (shown.lat, shown.lon, shown.precision) == (AREA.lat, AREA.lon, Precision.GOVERNORATE)
    nowhere = Cover(Levels.named("admin")).place(RUKBAN)
    assert (nowhere.lat, nowhere.precision) == (33.5, Precision.GOVERNORATE)


def test_what_lies_beside_is_counted_from_the_covered_position_and_vaguer():
    east = Vicinity(VicinityKind.OFFSET, Compass.EAST, 5.0)
    place, precision, vicinity = Cover().standing(RUKBAN, Precision.NEAR, east)
    assert vicinity == east
    assert precision is Precision.NEAR
    covered, exact = outline(east, place), outline(east, RUKBAN)
    assert covered.extent_km > exact.extent_km
    assert abs(covered.lat - place.lat) < 1e-3
    between = Vicinity(VicinityKind.BETWEEN, other=RUKBAN)
    _, _, told = Cover().standing(RAQQA, Precision.FUZZY, between)
    assert told is not None and told.other == place
    # Of an area nothing lies beside.
    assert Cover(Levels.named("admin"), places=PLACES).standing(RUKBAN, Precision.NEAR, east)[2] is None


def test_what_was_blurred_already_is_blurred_further_where_need_be():
    once = Cover().place(RUKBAN)
    wider = Cover(Levels.named("10km"), places=PLACES)
    twice = wider.place(once)
    assert (twice.blurred, twice.lat, twice.lon) == ("km10", wider.place(RUKBAN).lat, wider.place(RUKBAN).lon)
    assert twice.extent_km > wider.place(RUKBAN).extent_km
    assert Cover().place(twice) is twice
    assert Cover(Levels.named("exact")).place(twice) is twice
    camp = Camp("x", "X", lat=33.315, lon=38.664, notes="At 33.315", blurred="km1", blurred_m=790)
    assert covered_camp(Cover(), camp) is camp
    shown = covered_camp(Cover(Levels.named("10km")), camp)
    assert (shown.blurred, shown.notes) == ("km10", "At …")
    assert (shown.lat, shown.lon) != (camp.lat, camp.lon)


def test_what_is_told_as_near_a_camp_keeps_its_own_mark():
    cover = Cover()
    at, near = (Spot(*cover.standing(RUKBAN, each)) for each in (Precision.EXACT, Precision.NEAR))
    assert (at.key, near.key) == (RUKBAN.id, f"{RUKBAN.id}~2~around")
    # Of a camp whose own position is no better known, near it is no more vague.
    unsure = replace(RUKBAN, precision=Precision.NEAR)
    assert Spot(*cover.standing(unsure, Precision.NEAR)).key == RUKBAN.id
    by_area = Cover(Levels.named("admin"), places=PLACES)
    assert Spot(*by_area.standing(RUKBAN, Precision.NEAR)).key == RUKBAN.id


@pytest.mark.parametrize(
    "written",
    [
        "37S CV 21188 75432",
        "37SCV2118875432",
        "37 S 321188 3975432",
        "8G7X3222+QR",
        "///filled.count.soap",
        "https://maps.app.goo.gl/abc",
        "https://www.google.com/maps/place/x",
        "https://www.openstreetmap.org/node/1",
        "geo:35.9,37.0",
        "33 18 38 N",
        "E38 40 08.4",
        "33°18.63'N",
        "٣٣٫٣١٠٥",
    ],
)
def test_a_position_may_be_written_in_many_ways(written: str):
    camp = Camp("x", "X", lat=33.3105, lon=38.669, notes=f"Gate: {written}, west side", managed_by=written)
    shown = covered_camp(Cover(), camp)
    assert (shown.notes, shown.managed_by) == ("Gate: …, west side", "…")


@pytest.mark.parametrize(
    "harmless",
    [
        "Kits for 37 S families in 2020",
        "12 AB 100 200",
        "https://reliefmaps.org/x",
        "https://reliefweb.int/report/syria/camp-2023",
        "there.community",
        "C4519",
        "+963 11 2345678",
    ],
)
def test_what_tells_no_position_stays(harmless: str):
    camp = Camp("x", "X", lat=33.3105, lon=38.669, notes=harmless)
    assert covered_camp(Cover(), camp).notes == harmless


def test_notes_lose_what_tells_the_position_and_nothing_else():
    camp = Camp(
        "x",
        "X",
        lat=33.3105,
        lon=38.669,
        notes="At 33.310, 38.66 or ٣; 12.50 people a tent",
        extra=(("a", "b"),),
    )
    shown = covered_camp(Cover(), camp)
    assert shown.notes == "At …, … or ٣; 12.50 people a tent"
    assert (shown.extra, shown.blurred, shown.blurred_m) == ((), "km1", 25_790)
    assert covered_camp(Cover(), replace(camp, public=PublicPrecision.EXACT)).notes == camp.notes


def test_other_words_are_refused():
    assert precision_named("10 km") is PublicPrecision.KM10
    with pytest.raises(UnknownNameError, match="choose of exact, 1km, 10km, admin"):
        precision_named("vague")


def test_every_question_to_a_store_is_decided_about():
    """A new method of a store is either told of here or cannot be asked by the public."""
    from geodata.protection.store import AS_IT_IS, _Covered

    asked = {name for name in dir(Store) if not name.startswith("_")}
    assert asked >= AS_IT_IS
    covered = {name for name in vars(_Covered) if not name.startswith("_")}
    assert covered <= asked
    assert not covered & AS_IT_IS


def test_kinds_that_are_areas_stay():
    river = replace(RAQQA, id="r", kind=Kind.RIVER)
    assert Cover(Levels.named(places="admin"), places=PLACES).place(river) is river
