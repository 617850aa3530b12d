"""How many stories each choice of a filter would leave, given the other filters.

A filter that is set is left out while its own choices are counted: who chose one outlet still sees how many
stories the others have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geodata.columns.records import Columns, Flags, Integers
from geodata.columns.selecting import Selected


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter and the stories on the map it would leave."""

    value: str
    stories: int


def facets(columns: Columns, selected: Selected) -> dict[str, list[Choice]]:
    """The choices of each filter, most stories first; values no story has are left out.

    Keys: ``source``, ``language``, ``role``, ``kind``, ``precision``, ``place`` (governorates and other
    first-level units, by id or name) and ``country`` (``iso-SY``).
    """
    counting = _Counting(columns, selected)
    stories, mentions = columns.stories, columns.mentions
    spots = _by_spot(columns)
    found = {
        "source": counting.by_story("source", stories.outlet, columns.outlets),
        "language": counting.by_story("language", stories.language, columns.languages),
        "role": counting.by_mention("role", mentions.role, columns.roles),
    }
    for name, (codes, values) in spots.items():
        filtered = "place" if name == "country" else name
        found[name] = counting.by_mention(filtered, codes[mentions.spot], values)
    return {name: _listed(values, numbers) for name, (values, numbers) in found.items()}


Counted = tuple[tuple[str, ...], Integers]


@dataclass(frozen=True, slots=True)
class _Counting:
    columns: Columns
    selected: Selected

    def _kept(self, name: str) -> Flags | None:
        return self.selected.mentions(apart_from=name)

    def by_story(self, name: str, codes: Integers, values: tuple[str, ...]) -> Counted:
        """Stories on the map by a value each has one of."""
        kept = self._kept(name)
        story = self.columns.mentions.story
        present: Flags = np.zeros(len(codes), dtype=np.bool_)
        present[story if kept is None else story[kept]] = True
        return values, np.bincount(codes[present], minlength=len(values))

    def by_mention(self, name: str, codes: Integers, values: tuple[str, ...]) -> Counted:
        """Stories on the map by a value each of their mentions has; one may count under several."""
        kept = self._kept(name)
        story = self.columns.mentions.story
        if kept is not None:
            codes, story = codes[kept], story[kept]
        size = len(self.columns.stories.id)
        present: Flags = np.zeros((len(values), size), dtype=np.bool_)
        present[codes, story] = True
        return values, np.count_nonzero(present, axis=1)


def _by_spot(columns: Columns) -> Mapping[str, tuple[Integers, tuple[str, ...]]]:
    places = [spot.place for spot in columns.spots]
    return {
        "kind": _coded([str(place.kind) for place in places]),
        "precision": _coded([str(int(spot.precision)) for spot in columns.spots]),
        "place": _coded([place.admin1 for place in places]),
        "country": _coded([f"iso-{place.country}" if place.country else "" for place in places]),
    }


def _coded(values: list[str]) -> tuple[Integers, tuple[str, ...]]:
    """The different values, and of each given one its number among them."""
    known = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return np.array([known[value] for value in values], dtype=np.int32), tuple(known)


def _listed(values: tuple[str, ...], numbers: Integers) -> list[Choice]:
    choices = [
        Choice(value, int(number)) for value, number in zip(values, numbers, strict=True) if value and number
    ]
    return sorted(choices, key=lambda choice: (-choice.stories, choice.value))
