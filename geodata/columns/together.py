"""Which places, event types and actors stories name together with a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from geodata.columns.records import Columns, Flags, Integers
from geodata.columns.selecting import Selected


@dataclass(frozen=True, slots=True)
class Companion:
    """What is named together with a place."""

    name: str
    """A place's id, or a tag of :attr:`Columns.tags`."""
    stories: int
    """That name both."""
    lift: float
    """How many times as many as if the two had nothing to do with each other."""


@dataclass(frozen=True, slots=True)
class Together:
    """What the stories at a place name beside it: most stories first, then by name."""

    stories: int
    """At the place."""
    places: tuple[Companion, ...]
    tags: tuple[Companion, ...]


def named_together(
    columns: Columns, selected: Selected, spots: Iterable[int], *, limit: int = 12
) -> Together:
    """The places whose mentions stand in the stories that have one at ``spots``, and the tags of the latter.

    Only mentions that ``selected`` lets through count, on both sides. The places of ``spots`` themselves are
    left out, however precisely they are named. A story counts once for each companion.
    """
    mentions, chosen = columns.mentions, list(spots)
    kept = selected.mentions()
    rows = np.arange(len(mentions.id)) if kept is None else np.flatnonzero(kept)
    story, spot = mentions.story[rows], mentions.spot[rows]
    at: Flags = np.zeros(len(columns.spots), dtype=np.bool_)
    at[chosen] = True
    here = np.flatnonzero(at[spot])
    there = _flags(columns, story[here])
    size, all_told = int(there.sum()), int(_flags(columns, story).sum())
    names, place_of = _places(columns)
    own: Flags = np.zeros(len(names), dtype=np.bool_)
    own[place_of[chosen]] = True
    beside = np.flatnonzero(there[story] & ~own[place_of][spot])
    counts = _stories_each(place_of[spot[beside]], story[beside], len(names))
    places = []
    for one in sorted(np.flatnonzero(counts), key=lambda one: (-int(counts[one]), names[one]))[:limit]:
        parts = [
            slice(*np.searchsorted(spot, (each, each + 1))) for each in columns.spots_of_place[names[one]]
        ]
        anywhere = len(np.unique(np.concatenate([story[part] for part in parts])))
        both = int(counts[one])
        places.append(Companion(names[one], both, both * all_told / (size * anywhere)))
    return Together(size, tuple(places), _tags(columns, rows, here, all_told, limit))


def _flags(columns: Columns, story: Integers) -> Flags:
    """Whether a story is among these, by story."""
    among: Flags = np.zeros(len(columns.stories.id), dtype=np.bool_)
    among[story] = True
    return among


def _places(columns: Columns) -> tuple[list[str], Integers]:
    """The ids of all places, and by spot the row of its own."""
    names = list(columns.spots_of_place)
    row = np.zeros(len(columns.spots), dtype=np.int64)
    for number, name in enumerate(names):
        row[columns.spots_of_place[name]] = number
    return names, row


def _stories_each(place: Integers, story: Integers, places: int) -> Integers:
    """By place the number of its stories."""
    if not len(place):
        return np.zeros(places, dtype=np.int64)
    width = int(story.max()) + 1
    pairs = np.unique(place.astype(np.int64) * width + story)
    return np.bincount(pairs // width, minlength=places)


def _tags(
    columns: Columns, rows: Integers, here: Integers, all_told: int, limit: int
) -> tuple[Companion, ...]:
    """What the sentences that name the place tell of; ``here`` are those among the ``rows``."""
    story, tags = columns.mentions.story[rows], columns.mentions.tags[rows]
    own_story, own_tags = story[here], tags[here]
    size = len(np.unique(own_story))
    counts = {
        number: len(np.unique(own_story[_carries(own_tags, number)])) for number in range(len(columns.tags))
    }
    named = sorted(
        (number for number in counts if counts[number]), key=lambda one: (-counts[one], columns.tags[one])
    )
    return tuple(
        Companion(
            columns.tags[one],
            counts[one],
            counts[one] * all_told / (size * int(_flags(columns, story[_carries(tags, one)]).sum())),
        )
        for one in named[:limit]
    )


def _carries(tags: Integers, number: int) -> Flags:
    carried: Flags = tags & np.uint64(1 << number) != 0
    return carried
