"""The first-level unit of a place, found again where a table states it by its name."""

from __future__ import annotations

import pytest

from geodata.errors import NotFoundError
from geodata.gazetteer.index import Gazetteer, bundled
from geodata.gazetteer.units import arabic_name, find_unit
from geodata.models import Kind, Place, Precision


def place(
    place_id: str, name: str, name_ar: str, kind: Kind, *, population: int = 0, country: str = "LB"
) -> Place:
    return Place(
        id=place_id,
        name=name,
        name_ar=name_ar,
        kind=kind,
        lat=33.9,
        lon=35.5,
        country=country,
        precision=Precision.EXACT,
        population=population,
    )


SOUTH = place("south", "South Lebanon", "الجنوب", Kind.GOVERNORATE)
BEIRUT = place("beirut", "Beirut", "بيروت", Kind.CITY, population=2_000_000)
HAMLET = place("hamlet", "Beirut", "بيروت الصغيرة", Kind.VILLAGE, population=12)
ELSEWHERE = place("elsewhere", "Akkar", "عكار", Kind.GOVERNORATE, country="SY")
SMALL = Gazetteer([SOUTH, BEIRUT, HAMLET, ELSEWHERE])


def test_a_unit_is_found_by_its_id_and_by_its_name() -> None:
    assert find_unit(SMALL, "south", "LB") == find_unit(SMALL, "South Lebanon", "LB") == SOUTH
    assert arabic_name(SMALL, "South Lebanon", "LB") == "الجنوب"


def test_a_unit_is_of_the_places_own_country() -> None:
    assert find_unit(SMALL, "Akkar", "LB") is None
    assert arabic_name(SMALL, "Akkar", "LB") == ""


def test_a_unit_we_do_not_have_is_called_as_its_namesake_of_most_people() -> None:
    assert find_unit(SMALL, "Beirut", "LB") is None, "a city is no governorate"
    assert arabic_name(SMALL, "Beirut", "LB") == "بيروت"


@pytest.mark.parametrize("stated", ["", "Nowhere at all"])
def test_what_is_not_known_has_no_name(stated: str) -> None:
    assert find_unit(SMALL, stated, "LB") is None
    assert arabic_name(SMALL, stated, "LB") == ""


def test_most_units_of_our_own_places_have_an_arabic_name() -> None:
    gazetteer = bundled()
    stated = {(each.admin1, each.country) for each in gazetteer if each.admin1 and each.admin1 != each.id}

    def known(unit: str, country: str) -> bool:
        try:
            return bool(gazetteer.place(unit).name_ar)
        except NotFoundError:
            return bool(arabic_name(gazetteer, unit, country))

    near = [pair for pair in stated if pair[1] in {"SY", "LB", "IQ", "JO"}]
    missing = [pair for pair in near if not known(*pair)]
    assert not missing
