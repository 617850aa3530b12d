"""The geometry of a vicinity, a pure function of it and its places.

How wide a word is, in kilometres:

* *near*, *around*, *north of* a town reach 25 km, which is what UCDP's ``where_prec`` 2 stands for ("within
  at most about 25 km of a known point", UCDP GED codebook); of a quarter 5 km, the next streets.
* *outskirts* reach 8 km beyond the town.
* an *offset* is a circle around the point so far away. One of eight directions is true to 22.5°, so the point
  may lie ``distance · sin 22.5°`` to either side; that, never less than 2 km, and the size of the town, from
  whose middle or edge the text may count, are its radius. "About" adds a quarter. Without a direction it is
  all that lies so near to the place, and a tenth more.
* a *side* of a town is a sector of 45° to either side of north, east, south and west, 30° for those between.
  Of an area it is the half there, for the directions between the third: 90° and 60° from its middle.
* a *countryside* with a side is such a sector from the town to the edge of its governorate, 25 to 60 km.
  Where the gazetteer has a row of its own for it, the sector is the one that touches that row's circle.
* *between* two places is all within an eighth of their distance of the line between them, a *road* within a
  tenth (roads wind), from 3 and 2 km up to 20 and 15.

Precision is 2 (near) where the extent is 25 km at most, else 5: UCDP's class for "fuzzy polygons without
defined borders" and for what is long. It is never finer than that of the place itself, but for a side of a
governorate or of a country: that is an area too, and a smaller one.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from math import asin, degrees, hypot, radians, sin
from typing import TYPE_CHECKING, Final

from geodata.models import Compass, Kind, Place, Precision, Vicinity, VicinityKind
from geodata.vicinity import plane

if TYPE_CHECKING:
    from shapely import Polygon

NEAR_KM: Final = 25.0
"""What "near" means: UCDP's ``where_prec`` 2."""
_QUARTER_KM: Final = 5.0
_OUTSKIRTS_KM: Final = 8.0
_COUNTRYSIDE_KM: Final = 60.0
_CARDINAL, _BETWEEN_CARDINALS = 45.0, 30.0
_HALF_STEP: Final = 22.5
_LEAST_OFFSET_KM: Final = 2.0
_ABOUT: Final = 1.25
_NO_DIRECTION: Final = 1.1
_NARROWEST, _WIDEST = 20.0, 60.0
_OWN_KM: Final = {Kind.CITY: 5.0, Kind.TOWN: 2.0, Kind.AIRFIELD: 2.0}
"""About how far a place without a stated extent reaches; 1 km for all others."""
_ROUND: Final = 1e-6
"""By how much of its radius a circle's corners may differ: what floats lose."""
_INDIVISIBLE: Final = frozenset((Kind.RIVER, Kind.ROAD, Kind.LAKE, Kind.SEA, Kind.MACROREGION))
_AREAS: Final = frozenset((Kind.COUNTRY, Kind.REGION, Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT))


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the mark of a vicinity stands, and how vague it is."""

    lat: float
    lon: float
    precision: Precision
    extent_km: float
    """Radius of a circle around the position that holds most of it."""


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Corners in the plane around an origin."""

    origin: plane.Position
    corners: list[plane.Point]
    extent_km: float = 0.0
    """Where the way from the centre to the farthest corner would say too much."""


@functools.lru_cache(maxsize=4096)
def outline(vicinity: Vicinity, place: Place) -> Outline:
    """The centre of a vicinity of ``place``, its precision and its extent."""
    drawn = _draw(vicinity, place)
    centre = plane.centroid(drawn.corners)
    lat, lon = plane.place_at(drawn.origin, centre)
    extent = round(drawn.extent_km or plane.farthest(centre, drawn.corners), 1)
    return Outline(round(lat, 5), round(lon, 5), _precision(vicinity, place, extent), extent)


def position(place: Place, vicinity: Vicinity | None) -> tuple[float, float]:
    """Latitude and longitude of what stands at a place, or in a vicinity of it."""
    if vicinity is None:
        return place.lat, place.lon
    found = outline(vicinity, place)
    return found.lat, found.lon


@functools.lru_cache(maxsize=4096)
def shape(vicinity: Vicinity, place: Place) -> Polygon:
    """What a vicinity of ``place`` covers, in degrees, longitude first; it holds the centre of its outline.

    Longitudes go on beyond 180 where the shape does.
    """
    from shapely import Polygon  # maps need it; finding places does without

    drawn = _draw(vicinity, place)
    positions = (plane.place_at(drawn.origin, corner) for corner in drawn.corners)
    return Polygon([(_unwound(lon, drawn.origin[1]), lat) for lat, lon in positions])


@functools.lru_cache(maxsize=4096)
def is_disc(vicinity: Vicinity, place: Place) -> bool:
    """Whether a vicinity of ``place`` is all that lies within the extent of its outline, and no more."""
    drawn = _draw(vicinity, place)
    centre = plane.centroid(drawn.corners)
    reaches = [hypot(x - centre[0], y - centre[1]) for x, y in drawn.corners]
    return not drawn.extent_km and max(reaches) - min(reaches) < _ROUND * max(reaches)


def divisible(place: Place) -> bool:
    """Whether one may speak of a side or the surroundings of a place and know where that is."""
    return place.kind not in _INDIVISIBLE and (place.kind not in _AREAS or place.extent_km > 0)


def _draw(vicinity: Vicinity, place: Place) -> _Drawing:
    here = (place.lat, place.lon)
    match vicinity.kind:
        case VicinityKind.BETWEEN | VicinityKind.ROAD if vicinity.other:
            return _stretch(here, (vicinity.other.lat, vicinity.other.lon), vicinity.kind)
        case VicinityKind.OFFSET:
            return _offset(vicinity, place)
        case VicinityKind.COUNTRYSIDE:
            return _countryside(vicinity, place)
        case VicinityKind.SIDE if vicinity.side:
            if place.kind in _AREAS and place.extent_km:
                half = 2 * _CARDINAL if vicinity.side.cardinal else 2 * _BETWEEN_CARDINALS
                return _Drawing(here, plane.sector(vicinity.side.bearing, half, place.extent_km))
            return _Drawing(here, _side(vicinity.side, _reach(place)))
        case VicinityKind.OUTSKIRTS:
            reach = _own_km(place) + _OUTSKIRTS_KM
            return _Drawing(here, _side(vicinity.side, reach) if vicinity.side else plane.disc(reach))
    return _Drawing(here, plane.disc(_reach(place)))


def _offset(vicinity: Vicinity, place: Place) -> _Drawing:
    here, distance = (place.lat, place.lon), vicinity.distance_km
    slack = _ABOUT if vicinity.rough else 1.0
    if vicinity.side is None:
        return _Drawing(here, plane.disc(max(_LEAST_OFFSET_KM, distance * _NO_DIRECTION * slack)))
    there = plane.place_at(here, plane.towards(vicinity.side.bearing, distance))
    aside = max(_LEAST_OFFSET_KM, distance * sin(radians(_HALF_STEP)) * slack)
    return _Drawing(there, plane.disc(aside + _own_km(place)))


def _countryside(vicinity: Vicinity, place: Place) -> _Drawing:
    """Of a governorate or of a region of its own, seen from the town it is called after; else of a town."""
    other, side = vicinity.other, vicinity.side
    here = (place.lat, place.lon)
    if other is None or not place.extent_km:
        return _Drawing(here, _side(side, NEAR_KM) if side else plane.disc(NEAR_KM))
    town = (other.lat, other.lon)
    centre = plane.point_at(town, here)
    away = hypot(*centre)
    if place.kind is Kind.GOVERNORATE and side:
        half = _half_angle(side)
        within = plane.sector_within(side.bearing, half, centre, place.extent_km, NEAR_KM, _COUNTRYSIDE_KM)
        return _Drawing(town, within or _side(side, NEAR_KM))
    if place.kind is Kind.REGION and away > place.extent_km / 2:
        half = min(max(degrees(asin(min(1.0, place.extent_km / away))), _NARROWEST), _WIDEST)
        corners = plane.sector(plane.bearing_to(centre), half, away + place.extent_km)
        return _Drawing(town, corners, place.extent_km)
    return _Drawing(here, plane.disc(place.extent_km))


def _stretch(one: plane.Position, other: plane.Position, kind: VicinityKind) -> _Drawing:
    one, other = sorted((one, other))  # the same shape from either end, to the last digit
    middle = plane.midpoint(one, other)
    ends = plane.point_at(middle, one), plane.point_at(middle, other)
    half = hypot(*ends[0])
    least, most, share = (3.0, 20.0, 4) if kind is VicinityKind.BETWEEN else (2.0, 15.0, 5)
    width = min(max(half / share, least), most)
    return _Drawing(middle, plane.corridor(*ends, width), max(half, width))


def _side(side: Compass, km: float) -> list[plane.Point]:
    return plane.sector(side.bearing, _half_angle(side), km)


def _half_angle(side: Compass) -> float:
    return _CARDINAL if side.cardinal else _BETWEEN_CARDINALS


def _own_km(place: Place) -> float:
    own = _OWN_KM.get(place.kind, 1.0)
    # Of a blurred position the extent is how far the place may be from it.
    return place.extent_km + own if place.blurred else place.extent_km or own


def _reach(place: Place) -> float:
    """How far "near" a place reaches from its middle."""
    if place.kind is Kind.QUARTER:
        return _QUARTER_KM
    return max(NEAR_KM, place.extent_km + _OUTSKIRTS_KM) if place.extent_km else NEAR_KM


def _precision(vicinity: Vicinity, place: Place, extent: float) -> Precision:
    own = Precision.NEAR if extent <= NEAR_KM else Precision.FUZZY
    smaller = vicinity.kind in (VicinityKind.SIDE, VicinityKind.COUNTRYSIDE, VicinityKind.OFFSET)
    if vicinity.kind is VicinityKind.COUNTRYSIDE and place.kind is Kind.REGION:
        return max(place.precision, Precision.NEAR)
    return own if smaller or not place.precision.is_area else max(own, place.precision)


def _unwound(lon: float, near: float) -> float:
    return lon + 360 * round((near - lon) / 360)
