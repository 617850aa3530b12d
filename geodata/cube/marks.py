"""What is drawn: a place at one precision, or what lies in one vicinity of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from shapely import Point, set_precision
from shapely.geometry import mapping

from geodata.columns.records import Columns, Spot
from geodata.gazetteer.units import Names, arabic_name, find_unit
from geodata.models import Kind, Language, Place, Precision, Vicinity, VicinityKind
from geodata.text.vicinities import say_vicinity
from geodata.vicinity import code_of, is_disc, outline, shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_GRID = 1e-4
"""Degrees to which shapes are rounded: ten metres, where none is true to a kilometre."""
_PARTS_OF_AREAS = frozenset((VicinityKind.SIDE, VicinityKind.COUNTRYSIDE))
_AREAS = frozenset((Kind.COUNTRY, Kind.GOVERNORATE, Kind.REGION))


class PlaceIndex(Names, Protocol):
    """What the cube asks of a gazetteer: the name of the governorate a place lies in."""


FindArea = Callable[[str], "BaseGeometry | None"]
"""The outline of an area (longitude, latitude) by its place's id; None where none is at hand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to draw: a place at one precision, or what lies in one vicinity of it."""

    key: str
    place: Place
    precision: Precision
    admin1: Place | None = None
    """The governorate it lies in, where the gazetteer knows it."""
    admin1_ar: str = ""
    """That governorate's Arabic name, "" where nothing tells."""
    vicinity: Vicinity | None = None
    shape: dict[str, Any] | None = None
    """Of a vicinity what it covers, as a GeoJSON geometry; None where that is all within its extent."""

    def as_dict(self) -> dict[str, Any]:
        """The mark as it stands in the header."""
        place, admin1 = self.place, self.admin1
        return {
            "key": self.key,
            "id": place.id,
            "name": place.name,
            "name_ar": place.name_ar,
            "kind": str(place.kind),
            "lat": round(place.lat, 5),
            "lon": round(place.lon, 5),
            "precision": int(self.precision),
            "extent_km": place.extent_km,
            "admin1": place.admin1,
            "admin1_name": admin1.name if admin1 else place.admin1,
            "admin1_name_ar": self.admin1_ar,
            "country": place.country,
            "blurred": place.blurred or None,
        } | self._beside()

    def _beside(self) -> dict[str, Any]:
        """What differs for a mark beside its place: where it stands, what it covers, what it is called."""
        if self.vicinity is None:
            return {}
        place = self.place
        found = outline(self.vicinity, place)
        return {
            "lat": found.lat,
            "lon": found.lon,
            "extent_km": found.extent_km,
            "vicinity": str(self.vicinity.kind),
            "title": say_vicinity(Language.ENGLISH, self.vicinity, place),
            "title_ar": say_vicinity(Language.ARABIC, self.vicinity, place),
            "shape": self.shape,
            "blurred": place.blurred or (self.vicinity.other.blurred if self.vicinity.other else "") or None,
        }


def mark_of(spot: Spot, gazetteer: PlaceIndex | None, find_area: FindArea) -> Mark:
    """The mark of a spot."""
    place, vicinity = spot.place, spot.vicinity
    drawn = None
    if vicinity is not None and not _within_extent(vicinity, place):
        drawn = covered(vicinity, place, find_area)
    admin1 = find_unit(gazetteer, place.admin1, place.country) if gazetteer else None
    called = arabic_name(gazetteer, place.admin1, place.country) if gazetteer else ""
    return Mark(spot.key, place, spot.precision, admin1, called, vicinity, drawn)


def parse_mark_key(key: str) -> tuple[str, Precision | None, str]:
    """The place id; where the key states one, the precision (a plain id stands for the place's own); the code
    of the vicinity, "" for the place itself."""
    place_id, _, rest = key.partition("~")
    precision, _, code = rest.partition("~")
    known = {str(int(value)): value for value in Precision}
    return place_id, known.get(precision), code


def spots_of(columns: Columns, key: str) -> list[int]:
    """The spots a mark's key means: one, or none where nothing is there."""
    place_id, precision, code = parse_mark_key(key)
    found = []
    for number in columns.spots_of_place.get(place_id, ()):
        spot = columns.spots[number]
        fine = spot.precision == (precision or spot.place.precision)
        if fine and code == (code_of(spot.vicinity) if spot.vicinity else ""):
            found.append(number)
    return found


def _within_extent(vicinity: Vicinity, place: Place) -> bool:
    """Whether its position and extent say all there is to draw."""
    return is_disc(vicinity, place) and not _is_part(vicinity, place)


def _is_part(vicinity: Vicinity, place: Place) -> bool:
    return vicinity.kind in _PARTS_OF_AREAS and place.kind in _AREAS


def covered(vicinity: Vicinity, place: Place, find_area: FindArea) -> dict[str, Any]:
    """What a vicinity of ``place`` covers, as a GeoJSON geometry.

    It goes no farther than the area it is a part of, where the outline of that is known.
    """
    drawn: BaseGeometry = shape(vicinity, place)
    if _is_part(vicinity, place):
        area = find_area(place.admin1 if place.kind is Kind.REGION else place.id)
        inside = drawn.intersection(area) if area is not None else drawn
        middle = outline(vicinity, place)
        # Of a coarse outline that leaves the mark itself outside, nothing is believed.
        if inside.geom_type in ("Polygon", "MultiPolygon") and inside.covers(Point(middle.lon, middle.lat)):
            drawn = inside
    geometry: dict[str, Any] = mapping(set_precision(drawn, _GRID))
    return geometry
