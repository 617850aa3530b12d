"""What a text says of its names to one another: "X in Y", "X، ريف Y", "X, Y", "X and Y".

Both names gain by it. The place is one that lies in such an area, and the area one that holds such a place:
of "Atlanta, Georgia" neither is in the Caucasus. What is coupled is of one kind: "between Amman and Damascus"
are two cities, though the first has the name of a country too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geodata.gazetteer.index import Gazetteer, is_bulk, prominence
from geodata.geoparse.context import Context
from geodata.geoparse.geometry import distance_km
from geodata.geoparse.recognise import Match
from geodata.geoparse.resolve import NOTHING_SAID, Said, governorate_named, lies_in
from geodata.geoparse.tokens import Tokens
from geodata.models import Kind, Place

_MOST_WORDS_BETWEEN = 4
_CONTAINING = frozenset(("في", "ب", "ضمن", "in", "of"))
_OPENS = (",", "،", "(", "[")
_SLACK, _SLACK_KM = 1.5, 30.0
_REGION_SLACK, _REGION_SLACK_KM = 1.2, 15.0
_UNITED_STATES = "US"
_STATES = frozenset((Kind.COUNTRY, Kind.MACROREGION))
_SETTLEMENTS = frozenset((Kind.CITY, Kind.TOWN, Kind.VILLAGE, Kind.QUARTER, Kind.CAMP))
_SETTLED = _SETTLEMENTS - {Kind.CAMP}
_MINOR = frozenset((Kind.VILLAGE, Kind.QUARTER, Kind.HILL, Kind.SITE, Kind.TOWN))

Told = Mapping[tuple[int, ...], frozenset[str]]
"""By the positions of a name's places, the ids of those that a story means by it."""


class Relations:
    """Reads off the order of names what they say of one another; keeps nothing about stories."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._governorates: dict[str, Place | None] = {}
        self._classes: dict[tuple[int, ...], frozenset[frozenset[Kind]]] = {}

    def of(self, tokens: Tokens, matches: Sequence[Match], contexts: Sequence[Context]) -> list[Said]:
        """What is said of each match, in their order."""
        said = [NOTHING_SAID] * len(matches)
        for number, kinds in self._coupled(matches, contexts):
            said[number] = Said(coupled=kinds)
        for number in range(len(matches) - 1):
            inner, outer = matches[number], matches[number + 1]
            if how := _says_where(tokens, inner, outer, contexts[number + 1]):
                areas, inside = self._pair(inner, outer)
                denied = not areas and self._denies(tokens, inner, outer, contexts[number], how)
                before = said[number]
                said[number] = Said(areas, inside, before.around, before.coupled, denied)
                around = frozenset(place.id for place in self._places(outer) if self.area_of(place) in areas)
                said[number + 1] = Said(around=around, coupled=said[number + 1].coupled)
        return said

    def area_of(self, place: Place) -> Place:
        """The governorate a town gives its name to, else the place itself."""
        if place.id not in self._governorates:
            self._governorates[place.id] = governorate_named(self._gazetteer, place)
        return self._governorates[place.id] or place

    def _places(self, match: Match) -> list[Place]:
        return [self._gazetteer.places[position] for position in match.form.places]

    def _pair(self, inner: Match, outer: Match) -> tuple[tuple[Place, ...], frozenset[str]]:
        """The places of ``outer`` that hold one of ``inner``'s, and the ids of those held."""
        around = {area.id: area for area in map(self.area_of, self._places(outer))}
        places = self._places(inner)
        fitting = [(place.id, area) for area in around.values() for place in places if holds(area, place)]
        areas = {area.id: area for _, area in fitting}
        return tuple(areas.values()), frozenset(held for held, _ in fitting)

    def _denies(self, tokens: Tokens, inner: Match, outer: Match, context: Context, how: str) -> bool:
        """Whether the text puts a name where the gazetteer has none of it: "Palestine, Texas"."""
        if inner.form.demonym:
            return False
        places = self._places(inner)
        area = self.area_of(max(self._places(outer), key=prominence))
        if area.kind is Kind.COUNTRY:
            # "The town of X in Yemen" is none of Tanzania's.
            adjoining = outer.first - inner.last <= 1
            return how == "in" and adjoining and bool(context.type_word) and all(map(is_bulk, places))
        if area.kind is not Kind.GOVERNORATE or not area.extent_km:
            return False
        state = area.country == _UNITED_STATES and tokens.gap(outer.first) == ", "
        minor = how == "rural" and all(place.kind in _MINOR or is_bulk(place) for place in places)
        far = _SLACK * area.extent_km + _SLACK_KM
        return (state or minor) and all(distance_km(place, area) > far for place in places)

    def _coupled(
        self, matches: Sequence[Match], contexts: Sequence[Context]
    ) -> Iterator[tuple[int, frozenset[Kind]]]:
        """For names that may be a state or a town, which of the two the others of their list are."""
        first = 0
        for number in range(1, len(matches) + 1):
            if number < len(matches) and contexts[number].listed:
                continue
            if number - first > 1:
                yield from self._coupled_in(range(first, number), matches)
            first = number

    def _coupled_in(self, group: range, matches: Sequence[Match]) -> Iterator[tuple[int, frozenset[Kind]]]:
        classes = {number: self._class_of(matches[number]) for number in group}
        certain = {kinds for each in classes.values() if len(each) == 1 for kinds in each}
        if len(certain) == 1:
            (kinds,) = certain
            yield from ((number, kinds) for number, each in classes.items() if len(each) > 1)

    def _class_of(self, match: Match) -> frozenset[frozenset[Kind]]:
        """Whether a name is a state's, a settlement's, or either."""
        if match.form.demonym:
            return frozenset()
        key = match.form.places
        if key not in self._classes:
            kinds = {place.kind for place in self._places(match)}
            self._classes[key] = frozenset(group for group in (_STATES, _SETTLEMENTS) if kinds & group)
        return self._classes[key]


def holds(area: Place, place: Place) -> bool:
    """Whether a place lies in an area: by the tables, or within the circle of a region."""
    if lies_in(place, area):
        return True
    if area.kind is not Kind.REGION or not area.extent_km or place.kind is Kind.GOVERNORATE:
        return False
    reach = area.extent_km * _REGION_SLACK + (_REGION_SLACK_KM if area.admin1 == place.admin1 else 0.0)
    return place.id != area.id and distance_km(place, area) <= reach


def told_apart(scanned: Sequence[tuple[Sequence[Match], Sequence[Said]]]) -> Told:
    """The places that a story tells apart once from others of their name: it will mean them again."""
    told: dict[tuple[int, ...], frozenset[str]] = {}
    for matches, said in scanned:
        for match, each in zip(matches, said, strict=True):
            if len(match.form.places) > 1 and (each.inside or each.around):
                told[match.form.places] = told.get(match.form.places, frozenset()) | each.inside | each.around
    return told


def told_by_type(gazetteer: Gazetteer, scanned: Sequence[tuple[Sequence[Match], Sequence[Context]]]) -> Told:
    """The camps that a story calls camps and then names without that word, never as a town: it means them."""
    called: set[str] = set()
    kinds: dict[tuple[int, ...], set[Kind]] = {}
    for matches, contexts in scanned:
        for match, context in zip(matches, contexts, strict=True):
            camps = _camps(gazetteer, match.form.places)
            if len(camps) == len(match.form.places) or Kind.CAMP in context.kinds:
                called |= camps
            if camps and len(camps) < len(match.form.places):
                kinds.setdefault(match.form.places, set()).update(context.kinds)
    told = {p: _camps(gazetteer, p) & called for p, said in kinds.items() if said.isdisjoint(_SETTLED)}
    return {positions: meant for positions, meant in told.items() if meant}


def _camps(gazetteer: Gazetteer, positions: Sequence[int]) -> frozenset[str]:
    places = (gazetteer.places[position] for position in positions)
    return frozenset(place.id for place in places if place.kind is Kind.CAMP)


def _says_where(tokens: Tokens, inner: Match, outer: Match, context: Context) -> str:
    """How the text says that ``inner`` lies in ``outer``, the name after it; ``""`` where it does not."""
    between = outer.first - inner.last
    if outer.form.demonym or between > _MOST_WORDS_BETWEEN:
        return ""
    rural = context.rural or Kind.GOVERNORATE in context.kinds or outer.form.lead
    inside = rural or context.preposition in _CONTAINING
    if not inside and (between or tokens.gap(outer.first).strip() not in _OPENS):
        return ""
    if any(tokens.broken(number) for number in range(inner.last, outer.first + 1)):
        return ""
    return "rural" if rural else "in" if inside else ","
