"""The first-level unit a place lies in, where it is stated by its name alone.

Bulk tables state the unit of a place by its English name ("South Lebanon"). Here it is found again among the
places, so that a reader of Arabic is told its Arabic name.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from geodata.errors import NotFoundError
from geodata.models import Kind, Place

_KNOWN = 4096
"""Units remembered: more than the first-level units of the world."""
_WIDE = frozenset((Kind.GOVERNORATE, Kind.REGION))


class Names(Protocol):
    """What is asked of a gazetteer."""

    def __hash__(self) -> int:
        """A gazetteer does not change: what was found in it is remembered."""

    def place(self, place_id: str, /) -> Place:
        """The place of that id; raises ``NotFoundError``."""

    def lookup(self, name: str, /) -> tuple[Place, ...]:
        """The places of that name."""


@lru_cache(maxsize=_KNOWN)
def find_unit(gazetteer: Names, stated: str, country: str) -> Place | None:
    """The first-level unit that places of ``country`` state by its id or its name; None: not known."""
    if not stated:
        return None
    try:
        return gazetteer.place(stated)
    except NotFoundError:
        named = _within(gazetteer, stated, country)
        return next((place for place in named if place.kind is Kind.GOVERNORATE), None)


def arabic_name(gazetteer: Names, name: str, country: str) -> str:
    """What a unit called ``name`` is called in Arabic, "" where nothing tells.

    Where the unit is no place of ours, a town or region of that very name in the same country is called as
    it is: the governorate of Beirut as the city.
    """
    unit = find_unit(gazetteer, name, country)
    if unit is not None:
        return unit.name_ar
    return _namesake(gazetteer, name, country) if name else ""


@lru_cache(maxsize=_KNOWN)
def _namesake(gazetteer: Names, name: str, country: str) -> str:
    same = [place for place in _within(gazetteer, name, country) if place.name == name and place.name_ar]
    same.sort(key=lambda place: (place.kind not in _WIDE, -place.population, place.id))
    return same[0].name_ar if same else ""


def _within(gazetteer: Names, name: str, country: str) -> Iterator[Place]:
    return (place for place in gazetteer.lookup(name) if place.country == country)
