"""What every store can do with watches: keep rules, what they found, and what became of telling it.

A watch is never changed, only taken away: what it found must go on meaning what it meant. An entry is made
once for each key of its watch, whoever looks and however often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class RuleKind(StrEnum):
    """What a watch makes entries of."""

    STORY = "story"
    """Each story that is asked for."""
    MENTIONS = "mentions"
    """A week, Monday to Sunday, with at least ``number`` mentions."""
    SILENCE = "silence"
    """``number`` weeks without a story, up to the newest day the collection knows."""


class Delivery(StrEnum):
    """What became of telling an entry to the watch's webhook."""

    NONE = "none"
    """It has no webhook."""
    WAITING = "waiting"
    SENT = "sent"
    """It was acknowledged; it is never sent again."""
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What to watch for. Raises nothing: ``geodata.watching.rules`` checks it."""

    name: str
    asked: tuple[tuple[str, str], ...]
    """The query as pairs, as ``geodata.query.Query`` writes them."""
    kind: RuleKind = RuleKind.STORY
    number: int = 0
    """Mentions, or weeks; 0 for stories."""
    after: int = 0
    """The last story that was there before: only later ones make entries of stories and of weeks."""
    webhook: str = ""
    """An address that is told of each entry; empty: none."""
    secret: str = ""
    """What the webhook's messages are signed with; empty: they are not."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule as kept. ``made`` is in UTC."""

    id: int
    rule: Rule
    made: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """That a rule was met: facts only, put into words by whoever tells of it."""

    key: str
    """The story or the period, unlike any other of the same watch."""
    story: int | None = None
    title: str = ""
    """The story's."""
    url: str = ""
    first: date | None = None
    """The first day of the week; of a silence the day of the last story, None where there never was one."""
    last: date | None = None
    """The last day of the week; of a silence the newest day of the collection."""
    count: int = 0
    """Mentions of the week, or whole weeks of silence."""


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """A finding as kept. Times are in UTC."""

    number: int
    """Grows with every entry of the database."""
    watch: int
    made: datetime
    finding: Finding
    delivery: Delivery
    tries: int = 0
    first_try: datetime | None = None
    next_try: datetime | None = None
    delivered: datetime | None = None
    trouble: str = ""
    """What went wrong the last time, in words."""


class WatchStore(Protocol):
    """The part of a store that keeps watches. Every method may raise ``StoreError``."""

    def last_story(self) -> int:
        """The highest number any story ever had; 0 where there was none."""

    def add_watch(self, rule: Rule) -> Watch:
        """Keep a watch; numbers are never given twice."""

    def watches(self) -> list[Watch]:
        """Every watch, the oldest first."""

    def watch(self, number: int) -> Watch:
        """The watch of that number; raises ``NotFoundError``."""

    def remove_watch(self, number: int) -> int:
        """Take a watch away, and its entries, whose number is returned; raises ``NotFoundError``."""

    def add_findings(self, watch: int, findings: Sequence[Finding]) -> list[WatchEntry]:
        """Make entries of the findings whose keys the watch has none for yet, and return those, in order.

        Raises ``NotFoundError`` for a watch there is not.
        """

    def watch_entries(
        self, watch: int | None = None, *, limit: int = 50, offset: int = 0
    ) -> list[WatchEntry]:
        """Entries of a watch, or of all, the newest first."""

    def watch_entry_counts(self) -> dict[int, int]:
        """How many entries each watch has, by its number."""

    def claim_delivery(
        self, now: datetime, until: datetime, *, apart_from: Sequence[int] = ()
    ) -> WatchEntry | None:
        """An entry whose time to be told has come, which nobody else is given before ``until``.

        Those of the watches ``apart_from`` are left. It counts as tried at ``now``: where whoever claimed it
        falls silent, another may claim it after ``until``.
        """

    def record_delivery(self, number: int, delivery: Delivery, *, at: datetime, trouble: str = "") -> None:
        """What became of a try: sent, given up, or waiting until ``at``. What was sent stays sent."""

    def next_delivery(self) -> datetime | None:
        """When the next entry is to be told; None where none waits."""
