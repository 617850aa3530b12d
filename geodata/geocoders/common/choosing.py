"""Which of a service's answers a name of a story means, if any: rather none than a wrong one.

An answer is taken where its name is the one that was asked for, it lies in a country the story speaks of, and
no other such answer could be meant as well. The score is the confidence:

    likeness of the names × (0.25 + 0.2 for the country + 0.15 for what lies near)

so that nothing that was only looked up ever looks as sure as what the gazetteer knows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from geodata.gazetteer.distance import geodesic_km
from geodata.geocoders.common.likeness import ALIKE, likeness
from geodata.models import Candidate, Kind, Place

MAIN_SHARE = 0.2
"""Of a story's places: from here on a country is one the story is about."""

_LEAST, _COUNTRY, _NEAR = 0.25, 0.2, 0.15
_ONLY_NAMED = 0.25
"""What a country that is named in passing counts, where one the story is about counts 1."""
_DISTANCES = ((30.0, 1.0), (100.0, 0.7), (300.0, 0.3))
"""Kilometres to the nearest place of the story, and what they count."""
_UNKNOWN_DISTANCE = 0.3
_ONE_SPOT_KM = 6.0
"""A village and its boundary, or a town told twice, are one answer."""
_CLOSE_KM = 100.0
_CLEARLY, _CLEARLY_KM = 2.5, 50.0
"""How many times, and how much, nearer than the next one an answer must be where several bear the name."""
_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of where a name should lie."""

    countries: Mapping[str, float] = field(default_factory=dict)
    """Shares of the countries a story speaks of, summing to 1; empty where it speaks of none."""
    places: Sequence[Place] = ()
    """Places it names, areas of the size of countries left out."""
    kinds: Collection[Kind] = ()
    """What the name may stand for; empty for anything."""
    near_only: bool = False
    """Whether only what lies close to one of the places can be meant; no word calls it a place."""
    anywhere: bool = False
    """Whether any country is plausible, and the best known is taken where several bear the name."""

    @property
    def main_countries(self) -> tuple[str, ...]:
        """Those the story is about, sorted."""
        return tuple(sorted(code for code, share in self.countries.items() if share >= MAIN_SHARE))


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of the answers."""

    place: Place | None
    confidence: float
    candidates: tuple[Candidate, ...]
    near: Place | None = None
    """The place of the story that speaks for it, where one lies close by."""


@dataclass(frozen=True, slots=True)
class _Weighed:
    place: Place
    score: float
    stands: bool
    """Whether name, country and kind let it be meant."""
    distance: float
    near: Place | None


def choose(name: str, answers: Sequence[Place], setting: Setting) -> Choice:
    """The answer that is meant, with all as candidates, likeliest first; no place where none surely is."""
    weighed = [_weigh(name, place, setting) for place in answers]
    candidates = tuple(
        Candidate(each.place.id, round(each.score, 3))
        for each in sorted(weighed, key=lambda each: -each.score)[:_MOST_CANDIDATES]
        if each.score > 0
    )
    standing = _distinct([each for each in weighed if each.stands])
    best = _meant(standing, setting)
    if best is None:
        return Choice(None, 0.0, candidates)
    close = best.near if best.distance <= _CLOSE_KM else None
    return Choice(best.place, round(best.score, 3), candidates, close)


def _weigh(name: str, place: Place, setting: Setting) -> _Weighed:
    alike = likeness(name, place)
    share = setting.countries.get(place.country, 0.0)
    if setting.anywhere and not setting.countries:
        country = 0.5
    else:
        country = 1.0 if share >= MAIN_SHARE else _ONLY_NAMED if share > 0 else 0.0
    distances = [(geodesic_km(place, other), other) for other in setting.places]
    distance, near = min(distances, key=lambda pair: pair[0], default=(float("inf"), None))
    score = alike * (_LEAST + _COUNTRY * country + _NEAR * _nearness(distance))
    fits = not setting.kinds or place.kind in setting.kinds
    close = distance <= _CLOSE_KM or not setting.near_only
    return _Weighed(place, score, alike >= ALIKE and country > 0 and fits and close, distance, near)


def _nearness(distance: float) -> float:
    if distance == float("inf"):
        return _UNKNOWN_DISTANCE
    return next((value for most, value in _DISTANCES if distance <= most), 0.0)


def _distinct(weighed: Sequence[_Weighed]) -> list[_Weighed]:
    """One of each spot: of a town and its boundary the finer known, in the service's order."""
    kept: list[_Weighed] = []
    for each in weighed:
        same = next((i for i, other in enumerate(kept) if _one_spot(each.place, other.place)), None)
        if same is None:
            kept.append(each)
        elif each.place.precision < kept[same].place.precision:
            kept[same] = each
    return kept


def _one_spot(one: Place, other: Place) -> bool:
    """Whether one could be the other, or its boundary around it."""
    reach = max(_ONE_SPOT_KM, *(place.extent_km for place in (one, other) if place.precision.is_area), 0.0)
    return geodesic_km(one, other) <= reach


def _meant(standing: Sequence[_Weighed], setting: Setting) -> _Weighed | None:
    if len(standing) <= 1:
        return standing[0] if standing else None
    best, second = sorted(standing, key=lambda each: (each.distance, -each.score))[:2]
    clearly = max(_CLEARLY * best.distance, best.distance + _CLEARLY_KM)
    if best.distance <= _CLOSE_KM and second.distance >= clearly:
        return best
    # A better name outweighs a nearer place: "Tell Abyad" before "Tall Obaid".
    finest = max(standing, key=lambda each: each.score)
    others = [each for each in standing if each is not finest]
    if all(finest.score - other.score > _NEAR for other in others):
        return finest
    return standing[0] if setting.anywhere else None
