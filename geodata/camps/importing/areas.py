"""The areas rows state: which governorate or country that is, and whether a point lies in it.

By the outlines in the folder of gazetteers where there are any; else by what places lie around a point: it
lies outside a governorate where all its nearest neighbours lie in others and the nearest of the governorate's
own places is far beyond them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from geodata.errors import ConflictMapError
from geodata.gazetteer.countries import alpha2
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.units import find_unit
from geodata.models import Kind, Place

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NEAREST = 5
_NEAR_KM = 12.0
_MUCH_FARTHER = 2.5
_FAR_FROM_MIDDLE = 2.0
"""So many times a governorate's radius from its middle lies certainly outside."""
_BORDER_DEGREES = 0.02
"""Within about 2 km of an outline a point may lie on either side: outlines are drawn coarsely."""
_KM_OF_A_DEGREE = 111.2
_BOXES, _ENOUGH = (0.5, 1.8), 20
"""Degrees around a point within which its neighbours are looked for, and how many must be found."""
_POINTS = frozenset((Kind.CITY, Kind.TOWN, Kind.VILLAGE, Kind.CAMP, Kind.QUARTER, Kind.SUBDISTRICT))


class Areas:
    """Governorates and countries by name and code, and where they lie."""

    def __init__(self, gazetteer: Gazetteer, folder: Path | None = None) -> None:
        """``folder``: that of the gazetteers added beside the project's own places, for their outlines."""
        self._gazetteer, self._folder = gazetteer, folder
        self._units: dict[tuple[str, str, str], Place | None] = {}
        self._countries: dict[str, str] = {}
        self._near: dict[tuple[float, float], tuple[NDArray[np.float64], NDArray[np.intp]]] = {}

    def country(self, stated: str) -> str:
        """ISO 3166-1 alpha-2 of a country by code or name in any script; empty where it is not known."""
        if stated not in self._countries:
            code = alpha2(stated) if len(stated) <= 3 else ""
            named = (place for place in self._gazetteer.lookup(stated) if place.kind is Kind.COUNTRY)
            self._countries[stated] = code or next((place.country for place in named), "")
        return self._countries[stated]

    def governorate(self, stated: str, code: str = "", country: str = "") -> Place | None:
        """The first-level unit a row states by P-code, id or name; None where it is not known."""
        key = (stated, code, country)
        if key not in self._units:
            self._units[key] = self._by_code.get(code.upper()) or self._named(stated, country)
        return self._units[key]

    def stated(self, unit: Place) -> str:
        """What the places of a governorate say they lie in: its id, or its name."""
        return self._stated.get(unit.id, unit.id)

    def place(self, place_id: str) -> Place | None:
        """A place by its id."""
        return self._places.get(place_id)

    def _named(self, stated: str, country: str) -> Place | None:
        if not stated:
            return None
        if known := self._places.get(stated):
            return known if known.kind is Kind.GOVERNORATE else None
        for name in (stated, f"{stated} governorate"):
            found = [place for place in self._gazetteer.lookup(name) if place.kind is Kind.GOVERNORATE]
            fitting = [place for place in found if country in ("", place.country)]
            if fitting:
                return fitting[0]
        return None

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {place.id: place for place in self._gazetteer}

    @cached_property
    def _stated(self) -> dict[str, str]:
        owners = dict.fromkeys((place.admin1, place.country) for place in self._places.values())
        units = ((find_unit(self._gazetteer, *owner), owner[0]) for owner in owners if owner[0])
        return {unit.id: name for unit, name in units if unit is not None}

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        units = (place for place in self._gazetteer if place.kind is Kind.GOVERNORATE and place.pcode)
        return {place.pcode.upper(): place for place in units}

    # -- where points lie -----------------------------------------------------------------------------

    def prepare(self, points: Iterable[tuple[float, float]]) -> None:
        """Find the neighbours of many points (latitude, longitude) at once."""
        wanted = [point for point in dict.fromkeys(points) if point not in self._near]
        lat, lon = self._positions[0], self._positions[1]
        if not len(lat):
            return
        for point in wanted:
            high, wide = np.abs(lat - point[0]), np.abs(lon - point[1])
            for reach in _BOXES:
                box = np.flatnonzero((high < reach) & (wide < reach))
                if len(box) >= _ENOUGH:
                    break
            narrow = np.cos(np.radians(point[0]))
            km = _KM_OF_A_DEGREE * np.hypot(lat[box] - point[0], (lon[box] - point[1]) * narrow)
            order = np.argsort(km, kind="stable")[:200]
            self._near[point] = (km[order], box[order])

    def lies_in(self, lat: float, lon: float, unit: Place) -> bool | None:
        """Whether a point lies in a governorate or near its border; None where nothing tells."""
        outlined = self._within_outline(lat, lon, unit)
        if outlined is not None:
            return outlined
        middle = _km(lat, lon, unit.lat, unit.lon)
        if unit.extent_km and middle > _FAR_FROM_MIDDLE * unit.extent_km + _NEAR_KM:
            return False
        km, owners = self._neighbours(lat, lon)
        if len(km) < _NEAREST:
            return None
        stated = self.stated(unit)
        if stated in owners[:_NEAREST]:
            return True
        own = next((float(far) for far, owner in zip(km, owners, strict=True) if owner == stated), None)
        return own is not None and own <= max(_NEAR_KM, _MUCH_FARTHER * float(km[0]))

    def at(self, lat: float, lon: float) -> tuple[str, str]:
        """The country and the governorate's id (or name) of the nearest places, as far as they agree."""
        km, owners = self._neighbours(lat, lon)
        near = [owner for far, owner in zip(km[:3], owners, strict=False) if far <= 40]
        countries = {self._country_of[owner] for owner in near}
        country = countries.pop() if len(countries) == 1 else ""
        return country, near[0] if near and len(set(near)) == 1 else ""

    def in_country(self, lat: float, lon: float, country: str) -> bool | None:
        """Whether any of a point's nearest places lies in a country; None where nothing is near."""
        _, owners = self._neighbours(lat, lon)
        if not owners:
            return None
        return country in {self._country_of[owner] for owner in owners[: 2 * _NEAREST]}

    def _neighbours(self, lat: float, lon: float) -> tuple[NDArray[np.float64], list[str]]:
        """Distances in km and the governorates of the places around, the nearest first."""
        self.prepare([(lat, lon)])
        if (lat, lon) not in self._near:
            return np.zeros(0), []
        km, rows = self._near[lat, lon]
        return km, [self._positions[2][row] for row in rows.tolist()]

    @cached_property
    def _positions(self) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
        kept = [place for place in self._gazetteer if place.kind in _POINTS and place.admin1]
        lat = np.array([place.lat for place in kept], dtype=np.float64)
        lon = np.array([place.lon for place in kept], dtype=np.float64)
        return lat, lon, [place.admin1 for place in kept]

    @cached_property
    def _country_of(self) -> Mapping[str, str]:
        return {
            place.admin1: place.country for place in self._gazetteer if place.kind in _POINTS and place.admin1
        }

    def _within_outline(self, lat: float, lon: float, unit: Place) -> bool | None:
        outline = self._outlines.get(unit.id)
        if outline is None:
            return None
        from shapely.geometry import Point

        return bool(outline.distance(Point(lon, lat)) <= _BORDER_DEGREES)

    @cached_property
    def _outlines(self) -> dict[str, Any]:
        from shapely.geometry import shape

        from geodata.gazetteer.areas import areas

        if self._folder is None or not self._folder.is_dir():
            return {}
        try:
            found = areas(self._folder, self._gazetteer, 1)
        except ConflictMapError:
            # A damaged file of outlines is told of by `doctor`; the neighbours tell as well.
            return {}
        return {feature["id"]: shape(feature["geometry"]) for feature in found}


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    narrow = float(np.cos(np.radians((lat + other_lat) / 2)))
    return _KM_OF_A_DEGREE * float(np.hypot(lat - other_lat, (lon - other_lon) * narrow))
