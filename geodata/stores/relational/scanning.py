"""The whole database as columns, read in one pass over stories and one over mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, case, func, select

from geodata.models import DatePrecision, Place, Precision, Role, Vicinity
from geodata.stores.relational import records, tagging, vicinities
from geodata.stores.relational.tables import CLUSTER, mentions, places, stories
from geodata.stores.scan import UNDATED, UNTOLD, Scan, ScannedMentions, ScannedStories

_CHUNK = 10_000
_ISO = len("2017-10-12")
_EXACT_DAYS = frozenset((str(DatePrecision.DAY), None))

_STORY_TYPES = (np.int32, np.int32, np.int32, np.int32, np.int16, np.bool_)
_MENTION_TYPES = (np.int32, np.int32, np.int32, np.int8, np.uint8, np.int32, np.bool_, np.int32)
"""The least each column needs; larger ids take more."""

_STORIES = select(
    stories.c.id,
    stories.c.day,
    CLUSTER,
    stories.c.outlet_key,
    stories.c.outlet,
    stories.c.language,
    stories.c.published_precision,
).order_by(stories.c.id)

_ROLES = tuple(Role)
_PRECISIONS = max(Precision) + 1
_VICINITY_BITS = 32
"""Of the one number a spot is known by, those that number its vicinity."""

_MENTIONS = select(
    mentions.c.id,
    mentions.c.story_id,
    # Numbers and one short text: what Python must look at one by one costs more than the database.
    mentions.c.place * _PRECISIONS + mentions.c.precision,
    func.coalesce(mentions.c.vicinity, 0),
    case({str(role): number for number, role in enumerate(_ROLES)}, value=mentions.c.role),
    mentions.c.confidence,
    func.coalesce(mentions.c.event_first + mentions.c.event_precision, ""),
    func.coalesce(mentions.c.tag_set, 0),
).where(mentions.c.place.is_not(None), mentions.c.reference == 0)


def scan(connection: Connection, version: int) -> Scan:
    """Everything that may stand on the map; see ``Store.scan``."""
    outlets, languages = _Table(), _Table()
    outlets.number("", "")
    told = ScannedStories(*_collected(_stories(connection, outlets, languages), _STORY_TYPES))
    spots = _Spots()
    found = _collected(_mentions(connection, spots), _MENTION_TYPES)
    found[-1], tags = tagging.as_bits(connection, found[-1])
    return Scan(
        stories=told,
        mentions=ScannedMentions(*found),
        spots=spots.told(connection),
        outlets=tuple(outlets.names),
        languages=tuple(languages.names),
        roles=tuple(str(role) for role in _ROLES),
        tags=tags,
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
    """The different places at a precision in a vicinity, numbered in the order they are met."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def number(self, code: NDArray[Any], vicinity: NDArray[Any]) -> NDArray[np.int32]:
        """Of mentions by their place and precision in one, and the number of their vicinity."""
        used, which = np.unique(code << _VICINITY_BITS | vicinity, return_inverse=True)
        numbers = [self._numbers.setdefault(each, len(self._numbers)) for each in used.tolist()]
        return np.array(numbers, dtype=np.int32)[which]

    def told(self, connection: Connection) -> tuple[tuple[Place, Precision, Vicinity | None], ...]:
        """What they are."""
        known = {row.number: records.place_of(row) for row in connection.execute(select(places))}
        codes = [(each >> _VICINITY_BITS, each % (1 << _VICINITY_BITS)) for each in self._numbers]
        beside = vicinities.by_number(connection, sorted({where for _, where in codes if where}))
        return tuple(
            (known[code // _PRECISIONS], Precision(code % _PRECISIONS), beside.get(where))
            for code, where in codes
        )


def _stories(connection: Connection, outlets: _Table, languages: _Table) -> Iterator[list[NDArray[Any]]]:
    for rows in _rows(connection, _STORIES):
        ids, days, reports, keys, names, tongues, precisions = zip(*rows, strict=True)
        yield [
            _narrowed(ids),
            np.array(days, dtype=np.int32),
            _narrowed(reports),
            np.fromiter(map(outlets.number, keys, names), dtype=np.int32, count=len(rows)),
            np.fromiter(map(languages.number, tongues, tongues), dtype=np.int16, count=len(rows)),
            np.fromiter((each not in _EXACT_DAYS for each in precisions), dtype=np.bool_, count=len(rows)),
        ]


def _mentions(connection: Connection, spots: _Spots) -> Iterator[list[NDArray[Any]]]:
    days: dict[str, int] = {}
    vague: dict[str, bool] = {}
    for rows in _rows(connection, _MENTIONS):
        ids, story, spot, vicinity, role, confidence, dates, tag_sets = zip(*rows, strict=True)
        for text in set(dates) - days.keys():
            days[text], vague[text] = _told(text)
        size = len(rows)
        yield [
            _narrowed(ids),
            _narrowed(story),
            spots.number(np.array(spot, dtype=np.int64), np.array(vicinity, dtype=np.int64)),
            np.array(role, dtype=np.int8),
            np.rint(np.array(confidence) * 100).astype(np.uint8),
            np.fromiter(map(days.__getitem__, dates), dtype=np.int32, count=size),
            np.fromiter(map(vague.__getitem__, dates), dtype=np.bool_, count=size),
            np.array(tag_sets, dtype=np.int32),
        ]


def _narrowed(ids: Sequence[int]) -> NDArray[Any]:
    """Ids in four bytes where that is enough: half as much to hold, and to look at."""
    found = np.array(ids, dtype=np.int64)
    return found.astype(np.int32) if found.max(initial=0) <= np.iinfo(np.int32).max else found


def _told(text: str) -> tuple[int, bool]:
    """The day a mention tells of, written with its precision behind, by the rule of publication days; and
    whether it is the first of a longer span."""
    if not text:
        return UNTOLD, False
    first, precision = text[:_ISO], text[_ISO:]
    if precision == str(DatePrecision.YEAR):
        return UNDATED, True
    return date.fromisoformat(first).toordinal(), precision != str(DatePrecision.DAY)


def _rows(connection: Connection, wanted: Select[Any]) -> Iterator[Sequence[Any]]:
    """Rows as the driver gives them, many at a time: SQLAlchemy's own cost more than the query."""
    compiled = wanted.compile(connection, compile_kwargs={"literal_binds": True})
    cursor = connection.exec_driver_sql(str(compiled)).cursor
    while cursor is not None and (rows := cursor.fetchmany(_CHUNK)):
        yield rows


def _collected(chunks: Iterable[list[NDArray[Any]]], types: Sequence[type]) -> list[NDArray[Any]]:
    found = [[np.zeros(0, dtype=kind) for kind in types], *chunks]
    return [np.concatenate(parts) for parts in zip(*found, strict=True)]
