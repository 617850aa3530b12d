"""Watches and their entries: a row each; a finding is a JSON document, for nobody searches within it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from geodata.errors import NotFoundError
from geodata.stores.relational.database import Database
from geodata.stores.relational.tables import LARGEST_ID, state, stories, watch_entries, watches
from geodata.stores.watch_keeping import Delivery, Finding, Rule, RuleKind, Watch, WatchEntry


class WatchKeeping(Database):
    """The part of a store that ``geodata.stores.watch_keeping.WatchStore`` describes."""

    def last_story(self) -> int:
        """See ``WatchStore.last_story``."""
        with self._reading() as connection:
            remembered = connection.execute(select(state.c.last_story)).scalar_one()
            present = connection.execute(select(func.max(stories.c.id))).scalar()
        return max(int(remembered), int(present or 0))

    def add_watch(self, rule: Rule) -> Watch:
        """See ``WatchStore.add_watch``."""
        row = asdict(rule) | {
            "asked": json.dumps(dict(rule.asked), ensure_ascii=False),
            "made": _text(_now()),
        }
        with self._one_writer, self._writing() as connection:
            made = connection.execute(insert(watches).values(row).returning(watches)).one()
        return _watch(made)

    def watches(self) -> list[Watch]:
        """See ``WatchStore.watches``."""
        with self._reading() as connection:
            return [_watch(row) for row in connection.execute(select(watches).order_by(watches.c.id))]

    def watch(self, number: int) -> Watch:
        """See ``WatchStore.watch``; raises ``NotFoundError``."""
        with self._reading() as connection:
            return _found(connection, number)

    def remove_watch(self, number: int) -> int:
        """See ``WatchStore.remove_watch``; raises ``NotFoundError``."""
        with self._one_writer, self._writing() as connection:
            _found(connection, number)
            gone = connection.execute(delete(watch_entries).where(watch_entries.c.watch == number)).rowcount
            connection.execute(delete(watches).where(watches.c.id == number))
        return int(gone)

    def add_findings(self, watch: int, findings: Sequence[Finding]) -> list[WatchEntry]:
        """See ``WatchStore.add_findings``; raises ``NotFoundError``."""
        now = _text(_now())
        with self._one_writer, self._writing() as connection:
            has_webhook = bool(_found(connection, watch).rule.webhook)
            wanted = select(watch_entries.c.key).where(watch_entries.c.watch == watch)
            known = set(connection.execute(wanted).scalars())
            made = []
            for finding in {each.key: each for each in findings if each.key not in known}.values():
                row = {
                    "watch": watch,
                    "key": finding.key,
                    "made": now,
                    "document": _document(finding),
                    "delivery": str(Delivery.WAITING if has_webhook else Delivery.NONE),
                    "next_try": now if has_webhook else None,
                }
                one = connection.execute(insert(watch_entries).values(row).returning(watch_entries)).one()
                made.append(_entry(one))
        return made

    def watch_entries(
        self, watch: int | None = None, *, limit: int = 50, offset: int = 0
    ) -> list[WatchEntry]:
        """See ``WatchStore.watch_entries``."""
        wanted = select(watch_entries).order_by(watch_entries.c.number.desc()).limit(limit).offset(offset)
        if watch is not None:
            wanted = wanted.where(watch_entries.c.watch == min(watch, LARGEST_ID))
        with self._reading() as connection:
            return [_entry(row) for row in connection.execute(wanted)]

    def watch_entry_counts(self) -> dict[int, int]:
        """See ``WatchStore.watch_entry_counts``."""
        wanted = select(watch_entries.c.watch, func.count()).group_by(watch_entries.c.watch)
        with self._reading() as connection:
            return {int(watch): int(count) for watch, count in connection.execute(wanted)}

    def claim_delivery(
        self, now: datetime, until: datetime, *, apart_from: Sequence[int] = ()
    ) -> WatchEntry | None:
        """See ``WatchStore.claim_delivery``."""
        due = (
            select(watch_entries.c.number)
            .where(watch_entries.c.delivery == str(Delivery.WAITING), watch_entries.c.next_try <= _text(now))
            .where(watch_entries.c.watch.not_in(apart_from))
            .order_by(watch_entries.c.next_try, watch_entries.c.number)
            .limit(1)
            .scalar_subquery()
        )
        claim = (
            update(watch_entries)
            .where(watch_entries.c.number == due)
            .values(
                tries=watch_entries.c.tries + 1,
                first_try=func.coalesce(watch_entries.c.first_try, _text(now)),
                next_try=_text(until),
            )
            .returning(watch_entries)
        )
        with self._one_writer, self._writing() as connection:
            row = connection.execute(claim).one_or_none()
        return None if row is None else _entry(row)

    def record_delivery(self, number: int, delivery: Delivery, *, at: datetime, trouble: str = "") -> None:
        """See ``WatchStore.record_delivery``."""
        sent, waits = delivery is Delivery.SENT, delivery is Delivery.WAITING
        recorded = (
            update(watch_entries)
            .where(watch_entries.c.number == number, watch_entries.c.delivery != str(Delivery.SENT))
            .values(
                delivery=str(delivery),
                delivered=_text(at) if sent else None,
                next_try=_text(at) if waits else None,
                trouble=trouble,
            )
        )
        with self._one_writer, self._writing() as connection:
            connection.execute(recorded)

    def next_delivery(self) -> datetime | None:
        """See ``WatchStore.next_delivery``."""
        waiting = watch_entries.c.delivery == str(Delivery.WAITING)
        with self._reading() as connection:
            next_try = connection.execute(select(func.min(watch_entries.c.next_try)).where(waiting)).scalar()
        return _moment(next_try)


def _found(connection: Connection, number: int) -> Watch:
    row = connection.execute(select(watches).where(watches.c.id == min(number, LARGEST_ID))).one_or_none()
    if row is None:
        msg = f"There is no watch {number}; `watch list` names those there are."
        raise NotFoundError(msg)
    return _watch(row)


def _watch(row: Row[Any]) -> Watch:
    rule = Rule(
        name=row.name,
        asked=tuple(json.loads(row.asked).items()),
        kind=RuleKind(row.kind),
        number=row.number,
        after=row.after,
        webhook=row.webhook,
        secret=row.secret,
    )
    return Watch(row.id, rule, datetime.fromisoformat(row.made))


def _entry(row: Row[Any]) -> WatchEntry:
    return WatchEntry(
        number=row.number,
        watch=row.watch,
        made=datetime.fromisoformat(row.made),
        finding=_finding(row.key, row.document),
        delivery=Delivery(row.delivery),
        tries=row.tries,
        first_try=_moment(row.first_try),
        next_try=_moment(row.next_try),
        delivered=_moment(row.delivered),
        trouble=row.trouble,
    )


def _document(finding: Finding) -> str:
    told = {name: value for name, value in asdict(finding).items() if value and name != "key"}
    return json.dumps(told, ensure_ascii=False, default=date.isoformat)


def _finding(key: str, document: str) -> Finding:
    told = json.loads(document)
    days = {name: date.fromisoformat(told[name]) for name in ("first", "last") if name in told}
    return Finding(key=key, **(told | days))


def _now() -> datetime:
    return datetime.now(UTC)


def _text(moment: datetime) -> str:
    # Of one length, so that texts compare as the moments do.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
