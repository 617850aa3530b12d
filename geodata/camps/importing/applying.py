"""Keeping what a plan came to, as one batch, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from geodata.camp_records import Camp
from geodata.camps.bundled import bundled_camps
from geodata.camps.importing.records import Plan
from geodata.errors import UsageError
from geodata.models import Language
from geodata.stores.camp_keeping import CampBatch, CampStore, UndoneCamps

_FROM = "camps from "


def file_of(batch: CampBatch) -> str:
    """The file a batch came from, else what it is called."""
    return batch.label.removeprefix(_FROM)


class Batches(Protocol):
    """What undoing needs of a store."""

    def camps(self) -> list[Camp]:
        """The camps that stand."""

    def camp_batches(self) -> list[CampBatch]:
        """Every batch, the newest first."""

    def undo_camps(self, batch: int) -> UndoneCamps:
        """Take one back."""


def apply(plan: Plan, store: CampStore) -> int:
    """Write the camps of a plan in one batch, all or nothing; returns its number.

    Raises ``UsageError`` while a question is open without which nothing can be kept, and where there is
    nothing to keep.
    """
    if plan.open_questions:
        asked = " ".join(question.told(Language.ENGLISH) for question in plan.open_questions)
        msg = f"Nothing was kept: {asked}"
        raise UsageError(msg)
    if not plan.kept:
        msg = f"There is nothing to keep of “{plan.file}”: all it says is known, or was refused."
        raise UsageError(msg)
    return store.keep_camps(plan.kept, f"{_FROM}{plan.file}")


def undo(store: Batches, batch: int | None = None) -> UndoneCamps:
    """Take back a batch wholly; the last one that stands unless another is named.

    Camps that came with this program and were only changed count as restored.
    Raises ``UsageError`` and ``NotFoundError`` as the store does, and where there is nothing to undo.
    """
    if batch is None:
        standing = [one.number for one in store.camp_batches() if one.undone is None]
        if not standing:
            msg = "There is nothing to undo: no camps were imported, or all imports have been undone."
            raise UsageError(msg)
        batch = standing[0]
    before = {camp.id for camp in store.camps()}
    undone = store.undo_camps(batch)
    gone = before - {camp.id for camp in store.camps()}
    known = sum(camp.id in gone for camp in bundled_camps())
    return replace(undone, removed=undone.removed - known, restored=undone.restored + known)
