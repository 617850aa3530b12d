"""From days and counts to pixels of a chart; time always runs from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

_STEPS = (1, 2, 5, 10)
_DAY_MARGIN = 0.03
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 10_000)
_YEAR_ROOM = 60
"""Pixels from one year's number to the next."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days ``first`` to ``last`` along ``left`` to ``right`` pixels."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; those outside at the edge."""
        whole = max((self.last - self.first).days, 1)
        share = (day - self.first).days / whole
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def years(self) -> list[tuple[float, int]]:
        """Where some New Year's Days stand, and their years; no more than have room beside each other."""
        most = max(2, int((self.right - self.left) // _YEAR_ROOM))
        found = list(range(self.first.year + 1, self.last.year + 1))
        step = next(each for each in _YEAR_STEPS if len(found) <= each * most)
        return [(self.x(date(year, 1, 1)), year) for year in found if year % step == 0 or step == 1]


def days_of(days: Iterable[date], left: float, right: float, *, until: date | None = None) -> Days | None:
    """A scale that holds all these days with a little room; None where there is none."""
    found = sorted([*days, *([until] if until else [])])
    if not found or (until and len(found) == 1):
        return None
    first, last = found[0].toordinal(), found[-1].toordinal()
    room = max(round((last - first) * _DAY_MARGIN), 20)
    return Days(date.fromordinal(first - room), date.fromordinal(last + (0 if until else room)), left, right)


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts from nothing to ``top`` along ``bottom`` up to ``high`` pixels."""

    top: int
    bottom: float
    high: float

    def y(self, count: float) -> float:
        """Where a count stands."""
        return round(self.bottom - (self.bottom - self.high) * min(count / self.top, 1.0), 1)

    @property
    def ticks(self) -> list[int]:
        """Round counts from nothing to the top."""
        step = _round_step(self.top / 4)
        return list(range(0, self.top + 1, step))


def counts_of(counts: Iterable[int], bottom: float, high: float) -> Counts:
    """A scale from nothing to a round count that none exceeds."""
    largest = max(counts, default=0)
    step = _round_step(max(largest, 4) / 4)
    return Counts(max(step * ceil(largest / step), step), bottom, high)


def _round_step(wanted: float) -> int:
    power = int(10 ** max(floor(log10(max(wanted, 1))), 0))
    return next(each * power for each in _STEPS if each * power >= wanted or each == _STEPS[-1])
