"""What is told of where mentions stand, as arrays by spot: worked out once for all mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from geodata.columns.records import Columns, Spot
from geodata.errors import NotFoundError
from geodata.export.common.radius import radius_m
from geodata.gazetteer.units import Names, arabic_name, find_unit
from geodata.models import Place
from geodata.vicinity import code_of

_DIGITS = 5
"""Of a degree: about a metre, finer than any place is known."""


class PlaceIndex(Names, Protocol):
    """What exporting asks of a gazetteer: P-codes, and the governorate a place lies in."""


class Spots:
    """Columns of places and precision, by spot."""

    def __init__(self, columns: Columns, gazetteer: PlaceIndex | None) -> None:
        self._gazetteer = gazetteer
        spots = columns.spots
        rounded = np.round(columns.positions, _DIGITS)
        self.lat, self.lon = rounded[:, 0], rounded[:, 1]
        self.precision: NDArray[np.int64] = np.array([int(spot.precision) for spot in spots], dtype=np.int64)
        self._points = pa.array(shapely.to_wkb(shapely.points(self.lon, self.lat)), type=pa.binary())
        self.place: dict[str, pa.Array] = {
            **_named(spots),
            **self._units([spot.place for spot in spots]),
            "lat": pa.array(self.lat),
            "lon": pa.array(self.lon),
            "precision": pa.array(self.precision),
            "precision_m": pa.array(
                [radius_m(spot.place, spot.precision, spot.vicinity) for spot in spots], type=pa.int64()
            ),
        }

    def points(self, spot: NDArray[np.int64]) -> pa.Array:
        """Points of these spots as WKB."""
        return self._points.take(pa.array(spot))

    def bounds(self, spot: NDArray[np.int64]) -> tuple[float, float, float, float] | None:
        """West, south, east, north of these spots; None for none."""
        if not len(spot):
            return None
        lat, lon = self.lat[spot], self.lon[spot]
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    def _units(self, places: Sequence[Place]) -> dict[str, pa.Array]:
        """Of each place the governorate and the district it lies in, and P-codes."""
        units = [self._unit(place.admin1, place.country) for place in places]
        found = {
            "admin1_id": [unit.id if unit else "" for unit in units],
            "admin1": [
                unit.name if unit else place.admin1 for unit, place in zip(units, places, strict=True)
            ],
            "admin1_ar": [self._unit_in_arabic(place) for place in places],
            "admin1_pcode": [unit.pcode if unit else "" for unit in units],
            "admin2": [self._name(place.admin2) for place in places],
            "pcode": [self._pcode(place) for place in places],
        }
        return {name: pa.array(values, type=pa.string()) for name, values in found.items()}

    def _unit(self, stated: str, country: str) -> Place | None:
        return find_unit(self._gazetteer, stated, country) if self._gazetteer else None

    def _unit_in_arabic(self, place: Place) -> str:
        return arabic_name(self._gazetteer, place.admin1, place.country) if self._gazetteer else ""

    def _name(self, stated: str) -> str:
        found = self._known(stated)
        return found.name if found else stated

    def _pcode(self, place: Place) -> str:
        found = self._known(place.id)
        return found.pcode if found else place.pcode

    def _known(self, place_id: str) -> Place | None:
        if self._gazetteer is None or not place_id:
            return None
        try:
            return self._gazetteer.place(place_id)
        except NotFoundError:
            return None


def _named(spots: Sequence[Spot]) -> dict[str, pa.Array]:
    beside = [spot.vicinity for spot in spots]
    found = {
        "place_id": [spot.place.id for spot in spots],
        "place": [spot.place.name for spot in spots],
        "place_ar": [spot.place.name_ar for spot in spots],
        "place_kind": [str(spot.place.kind) for spot in spots],
        "vicinity": [code_of(each).partition(":")[0] if each else "" for each in beside],
        "vicinity_other": [each.other.name if each and each.other else "" for each in beside],
        "country": [spot.place.country for spot in spots],
    }
    return {name: pa.array(values, type=pa.string()) for name, values in found.items()}
