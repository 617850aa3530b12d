"""The settlements around: what a close map names beside what its stories tell of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.gazetteer.index import prominence
from geodata.models import Kind, Language, Place, Precision
from geodata.stores.port import BoundingBox

SETTLED = frozenset({Kind.CITY, Kind.TOWN, Kind.QUARTER, Kind.VILLAGE})


@dataclass(frozen=True, slots=True)
class Named:
    """A place to be named whether or not anything was told of it."""

    place_id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Places of a gazetteer as the public may see them, and the language they are named in."""

    places: Iterable[Place]
    language: Language

    def within(self, box: BoundingBox) -> list[Named]:
        """Cities, towns, quarters and villages known exactly in a box, the best known first.

        No camp is among them, nothing blurred to protect people, and nothing without a name in the language.
        """
        west, south, east, north = box
        found = [
            place
            for place in self.places
            if south <= place.lat <= north
            and west <= place.lon <= east
            and place.kind in SETTLED
            and place.precision is Precision.EXACT
            and not place.blurred
            and self._name(place)
        ]
        found.sort(key=lambda place: (-prominence(place), place.id))
        return [Named(place.id, self._name(place), place.lat, place.lon) for place in found]

    def _name(self, place: Place) -> str:
        return place.name_ar if self.language is Language.ARABIC else place.name
