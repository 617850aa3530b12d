"""Values that are meant to be a date: cells of tables, metadata of pages, what is typed on a command line."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from geodata.language.dates import arithmetic as count
from geodata.language.dates.explicit import EARLIEST_YEAR
from geodata.language.dates.scanner import EXPLICIT, scan
from geodata.language.dates.vocabulary import MONTH, WEEKDAY, alternation
from geodata.language.normalise import fold, shadow
from geodata.models import DatePrecision, When

EVIDENCE = "metadata"
_LONGEST = 120
_ONE_YEAR = timedelta(days=366)


class DateFault(StrEnum):
    """Why a value is no date."""

    UNREADABLE = "unreadable"
    """Nothing in it looks like a date."""
    IMPOSSIBLE = "impossible"
    """It has the shape of a date, but of a day no calendar has, before 1900, or more than a year ahead."""


_ZONE_NAMES = {
    0: ("z", "ut", "utc", "gmt"),
    -4: ("edt",),
    -5: ("est", "cdt"),
    -6: ("cst", "mdt"),
    -7: ("mst", "pdt"),
    -8: ("pst",),
    1: ("cet",),
    2: ("cest", "eet"),
    3: ("eest",),
}
_ZONE_HOURS = {name: hours for hours, names in _ZONE_NAMES.items() for name in names}
"""Zones by the names RFC 2822 keeps and those of Europe and the region; others are taken as they stand."""
_OFFSET = r"(?P<offset>(?:(?:utc|gmt)\s?)?[+\-]\d{1,2}:?(?:\d\d)?(?!\d)|[a-z]{1,4}(?![a-z]))"
_HALF = rf"(?P<half>am|pm|a\.m\.|p\.m\.|{alternation(['ص', 'م', 'صباحا', 'صباحًا', 'مساء', 'مساءً'])})(?!\w)"
_CLOCK = re.compile(
    r"(?:(?<=\d)t|(?<!\S)(?:at\s|الساعه\s)?)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?!\d)"
    rf"(?:\s?{_HALF})?(?:\s?{_OFFSET})?(?:\s?\([a-z]{{1,5}}\))?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:t(\d\d)(\d\d)(\d\d)?(z|[+\-]\d\d:?\d\d)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)")
_YEAR_AND_MONTH = re.compile(r"(?:(?P<y1>\d{4})[-/](?P<m1>\d{1,2})|(?P<m2>\d{1,2})[-/](?P<y2>\d{4}))")
_YEAR = re.compile(r"\d{4}")
_SHORT_YEAR = re.compile(rf"\d{{1,2}}[-\s]{MONTH}[-\s]\d\d")
_WORDS_AROUND = alternation(
    ["published", "updated", "posted", "date", "on", "at", "the", "am", "pm", "نشر", "نشرت", "تم", "في", "م"]
)
_ARABIC_AROUND = alternation(["بتاريخ", "تاريخ", "النشر", "يوم", "آخر", "تحديث", "الموافق"])
_AROUND = re.compile(rf"(?:[\s,،;:.|()\-–]|{WEEKDAY}(?!\w)|(?:{_WORDS_AROUND}|{_ARABIC_AROUND})(?!\w))*+")


def parse_date(value: str, zone: ZoneInfo, *, today: date | None = None) -> When | None:
    """The date a value tells, or None. Raises nothing.

    ISO 8601 and RFC 2822 with or without time and zone, ``d/m/Y`` (``m/d/Y`` where only that fits), dates in
    Arabic or English words, a month (``2017-10``) or a year (``2017``). A time with a zone is moved into
    ``zone``, where its day may be another; one without stands as it is. ``today`` bounds the future.
    """
    found = read_date(value, zone, today=today)
    return found if isinstance(found, When) else None


def read_date(value: str, zone: ZoneInfo, *, today: date | None = None) -> When | DateFault:
    """As :func:`parse_date`, but telling why a value is no date."""
    text = fold(value).strip()
    if not text or len(text) > _LONGEST:
        return DateFault.UNREADABLE
    today = today or date.today()
    try:
        when = _read(text, zone, today)
    except (ValueError, OverflowError):
        return DateFault.IMPOSSIBLE
    if when is None:
        return DateFault.UNREADABLE
    plausible = when.first.year >= EARLIEST_YEAR and when.first <= today + _ONE_YEAR
    return When(when.first, when.last, when.precision, EVIDENCE) if plausible else DateFault.IMPOSSIBLE


def _read(text: str, zone: ZoneInfo, today: date) -> When | None:
    """The date in a folded value. Raises ``ValueError`` for a day or an hour there is none of."""
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, offset = compact.groups()
        clock = (int(hour), int(minute), int(second or 0)) if hour else None
        return count.day(_moved(date(int(year), int(month), int(day)), clock, _zone(offset or ""), zone))
    clock, away = None, None
    if found := _CLOCK.search(text):
        clock, away = _time(found), _zone(found["offset"] or "")
        text = (text[: found.start()] + " " + text[found.end() :]).strip(" ,،-|")
    when = _calendar(text, today)
    if when is not None and when.precision is DatePrecision.DAY:
        return count.day(_moved(when.first, clock, away, zone))
    return when


def _calendar(text: str, today: date) -> When | None:
    """The date in a folded value without its time of day."""
    if figures := _YEAR_FIRST.fullmatch(text):
        return count.day(date(int(figures[1]), int(figures[3]), int(figures[4])))
    if figures := _YEAR_LAST.fullmatch(text):
        return _day_first(int(figures[1]), int(figures[3]), _whole_year(figures[4], today))
    if figures := _YEAR_AND_MONTH.fullmatch(text):
        return count.month(int(figures["y1"] or figures["y2"]), int(figures["m1"] or figures["m2"]))
    if _YEAR.fullmatch(text):
        return count.year(int(text))
    if _SHORT_YEAR.fullmatch(text):
        text = f"{text[:-2]}{_whole_year(text[-2:], today)}"
    return _in_words(text)


def _in_words(text: str) -> When | None:
    """A date that names its month, with nothing beside it but weekdays and words like "published on"."""
    titled = text.title()  # some months are months only with a capital
    spans = list(scan(shadow(titled), None, EXPLICIT))
    if len(spans) != 1:
        return None
    found = spans[0]
    alone = all(_AROUND.fullmatch(fold(rest)) for rest in (titled[: found.start], titled[found.end :]))
    return found.when if alone else None


def _day_first(first: int, second: int, year: int) -> When:
    day, month = (second, first) if second > 12 >= first else (first, second)
    return count.day(date(year, month, day))


def _whole_year(text: str, today: date) -> int:
    """17 is 2017; 85 is 1985, for 2085 is too far ahead."""
    if len(text) == 4:
        return int(text)
    recent = today.year // 100 * 100 + int(text)
    return recent if recent <= today.year + 1 else recent - 100


def _time(found: re.Match[str]) -> tuple[int, int, int]:
    hour, half = int(found["hour"]), found["half"] or ""
    if half.startswith(("p", "م")) and hour < 12:
        hour += 12
    elif half.startswith(("a", "ص")) and hour == 12:
        hour = 0
    return hour, int(found["minute"]), min(int(found["second"] or 0), 59)


def _zone(offset: str) -> tzinfo | None:
    """The zone a time was written in; None where it is not said or not known."""
    if offset in _ZONE_HOURS:
        return timezone(timedelta(hours=_ZONE_HOURS[offset]))
    figures = offset.removeprefix("utc").removeprefix("gmt").strip()
    if not figures or figures[0] not in "+-":
        return None
    digits = figures[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    away = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-away if figures[0] == "-" else away)


def _moved(day: date, clock: tuple[int, int, int] | None, away: tzinfo | None, zone: ZoneInfo) -> date:
    """The day it was in ``zone`` at that time; the day as it stands where time or zone is not known."""
    if clock is None:
        return day
    moment = datetime(day.year, day.month, day.day, *clock, tzinfo=away)
    return day if away is None else moment.astimezone(zone).date()
