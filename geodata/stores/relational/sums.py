"""Totals in SQL: counts of a selection, and mentions folded to place × precision × vicinity × day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, FromClause, Select, case, distinct, func, select

from geodata.stores.port import UNDATED, Counts, PlaceDays, Selection, StoryDays
from geodata.stores.relational import conditions, vicinities
from geodata.stores.relational.tables import CLUSTER, mentions, places, stories

Conditions = Sequence[ColumnElement[bool]]

AT_PLACE = select(
    func.count(), func.count(distinct(func.nullif(stories.c.outlet_key, ""))), func.count(distinct(CLUSTER))
).select_from(stories)
"""Stories, named outlets and clusters among the stories that fulfil conditions still to be given."""


def count(connection: Connection, query: Selection, where: Conditions) -> Counts:
    """Totals of a selection whose story conditions are given."""
    undated = func.count().filter(stories.c.day == UNDATED)
    outlets = func.count(distinct(func.nullif(stories.c.outlet_key, "")))
    total = connection.execute(
        select(func.count(), undated, outlets).select_from(stories).where(*where)
    ).one()
    drawn = connection.execute(
        select(func.count()).select_from(stories).where(*where, conditions.on_map(query))
    ).scalar_one()
    is_drawn = func.count().filter(*conditions.mention_conditions(query))
    unresolved = func.count().filter(mentions.c.place.is_(None))
    named = connection.execute(
        select(func.count(), is_drawn, unresolved)
        .select_from(_joined())
        .where(*where, *conditions.place_conditions(query))
    ).one()
    return Counts(
        stories=total[0],
        drawn=drawn,
        without_place=total[0] - drawn,
        undated=total[1],
        mentions=named[0],
        drawn_mentions=named[1],
        unresolved_mentions=named[2],
        outlets=total[2],
    )


def place_days(connection: Connection, query: Selection, where: Conditions) -> PlaceDays:
    """Mentions on the map by place, precision, vicinity and day."""
    spot = (mentions.c.place, mentions.c.precision, func.coalesce(mentions.c.vicinity, 0))
    cells = (*spot, stories.c.day)
    conditions_ = [*where, *conditions.mention_conditions(query)]
    wanted = (
        select(*cells, func.count(distinct(mentions.c.story_id)), func.count())
        .select_from(_joined())
        .where(*conditions_)
        .group_by(*cells)
        .order_by(*cells)
    )
    number, precision, beside, day, story_count, mention_count = _columns(connection, wanted)
    cluster_count = _at_first_days(connection, spot, conditions_, (number, precision, beside, day))
    ids = {row.number: row.id for row in connection.execute(select(places.c.number, places.c.id))}
    numbers, place = np.unique(number, return_inverse=True)
    place_ids = tuple(str(ids[known]) for known in numbers.tolist())
    known = vicinities.by_number(connection, np.unique(beside).tolist())
    in_order = sorted(known)
    return PlaceDays(
        place_ids,
        (None, *(known[each] for each in in_order)),
        place.astype(np.int64),
        precision,
        np.searchsorted(np.array([0, *in_order]), beside).astype(np.int64),
        day,
        story_count,
        mention_count,
        cluster_count,
    )


def story_days(connection: Connection, query: Selection, where: Conditions) -> StoryDays:
    """Stories on the map by day."""
    conditions_ = [*where, *conditions.mention_conditions(query)]
    wanted = (
        select(stories.c.day, func.count(distinct(mentions.c.story_id)), func.count())
        .select_from(_joined())
        .where(*conditions_)
        .group_by(stories.c.day)
        .order_by(stories.c.day)
    )
    day, story_count, mention_count = _columns(connection, wanted)
    return StoryDays(day, story_count, mention_count, _at_first_days(connection, (), conditions_, (day,)))


def _at_first_days(
    connection: Connection,
    spot: Sequence[ColumnElement[Any]],
    where: Conditions,
    cells: Sequence[NDArray[np.int64]],
) -> NDArray[np.int64]:
    """How many clusters have their first story of a spot on the day of each cell.

    ``cells`` are the columns of the spot and the day, sorted by them. A cluster without a dated story counts
    with the undated.
    """
    dated = func.min(case((stories.c.day != UNDATED, stories.c.day)))
    firsts = (
        select(*spot, func.coalesce(dated, UNDATED).label("first"))
        .select_from(_joined())
        .where(*where)
        .group_by(*spot, CLUSTER)
        .subquery()
    )
    by = list(firsts.c)
    counted = _columns(connection, select(*by, func.count()).group_by(*by).order_by(*by))
    counts = np.zeros(len(cells[0]), dtype=np.int64)
    rows = {key: index for index, key in enumerate(zip(*(cell.tolist() for cell in cells), strict=True))}
    keys = zip(*(column.tolist() for column in counted[:-1]), strict=True)
    counts[[rows[key] for key in keys]] = counted[-1]
    return counts


def _joined() -> FromClause:
    return mentions.join(stories, mentions.c.story_id == stories.c.id)


def _columns(connection: Connection, wanted: Select[Any]) -> list[NDArray[np.int64]]:
    """The result's columns, each an array of its own."""
    width = len(wanted.selected_columns)
    rows = [tuple(row) for row in connection.execute(wanted)]
    return [np.ascontiguousarray(column) for column in np.array(rows, dtype=np.int64).reshape(-1, width).T]
