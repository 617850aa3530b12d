"""Totals in SQL: counts of a selection."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, FromClause, distinct, func, select

from geodata.stores.port import UNDATED, Counts, Selection
from geodata.stores.relational import conditions
from geodata.stores.relational.tables import mentions, stories

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


def _joined() -> FromClause:
    return mentions.join(stories, mentions.c.story_id == stories.c.id)
