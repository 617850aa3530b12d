"""Undoing a batch, in the transaction it is given.

1. stories the batch added and a later one changed are the later one's from now on
2. the other stories it added are removed, with all that hangs on them
3. stories it changed get back what they were; where a later batch changed them too, that one remembers it;
   clusters are found anew where their stories went or changed
4. links it made between stories that were there are cut
5. the batch is marked as undone
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select, and_, bindparam, delete, func, insert, or_, select, update

from geodata.errors import NotFoundError, UsageError
from geodata.stores.port import Batch, Undone
from geodata.stores.relational import clusters, finding
from geodata.stores.relational.journal import NOT_RESTORED
from geodata.stores.relational.tables import (
    LARGEST_ID,
    batch_changes,
    batch_links,
    batches,
    mentions,
    related_headlines,
    state,
    stories,
    story_versions,
)

_BATCH = select(batches.c.label, batches.c.undone).where(batches.c.number == bindparam("number"))


def check_standing(connection: Connection, batch: int | None) -> str:
    """The label of a batch that may be added to or undone; "" for none.

    Raises ``NotFoundError`` where there is no such batch and ``UsageError`` where it has been undone.
    """
    if batch is None:
        return ""
    row = connection.execute(_BATCH, {"number": min(batch, LARGEST_ID)}).one_or_none()
    if row is None:
        msg = f"There is no batch {batch}; `stories batches` lists those there are."
        raise NotFoundError(msg)
    if row.undone:
        msg = f"Batch {batch} was undone on {row.undone[:10]} already; begin another one."
        raise UsageError(msg)
    return str(row.label)


def begin(connection: Connection, label: str, now: str) -> int:
    """A new batch; returns its number."""
    made = insert(batches).values(label=label, begun=now).returning(batches.c.number)
    return int(connection.execute(made).scalar_one())


def batches_of(connection: Connection) -> list[Batch]:
    """Every batch, the newest first."""
    added = select(func.count()).where(stories.c.batch == batches.c.number).scalar_subquery()
    changed = select(func.count()).where(batch_changes.c.batch == batches.c.number).scalar_subquery()
    wanted = select(batches, added.label("added"), changed.label("changed"))
    return [
        Batch(
            number=row.number,
            label=row.label,
            begun=datetime.fromisoformat(row.begun),
            undone=datetime.fromisoformat(row.undone) if row.undone else None,
            added=row.added,
            changed=row.changed,
        )
        for row in connection.execute(wanted.order_by(batches.c.number.desc()))
    ]


class RemovableIndex(Protocol):
    """The full-text index of the database at hand, as far as undoing needs it."""

    def replace(self, connection: Connection, story_id: int, title: str, text: str) -> None:
        """Index a story in place of what was indexed for it before."""

    def remove(self, connection: Connection, wanted: Select[Any]) -> None:
        """Forget the stories whose ids the query yields."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """One batch, being undone."""

    connection: Connection
    index: RemovableIndex
    batch: int
    unled: set[int] = field(default_factory=set)
    """Stories that stay and whose cluster may be another one now."""

    def run(self, now: str) -> Undone:
        """The steps of the module's text. Raises ``NotFoundError`` and ``UsageError``."""
        label = check_standing(self.connection, self.batch)
        self._hand_on_additions()  # 1
        removed = self._remove()  # 2
        restored = self._restore()  # 3
        clusters.renew(self.connection, self.unled)
        self._cut_links()  # 4
        done = update(batches).where(batches.c.number == self.batch)
        self.connection.execute(done.values(undone=now))  # 5
        return Undone(self.batch, label, removed, restored)

    def _hand_on_additions(self) -> None:
        mine = select(stories.c.id).where(stories.c.batch == self.batch)
        later = select(batch_changes).where(batch_changes.c.story_id.in_(mine))
        taken: set[int] = set()
        for entry in self.connection.execute(later.order_by(batch_changes.c.number)).all():
            if entry.story_id in taken:
                continue
            taken.add(entry.story_id)
            owner = update(stories).where(stories.c.id == entry.story_id)
            self.connection.execute(owner.values(batch=entry.batch))
            self.connection.execute(delete(batch_changes).where(batch_changes.c.number == entry.number))

    def _remove(self) -> int:
        connection = self.connection
        gone = select(stories.c.id).where(stories.c.batch == self.batch)
        number, last = connection.execute(
            select(func.count(), func.max(stories.c.id)).where(stories.c.batch == self.batch)
        ).one()
        if not number:
            return 0
        self.index.remove(connection, gone)
        self.unled.update(clusters.leave(connection, gone))
        connection.execute(delete(mentions).where(mentions.c.story_id.in_(gone)))
        connection.execute(delete(story_versions).where(story_versions.c.story_id.in_(gone)))
        link = related_headlines
        connection.execute(delete(link).where(or_(link.c.article_id.in_(gone), link.c.story_id.in_(gone))))
        connection.execute(delete(batch_links).where(batch_links.c.story_id.in_(gone)))
        connection.execute(delete(batch_links).where(batch_links.c.article_id.in_(gone)))
        another = select(func.min(link.c.article_id)).where(link.c.story_id == stories.c.id)
        orphaned = update(stories).where(stories.c.parent_id.in_(gone))
        connection.execute(orphaned.values(parent_id=another.scalar_subquery()))
        connection.execute(
            update(stories).where(stories.c.look_alike_of.in_(gone)).values(look_alike_of=None)
        )
        connection.execute(delete(stories).where(stories.c.batch == self.batch))
        connection.execute(update(state).where(state.c.last_story < last).values(last_story=last))
        return int(number)

    def _restore(self) -> int:
        mine = select(batch_changes).where(batch_changes.c.batch == self.batch)
        entries = self.connection.execute(mine.order_by(batch_changes.c.number)).all()
        self.connection.execute(delete(batch_changes).where(batch_changes.c.batch == self.batch))
        restored = 0
        for entry in entries:
            if not self._handed_on(entry):
                self._put_back(entry.story_id, json.loads(entry.before))
                restored += 1
        return restored

    def _handed_on(self, entry: Row[Any]) -> bool:
        """Whether a later batch changed the story as well, and now remembers what was before this one."""
        later = (
            select(batch_changes.c.number)
            .where(batch_changes.c.story_id == entry.story_id, batch_changes.c.number > entry.number)
            .order_by(batch_changes.c.number)
            .limit(1)
        )
        number = self.connection.execute(later).scalar()
        if number is not None:
            heir = update(batch_changes).where(batch_changes.c.number == number)
            self.connection.execute(heir.values(before=entry.before))
        return number is not None

    def _put_back(self, story_id: int, before: dict[str, Any]) -> None:
        connection = self.connection
        names = set(stories.c.keys()) - NOT_RESTORED
        values = {name: value for name, value in before["story"].items() if name in names}
        for key, others, look in (
            ("url_key", ("url",), finding.by_url),
            ("source_key", ("source_id",), finding.by_source),
        ):
            holder = look(connection, values[key])
            if holder is not None and holder.id != story_id:  # another story has come to bear it meanwhile
                for name in (key, *others):
                    del values[name]
        connection.execute(update(stories).where(stories.c.id == story_id).values(values))
        old = and_(story_versions.c.story_id == story_id, story_versions.c.version >= values["version"])
        connection.execute(delete(story_versions).where(old))
        connection.execute(delete(mentions).where(mentions.c.story_id == story_id))
        _insert_mentions(connection, story_id, before["mentions"])
        self.index.replace(connection, story_id, values["title"], values["text"])
        self.unled.add(story_id)

    def _cut_links(self) -> None:
        mine = batch_links.c.batch == self.batch
        made = select(batch_links.c.article_id, batch_links.c.story_id).where(mine)
        link = related_headlines
        for pair in self.connection.execute(made).all():
            both = and_(link.c.article_id == pair.article_id, link.c.story_id == pair.story_id)
            self.connection.execute(delete(link).where(both))
        self.connection.execute(delete(batch_links).where(mine))


def _insert_mentions(connection: Connection, story_id: int, found: Sequence[dict[str, Any]]) -> None:
    names = set(mentions.c.keys())
    rows = [{name: value for name, value in row.items() if name in names} for row in found]
    if rows:
        connection.execute(insert(mentions), [row | {"story_id": story_id} for row in rows])
