"""Camps as whole JSON documents: one row each time one is written, never changed, never deleted.

What holds is the newest document of a batch that was not undone, so that undoing only marks the batch.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, case, func, insert, select, update

from geodata.camp_records import Camp, from_dict, to_dict
from geodata.errors import DataError, NotFoundError, UsageError
from geodata.stores.camp_keeping import CampBatch, UndoneCamps
from geodata.stores.relational.database import Database
from geodata.stores.relational.tables import LARGEST_ID, camp_batches, camp_documents, state

_REMOVED = ""


class CampKeeping(Database):
    """The part of a store that ``geodata.stores.camp_keeping.CampStore`` describes."""

    def camps(self) -> list[Camp]:
        """See ``CampStore.camps``; raises ``DataError``."""
        with self._reading() as connection:
            rows = connection.execute(_standing()).all()
        return [_camp(row.camp_id, row.document) for row in rows if row.document != _REMOVED]

    def camps_removed(self) -> frozenset[str]:
        """See ``CampStore.camps_removed``."""
        with self._reading() as connection:
            rows = connection.execute(_standing()).all()
        return frozenset(row.camp_id for row in rows if row.document == _REMOVED)

    def keep_camps(self, camps: Sequence[Camp], label: str, *, removed: Sequence[str] = ()) -> int:
        """See ``CampStore.keep_camps``; raises ``UsageError``."""
        written = [{"camp_id": camp.id, "document": _text(camp)} for camp in camps]
        written += [{"camp_id": camp_id, "document": _REMOVED} for camp_id in removed]
        _check_ids([row["camp_id"] for row in written])
        with self._one_writer, self._writing() as connection:
            _check_finer(connection, camps)
            made = insert(camp_batches).values(label=label, begun=_now()).returning(camp_batches.c.number)
            batch = int(connection.execute(made).scalar_one())
            connection.execute(insert(camp_documents), [row | {"batch": batch} for row in written])
            _count_write(connection)
        return batch

    def camp_batches(self) -> list[CampBatch]:
        """See ``CampStore.camp_batches``."""
        gone = func.sum(case((camp_documents.c.document == _REMOVED, 1), else_=0))
        wanted = (
            select(camp_batches, func.count().label("documents"), gone.label("gone"))
            .join_from(camp_batches, camp_documents, camp_documents.c.batch == camp_batches.c.number)
            .group_by(camp_batches.c.number)
            .order_by(camp_batches.c.number.desc())
        )
        with self._reading() as connection:
            return [
                CampBatch(
                    number=row.number,
                    label=row.label,
                    begun=datetime.fromisoformat(row.begun),
                    undone=datetime.fromisoformat(row.undone) if row.undone else None,
                    camps=row.documents - row.gone,
                    removed=row.gone,
                )
                for row in connection.execute(wanted)
            ]

    def undo_camps(self, batch: int) -> UndoneCamps:
        """See ``CampStore.undo_camps``; raises ``NotFoundError`` and ``UsageError``."""
        with self._one_writer, self._writing() as connection:
            label = _check_batch(connection, batch)
            before = {row.camp_id: row for row in connection.execute(_standing())}
            marked = update(camp_batches).where(camp_batches.c.number == batch).values(undone=_now())
            connection.execute(marked)
            after = {row.camp_id: row for row in connection.execute(_standing())}
            _count_write(connection)
        touched = [camp_id for camp_id, row in before.items() if row.batch == batch]
        restored = sum(camp_id in after for camp_id in touched)
        # What was taken away and never written here is there again.
        restored += sum(camp_id not in after and before[camp_id].document == _REMOVED for camp_id in touched)
        return UndoneCamps(batch, label, len(touched) - restored, restored)

    def camps_version(self) -> int:
        """See ``CampStore.camps_version``."""
        wanted = select(func.coalesce(func.max(camp_batches.c.number), 0) + func.count(camp_batches.c.undone))
        with self._reading() as connection:
            return int(connection.execute(wanted).scalar_one())


def _standing() -> Select[tuple[str, str, int]]:
    """The newest document of each camp whose batch was not undone, by id."""
    newest = (
        select(func.max(camp_documents.c.number))
        .join_from(camp_documents, camp_batches, camp_documents.c.batch == camp_batches.c.number)
        .where(camp_batches.c.undone.is_(None))
        .group_by(camp_documents.c.camp_id)
    )
    found = select(camp_documents.c.camp_id, camp_documents.c.document, camp_documents.c.batch)
    return found.where(camp_documents.c.number.in_(newest)).order_by(camp_documents.c.camp_id)


def _check_ids(ids: Sequence[str]) -> None:
    if not ids:
        msg = "There are no camps to keep; choose some rows, or leave the file as it is."
        raise UsageError(msg)
    if len(set(ids)) != len(ids) or not all(ids):
        msg = "Every camp needs an id of its own; give the rows that share one different ids."
        raise UsageError(msg)


def _check_finer(connection: Connection, camps: Sequence[Camp]) -> None:
    """What was blurred for the public must not take the place of what is known."""
    blurred = {camp.id for camp in camps if camp.blurred}
    if not blurred:
        return
    for row in connection.execute(_standing()):
        if (
            row.camp_id in blurred
            and row.document != _REMOVED
            and not _camp(row.camp_id, row.document).blurred
        ):
            msg = (
                f"The position of {row.camp_id} here is blurred to protect people, and a finer one is kept "
                "already; leave it out."
            )
            raise UsageError(msg)


def _check_batch(connection: Connection, batch: int) -> str:
    wanted = select(camp_batches).where(camp_batches.c.number == min(batch, LARGEST_ID))
    row = connection.execute(wanted).one_or_none()
    if row is None:
        msg = f"No import of camps has the number {batch}; `camps undo` alone takes back the last one."
        raise NotFoundError(msg)
    if row.undone:
        msg = f"Import {batch} was undone on {row.undone[:10]} already."
        raise UsageError(msg)
    return str(row.label)


def _count_write(connection: Connection) -> None:
    # Places are drawn with what is known of camps: whoever remembers a picture must ask anew.
    connection.execute(update(state).values(data_version=state.c.data_version + 1))


def _text(camp: Camp) -> str:
    return json.dumps(to_dict(camp), ensure_ascii=False, separators=(",", ":"))


def _camp(camp_id: str, document: str) -> Camp:
    try:
        return from_dict(json.loads(document))
    except json.JSONDecodeError as error:
        msg = f"The record of camp {camp_id} is damaged ({error}); undo its import and import it again."
        raise DataError(msg) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
