"""The choices of the filters as the page shows them: counted, named in both languages. Knows no dash."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.text import say
from geodata.columns.facets import Choice, facets, stories_left
from geodata.columns.records import Columns
from geodata.columns.selecting import Matching, select
from geodata.events.lexicon import Family, lexicon
from geodata.explanation import KnownPlaces
from geodata.gazetteer.index import names_of
from geodata.language.normalise import fold
from geodata.models import Language, Place
from geodata.query import Query

MOST_CHOICES = 500
"""Choices of one filter that are told; the rarest are left out."""

_WORDS: Mapping[str, Callable[[Language, str], str]] = {
    "language": lambda language, value: say(language, f"language.{value}"),
    "kind": lambda language, value: say(language, f"kind.{value}"),
    "precision": lambda language, value: say(language, f"precision.{value}"),
    "role": lambda language, value: say(language, f"role.{value}"),
    "event": lambda language, value: lexicon().called(f"event:{value}", language),
    "actor": lambda language, value: lexicon().called(f"actor:{value}", language),
}
"""What choices that are words of the interface are called; others are called what they are."""

_READERS = (Language.ENGLISH, Language.ARABIC)

Names = tuple[str, str, str]
"""English, Arabic, and every name there is, folded, for who looks for it."""


def facet_record(columns: Columns, find: KnownPlaces, query: Query, matching: Matching) -> dict[str, Any]:
    """Every filter's choices given the others, and what one filter less would leave where nothing is left.

    Returns ``{"stories", "facets", "without"}``: the stories on the map; by filter a list of ``{"value",
    "stories", "name", "name_ar", "key"}`` whose ``value`` is written as in a query, with the ``parent`` a
    type of event or an actor belongs to where there is one; by filter the stories there would be without
    it, empty unless ``stories`` is 0. What is chosen stands there even when nothing has it, and a chosen
    place that is no area, such as a town, with its stories.
    """
    selected = select(columns, query, matching)
    total = stories_left(columns, selected)
    namer = _Namer(columns, find)
    chosen = _chosen(query)
    filters = () if total else selected.filters

    def of_place(place: str) -> int:
        return stories_left(columns, select(columns, replace(query, places=(place,)), matching))

    return {
        "stories": total,
        "facets": {
            name: [
                namer.record(name, choice)
                for choice in _told(choices, chosen.get(name, ()), of_place if name == "place" else _none)
            ]
            for name, choices in facets(columns, selected).items()
        },
        "without": {name: stories_left(columns, selected, apart_from=name) for name in filters},
    }


def _chosen(query: Query) -> Mapping[str, tuple[str, ...]]:
    countries = tuple(place for place in query.places if place.startswith("iso-"))
    return {
        "source": query.sources,
        "kind": tuple(map(str, query.kinds)),
        "event": query.events,
        "actor": query.actors,
        "country": countries,
        "place": tuple(place for place in query.places if place not in countries),
    }


def _none(_value: str) -> int:
    return 0


def _told(choices: list[Choice], chosen: tuple[str, ...], count: Callable[[str], int]) -> list[Choice]:
    """The choices and what is chosen beside them, counted; outlets are the same in any case."""
    told = choices[:MOST_CHOICES]
    there = {part.casefold() for choice in told for part in choice.value.split("|")}
    counts = {choice.value.casefold(): choice for choice in choices}
    missing = [value for value in chosen if value.casefold() not in there]
    return [*told, *(counts.get(value.casefold()) or Choice(value, count(value)) for value in missing)]


@dataclass(frozen=True, slots=True)
class _Namer:
    """What the choices are called."""

    columns: Columns
    find: KnownPlaces

    def record(self, facet: str, choice: Choice) -> dict[str, str | int]:
        name, name_ar, key = self._naming(facet)(choice.value)
        return {
            "value": choice.value,
            "stories": choice.stories,
            "name": name,
            "name_ar": name_ar,
            "key": key,
            **_parent(facet, choice.value),
        }

    def _naming(self, facet: str) -> Callable[[str], Names]:
        if facet in ("place", "country"):
            return self._place
        return lambda value: _in_words(facet, value)

    def _place(self, value: str) -> Names:
        """A place by its id, or a unit by the name that places in it give it."""
        names = value.split("|")
        known = next((place for each in names if (place := self.find(each))), None) or self._unit(names[-1])
        if known is None:
            return names[-1], self._in_arabic(names[-1]), fold(names[-1])
        every = dict.fromkeys(fold(name) for name in (*names_of(known), *names[1:]))
        return known.name or known.name_ar, known.name_ar or known.name, "|".join(every)

    def _in_arabic(self, name: str) -> str:
        """What a unit that is no place of ours is called in Arabic; its own name where nothing tells."""
        inside = (spot.place for spot in self.columns.spots if spot.place.admin1 == name)
        return next((called for place in inside if (called := self.find.unit_in_arabic(place))), name)

    def _unit(self, name: str) -> Place | None:
        units = {
            unit.id: unit
            for spot in self.columns.spots
            if spot.place.admin1 == name and (unit := self.find.unit(spot.place))
        }
        return next(iter(units.values())) if len(units) == 1 else None


def _parent(facet: str, value: str) -> dict[str, str]:
    known = lexicon().find(Family(facet), value) if facet in set(Family) else None
    return {"parent": known.parent} if known and known.parent else {}


def _in_words(facet: str, value: str) -> Names:
    called = _WORDS.get(facet)
    english, arabic = (called(language, value) if called else value for language in _READERS)
    return english, arabic, "|".join(dict.fromkeys((fold(english), fold(arabic))))
