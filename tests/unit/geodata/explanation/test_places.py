"""The places explanations speak of."""

from __future__ import annotations

from dataclasses import replace

from geodata.errors import NotFoundError
from geodata.explanation import KnownPlaces
from geodata.gazetteer.index import Gazetteer
from geodata.models import Kind, Place
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE

NINEVEH = Place("gn-99069", "Ninawa", "نينوى", Kind.GOVERNORATE, 36.0, 42.5, "IQ")
ELSEWHERE = Place("gn-7", "Ninawa", "نينوى", Kind.GOVERNORATE, 36.0, 42.5, "XX")


def _places() -> KnownPlaces:
    def stored(place_id: str) -> Place:
        if place_id == RAQQA.id:
            return replace(RAQQA, name="Ar-Raqqah")
        raise NotFoundError(place_id)

    return KnownPlaces(Gazetteer([RAQQA, RAQQA_GOVERNORATE, MOSUL, ELSEWHERE, NINEVEH]), stored)


def test_a_place_is_told_as_it_was_kept_else_as_the_gazetteer_has_it() -> None:
    places = _places()
    assert [place and place.name for place in map(places, (RAQQA.id, MOSUL.id, "gone"))] == [
        "Ar-Raqqah", "Mosul", None,
    ]  # fmt: skip


def test_the_unit_a_place_lies_in_by_its_id_or_by_its_name_in_the_country() -> None:
    places = _places()
    assert places.unit(RAQQA) == RAQQA_GOVERNORATE
    assert places.unit(replace(MOSUL, admin1="Ninawa")) == NINEVEH
    assert places.unit(replace(MOSUL, admin1="Atlantis")) is None
    assert places.unit(MOSUL) is places.unit(DEIR) is places.unit(replace(NINEVEH, admin1="Ninawa")) is None
