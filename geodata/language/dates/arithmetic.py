"""Days, weeks, months and years as spans of days, counted from the day of publication."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from geodata.models import DatePrecision, When

AHEAD = timedelta(days=3)
"""How far past the reference a day without a year may lie: files are dated a little early now and then."""


def day(value: date) -> When:
    """One exact day."""
    return When(value, value, DatePrecision.DAY)


def days(first: date, last: date) -> When:
    """A span of days, put in order; a single one is exact."""
    first, last = min(first, last), max(first, last)
    return When(first, last, DatePrecision.DAY if first == last else DatePrecision.DAYS)


def ago(reference: date, number: int) -> date:
    """The day ``number`` days before."""
    return reference - timedelta(days=number)


def week(inside: date) -> When:
    """The ISO 8601 week (Monday to Sunday) that holds a day, as TIMEX3 counts "last week"."""
    first = inside - timedelta(days=inside.weekday())
    return When(first, first + timedelta(days=6), DatePrecision.WEEK)


def month(year: int, number: int) -> When:
    """A whole month. Raises ``ValueError`` where there is none such."""
    last = calendar.monthrange(year, number)[1]
    return When(date(year, number, 1), date(year, number, last), DatePrecision.MONTH)


def year(number: int) -> When:
    """A whole year."""
    return When(date(number, 1, 1), date(number, 12, 31), DatePrecision.YEAR)


def month_before(reference: date, number: int) -> When:
    """The whole month ``number`` months before the one that holds the reference."""
    index = reference.year * 12 + reference.month - 1 - number
    return month(index // 12, index % 12 + 1)


def latest_weekday(reference: date, weekday: int, *, strictly: bool = False) -> date:
    """The latest such weekday on the reference or before it; ``strictly``: before it."""
    back = (reference.weekday() - weekday) % 7
    return ago(reference, back or (7 if strictly else 0))


def next_weekday(reference: date, weekday: int) -> date:
    """The first such weekday after the reference."""
    return reference + timedelta(days=(weekday - reference.weekday()) % 7 or 7)


def latest_day(reference: date, number: int, day_of_month: int, *, ahead: timedelta = AHEAD) -> date:
    """The latest such day and month on or before the reference, or a little ahead of it.

    Raises ``ValueError`` for a day no year has (30 February).
    """
    for candidate_year in range((reference + ahead).year, reference.year - 9, -1):
        try:
            found = date(candidate_year, number, day_of_month)
        except ValueError:
            continue
        if found <= reference + ahead:
            return found
    msg = f"no year has a day {day_of_month}/{number}"
    raise ValueError(msg)


def first_day_after(reference: date, number: int, day_of_month: int) -> date:
    """The first such day and month after the reference. Raises ``ValueError`` as :func:`latest_day`."""
    for candidate_year in range(reference.year, reference.year + 9):
        try:
            found = date(candidate_year, number, day_of_month)
        except ValueError:
            continue
        if found > reference:
            return found
    msg = f"no year has a day {day_of_month}/{number}"
    raise ValueError(msg)


def latest_month(reference: date, number: int, *, strictly: bool = False) -> When:
    """The latest such month begun by the reference; ``strictly``: over by then."""
    earlier = number < reference.month or (number == reference.month and not strictly)
    return month(reference.year if earlier else reference.year - 1, number)


def next_month(reference: date, number: int) -> When:
    """The first such month after the one that holds the reference."""
    return month(reference.year + (number <= reference.month), number)
