"""Step 3: which of the places of one name is meant, all names of a story weighed together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp

from geodata.gazetteer.index import Gazetteer, is_bulk, names_of, prominence
from geodata.gazetteer.keys import name_key
from geodata.geoparse.context import Context
from geodata.geoparse.geometry import Anchors
from geodata.geoparse.recognise import Match
from geodata.geoparse.variants import TYPED
from geodata.models import Candidate, Kind, Place, Reason

_PROMINENCE = 0.45
_TYPE_FITS, _TYPE_DIFFERS = 0.35, -0.15
_BARE_ADMINISTRATIVE = -0.2
_CONTAINED = 0.35
_NEAR, _NEAR_SCALE_KM = 0.25, 80.0
_COUNTRY = 0.2
_ELSEWHERE = -0.3
_SHARES_NAME_WITH_TOWN = frozenset((Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT))
_MOST_CANDIDATES = 8
_ANYWHERE = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.SEA, Kind.RIVER))
"""What a story may name that is about none of the countries there."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place chosen for a name, with what spoke for it."""

    place: Place
    confidence: float
    candidates: tuple[Candidate, ...]
    reasons: tuple[Reason, ...]


class Resolver:
    """Chooses places for one story; the same name in the same context gets the same place."""

    def __init__(self, gazetteer: Gazetteer, anchors: Anchors, typed: Mapping[str, tuple[int, ...]]) -> None:
        """``typed``: see :attr:`~geodata.geoparse.variants.Forms.typed`."""
        self._gazetteer = gazetteer
        self._anchors = anchors
        self._typed = typed
        self._known: dict[tuple[object, ...], Resolved] = {}

    def resolve(self, match: Match, context: Context, container: Place | None) -> Resolved:
        """The likeliest place for a match.

        ``container`` is the area the text itself says it lies in ("X in Y"), if any.
        """
        key = (match.form.key, match.form.places, context.kinds, container.id if container else "")
        if key not in self._known:
            self._known[key] = self._resolve(match, context, container)
        return self._known[key]

    def _resolve(self, match: Match, context: Context, container: Place | None) -> Resolved:
        key = match.form.key
        places = self._meant(match, context)
        elsewhere = {place.id for place in places if self._elsewhere(place, key)}
        if len(elsewhere) == len(places):
            elsewhere = set()
        weighed = []
        for place in places:
            parts = self._weigh(place, key, context, container, elsewhere=place.id in elsewhere)
            weighed.append((sum(part.weight for part in parts), place, parts))
        weighed.sort(key=lambda each: (-each[0], each[1].id))
        score, best, _ = weighed[0]
        margin = score - weighed[1][0] if len(weighed) > 1 else 0.4
        confidence = min(0.99, max(0.05, 0.4 + 0.5 * score + 0.6 * min(margin, 0.4) - 0.1))
        alone = len(weighed) == 1
        candidates = tuple(
            Candidate(place.id, round(min(1.0, max(0.0, value)), 3), () if alone else _rounded(parts))
            for value, place, parts in weighed[:_MOST_CANDIDATES]
        )
        reasons = self._reasons(best, key, context, container, alone=alone)
        return Resolved(best, round(confidence, 3), candidates, reasons)

    def _meant(self, match: Match, context: Context) -> list[Place]:
        """The places of the name, and after a word such as "camp" the camps called after them."""
        places = [self._gazetteer.places[position] for position in match.form.places]
        if not context.kinds & TYPED or match.form.demonym:
            return places
        countries = {place.country for place in places}
        typed = (self._gazetteer.places[position] for position in self._typed.get(match.form.inner_key, ()))
        fitting = (place for place in typed if place.kind in context.kinds and place.country in countries)
        return list({place.id: place for place in (*places, *fitting)}.values())

    def _weigh(
        self, place: Place, key: str, context: Context, container: Place | None, *, elsewhere: bool
    ) -> list[Reason]:
        """What speaks for and against a place, each with its weight; the weights sum to its score."""
        parts = [Reason("population", weight=_PROMINENCE * prominence(place))]
        if context.kinds:
            fits = place.kind in context.kinds
            code, weight = ("type.word", _TYPE_FITS) if fits else ("type.other", _TYPE_DIFFERS)
            parts.append(Reason(code, context.type_word, weight))
        elif place.kind in _SHARES_NAME_WITH_TOWN:
            parts.append(Reason("type.unsaid", weight=_BARE_ADMINISTRATIVE))
        if container is not None and lies_in(place, container):
            parts.append(Reason("context.contained", container.id, _CONTAINED))
        distance, near = self._anchors.nearest(place, apart_from=key)
        if near is not None:
            parts.append(Reason("context.near", near.id, _NEAR * exp(-distance / _NEAR_SCALE_KM)))
        if share := self._anchors.countries.get(place.country, 0.0):
            parts.append(Reason("context.country", place.country, _COUNTRY * share))
        if elsewhere:
            parts.append(Reason("context.elsewhere", weight=_ELSEWHERE))
        return parts

    def _elsewhere(self, place: Place, key: str) -> bool:
        known = place.kind is Kind.CITY and not is_bulk(place)
        return not known and place.kind not in _ANYWHERE and self._anchors.elsewhere([place], apart_from=key)

    def _reasons(
        self, place: Place, key: str, context: Context, container: Place | None, *, alone: bool
    ) -> tuple[Reason, ...]:
        reasons = [Reason("only.candidate")] if alone else []
        if context.type_word and (place.kind in context.kinds or not context.kinds):
            reasons.append(Reason("type.word", context.type_word))
        if container is not None and lies_in(place, container):
            reasons.append(Reason("context.contained", container.id))
        distance, near = self._anchors.nearest(place, apart_from=key)
        if near is not None and distance < _NEAR_SCALE_KM:
            reasons.append(Reason("context.near", near.id))
        if place.kind is not Kind.COUNTRY and self._anchors.countries.get(place.country, 0.0) > 0.3:
            reasons.append(Reason("context.country", place.country))
        if not reasons:
            reasons.append(Reason("population"))
        return tuple(reasons)


def _rounded(parts: list[Reason]) -> tuple[Reason, ...]:
    """To hundredths, without what is nothing then."""
    rounded = (replace(part, weight=round(part.weight, 2)) for part in parts)
    return tuple(part for part in rounded if part.weight)


def lies_in(place: Place, container: Place) -> bool:
    """Whether the tables say that ``place`` lies in ``container``."""
    if place.id == container.id:
        return False
    if container.kind is Kind.COUNTRY:
        return place.country == container.country
    if container.id in (place.admin1, place.admin2):
        return True
    area = name_key(place.admin1)
    return bool(area) and any(name_key(name) == area for name in names_of(container))


def governorate_named(gazetteer: Gazetteer, place: Place) -> Place | None:
    """The governorate a town gives its name to: Raqqa's for Raqqa, none for Tabqa."""
    if place.kind is Kind.GOVERNORATE:
        return place
    if place.kind not in (Kind.CITY, Kind.TOWN, Kind.DISTRICT, Kind.SUBDISTRICT):
        return None
    own = {name_key(name) for name in names_of(place)}
    for candidate in {other.id: other for name in sorted(own) for other in gazetteer.lookup(name)}.values():
        if candidate.kind is Kind.GOVERNORATE and candidate.country == place.country:
            return candidate
    try:
        area = gazetteer.place(place.admin1)
    except LookupError:
        return None
    return (
        area if area.kind is Kind.GOVERNORATE and own & {name_key(name) for name in names_of(area)} else None
    )
