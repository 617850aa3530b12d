"""Which rows of the columns a query lets through, in the order of a file, and how many there are.

The masks are those of map, lists and counts, so a file has as many rows as the screen says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geodata.columns.records import Columns, Integers
from geodata.columns.selecting import Matching, select
from geodata.export.common.fields import Rows
from geodata.stores.port import UNDATED, Selection


def places_of_spots(columns: Columns) -> Integers:
    """By spot: the number of its place as the screen counts places. All precisions of a place are one place,
    what lies beside it is another for each mark."""
    keys = [spot.place.id if spot.vicinity is None else spot.key for spot in columns.spots]
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


@dataclass(frozen=True)
class Chosen:
    """The mentions of a query: ``mentions`` are their rows in ``columns``, newest story first, undated last,
    those of a story side by side, in the order they stand in it."""

    columns: Columns
    mentions: Integers

    @classmethod
    def of(cls, columns: Columns, query: Selection, matching: Matching) -> Chosen:
        """Those a query lets through."""
        kept = select(columns, query, matching).mentions()
        rows = np.arange(len(columns.mentions.id)) if kept is None else np.flatnonzero(kept)
        story = columns.mentions.story[rows]
        day = columns.stories.day[story].astype(np.int64)
        return cls(columns, rows[np.lexsort((columns.mentions.id[rows], -story.astype(np.int64), -day))])

    @cached_property
    def story(self) -> Integers:
        """By mention: the row of its story."""
        found: Integers = self.columns.mentions.story[self.mentions]
        return found

    @cached_property
    def first_of_story(self) -> Integers:
        """Where the mentions of each story begin."""
        if not len(self.story):
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(np.append(True, self.story[1:] != self.story[:-1]))

    @cached_property
    def place_of_spot(self) -> Integers:
        """By spot: the number of its place."""
        return places_of_spots(self.columns)

    @cached_property
    def places(self) -> Integers:
        """The numbers of the places there are, ascending."""
        return np.unique(self.place_of_spot[self.spots])

    @cached_property
    def spots(self) -> Integers:
        """The spots they stand at, ascending."""
        return np.unique(self.columns.mentions.spot[self.mentions])

    def count(self, rows: Rows) -> int:
        """How many rows there are."""
        if rows is Rows.MENTIONS:
            return len(self.mentions)
        return len(self.places if rows is Rows.PLACES else self.first_of_story)

    def newest_day(self) -> int | None:
        """The ordinal of the newest day of publication; None where none is known."""
        day = self.columns.stories.day[self.story[:1]]
        return None if not len(day) or day[0] == UNDATED else int(day[0])

    def some_mentions(self, first: int, last: int) -> Chosen:
        """Those from ``first`` up to ``last``."""
        return Chosen(self.columns, self.mentions[first:last])

    def some_stories(self, first: int, last: int) -> Chosen:
        """All of the stories from ``first`` up to ``last``."""
        edges = np.append(self.first_of_story, len(self.mentions))
        start, end = (int(edges[min(at, len(edges) - 1)]) for at in (first, max(first, last)))
        return self.some_mentions(start, end)

    def parts(self, most: int) -> Iterator[slice]:
        """The mentions in parts of about ``most``, no story in two of them."""
        starts, start = self.first_of_story, 0
        while start < len(self.mentions):
            later = np.searchsorted(starts, start + most)
            end = int(starts[later]) if later < len(starts) else len(self.mentions)
            yield slice(start, end)
            start = end
