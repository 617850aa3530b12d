"""Which outlets told anything on which days: where the collection is silent, nothing is known.

What is counted is every story of an outlet, on the map or not, by its day of publication. A filter by place
or words would make gaps where there are none, so only those by outlet and language are heeded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from geodata.columns.records import Columns, Integers
from geodata.columns.selecting import Matching, select
from geodata.stores.port import UNDATED, Selection

EPOCH = date(1970, 1, 1).toordinal()
UNITS = ("day", "week", "month")
SLICES = 60
"""The stretches, of equal length, that an outlet's days are told in."""
_FIRST_SATURDAY = 2
"""1970-01-03: weeks begin on Saturday, as they do in Syria (see assets/js/calendar.js)."""


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    """One outlet's days: the first and last with a story, how many have one, and the gaps between them."""

    name: str
    stories: int
    first: date
    last: date
    days: int
    gaps: int
    longest_gap: int
    """In days."""
    slices: tuple[int, ...]
    """From the first day any outlet has to the last, in :data:`SLICES` stretches, or one a day where there
    are fewer days: the days with a story, as a percentage; at least 1 where there is one."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days of all outlets together, days counted from 1970-01-01.

    ``bins`` are ``(first day, outlets with a story in it)`` without those of none; ``silent`` the stretches
    ``(first day, days)`` between the first and the last story on which no outlet told anything.
    """

    unit: str
    bins: tuple[tuple[int, int], ...]
    silent: tuple[tuple[int, int], ...]
    outlets: tuple[OutletCoverage, ...]
    undated: int
    """Stories without a day, which cover none."""

    def to_json(self) -> dict[str, Any]:
        """Plain values, days of outlets as ISO dates."""
        return {
            "unit": self.unit,
            "bins": [list(each) for each in self.bins],
            "silent": [list(each) for each in self.silent],
            "undated": self.undated,
            "outlets": [
                {
                    "name": outlet.name,
                    "stories": outlet.stories,
                    "first": outlet.first.isoformat(),
                    "last": outlet.last.isoformat(),
                    "days": outlet.days,
                    "gaps": outlet.gaps,
                    "longest_gap": outlet.longest_gap,
                    "slices": list(outlet.slices),
                }
                for outlet in self.outlets
            ],
        }


def coverage(columns: Columns, query: Selection, unit: str = "day") -> Coverage:
    """The coverage by outlet and day of the query's outlets and language, its other filters left aside.

    ``unit`` is one of :data:`UNITS`, the length of a bin.
    """
    asked = Selection(sources=query.sources, language=query.language)
    kept = select(columns, asked, lambda _words: None, window=False).stories()
    day, outlet = columns.stories.day, columns.stories.outlet
    if kept is not None:
        day, outlet = day[kept], outlet[kept]
    dated = day != UNDATED
    undated = int(np.count_nonzero(~dated))
    day, outlet = day[dated].astype(np.int64) - EPOCH, outlet[dated].astype(np.int64)
    days = np.unique(day)
    return Coverage(
        unit=unit,
        bins=_bins(day, outlet, unit),
        silent=_stretches(days),
        outlets=_outlets(columns.outlets, day, outlet),
        undated=undated,
    )


def _bins(day: Integers, outlet: Integers, unit: str) -> tuple[tuple[int, int], ...]:
    if not len(day):
        return ()
    start = bin_starts(day, unit)
    pairs = np.unique(np.stack([start, outlet]), axis=1)
    starts, outlets = np.unique(pairs[0], return_counts=True)
    return tuple((int(first), int(count)) for first, count in zip(starts, outlets, strict=True))


def bin_starts(day: Integers, unit: str) -> Integers:
    """The first days of the bins that hold these days, all counted from 1970-01-01."""
    if unit == "day":
        return day
    if unit == "week":
        weeks: Integers = day - (day - _FIRST_SATURDAY) % 7
        return weeks
    months: Integers = day.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]")
    return months.astype(np.int64)


def _stretches(days: Integers) -> tuple[tuple[int, int], ...]:
    """The days that are missing between ascending ones, as (first, how many)."""
    gaps = np.diff(days)
    return tuple((int(days[at]) + 1, int(gaps[at]) - 1) for at in np.flatnonzero(gaps > 1))


def _outlets(names: tuple[str, ...], day: Integers, outlet: Integers) -> tuple[OutletCoverage, ...]:
    if not len(day):
        return ()
    order = np.lexsort((day, outlet))
    day, outlet = day[order], outlet[order]
    present, begins = np.unique(outlet, return_index=True)
    first, last = int(day.min()), int(day.max())
    found = []
    for code, own in zip(present, np.split(day, begins[1:]), strict=True):
        days = np.unique(own)
        gaps = _stretches(days)
        found.append(
            OutletCoverage(
                name=names[code],
                stories=len(own),
                first=_date(days[0]),
                last=_date(days[-1]),
                days=len(days),
                gaps=len(gaps),
                longest_gap=max((length for _, length in gaps), default=0),
                slices=_slices(days, first, last),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.days, each.name)))


def _slices(days: Integers, first: int, last: int) -> tuple[int, ...]:
    """How much of each stretch between two days these days are, in percent."""
    span = last - first + 1
    count = min(SLICES, span)
    length = np.bincount(np.arange(span) * count // span, minlength=count)
    told = np.bincount((days - first) * count // span, minlength=count)
    percent = np.where(told > 0, np.maximum(told * 100 // length, 1), 0)
    return tuple(percent.tolist())


def _date(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=int(day))


def outlets_on_map(columns: Columns, query: Selection, matching: Matching) -> int:
    """How many named outlets told the stories the query draws."""
    story = columns.mentions.story
    kept = select(columns, query, matching).mentions()
    told = np.unique(columns.stories.outlet[story if kept is None else story[kept]])
    return sum(1 for outlet in told if columns.outlets[outlet])
