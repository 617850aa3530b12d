"""Whether a name is a place's: what tells a dateline from an outlet."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.gazetteer.index import bundled
from geodata.gazetteer.keys import name_key
from geodata.models import Kind, Place

_NOBODY_FILES_FROM = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.SEA, Kind.RIVER, Kind.MOUNTAIN))


def is_place(name: str) -> bool:
    """Whether the project's own gazetteer has exactly this name; spelling is folded."""
    return next(_named(name), None) is not None


def is_settlement(name: str) -> bool:
    """Whether it names a place reports are filed from: a town or an area, not a country, sea or river.

    A town that shares its name with a country (Lebanon in Pennsylvania) is not meant.
    """
    kinds = {place.kind for place in _named(name)}
    return Kind.COUNTRY not in kinds and bool(kinds - _NOBODY_FILES_FROM)


def _named(name: str) -> Iterator[Place]:
    gazetteer = bundled()
    return (gazetteer.places[position] for position in gazetteer.named(name_key(name)))
