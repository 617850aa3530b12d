"""How many stories each choice of a filter would leave, given the other filters.

A filter that is set is left out while its own choices are counted: who chose one outlet still sees how many
stories the others have. What a facet needs of the columns is prepared once, so that counting is one pass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np

from geodata.columns.records import Columns, Flags, Integers
from geodata.columns.selecting import Selected
from geodata.events.lexicon import Family, lexicon
from geodata.models import Kind, Place

_FEW = 16
"""Values of which a grid of all stories is small; of more, pairs take less."""
CONFIDENCES = (90, 70, 50)
"""The least confidences, in percent, whose stories are counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and the stories on the map it would leave."""

    value: str
    stories: int


@dataclass(frozen=True, slots=True)
class Entries:
    """The values mentions have: of entry n the number ``codes[n]`` in ``values``.

    ``rows`` names the mention of each entry where one may have none or several; without it there is one entry
    a mention, or a story where the values are ``of_stories``.
    """

    codes: Integers
    values: tuple[str, ...]
    rows: Integers | None = None
    of_stories: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter whose choices are counted."""

    name: str
    entries: Callable[[Columns], Entries]
    filter: str = ""
    """The name of the filter's mask in ``Selected``, where that is not the facet's."""
    at_least: bool = False
    """Whether a choice leaves everything up to it as well; values stand in that order then."""


def facets(columns: Columns, selected: Selected) -> dict[str, list[Choice]]:
    """The choices of each of ``FACETS``, most stories first; values no story has are left out.

    ``precision`` and ``confidence`` count what is at least as exact or sure, and stand in that order.
    """
    counters = prepare(columns)
    leaving = _Leaving(selected)
    found = {}
    for facet, counter in zip(FACETS, counters, strict=True):
        numbers = counter.count(leaving.apart_from(facet.filter or facet.name))
        choices = [Choice(value, n) for value, n in zip(counter.values, numbers, strict=True) if value and n]
        in_order = facet.at_least
        found[facet.name] = (
            choices if in_order else sorted(choices, key=lambda each: (-each.stories, each.value))
        )
    return found


def stories_left(columns: Columns, selected: Selected, *, apart_from: str = "") -> int:
    """The stories on the map that all filters but one let through."""
    kept = selected.mentions(apart_from=apart_from)
    story = columns.mentions.story
    present: Flags = np.zeros(len(columns.stories.id), dtype=np.bool_)
    present[story if kept is None else story[kept]] = True
    return int(np.count_nonzero(present))


@dataclass(frozen=True, slots=True)
class _Left:
    """The mentions that are left, as a mask and by their rows, and the rows of their stories."""

    kept: Flags
    rows: Integers
    story: Integers

    @classmethod
    def of(cls, columns: Columns, kept: Flags) -> _Left:
        """Those a mask keeps."""
        rows = np.flatnonzero(kept)
        return cls(kept, rows, columns.mentions.story.take(rows).astype(np.intp))


class _Leaving:
    """The mentions left without a filter: worked out once for all facets whose own filter is not set."""

    def __init__(self, selected: Selected) -> None:
        self._selected = selected
        self._found: dict[str, _Left | None] = {}

    def apart_from(self, name: str) -> _Left | None:
        """None where all are left."""
        name = name if name in self._selected.filters else ""
        if name not in self._found:
            kept = self._selected.mentions(apart_from=name)
            self._found[name] = None if kept is None else _Left.of(self._selected.columns, kept)
        return self._found[name]


class _StoryCounter:
    """The value each story has."""

    def __init__(self, columns: Columns, entries: Entries) -> None:
        self.values = entries.values
        self._codes = entries.codes
        self._of_all = self._numbers(columns.mentions.story)

    def count(self, left: _Left | None) -> list[int]:
        """Stories by value among these mentions; None for all of them."""
        return self._of_all if left is None else self._numbers(left.story)

    def _numbers(self, told: Integers) -> list[int]:
        present: Flags = np.zeros(len(self._codes), dtype=np.bool_)
        present[told] = True
        numbers: list[int] = np.bincount(self._codes[present], minlength=len(self.values)).tolist()
        return numbers


class _GridCounter:
    """Of few values, one for each mention: whether a story has one is told in a grid of them all."""

    def __init__(self, columns: Columns, entries: Entries, *, at_least: bool) -> None:
        self.values = entries.values
        self._codes = entries.codes.astype(np.uint8)
        self._stories = len(columns.stories.id)
        self._at_least = at_least
        self._of_all = self._numbers(self._codes, columns.mentions.story)

    def count(self, left: _Left | None) -> list[int]:
        """Stories by value among these mentions; None for all of them."""
        return self._of_all if left is None else self._numbers(self._codes.take(left.rows), left.story)

    def _numbers(self, codes: Integers, story: Integers) -> list[int]:
        grid: Flags = np.zeros((len(self.values), self._stories), dtype=np.bool_)
        cells = np.multiply(codes, self._stories, dtype=np.intp)
        cells += story
        grid.ravel()[cells] = True
        if self._at_least:
            for less, more in pairwise(grid):
                more |= less
        return [int(np.count_nonzero(row)) for row in grid]


class _Counter:
    """The pairs of value and story of one facet, by value, and which pair each mention's entry belongs to.

    A story counts once under a value however often it has it: a pair is there or not.
    """

    def __init__(self, columns: Columns, entries: Entries) -> None:
        self.values = entries.values
        self._size = len(columns.stories.id)
        story = columns.mentions.story if entries.rows is None else columns.mentions.story[entries.rows]
        small = len(self.values) * self._size < np.iinfo(np.int32).max
        keys: Integers = entries.codes.astype(np.int32 if small else np.int64)
        keys *= self._size
        keys += story
        pairs, pair = np.unique(keys, return_inverse=True)
        self._pair = pair.astype(np.int32)
        self._pairs = len(pairs)
        edges = np.searchsorted(pairs, np.arange(len(self.values) + 1, dtype=np.int64) * self._size)
        self._edges: list[int] = edges.tolist()
        self._rows = entries.rows
        self._of_all = self._numbers(np.ones(self._pairs, dtype=np.bool_))

    def count(self, left: _Left | None) -> list[int]:
        """Stories by value among these mentions; None for all of them."""
        if left is None:
            return self._of_all
        present: Flags = np.zeros(self._pairs, dtype=np.bool_)
        present[self._pair[left.rows if self._rows is None else left.kept[self._rows]]] = True
        return self._numbers(present)

    def _numbers(self, present: Flags) -> list[int]:
        return [int(np.count_nonzero(present[start:end])) for start, end in pairwise(self._edges)]


_AnyCounter = _StoryCounter | _GridCounter | _Counter
_KEPT: WeakKeyDictionary[Columns, list[_AnyCounter]] = WeakKeyDictionary()


def prepare(columns: Columns) -> list[_AnyCounter]:
    """What counting needs of the columns, by facet; made once, and kept while the columns are."""
    counters = _KEPT.get(columns)
    if counters is None:
        counters = _KEPT[columns] = [_counter(columns, facet) for facet in FACETS]
    return counters


def _counter(columns: Columns, facet: Facet) -> _AnyCounter:
    entries = facet.entries(columns)
    if entries.of_stories:
        return _StoryCounter(columns, entries)
    if facet.at_least or (entries.rows is None and len(entries.values) <= _FEW):
        return _GridCounter(columns, entries, at_least=facet.at_least)
    return _Counter(columns, entries)


# ---- the facets there are


def _outlets(columns: Columns) -> Entries:
    return Entries(columns.stories.outlet, columns.outlets, of_stories=True)


def _languages(columns: Columns) -> Entries:
    return Entries(columns.stories.language, columns.languages, of_stories=True)


def _roles(columns: Columns) -> Entries:
    return Entries(columns.mentions.role, columns.roles)


def _confidences(columns: Columns) -> Entries:
    confidence = columns.mentions.confidence
    under = sum((confidence < least).astype(np.uint8) for least in CONFIDENCES)
    return Entries(np.asarray(under), (*map(str, CONFIDENCES), ""))


def _precisions(columns: Columns) -> Entries:
    return _by_spot(columns, [str(int(spot.precision)) for spot in columns.spots], ordered=True)


def _of_places(value: Callable[[Place], str]) -> Callable[[Columns], Entries]:
    """What a place has by itself."""
    return lambda columns: _by_spot(columns, [value(spot.place) for spot in columns.spots])


def _country(place: Place) -> str:
    return f"iso-{place.country}" if place.country else ""


def _areas(columns: Columns) -> Entries:
    """The first-level unit each place lies in or is.

    Some tables name the unit by its id, some in words. Where a unit that stands on the map bears the name
    that others lie in, both are one choice, written ``id|name`` as a query takes several places.
    """
    places = [spot.place for spot in columns.spots]
    units = {place.id: place for place in places if place.kind is Kind.GOVERNORATE and not place.admin1}
    countries: dict[str, set[str]] = {}
    for place in places:
        countries.setdefault(place.admin1, set()).add(place.country)
    called = {
        name: unit
        for unit in units.values()
        for name, where in countries.items()
        if name and name not in units and where == {unit.country} and f"{unit.name} ".startswith(f"{name} ")
    }
    several = {unit.id: f"{unit.id}|{name}" for name, unit in called.items()}

    def value(place: Place) -> str:
        own = place.id if place.id in units else place.admin1
        unit = called.get(own)
        return several.get(unit.id if unit else own, own)

    return _by_spot(columns, [value(place) for place in places])


def _of_tags(family: Family) -> Callable[[Columns], Entries]:
    """What a mention's sentence tells of; a type counts what belongs to it as well."""

    def entries(columns: Columns) -> Entries:
        told = columns.mentions.tags
        carried: dict[str, int] = {}
        for bit, code in enumerate(columns.tags):
            for each in lexicon().with_parents([code]):
                carried[each] = carried.get(each, 0) | 1 << bit
        values = [code for code in carried if code.startswith(f"{family}:")]
        some = np.flatnonzero(told)
        bits = told[some]
        rows = [some[(bits & np.uint64(carried[code])) != 0] for code in values]
        row = np.concatenate([np.zeros(0, dtype=np.int64), *rows])
        number = np.repeat(np.arange(len(rows), dtype=np.int16), [len(each) for each in rows])
        order = np.argsort(row, kind="stable")
        names = tuple(value.partition(":")[2] for value in values)
        return Entries(number[order], names, row[order].astype(np.int32))

    return entries


def _by_spot(columns: Columns, values: list[str], *, ordered: bool = False) -> Entries:
    known = sorted(set(values)) if ordered else list(dict.fromkeys(values))
    number = {value: code for code, value in enumerate(known)}
    codes = np.array([number[value] for value in values], dtype=np.int32)
    return Entries(np.repeat(codes, columns.mentions_at), tuple(known))


FACETS = (
    Facet("source", _outlets),
    Facet("language", _languages),
    Facet("country", _of_places(_country), filter="place"),
    Facet("place", _areas),
    Facet("kind", _of_places(lambda place: str(place.kind))),
    Facet("precision", _precisions, at_least=True),
    Facet("role", _roles),
    Facet("confidence", _confidences, at_least=True),
    Facet("event", _of_tags(Family.EVENT)),
    Facet("actor", _of_tags(Family.ACTOR)),
)
"""Every filter whose choices are counted; one more is one more line here."""
