"""Totals in SQL: counts of a selection, and mentions folded to place × precision × day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, FromClause, Select, distinct, func, select

from geodata.stores.port import UNDATED, Counts, PlaceDays, Selection, StoryDays
from geodata.stores.relational import conditions
from geodata.stores.relational.tables import mentions, places, stories

Conditions = Sequence[ColumnElement[bool]]


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
    """Mentions on the map by place, precision and day."""
    cells = (mentions.c.place, mentions.c.precision, stories.c.day)
    wanted = (
        select(*cells, func.count(distinct(mentions.c.story_id)), func.count())
        .select_from(_joined())
        .where(*where, *conditions.mention_conditions(query))
        .group_by(*cells)
        .order_by(*cells)
    )
    number, precision, day, story_count, mention_count = _columns(connection, wanted)
    ids = {row.number: row.id for row in connection.execute(select(places.c.number, places.c.id))}
    numbers, place = np.unique(number, return_inverse=True)
    place_ids = tuple(str(ids[known]) for known in numbers.tolist())
    return PlaceDays(place_ids, place.astype(np.int64), precision, day, story_count, mention_count)


def story_days(connection: Connection, query: Selection, where: Conditions) -> StoryDays:
    """Stories on the map by day."""
    wanted = (
        select(stories.c.day, func.count(distinct(mentions.c.story_id)), func.count())
        .select_from(_joined())
        .where(*where, *conditions.mention_conditions(query))
        .group_by(stories.c.day)
        .order_by(stories.c.day)
    )
    day, story_count, mention_count = _columns(connection, wanted)
    return StoryDays(day, story_count, mention_count)


def _joined() -> FromClause:
    return mentions.join(stories, mentions.c.story_id == stories.c.id)


def _columns(connection: Connection, wanted: Select[Any]) -> list[NDArray[np.int64]]:
    """The result's columns, each an array of its own."""
    width = len(wanted.selected_columns)
    rows = [tuple(row) for row in connection.execute(wanted)]
    return [np.ascontiguousarray(column) for column in np.array(rows, dtype=np.int64).reshape(-1, width).T]
