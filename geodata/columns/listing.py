"""Which stories stand at a mark, and which stand nowhere: ids and totals, a page at a time.

Counting a busy place's stories in the database takes half a second, for it looks at each mention; here the
mentions of a mark lie side by side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from geodata.columns.records import Columns, Flags, Integers
from geodata.columns.selecting import Selected
from geodata.stores.port import UNDATED


@dataclass(frozen=True, slots=True)
class StoriesThere:
    """Totals of a mark, and of a page of its reports the ids of the stories, and of their mentions there."""

    stories: int
    reports: int
    outlets: int
    """Named outlets."""
    page: tuple[tuple[int, ...], ...]
    """The report with the newest story first, those without a dated one last; in each the earliest first."""
    mentions: tuple[int, ...]


def stories_there(
    columns: Columns, selected: Selected, spots: Iterable[int], *, limit: int, offset: int
) -> StoriesThere:
    """The stories with a mention let through at any of these spots."""
    rows = np.concatenate(
        [np.zeros(0, dtype=np.int64), *(_let_through(columns, selected, spot) for spot in spots)]
    )
    stories = columns.stories
    there = np.unique(columns.mentions.story[rows])
    outlets = np.unique(stories.outlet[there])
    reports = _newest_first(columns, there)
    chosen = reports[offset : offset + limit]
    of_page = there[np.isin(stories.report[there], chosen)]
    # The earliest first, and those without a day after all that have one.
    day = np.where(stories.day[of_page] == UNDATED, np.iinfo(np.int32).max, stories.day[of_page])
    of_page = of_page[np.lexsort((of_page, day))]
    page = tuple(tuple(stories.id[of_page[stories.report[of_page] == report]].tolist()) for report in chosen)
    named = columns.mentions.id[rows[np.isin(columns.mentions.story[rows], of_page)]]
    return StoriesThere(
        stories=len(there),
        reports=len(reports),
        outlets=int(np.count_nonzero(outlets)),
        page=page,
        mentions=tuple(np.sort(named).tolist()),
    )


def stories_nowhere(
    columns: Columns, selected: Selected, drawn: Selected, *, limit: int, offset: int
) -> tuple[int, list[int]]:
    """How many stories are asked for that have no mention on the map, and the ids of a page of them.

    ``selected`` says what is asked of a story itself, ``drawn`` which mentions stand on the map at all. The
    newest come first, the undated last.
    """
    asked = selected.stories()
    nowhere: Flags = np.ones(len(columns.stories.id), dtype=np.bool_) if asked is None else asked.copy()
    on_map = drawn.mentions()
    nowhere[columns.mentions.story if on_map is None else columns.mentions.story[on_map]] = False
    rows = np.flatnonzero(nowhere)
    order = rows[np.lexsort((-rows, -columns.stories.day[rows]))]
    return len(rows), columns.stories.id[order[offset : offset + limit]].tolist()


def _let_through(columns: Columns, selected: Selected, spot: int) -> Integers:
    """Rows of the mentions at a spot that the query lets through."""
    first, last = np.searchsorted(columns.mentions.spot, (spot, spot + 1))
    rows = np.arange(first, last)
    kept = selected.mentions_in(slice(first, last))
    return rows if kept is None else rows[kept]


def _newest_first(columns: Columns, there: Integers) -> Integers:
    """The reports of stories: by their newest story, on one day by the one that came in last."""
    report, day = columns.stories.report[there], columns.stories.day[there]
    order = np.lexsort((there, day, report))
    report, day, story = report[order], day[order], there[order]
    last = np.append(report[1:] != report[:-1], True) if len(report) else np.zeros(0, dtype=np.bool_)
    newest_id = (
        np.maximum.reduceat(story, np.flatnonzero(np.append(True, last[:-1]))) if len(report) else story
    )
    reports, newest = report[last], day[last]
    in_order: Integers = reports[np.lexsort((-newest_id, -newest.astype(np.int64)))]
    return in_order
