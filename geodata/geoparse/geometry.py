"""Distances between a story's places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt

from geodata.models import Kind, Place

_EARTH_KM = 6371.0088
FAR = 20_038.0
"""Half the Earth's circumference in kilometres: farther apart no two places are."""
_MOST_ANCHORS = 48
_NEIGHBOURING_KM = 120.0
_NOTHING = 1e-6


def distance_km(first: Place, second: Place) -> float:
    """Great-circle distance in kilometres (haversine, mean radius)."""
    a, b = radians(first.lat), radians(second.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(second.lon - first.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def _unit(place: Place) -> tuple[float, float, float]:
    """The place on a sphere of radius one, as a vector."""
    lat, lon = radians(place.lat), radians(place.lon)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _areas_of(place: Place) -> tuple[tuple[str, str], ...]:
    """The governorate a place is or lies in, by its country and its id or name, as places refer to it."""
    if place.kind is Kind.GOVERNORATE:
        return (place.country, place.id), (place.country, place.name)
    return ((place.country, place.admin1),) if place.admin1 else ()


class Anchors:
    """The places a story names without doubt, the most frequent first; at most 48 are kept."""

    def __init__(self, named: Iterable[tuple[str, Place, float]]) -> None:
        """``named``: the key it was found under, the place, and a weight."""
        weights: dict[tuple[str, str], float] = {}
        places: dict[str, Place] = {}
        countries: Counter[str] = Counter()
        named_as: dict[str, set[str]] = {}
        self._areas: dict[tuple[str, str], set[str]] = {}
        """The names under which the story speaks of each governorate or of a place in it."""
        self._through: dict[str, Counter[str]] = {}
        """What each name adds to the weights of countries."""
        for key, place, weight in named:
            places[place.id] = place
            weights[key, place.id] = weights.get((key, place.id), 0.0) + weight
            if place.country:
                for area in _areas_of(place):
                    self._areas.setdefault(area, set()).add(key)
                named_as.setdefault(place.country, set()).add(key)
                countries[place.country] += weight  # type: ignore[assignment]
                self._through.setdefault(key, Counter())[place.country] += weight  # type: ignore[assignment]
        points = [
            (weight, key, places[place_id])
            for (key, place_id), weight in weights.items()
            if places[place_id].kind not in (Kind.COUNTRY, Kind.MACROREGION)
        ]
        points.sort(key=lambda point: (-point[0], point[2].id))
        self._points = [(key, *_unit(place), place) for _, key, place in points[:_MOST_ANCHORS]]
        self._nearest: dict[tuple[str, str], tuple[float, Place | None]] = {}
        self._spoken_of = frozenset(named_as)
        self._through_one: dict[str, frozenset[str]] = {}
        """The countries the story speaks of under one name only, by that name."""
        for country, keys in named_as.items():
            if len(keys) == 1:
                (key,) = keys
                self._through_one[key] = self._through_one.get(key, frozenset()) | {country}
        self._weights = countries
        self._total = total = sum(countries.values())
        self.countries = {code: weight / total for code, weight in countries.items()} if total else {}
        """Each country's share of the story, summing to 1."""

    def share(self, country: str, *, apart_from: str) -> float:
        """A country's share of what the story names otherwise than by ``apart_from``: no name speaks for
        itself."""
        own = self._through.get(apart_from)
        if own is None:
            return self.countries.get(country, 0.0)
        rest = self._total - own.total()
        return (self._weights[country] - own[country]) / rest if rest > _NOTHING else 0.0

    def same_area(self, place: Place, *, apart_from: str) -> bool:
        """Whether the story names the governorate a place lies in, or another place there."""
        named = (self._areas.get(area, set()) for area in _areas_of(place))
        return any(keys - {apart_from} for keys in named)

    def nearest(self, place: Place, *, apart_from: str) -> tuple[float, Place | None]:
        """The nearest anchor found under another name, with its distance in kilometres.

        The place itself under another of its names counts, at no distance.
        """
        asked = (place.id, apart_from)
        if asked not in self._nearest:
            self._nearest[asked] = self._look_around(place, apart_from)
        return self._nearest[asked]

    def _look_around(self, place: Place, apart_from: str) -> tuple[float, Place | None]:
        # The nearest has the largest cosine; only its distance is then worked out.
        x, y, z = _unit(place)
        closest, found = -2.0, None
        for key, its_x, its_y, its_z, anchor in self._points:
            if key != apart_from:
                cosine = x * its_x + y * its_y + z * its_z
                if cosine > closest:
                    closest, found = cosine, anchor
        return (distance_km(found, place), found) if found else (FAR, None)

    def nearest_km(self, places: Sequence[Place], *, apart_from: str) -> float:
        """How near the nearest of ``places`` is to any anchor found under another name."""
        return min((self.nearest(place, apart_from=apart_from)[0] for place in places), default=FAR)

    def mention_country(self, places: Iterable[Place]) -> bool:
        """Whether the story is about the country of one of ``places``."""
        return any(self.countries.get(place.country, 0.0) > 0.2 for place in places)

    @property
    def named(self) -> bool:
        """Whether the story names any place or country without doubt."""
        return bool(self._spoken_of)

    def elsewhere(self, places: Sequence[Place], *, apart_from: str, by_places: bool = False) -> bool:
        """Whether the story speaks of countries, but of none of these places' nor of anything near them.

        ``by_places``: a country counts as spoken of elsewhere only through a place in it, for armies act
        abroad.
        """
        others = self._spoken_of - self._through_one.get(apart_from, frozenset())
        if by_places and not any(point[0] != apart_from for point in self._points):
            return False
        if not others:
            return False
        return not any(
            place.country in others or self.nearest(place, apart_from=apart_from)[0] < _NEIGHBOURING_KM
            for place in places
        )
