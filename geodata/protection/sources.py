"""Which places are camps, and what each camp's own public precision is: from the camps there are."""

from __future__ import annotations

from geodata.camps.registry import Registry
from geodata.gazetteer.units import Names
from geodata.protection.cover import Cover
from geodata.protection.levels import Levels


def cover_for(levels: Levels, camps: Registry, places: Names | None) -> Cover:
    """The cover by these settings over all that is a camp; ``places`` is the gazetteer as it is.

    Places of the kind camp are known by that; the registry adds those that are none in a gazetteer, and the
    public precision a camp was given of its own. Raises ``DataError`` and ``StoreError``.
    """
    return Cover(levels, {camp.place: camp.public for camp in camps.camps()}, places)
