"""Step 3: which of the places of one name is meant, all names of a story weighed together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp

from geodata.gazetteer.index import Gazetteer, is_bulk, names_of, prominence
from geodata.gazetteer.keys import name_key
from geodata.geoparse.context import Context
from geodata.geoparse.geometry import FAR, Anchors, distance_km
from geodata.geoparse.outlets import Home
from geodata.geoparse.recognise import Match
from geodata.geoparse.variants import TYPED
from geodata.models import Candidate, Kind, Place, Reason

_PROMINENCE = 0.45
_TYPE_FITS, _TYPE_DIFFERS = 0.35, -0.15
_BARE_ADMINISTRATIVE = -0.2
_CONTAINED = 0.35
_NEAR, _NEAR_SCALE_KM = 0.25, 80.0
_SAME_PARTS, _SAME_PARTS_SCALE_KM = 0.12, 400.0
_COUNTRY, _AREA = 0.3, 0.1
_ELSEWHERE = -0.3
_HOLDS, _TOLD = 0.35, 0.3
_COUPLED = 0.15
_VOWELS = 0.3
_OUTLET, _OUTLETS_PLACE = 0.06, 0.06
"""Less than any evidence in the text: it only decides where that says nothing."""
_SHARES_NAME_WITH_TOWN = frozenset((Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT))
_MOST_CANDIDATES = 8
_ANYWHERE = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.SEA, Kind.RIVER))
"""What a story may name that is about none of the countries there."""


_STATES = frozenset((Kind.COUNTRY, Kind.MACROREGION))
"""Their points are a convention, so that no distance to them means anything."""
_TELLING = {
    "name.vowels": 0.0,
    "type.word": 0.0,
    "context.contained": 0.0,
    "context.holds": 0.0,
    "context.told": 0.0,
    "context.coupled": 0.0,
    "context.near": _NEAR * exp(-1) + _SAME_PARTS * exp(-_NEAR_SCALE_KM / _SAME_PARTS_SCALE_KM),
    "context.area": 0.0,
    "context.country": 0.2 * _COUNTRY,
    "outlet": 0.0,
}
"""What is told as a reason, in this order, and the weight it needs for that."""
_VOWEL_SIGNS = re.compile(r"[\u064b-\u0652]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of one name by the names beside it (:mod:`geodata.geoparse.relations`)."""

    areas: tuple[Place, ...] = ()
    """The areas it may be said to lie in."""
    inside: frozenset[str] = frozenset()
    """Ids of its places that lie in one of them."""
    around: frozenset[str] = frozenset()
    """Ids of its places that are such areas of the name before it."""
    coupled: frozenset[Kind] = frozenset()
    """The kinds of what it stands in a list with, where these leave no doubt."""
    denied: bool = False
    """Whether the area it is said to lie in holds no place of that name."""


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Story:
    """What a whole story says about the places it names."""

    anchors: Anchors
    told: Mapping[tuple[int, ...], frozenset[str]] = field(default_factory=dict)
    """By the positions of a name's places, the ids of those the story tells apart from the rest."""
    home: Home | None = None
    """Where its outlet is at home."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A place chosen for a name, with what spoke for it."""

    place: Place
    confidence: float
    candidates: tuple[Candidate, ...]
    reasons: tuple[Reason, ...]


class Resolver:
    """Chooses places for one story; the same name in the same context gets the same place."""

    def __init__(self, gazetteer: Gazetteer, story: Story, typed: Mapping[str, tuple[int, ...]]) -> None:
        """``typed``: see :attr:`~geodata.geoparse.variants.Forms.typed`."""
        self._gazetteer = gazetteer
        self._story = story
        self.anchors = story.anchors
        """The places of the story, evidence for one another."""
        self._typed = typed
        self._known: dict[tuple[object, ...], Resolved] = {}

    def resolve(self, match: Match, context: Context, said: Said, written: str) -> Resolved:
        """The likeliest place for a match; ``written`` is its name as it stands in the text."""
        vowels = written if _VOWEL_SIGNS.search(written) else ""
        beside = (said.inside, said.around, said.coupled)
        key = (match.form.key, match.form.places, context.kinds, *beside, vowels)
        if key not in self._known:
            self._known[key] = self._resolve(match, context, said, vowels)
        return self._known[key]

    def _resolve(self, match: Match, context: Context, said: Said, vowels: str) -> Resolved:
        places = self._meant(match, context)
        elsewhere = {place.id for place in places if self._elsewhere(place, match.form.key)}
        if len(elsewhere) == len(places):
            elsewhere = set()
        weighed = []
        for place in places:
            parts = [*self._by_itself(place, context, vowels), *self._by_names(place, match, said)]
            parts.extend(self._by_story(place, match.form.key))
            if place.id in elsewhere:
                parts.append(Reason("context.elsewhere", weight=_ELSEWHERE))
            weighed.append((sum(part.weight for part in parts), place, parts))
        weighed.sort(key=lambda each: (-each[0], each[1].id))
        score, best, evidence = weighed[0]
        margin = score - weighed[1][0] if len(weighed) > 1 else 0.4
        confidence = min(0.99, max(0.05, 0.4 + 0.5 * score + 0.6 * min(margin, 0.4) - 0.1))
        alone = len(weighed) == 1
        candidates = tuple(
            Candidate(place.id, round(min(1.0, max(0.0, value)), 3), () if alone else _rounded(parts))
            for value, place, parts in weighed[:_MOST_CANDIDATES]
        )
        return Resolved(
            best, round(confidence, 3), candidates, _reasons(evidence, best, context, alone=alone)
        )

    def _meant(self, match: Match, context: Context) -> list[Place]:
        """The places of the name, and after a word such as "camp" the camps called after them."""
        places = [self._gazetteer.places[position] for position in match.form.places]
        if not context.kinds & TYPED or match.form.demonym:
            return places
        countries = {place.country for place in places}
        typed = (self._gazetteer.places[position] for position in self._typed.get(match.form.inner_key, ()))
        fitting = (place for place in typed if place.kind in context.kinds and place.country in countries)
        return list({place.id: place for place in (*places, *fitting)}.values())

    def _by_itself(self, place: Place, context: Context, vowels: str) -> Iterator[Reason]:
        """What speaks for and against a place by its own renown and the words right beside the name."""
        yield Reason("population", weight=_PROMINENCE * prominence(place))
        if context.kinds:
            fits = place.kind in context.kinds
            code, weight = ("type.word", _TYPE_FITS) if fits else ("type.other", _TYPE_DIFFERS)
            yield Reason(code, context.type_word, weight)
        elif place.kind in _SHARES_NAME_WITH_TOWN:
            yield Reason("type.unsaid", weight=_BARE_ADMINISTRATIVE)
        if vowels and vowels in names_of(place):
            yield Reason("name.vowels", vowels, _VOWELS)

    def _by_names(self, place: Place, match: Match, said: Said) -> Iterator[Reason]:
        """The same by the names beside it, here or wherever the story has the name."""
        if place.id in said.inside:
            area = next((area for area in said.areas if lies_in(place, area)), said.areas[0])
            yield Reason("context.contained", area.id, _CONTAINED)
        elif place.id in said.around:
            yield Reason("context.holds", weight=_HOLDS)
        elif place.id in self._story.told.get(match.form.places, ()):
            yield Reason("context.told", weight=_TOLD)
        if place.kind in said.coupled:
            yield Reason("context.coupled", weight=_COUPLED)

    def _by_story(self, place: Place, key: str) -> Iterator[Reason]:
        """The same by all the other places of the story, and last by who published it."""
        distance, near = self.anchors.nearest(place, apart_from=key)
        if near is not None and place.kind not in _STATES:
            weight = _NEAR * exp(-distance / _NEAR_SCALE_KM)
            weight += _SAME_PARTS * exp(-distance / _SAME_PARTS_SCALE_KM)
            yield Reason("context.near", near.id, weight)
        if place.kind is not Kind.GOVERNORATE and self.anchors.same_area(place, apart_from=key):
            yield Reason("context.area", place.admin1, _AREA)
        if share := self.anchors.share(place.country, apart_from=key):
            yield Reason("context.country", place.country, _COUNTRY * share)
        home = self._story.home
        if home is not None and place.country == home.country:
            close = (
                _OUTLETS_PLACE * exp(-distance_km(home.place, place) / _NEAR_SCALE_KM) if home.place else 0.0
            )
            yield Reason("outlet", place.country, _OUTLET + close)

    def _elsewhere(self, place: Place, key: str) -> bool:
        known = place.kind is Kind.CITY and not is_bulk(place)
        return not known and place.kind not in _ANYWHERE and self.anchors.elsewhere([place], apart_from=key)


def _reasons(
    evidence: Sequence[Reason], place: Place, context: Context, *, alone: bool
) -> tuple[Reason, ...]:
    """What of the evidence for the chosen place is worth telling."""
    reasons = [Reason("only.candidate")] if alone else []
    if context.type_word and not context.kinds:
        reasons.append(Reason("type.word", context.type_word))
    telling = {part.code: part for part in evidence if part.weight >= _TELLING.get(part.code, FAR)}
    if place.kind is Kind.COUNTRY:
        telling.pop("context.country", None)
    reasons.extend(Reason(code, telling[code].detail) for code in _TELLING if code in telling)
    return tuple(reasons) or (Reason("population"),)


def _rounded(parts: list[Reason]) -> tuple[Reason, ...]:
    """To hundredths, without what is nothing then."""
    rounded = (Reason(part.code, part.detail, round(part.weight, 2)) for part in parts)
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
