"""Which stories on the map have no day, so that they can be read: no window of time ever shows them apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geodata.columns.records import Columns, Flags
from geodata.columns.selecting import Matching, select
from geodata.stores.port import Selection


@dataclass(frozen=True, slots=True)
class UndatedStories:
    """A page of the stories, the last kept first."""

    total: int
    page: tuple[int, ...]
    """Ids of stories."""
    mentions: tuple[int, ...]
    """Ids of their mentions on the map that have no day."""


def undated_stories(
    columns: Columns, query: Selection, matching: Matching, *, limit: int, offset: int = 0
) -> UndatedStories:
    """The stories that the query draws without a day in its time, whatever its window.

    In event time a story is among them when one of its mentions tells of no day finer than a year.
    """
    whole = replace(query, first=None, last=None, undated=True)
    kept = select(columns, whole, matching, window=False).mentions()
    axis = columns.axis(query.time)
    without: Flags = (axis.step == 0)[axis.cell]
    at = np.flatnonzero(without if kept is None else without & kept)
    story = columns.mentions.story[at]
    rows = np.unique(story)[::-1]
    page = rows[offset : offset + limit]
    of_page = at[np.isin(story, page)]
    return UndatedStories(
        total=len(rows),
        page=tuple(int(each) for each in columns.stories.id[page]),
        mentions=tuple(int(each) for each in columns.mentions.id[of_page]),
    )
