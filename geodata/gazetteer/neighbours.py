"""What lies around a place: the nearest others, and the unit they lie in, where a source states none."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from geodata.gazetteer.distance import sphere_km
from geodata.models import Kind, Place

_ASKED = 3
"""So many nearest neighbours must agree."""
_FARTHEST_KM = 40.0
_CELL = 0.1
_KM_OF_A_DEGREE = 111.0
_WIDE = frozenset(
    (
        Kind.MACROREGION,
        Kind.COUNTRY,
        Kind.REGION,
        Kind.GOVERNORATE,
        Kind.DISTRICT,
        Kind.SUBDISTRICT,
        Kind.SEA,
        Kind.RIVER,
        Kind.ROAD,
    )
)


class Neighbours:
    """Places that are points, by where they lie."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
        for place in places:
            if place.kind not in _WIDE:
                self._cells[_cell(place)].append(place)

    def within(self, place: Place, km: float, *, abroad: bool = False) -> Iterator[tuple[float, Place]]:
        """The others of the same country, or ``abroad``, within so many km, each with its distance."""
        row, column = _cell(place)
        high = math.ceil(km / (_CELL * _KM_OF_A_DEGREE))
        wide = math.ceil(km / (_CELL * _KM_OF_A_DEGREE * max(0.1, math.cos(math.radians(place.lat)))))
        for y in range(row - high, row + high + 1):
            for x in range(column - wide, column + wide + 1):
                for other in self._cells.get((y, x), ()):
                    if (other.country != place.country) == abroad and other.id != place.id:
                        distance = sphere_km(place, other)
                        if distance <= km:
                            yield distance, other

    def nearest(self, place: Place, most: int, km: float) -> list[Place]:
        """The ``most`` nearest of those within so many km, nearest first; of equally near ones by id."""
        found = sorted((distance, other.id, other) for distance, other in self.within(place, km))
        return [other for _, _, other in found[:most]]

    def placed(self, place: Place) -> Place:
        """The place with the first-level unit of its three nearest neighbours within 40 km, if they agree."""
        if place.admin1 or place.kind in (Kind.COUNTRY, Kind.GOVERNORATE, Kind.MACROREGION):
            return place
        for km in (_FARTHEST_KM / 4, _FARTHEST_KM):
            near = [other for other in self.nearest(place, 12, km) if other.admin1][:_ASKED]
            if len(near) == _ASKED:
                units = {other.admin1 for other in near}
                return replace(place, admin1=units.pop()) if len(units) == 1 else place
        return place


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place.lat / _CELL), math.floor(place.lon / _CELL)
