"""Stories and mentions by their ids as columns, many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, text

from geodata.stores.details import MentionDetails, StoryDetails
from geodata.stores.relational import tagging
from geodata.stores.relational.tables import CLUSTER, mentions, stories

_CHUNK = 5_000
"""Ids of one statement. They are written into it: there is no limit to those as there is to parameters."""
_IDS = "/* ids */"

_STORIES = (
    *(stories.c.id, stories.c.title, stories.c.text, stories.c.outlet, stories.c.url, stories.c.archived),
    *(stories.c.language, stories.c.kind, stories.c.dateline, stories.c.parent_id, CLUSTER),
    *(stories.c.published_first, stories.c.published_last, stories.c.published_precision),
)
_MENTIONS = (
    *(mentions.c.id, mentions.c.part, mentions.c.start, mentions.c.end, mentions.c.surface),
    *(mentions.c.confidence, mentions.c.sentence_start, mentions.c.sentence_end),
    *(mentions.c.event_first, mentions.c.event_last, mentions.c.event_precision, mentions.c.tags),
)


def story_details(connection: Connection, ids: Sequence[int]) -> StoryDetails:
    """The stories of these ids; those there are not are left out."""
    return StoryDetails(*_columns(connection, _STORIES, ids))


def mention_details(connection: Connection, ids: Sequence[int]) -> MentionDetails:
    """The mentions of these ids; those there are not are left out."""
    *found, tags = _columns(connection, _MENTIONS, ids)
    decoded = [tagging.from_text(each) for each in tags]
    return MentionDetails(*[*found, decoded])


def _columns(
    connection: Connection, wanted: Sequence[ColumnElement[Any]], ids: Sequence[int]
) -> list[Sequence[Any]]:
    rows = list(_rows(connection, wanted, sorted(ids)))
    return list(zip(*rows, strict=True)) if rows else [()] * len(wanted)


def _rows(
    connection: Connection, wanted: Sequence[ColumnElement[Any]], ids: Sequence[int]
) -> Iterator[Sequence[Any]]:
    """Rows by the first column, as the driver gives them: SQLAlchemy's own cost more than the query."""
    key = wanted[0]
    asked = str(select(*wanted).where(key.in_(text(_IDS))).order_by(key).compile(connection))
    for start in range(0, len(ids), _CHUNK):
        some = ",".join(str(int(each)) for each in ids[start : start + _CHUNK])
        cursor = connection.exec_driver_sql(asked.replace(_IDS, some)).cursor
        yield from cursor.fetchall() if cursor is not None else ()
