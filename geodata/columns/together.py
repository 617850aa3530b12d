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
    there: Flags = np.zeros(len(columns.stories.id), dtype=np.bool_)
    there[story[at[spot]]] = True
    told: Flags = np.zeros(len(columns.stories.id), dtype=np.bool_)
    told[story] = True
    size, all_told = int(there.sum()), int(told.sum())
    names, place_of = _places(columns)
    place = place_of[spot]
    own = np.unique(place_of[chosen])
    beside = there[story] & ~np.isin(place, own)
    counts = _stories_each(place[beside], story[beside], len(names))
    top = sorted(np.flatnonzero(counts), key=lambda one: (-int(counts[one]), names[one]))[:limit]
    places = tuple(
        Companion(
            names[one],
            int(counts[one]),
            _lift(int(counts[one]), size, len(np.unique(story[place == one])), all_told),
        )
        for one in top
    )
    return Together(size, places, _tags(columns, rows, at, size, all_told, limit))


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
    columns: Columns, rows: Integers, at: Flags, size: int, all_told: int, limit: int
) -> tuple[Companion, ...]:
    """What the sentences that name the place tell of."""
    mentions = columns.mentions
    found = []
    for number, name in enumerate(columns.tags):
        tagged = rows[(mentions.tags[rows] >> np.uint64(number)) & np.uint64(1) == 1]
        here = len(np.unique(mentions.story[tagged[at[mentions.spot[tagged]]]]))
        if here:
            anywhere = len(np.unique(mentions.story[tagged]))
            found.append(Companion(name, here, _lift(here, size, anywhere, all_told)))
    return tuple(sorted(found, key=lambda one: (-one.stories, one.name))[:limit])


def _lift(both: int, one: int, other: int, stories: int) -> float:
    return both * stories / (one * other)
