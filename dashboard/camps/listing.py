"""The table of camps: filtered, sorted, with what changed within a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from dashboard.camps import wording
from dashboard.camps.news import latest_days, newest_day
from dashboard.camps.records import change_within_a_month, counted_before_end, speaking_figure
from dashboard.services import Services
from dashboard.stories.records import place_finder
from geodata.camp_records import Camp, CampStatus, CampType, KnownPopulation, status_on
from geodata.errors import UsageError
from geodata.explanation import KnownPlaces
from geodata.language.normalise import fold
from geodata.models import Language

ASKED = ("q", "status", "type", "country", "admin1", "day", "sort")
"""The pairs of an address that :class:`Wanted` reads."""
SORTS = ("name", "status", "people", "change", "silent", "place")
_MOST_LETTERS = 100
_MOST_FOUND = 5000


@dataclass(frozen=True)
class Wanted:
    """Which camps, in which order, as of which day."""

    day: date
    words: str = ""
    status: str = ""
    type: str = ""
    country: str = ""
    admin1: str = ""
    sort: str = ""
    """One of ``SORTS``; empty: as found for words, else by name."""
    descending: bool = False

    @classmethod
    def from_mapping(cls, values: Mapping[str, str], today: date) -> Self:
        """From the pairs of an address. Raises ``UsageError`` for what makes no sense."""
        sort = values.get("sort", "")
        return cls(
            day=parse_day(values.get("day", ""), today),
            words=values.get("q", "").strip()[:_MOST_LETTERS],
            status=_one_of("status", values.get("status", ""), list(CampStatus)),
            type=_one_of("type", values.get("type", ""), list(CampType)),
            country=values.get("country", "")[:2].upper(),
            admin1=values.get("admin1", "")[:100],
            sort=_one_of("sort", sort.removeprefix("-"), SORTS),
            descending=sort.startswith("-"),
        )


def parse_day(text: str, today: date) -> date:
    """A day of an address, ``today`` where there is none. Raises ``UsageError``."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else today
    except ValueError as error:
        msg = f"“{text[:40]}” is no day; write it as 2017-10-12."
        raise UsageError(msg) from error


def _one_of(name: str, value: str, choices: Iterable[str]) -> str:
    known = list(choices)
    if value and value not in known:
        msg = f"“{value[:40]}” is no “{name}” there is; choose of {', '.join(known)}."
        raise UsageError(msg)
    return value


@dataclass(frozen=True)
class Row:
    """A camp as the table tells it."""

    camp: Camp
    name: str
    area: str
    country: str
    status: CampStatus
    now: KnownPopulation | None
    before_end: bool
    """Whether that figure is older than the camp's end."""
    change: int | None
    """How many more than a month before."""
    silent_weeks: int | None


@dataclass(frozen=True)
class Listing:
    """The rows asked for and what can be chosen."""

    rows: tuple[Row, ...]
    total: int
    countries: tuple[tuple[str, str], ...]
    admins: tuple[tuple[str, str], ...]
    """Governorates of the chosen country, of all where none is chosen."""


def listing(services: Services, wanted: Wanted, language: Language) -> Listing:
    """The camps that are wanted, as whoever asks may see them."""
    camps = services.camps
    every = camps.camps()
    find = place_finder(services.store, services.gazetteer)
    latest, newest = latest_days(services.columns), newest_day(services.columns)
    found = camps.search(wanted.words, _MOST_FOUND) if wanted.words else every
    rows = [
        _row(camp, wanted.day, find, language, _silent(latest.get(camp.place), newest))
        for camp in found
        if (not wanted.type or camp.type == wanted.type)
        and (not wanted.country or camp.country == wanted.country)
        and (not wanted.admin1 or camp.admin1 == wanted.admin1)
    ]
    kept = [row for row in rows if not wanted.status or row.status == wanted.status]
    return Listing(
        tuple(_sorted(kept, wanted)),
        len(every),
        _countries(every, find, language),
        _admins(every, find, wanted, language),
    )


def _row(camp: Camp, day: date, find: KnownPlaces, language: Language, silent: int | None) -> Row:
    status, now = status_on(camp, day), speaking_figure(camp, day)
    return Row(
        camp,
        wording.called(camp, language),
        wording.admin1_name(camp, find, language),
        wording.country_name(camp.country, find, language),
        status.status if status else CampStatus.UNKNOWN,
        now,
        counted_before_end(status, now),
        change_within_a_month(camp, day),
        silent,
    )


def _silent(latest: date | None, newest: date | None) -> int | None:
    return (newest - latest).days // 7 if latest and newest else None


def _sorted(rows: list[Row], wanted: Wanted) -> list[Row]:
    """By what is asked; what has no value comes last in either direction."""
    if not wanted.sort:
        return rows if wanted.words else sorted(rows, key=lambda row: fold(row.name))
    statuses = list(CampStatus)
    keys: dict[str, Callable[[Row], Any]] = {
        "name": lambda row: fold(row.name),
        "place": lambda row: (fold(row.country), fold(row.area)),
        "status": lambda row: statuses.index(row.status),
        "people": lambda row: row.now.population.count if row.now else None,
        "change": lambda row: row.change,
        "silent": lambda row: row.silent_weeks,
    }
    key = keys[wanted.sort]
    known = [row for row in rows if key(row) is not None]
    known.sort(key=lambda row: fold(row.name))
    known.sort(key=key, reverse=wanted.descending)
    return known + [row for row in rows if key(row) is None]


def _countries(camps: Iterable[Camp], find: KnownPlaces, language: Language) -> tuple[tuple[str, str], ...]:
    codes = {camp.country for camp in camps if camp.country}
    return _by_name((code, wording.country_name(code, find, language)) for code in codes)


def _admins(
    camps: Iterable[Camp], find: KnownPlaces, wanted: Wanted, language: Language
) -> tuple[tuple[str, str], ...]:
    areas = {c.admin1: c for c in camps if c.admin1 and (not wanted.country or c.country == wanted.country)}
    return _by_name((area, wording.admin1_name(camp, find, language)) for area, camp in areas.items())


def _by_name(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: fold(pair[1])))
