"""What every store can do with camps: keep whole records, in batches that can be undone.

A camp is kept each time it is written, so that undoing a batch brings back what was there before it, in
whatever order batches are undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from geodata.camp_records import Camp


@dataclass(frozen=True, slots=True)
class CampBatch:
    """Camps written in one go: an import, an edit on the page. Times are in UTC."""

    number: int
    label: str
    begun: datetime
    undone: datetime | None
    camps: int
    """How many it wrote."""
    removed: int
    """How many it took away."""


@dataclass(frozen=True, slots=True)
class UndoneCamps:
    """What undoing a batch of camps did."""

    batch: int
    label: str
    removed: int
    """Camps that are gone, for nothing was known of them before."""
    restored: int
    """Camps that are again what they were before."""


class CampStore(Protocol):
    """The half of a store that keeps the user's camps. Every method may raise ``StoreError``."""

    def camps(self) -> list[Camp]:
        """Every camp as last written in a batch that stands, by id; raises ``DataError``."""

    def camps_removed(self) -> frozenset[str]:
        """The ids last taken away in a batch that stands, among them those of camps never written here."""

    def keep_camps(self, camps: Sequence[Camp], label: str, *, removed: Sequence[str] = ()) -> int:
        """Write camps in place of those of the same ids, take others away, all or nothing.

        Returns the number of the batch, for ``undo_camps``; ``label`` is shown to people. Raises
        ``UsageError`` where there is nothing to write, an id stands twice or is empty, or a camp blurred for
        the public would take the place of one that is not.
        """

    def camp_batches(self) -> list[CampBatch]:
        """Every batch there ever was, the newest first."""

    def undo_camps(self, batch: int) -> UndoneCamps:
        """Take back what a batch wrote.

        A camp that a later batch wrote as well stays as that left it. Raises ``NotFoundError`` for a batch
        there is not and ``UsageError`` for one that was undone before.
        """

    def camps_version(self) -> int:
        """A number that grows with every batch and every undoing."""
