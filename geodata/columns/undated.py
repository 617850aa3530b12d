"""Which stories on the map have no day, so that they can be read: no window of time ever shows them apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geodata.columns.records import Columns, Integers
from geodata.columns.selecting import Matching, select
from geodata.stores.port import Selection


def undated_stories(columns: Columns, query: Selection, matching: Matching) -> Integers:
    """Ids, ascending, of the stories that the query draws without a day in its time, whatever its window.

    In event time a story is among them when one of its mentions tells of no day finer than a year.
    """
    whole = replace(query, first=None, last=None, undated=True)
    kept = select(columns, whole, matching, window=False).mentions()
    axis = columns.axis(query.time)
    without = axis.step == 0
    here = axis.here(kept)
    if here is not None:
        without = without & here
    ids: Integers = columns.stories.id[np.unique(axis.story[without])]
    return ids
