"""Clusters of stories that tell the same report, kept up story by story in the transaction that writes it.

A cluster is its first story and those that are like it (``geodata.stores.relational.likeness``);
``stories.look_alike_of`` of each points to the first. Likeness to the first is what counts, not to any other
member, so that no chain of small differences joins what is not alike. Only first stories stand in
``signature_bands``, which makes finding them a look-up by index.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, bindparam, delete, func, insert, or_, select, update

from geodata.stores.port import DRAWN_ROLES, UNDATED
from geodata.stores.relational import likeness
from geodata.stores.relational.likeness import Telling
from geodata.stores.relational.tables import mentions, signature_bands, signatures, stories

Row = dict[str, Any]

_MOST_COMPARED = 20
_CHUNK = 500

_COLUMNS = (
    stories.c.id,
    stories.c.day,
    stories.c.outlet_key,
    stories.c.title_key,
    stories.c.text_key,
    stories.c.title,
    stories.c.text,
)
_is_first = stories.c.look_alike_of.is_(None)
_not_itself = stories.c.id != bindparam("story")
_near = stories.c.day.between(bindparam("from"), bindparam("to"))
_ONE = select(*_COLUMNS).where(stories.c.id == bindparam("story"))
_SAME_HEADLINE = (
    select(*_COLUMNS)
    .where(stories.c.title_key == bindparam("title"), stories.c.text_key == "", _is_first, _not_itself, _near)
    .order_by(stories.c.id)
    .limit(_MOST_COMPARED)
)
_SAME_TEXT = (
    select(*_COLUMNS)
    .where(stories.c.text_key == bindparam("text"), stories.c.text_key != "", _is_first, _not_itself)
    .order_by(stories.c.id)
    .limit(_MOST_COMPARED)
)
_SHARING_BANDS = (
    select(*_COLUMNS)
    .join_from(signature_bands, stories, signature_bands.c.story_id == stories.c.id)
    .where(
        signature_bands.c.band.in_(bindparam("bands", expanding=True)),
        _not_itself,
        or_(_near, stories.c.day == UNDATED, bindparam("from") == UNDATED),
    )
    .group_by(stories.c.id)
    .order_by(func.count().desc(), stories.c.id)
    .limit(_MOST_COMPARED)
)
_PLACES = (
    select(mentions.c.place)
    .where(
        mentions.c.story_id == bindparam("story"),
        mentions.c.place.is_not(None),
        mentions.c.role.in_([str(role) for role in DRAWN_ROLES]),
    )
    .distinct()
)
_JOIN = update(stories).where(stories.c.id == bindparam("story")).values(look_alike_of=bindparam("first"))


def assign(connection: Connection, story_id: int, row: Row, waiting: Container[int] = ()) -> int | None:
    """Find the cluster of a story that is in none: its first story, or None where it is that itself.

    ``row`` holds the story's columns; its mentions must have been written. Stories ``waiting`` for their own
    turn are in no cluster yet.
    """
    words = likeness.words_of(row["text"])
    told = Telling(row["outlet_key"], row["day"], words)
    first = (
        _like_it(connection, story_id, told)
        if len(words) >= likeness.SHORT_TEXT
        else _equal(connection, story_id, told, row, waiting)
    )
    if first is not None:
        connection.execute(_JOIN, {"story": story_id, "first": first})
    return first


def renew(connection: Connection, story_ids: Iterable[int]) -> None:
    """Find the clusters of stories anew, and those of the stories that were like them.

    A story that turns out to be like a later first one takes its place, so that it makes no difference
    whether a story was added or put back.
    """
    group: set[int] = set()
    joining = set(story_ids)
    while joining:
        group |= joining
        followers = select(stories.c.id).where(stories.c.look_alike_of.in_(joining))
        group.update(connection.execute(followers).scalars())
        leave(connection, select(stories.c.id).where(stories.c.id.in_(group)))
        connection.execute(update(stories).where(stories.c.id.in_(group)).values(look_alike_of=None))
        joining = set()
        waiting = set(group)
        for story_id in sorted(group):
            row = connection.execute(_ONE, {"story": story_id}).mappings().one_or_none()
            first = assign(connection, story_id, dict(row), waiting) if row is not None else None
            waiting.discard(story_id)
            if first is not None and first > story_id:
                joining.add(first)


def leave(connection: Connection, wanted: Select[Any]) -> list[int]:
    """Forget the signatures of the stories whose ids the query yields; returns the ids of their followers."""
    followers = select(stories.c.id).where(stories.c.look_alike_of.in_(wanted), stories.c.id.not_in(wanted))
    left = list(connection.execute(followers).scalars())
    kept = connection.execute(select(signatures).where(signatures.c.story_id.in_(wanted))).all()
    table = signature_bands
    for row in kept:
        bands = likeness.bands(np.frombuffer(row.minhash, "<u4"))
        mine = delete(table).where(table.c.story_id == row.story_id, table.c.band.in_(bands))
        connection.execute(mine)
    if kept:
        connection.execute(delete(signatures).where(signatures.c.story_id.in_(wanted)))
    return left


def assign_all(connection: Connection) -> None:
    """Find the clusters of every story, in the order they were added. For a database that had none."""
    connection.execute(update(stories).values(look_alike_of=None))
    last = 0
    chunk = select(*_COLUMNS).where(stories.c.id > bindparam("last")).order_by(stories.c.id).limit(_CHUNK)
    while rows := [dict(row) for row in connection.execute(chunk, {"last": last}).mappings()]:
        for row in rows:
            assign(connection, row["id"], row, range(row["id"] + 1, sys.maxsize))
        last = rows[-1]["id"]


def _equal(
    connection: Connection, story_id: int, told: Telling, row: Row, waiting: Container[int]
) -> int | None:
    """The first story with the same few words: the text, or where there is none, the headline."""
    if row["text_key"]:
        found = connection.execute(_SAME_TEXT, {"text": row["text_key"], "story": story_id})
    elif told.day == UNDATED or len(likeness.words_of(row["title"])) < likeness.SHORT_HEADLINE:
        return None
    else:
        wanted = {"title": row["title_key"], "story": story_id, **_days(told)}
        found = connection.execute(_SAME_HEADLINE, wanted)
    rows = [dict(other) for other in found.mappings() if other["id"] not in waiting]
    return next((other["id"] for other in rows if likeness.days_agree(told, _telling(other))), None)


def _like_it(connection: Connection, story_id: int, told: Telling) -> int | None:
    """The first story with a text like this one, which becomes a first story itself where there is none."""
    values = likeness.signature(told.words)
    if values is None:
        return None
    kept = {"story_id": story_id, "minhash": values.astype("<u4").tobytes()}
    connection.execute(insert(signatures).values(kept))
    bands = likeness.bands(values)
    near = connection.execute(_SHARING_BANDS, {"bands": bands, "story": story_id, **_days(told)})
    rows = [dict(other) for other in near.mappings()]
    best = (0.0, 0)
    if rows:
        told = Telling(told.outlet, told.day, told.words, _places(connection, story_id))
        found = ((likeness.likeness(told, _telling(row, connection)), -row["id"]) for row in rows)
        best = max(found)
    if best[0]:
        return -best[1]
    connection.execute(insert(signature_bands), [{"band": band, "story_id": story_id} for band in bands])
    return None


def _telling(row: Row, connection: Connection | None = None) -> Telling:
    places = _places(connection, row["id"]) if connection else frozenset()
    return Telling(row["outlet_key"], row["day"], likeness.words_of(row["text"]), places)


def _places(connection: Connection, story_id: int) -> frozenset[int | str]:
    return frozenset(connection.execute(_PLACES, {"story": story_id}).scalars())


def _days(told: Telling) -> dict[str, int]:
    if told.day == UNDATED:
        return {"from": UNDATED, "to": UNDATED}
    return {"from": told.day - likeness.DAYS_APART, "to": told.day + likeness.DAYS_APART}
