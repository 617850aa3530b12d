"""What a batch did to the stories there were already, written down as it is done, so that it can be undone.

A story that a batch added says so itself (``stories.batch``). Of a story that was there before, the state
before the batch's first change is kept. What is written outside any batch cannot be undone, so a story it
changes leaves the batches it was in.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from geodata.stores.relational.tables import batch_changes, batch_links, mentions, stories

NOT_RESTORED = frozenset({"id", "batch", "look_alike_of"})
"""Columns of a story that undoing leaves alone, or finds anew."""

_KNOWN = select(batch_changes.c.number).where(
    batch_changes.c.story_id == bindparam("story"), batch_changes.c.batch == bindparam("batch")
)
_MENTIONS = select(mentions).where(mentions.c.story_id == bindparam("story")).order_by(mentions.c.id)
_FORGET = delete(batch_changes).where(batch_changes.c.story_id == bindparam("story"))
_RELEASE = update(stories).where(stories.c.id == bindparam("story")).values(batch=None)
_ADDED_IN = select(stories.c.batch).where(stories.c.id.in_([bindparam("one"), bindparam("other")]))


def remember(connection: Connection, row: Row[Any], batch: int | None) -> None:
    """Keep what a story is now, before the batch changes it for the first time."""
    story = {"story": row.id}
    if batch is None:
        connection.execute(_FORGET, story)
        if row.batch is not None:
            connection.execute(_RELEASE, story)
        return
    if row.batch == batch or connection.execute(_KNOWN, story | {"batch": batch}).first():
        return
    found = [dict(mention) for mention in connection.execute(_MENTIONS, story).mappings()]
    for mention in found:
        del mention["id"], mention["story_id"]
    state = {name: value for name, value in row._mapping.items() if name not in NOT_RESTORED}
    before = json.dumps({"story": state, "mentions": found}, ensure_ascii=False, separators=(",", ":"))
    connection.execute(insert(batch_changes).values(batch=batch, story_id=row.id, before=before))


def remember_link(connection: Connection, article_id: int, story_id: int, batch: int | None) -> None:
    """Keep that a headline was found under an article, unless one of the two goes with the batch anyway."""
    if batch is None:
        return
    added = connection.execute(_ADDED_IN, {"one": article_id, "other": story_id}).scalars()
    if batch not in set(added):
        link = {"batch": batch, "article_id": article_id, "story_id": story_id}
        connection.execute(insert(batch_links).values(link))
