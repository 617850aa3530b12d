"""The whole database as columns, read in one pass over stories and one over mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, func, select

from geodata.models import DatePrecision, Place, Precision, Vicinity
from geodata.stores.relational import records, vicinities
from geodata.stores.relational.tables import CLUSTER, mentions, places, stories
from geodata.stores.scan import UNDATED, UNTOLD, Scan, ScannedMentions, ScannedStories

_CHUNK = 50_000
_EXACT_DAYS = frozenset((str(DatePrecision.DAY), None))

_STORY_TYPES = (np.int64, np.int32, np.int64, np.int32, np.int16, np.bool_)
_MENTION_TYPES = (np.int64, np.int64, np.int32, np.int8, np.uint8, np.int32, np.bool_)

_STORIES = select(
    stories.c.id,
    stories.c.day,
    CLUSTER,
    stories.c.outlet_key,
    stories.c.outlet,
    stories.c.language,
    stories.c.published_precision,
).order_by(stories.c.id)

_MENTIONS = select(
    mentions.c.id,
    mentions.c.story_id,
    mentions.c.place,
    mentions.c.precision,
    func.coalesce(mentions.c.vicinity, 0),
    mentions.c.role,
    mentions.c.confidence,
    mentions.c.event_first,
    mentions.c.event_precision,
).where(mentions.c.place.is_not(None), mentions.c.reference == 0)


def scan(connection: Connection, version: int) -> Scan:
    """Everything that may stand on the map; see ``Store.scan``."""
    outlets, languages, roles = _Table(), _Table(), _Table()
    outlets.number("", "")
    told = ScannedStories(*_collected(_stories(connection, outlets, languages), _STORY_TYPES))
    spots = _Spots()
    found = ScannedMentions(*_collected(_mentions(connection, spots, roles), _MENTION_TYPES))
    return Scan(
        stories=told,
        mentions=found,
        spots=tuple(spots.resolved(connection)),
        outlets=tuple(outlets.names),
        languages=tuple(languages.names),
        roles=tuple(roles.names),
        version=version,
    )


class _Table:
    """Values numbered in the order they are met; each is known by a key and shown as first written."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.names: list[str] = []

    def number(self, key: str, name: str) -> int:
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.names)
            self.names.append(name)
        return found


class _Spots:
    """Places at a precision in a vicinity, numbered in the order they are met."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[int, int, int], int] = {}

    def number(self, place: int, precision: int, vicinity: int) -> int:
        key = (place, precision, vicinity)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.numbers)
        return found

    def resolved(self, connection: Connection) -> Iterator[tuple[Place, Precision, Vicinity | None]]:
        known = {row.number: records.place_of(row) for row in connection.execute(select(places))}
        beside = vicinities.by_number(connection, (vicinity for _, _, vicinity in self.numbers if vicinity))
        for place, precision, vicinity in self.numbers:
            yield known[place], Precision(precision), beside.get(vicinity)


def _stories(connection: Connection, outlets: _Table, languages: _Table) -> Iterator[list[NDArray[Any]]]:
    for rows in _rows(connection, _STORIES):
        ids, days, reports, keys, names, tongues, precisions = zip(*rows, strict=True)
        yield [
            np.array(ids, dtype=np.int64),
            np.array(days, dtype=np.int32),
            np.array(reports, dtype=np.int64),
            np.fromiter(map(outlets.number, keys, names), dtype=np.int32, count=len(rows)),
            np.fromiter(map(languages.number, tongues, tongues), dtype=np.int16, count=len(rows)),
            np.fromiter((each not in _EXACT_DAYS for each in precisions), dtype=np.bool_, count=len(rows)),
        ]


def _mentions(connection: Connection, spots: _Spots, roles: _Table) -> Iterator[list[NDArray[Any]]]:
    days: dict[tuple[str | None, str | None], int] = {}
    for rows in _rows(connection, _MENTIONS):
        ids, story, place, precision, vicinity, role, confidence, first, told = zip(*rows, strict=True)
        dates = list(zip(first, told, strict=True))
        for key in set(dates) - days.keys():
            days[key] = _told(*key)
        size = len(rows)
        yield [
            np.array(ids, dtype=np.int64),
            np.array(story, dtype=np.int64),
            np.fromiter(map(spots.number, place, precision, vicinity), dtype=np.int32, count=size),
            np.fromiter(map(roles.number, role, role), dtype=np.int8, count=size),
            np.rint(np.array(confidence) * 100).astype(np.uint8),
            np.fromiter((days[key] for key in dates), dtype=np.int32, count=size),
            np.fromiter((each not in _EXACT_DAYS for each in told), dtype=np.bool_, count=size),
        ]


def _told(first: str | None, precision: str | None) -> int:
    """The day a mention tells of as an ordinal, by the rule of publication days."""
    if first is None:
        return UNTOLD
    return UNDATED if precision == str(DatePrecision.YEAR) else date.fromisoformat(first).toordinal()


def _rows(connection: Connection, wanted: Select[Any]) -> Iterator[Sequence[Any]]:
    """Rows as the driver gives them, many at a time: SQLAlchemy's own cost more than the query."""
    compiled = wanted.compile(connection, compile_kwargs={"literal_binds": True})
    cursor = connection.exec_driver_sql(str(compiled)).cursor
    while cursor is not None and (rows := cursor.fetchmany(_CHUNK)):
        yield rows


def _collected(chunks: Iterable[list[NDArray[Any]]], types: Sequence[type]) -> list[NDArray[Any]]:
    found = [[np.zeros(0, dtype=kind) for kind in types], *chunks]
    return [np.concatenate(parts) for parts in zip(*found, strict=True)]
