"""What the news told of a camp, from the columns: how often, which stories, how long it is silent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import cos, radians

import numpy as np

from geodata.camp_records import Camp, PublicPrecision
from geodata.camps.registry import place_of
from geodata.columns.records import Columns, Integers
from geodata.events.lexicon import Family, lexicon
from geodata.gazetteer.distance import sphere_km
from geodata.models import Place, Role
from geodata.stores.port import UNDATED

VIOLENT = ("battles", "explosions", "civilians")
"""Event types at the top whose mentions count as incidents, with all below them."""
_WEEK = 7
Finder = Callable[[str], Place | None]


@dataclass(frozen=True, slots=True)
class News:
    """Rows of the mentions of one camp, and what is counted of them."""

    rows: Integers
    """In :attr:`Columns.mentions`; only those where something was reported."""
    stories: Integers
    """Rows of the stories, the newest first, the undated last; each once."""
    months: tuple[tuple[date, int | None], ...]
    """The first day of each month from its first story to the newest of all, with its stories: 0 where none
    of that month names it, None where there is no story at all of the month."""
    undated: int
    latest: date | None
    """The publication day of the newest story that names it."""
    newest: date | None
    """That of the newest story of all."""

    @property
    def silent_weeks(self) -> int | None:
        """Full weeks between the last story of the camp and the last of all; None where none named it."""
        if self.latest is None or self.newest is None:
            return None
        return (self.newest - self.latest).days // _WEEK


def news_of(columns: Columns, camp: Camp) -> News:
    """What was told of a camp, wherever its mentions stand: at it or beside it."""
    rows = _rows_at(columns, _spots_of(columns, camp))
    return _news(columns, rows)


@lru_cache(maxsize=2)
def latest_days(columns: Columns) -> dict[str, date]:
    """By place: the publication day of the newest story with a mention there, for all places at once."""
    mentions = columns.mentions
    kept = _drawn(columns)[mentions.role]
    along = mentions.spot[kept]
    if not len(along):
        return {}
    first = np.flatnonzero(np.append(True, along[1:] != along[:-1]))
    spots = along[first]
    newest = np.maximum.reduceat(columns.stories.day[mentions.story[kept]], first)
    found: dict[str, int] = {}
    for number, day in zip(spots.tolist(), newest.tolist(), strict=True):
        place = columns.spots[number].place.id
        if day != UNDATED:
            found[place] = max(found.get(place, day), day)
    return {place: date.fromordinal(day) for place, day in found.items()}


def newest_day(columns: Columns) -> date | None:
    """The publication day of the newest story."""
    day = int(columns.stories.day.max(initial=UNDATED))
    return None if day == UNDATED else date.fromordinal(day)


def _news(columns: Columns, rows: Integers) -> News:
    stories = np.unique(columns.mentions.story[rows])
    days = columns.stories.day[stories]
    order = np.lexsort((-stories, np.where(days == UNDATED, np.iinfo(np.int32).max, -days.astype(np.int64))))
    dated = days[days != UNDATED]
    latest = date.fromordinal(int(dated.max())) if len(dated) else None
    return News(
        rows,
        stories[order],
        _by_month(columns, dated),
        int(len(days) - len(dated)),
        latest,
        newest_day(columns),
    )


def _by_month(columns: Columns, days: Integers) -> tuple[tuple[date, int | None], ...]:
    if not len(days):
        return ()
    counts = _month_counts(days)
    collected = _months_collected(columns)
    whole = range(min(counts), max(collected) + 1)
    return tuple((_first_of(m), counts.get(m, 0) if m in collected else None) for m in whole)


@lru_cache(maxsize=2)
def _months_collected(columns: Columns) -> frozenset[int]:
    """The months that any story is of."""
    days = columns.stories.day
    return frozenset(_month_counts(days[days != UNDATED]))


def _month_counts(days: Integers) -> dict[int, int]:
    """How many of the days lie in which month; months are counted from the year nought."""
    found: dict[int, int] = {}
    for ordinal, count in zip(*(each.tolist() for each in np.unique(days, return_counts=True)), strict=True):
        day = date.fromordinal(ordinal)
        month = day.year * 12 + day.month - 1
        found[month] = found.get(month, 0) + count
    return found


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Incidents:
    """Mentions of violence around a camp."""

    stories: int
    types: tuple[tuple[str, int], ...]
    """Codes of event types with their stories, most first."""
    rows: Integers
    """Their rows, the newest story first."""


def incidents_near(columns: Columns, camp: Camp, km: float) -> Incidents:
    """Mentions within so many kilometres in whose sentence violence is told, by the positions in the columns.

    Of places told as areas only the camp's own count: a district's middle says nothing of a distance.
    """
    here = place_of(camp)
    lats, lons = _degrees(columns)
    reach = km / 100
    wide = reach / max(cos(radians(camp.lat)), 0.1)
    around = (abs(lats - camp.lat) <= reach) & (abs(lons - camp.lon) <= wide)
    likely = {*np.flatnonzero(around).tolist(), *_spots_of(columns, camp)}
    near = [number for number in sorted(likely) if _is_near(columns.spots[number].place, here, camp, km)]
    rows = _rows_at(columns, near)
    codes = violent_codes()
    bits = {code: np.uint64(1 << at) for at, code in enumerate(columns.tags) if code in codes}
    mask = np.uint64(sum(int(bit) for bit in bits.values()))
    rows = rows[(columns.mentions.tags[rows] & mask) != 0] if bits else rows[:0]
    story = columns.mentions.story[rows]
    counts = [
        (code, len(np.unique(story[(columns.mentions.tags[rows] & bit) != 0]))) for code, bit in bits.items()
    ]
    days = columns.stories.day[story].astype(np.int64)
    order = np.lexsort((-story, -np.where(days == UNDATED, -1, days)))
    types = sorted(((code, count) for code, count in counts if count), key=lambda each: (-each[1], each[0]))
    return Incidents(len(np.unique(story)), tuple(types), rows[order])


def violent_codes() -> frozenset[str]:
    """The codes of all event types that are violence."""
    known = lexicon()
    return frozenset(each.code for each in known.of(Family.EVENT) if _top(each.name) in VIOLENT)


def _top(name: str) -> str:
    known = lexicon()
    while (found := known.find(Family.EVENT, name)) is not None and found.parent:
        name = found.parent
    return name


@lru_cache(maxsize=2)
def _degrees(columns: Columns) -> tuple[Integers, Integers]:
    """Latitudes and longitudes of the spots' places."""
    places = [spot.place for spot in columns.spots]
    return np.array([place.lat for place in places]), np.array([place.lon for place in places])


@lru_cache(maxsize=2)
def _by_place(columns: Columns) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, spot in enumerate(columns.spots):
        found.setdefault(spot.place.id, []).append(number)
    return found


def _spots_of(columns: Columns, camp: Camp) -> list[int]:
    return _by_place(columns).get(camp.place, [])


def _is_near(place: Place, here: Place, camp: Camp, km: float) -> bool:
    if place.id == camp.place:
        return True
    if (
        place.precision.is_area
        or camp.blurred == PublicPrecision.ADMIN
        or abs(place.lat - here.lat) > km / 100
    ):
        return False
    return sphere_km(here, place) <= km


def _rows_at(columns: Columns, spots: list[int]) -> Integers:
    found = [np.zeros(0, dtype=np.int64)]
    for spot in spots:
        first, last = np.searchsorted(columns.mentions.spot, (spot, spot + 1))
        found.append(np.arange(first, last))
    rows = np.concatenate(found)
    drawn: Integers = rows[_drawn(columns)[columns.mentions.role[rows]]]
    return drawn


def _drawn(columns: Columns) -> Integers:
    return np.array([Role(name).drawn for name in columns.roles], dtype=np.bool_)
