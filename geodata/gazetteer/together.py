"""The gazetteer and the places that were looked up, searched as one."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.gazetteer.index import Gazetteer, names_of
from geodata.gazetteer.keys import name_key
from geodata.models import Place


def search(gazetteer: Gazetteer, looked_up: Iterable[Place], text: str, limit: int) -> list[Place]:
    """As ``Gazetteer.search``, those of exactly that name first, the gazetteer's before the others."""
    found = gazetteer.search(text, limit)
    known = {place.id for place in found}
    others = [place for place in Gazetteer(looked_up).search(text, limit) if place.id not in known]
    key = name_key(text)
    if not others:
        return found
    return sorted((*found, *others), key=lambda place: not _is_named(place, key))[:limit]


def lookup(gazetteer: Gazetteer, looked_up: Iterable[Place], name: str) -> tuple[Place, ...]:
    """As ``Gazetteer.lookup``; what was looked up counts only where the gazetteer has nothing."""
    return gazetteer.lookup(name) or Gazetteer(looked_up).lookup(name)


def _is_named(place: Place, key: str) -> bool:
    return any(name_key(name) == key for name in names_of(place))
