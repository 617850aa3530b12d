"""The camps the project knows: its own tables, strictly checked.

``camps.csv`` has a camp a row, ``statuses.csv``, ``populations.csv`` and ``links.csv`` what happened to them
and who counted whom, ``sources.csv`` who says so; the others name sources by their ``key``. Several values in
a cell have ``|`` between. A day is written ``2025-06-07``, ``2025-06`` or ``2025``; a count left empty is a
gap, 0 a report of nobody.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NoReturn, TypeVar

from geodata.camp_records import (
    UNITS,
    Camp,
    CampLink,
    CampSource,
    CampStatus,
    CampType,
    Population,
    Relation,
    StatusChange,
    Unit,
)
from geodata.errors import DataError
from geodata.models import DatePrecision, Precision, When

DATA = Path(__file__).parent / "data"
SEPARATOR = "|"
COLUMNS = {
    "sources.csv": ("key", "name", "url", "date", "note"),
    "camps.csv": (
        "id", "name", "name_ar", "aliases", "former_names", "type", "lat", "lon", "precision", "country",
        "admin1", "admin2", "pcode", "codes", "managed_by", "notes", "sources",
    ),
    "statuses.csv": ("camp", "status", "when", "sources", "note"),
    "populations.csv": ("camp", "count", "unit", "when", "method", "source", "note"),
    "links.csv": ("camp", "relation", "other", "when", "source"),
}  # fmt: skip
POSITION = ("lat", "lon")
"""What a source in ``camps.csv`` is the source of."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EVIDENCE = "given"
_Member = TypeVar("_Member", bound=Enum)


@functools.cache
def bundled_camps() -> tuple[Camp, ...]:
    """The camps of the tables the project ships, by id. Raises ``DataError``."""
    return tuple(read_camps(DATA))


@functools.cache
def bundled_version() -> str:
    """A short text that changes with the tables. Raises ``DataError``."""
    return hashlib.sha256("".join(_text(DATA / name) for name in COLUMNS).encode("utf-8")).hexdigest()[:12]


def read_camps(folder: Path) -> list[Camp]:
    """The camps of a folder's tables, in the order of ``camps.csv``.

    Raises ``DataError`` naming the file and the row where something is missing, unknown or impossible.
    """
    sources = {cells.get("key"): _source(cells) for cells in _rows(folder / "sources.csv", unique="key")}
    camps = {cells.get("id"): _camp(cells, sources) for cells in _rows(folder / "camps.csv", unique="id")}
    for cells in _rows(folder / "statuses.csv"):
        camp = cells.known("camp", camps)
        camps[camp.id] = replace(camp, statuses=(*camp.statuses, _status(cells, sources)))
    for cells in _rows(folder / "populations.csv"):
        camp = cells.known("camp", camps)
        camps[camp.id] = replace(camp, populations=(*camp.populations, _population(cells, sources)))
    for cells in _rows(folder / "links.csv"):
        camp = cells.known("camp", camps)
        camps[camp.id] = replace(camp, links=(*camp.links, _link(cells, sources, camps)))
    return list(camps.values())


_Known = TypeVar("_Known")


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row, with what its complaints say of where it stands."""

    file: str
    line: int
    values: Mapping[str, str]

    def fail(self, reason: str) -> NoReturn:
        msg = f"{self.file}, row {self.line}: {reason}"
        raise DataError(msg)

    def get(self, column: str) -> str:
        """A cell that must not be empty."""
        return self.values[column] or self.fail(f"{column} is missing")

    def several(self, column: str) -> tuple[str, ...]:
        """The values of a cell, each once."""
        parts = map(str.strip, self.values[column].split(SEPARATOR))
        return tuple(dict.fromkeys(part for part in parts if part))

    def one_of(self, column: str, members: type[_Member]) -> _Member:
        value = self.get(column)
        try:
            return members(value)
        except ValueError:
            names = ", ".join(str(member.value) for member in members)
            self.fail(f"{column} {value!r} is unknown; there are {names}")

    def number(self, column: str, most: float) -> float:
        value = self.get(column)
        try:
            number = float(value)
        except ValueError:
            self.fail(f"{column} {value!r} is not a number")
        if not -most <= number <= most:
            self.fail(f"{column} {value} is outside {-most:g} to {most:g}")
        return number

    def when(self, column: str) -> When:
        value = self.get(column)
        try:
            return _when(value)
        except ValueError:
            self.fail(f"{column} {value!r} is no day; write 2025-06-07, 2025-06 or 2025")

    def known(self, column: str, things: Mapping[str, _Known]) -> _Known:
        value = self.get(column)
        return things[value] if value in things else self.fail(f"{column} {value!r} stands in no table")


def _rows(path: Path, unique: str = "") -> Iterator[_Cells]:
    columns = COLUMNS[path.name]
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    seen: dict[str, int] = {}
    try:
        if tuple(next(reader, ())) != columns:
            _Cells(path.name, 1, {}).fail(f"the heading must be {','.join(columns)}")
        for values in reader:
            cells = _Cells(
                path.name, reader.line_num, dict(zip(columns, map(str.strip, values), strict=False))
            )
            if len(values) != len(columns):
                cells.fail(f"{len(values)} cells instead of {len(columns)}")
            if unique:
                key = cells.get(unique)
                if key in seen:
                    cells.fail(f"{unique} {key!r} stands already in row {seen[key]}")
                seen[key] = cells.line
            yield cells
    except csv.Error as error:
        msg = f"{path.name}, row {reader.line_num}: not readable as CSV ({error})"
        raise DataError(msg) from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path.name}: the table of camps cannot be read ({error}); restore the file"
        raise DataError(msg) from error


def _when(value: str) -> When:
    found = _DAY.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or month is None:
        return When(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31), DatePrecision.YEAR, _EVIDENCE)
    if day is None:
        last = date(year, month, 1).replace(day=monthrange(year, month)[1])
        return When(last.replace(day=1), last, DatePrecision.MONTH, _EVIDENCE)
    exact = date(year, month, day)
    return When(exact, exact, DatePrecision.DAY, _EVIDENCE)


_Sources = Mapping[str, CampSource]


def _source(cells: _Cells) -> CampSource:
    day = cells.when("date") if cells.values["date"] else None
    return CampSource(cells.get("name"), cells.values["url"], day, cells.values["note"])


def _cited(cells: _Cells, sources: _Sources) -> tuple[CampSource, ...]:
    cells.get("sources")
    keys = cells.several("sources")
    unknown = [key for key in keys if key not in sources]
    if unknown:
        cells.fail(f"source {unknown[0]!r} stands in no row of sources.csv")
    return tuple(sources[key] for key in keys)


def _camp(cells: _Cells, sources: _Sources) -> Camp:
    country = cells.get("country")
    if not re.fullmatch(r"[A-Z]{2}", country):
        cells.fail(f"country {country!r} is not an ISO 3166-1 code of two capital letters")
    precision = int(cells.number("precision", max(Precision)))
    if precision not in list(Precision):
        cells.fail(f"precision {precision} is not a whole number from 1 to 7")
    codes = [tuple(code.split("=", 1)) for code in cells.several("codes")]
    if any(len(code) != len(("name", "code")) for code in codes):
        cells.fail("codes must be written NAME=CODE")
    return Camp(
        id=cells.get("id"),
        name=cells.get("name"),
        name_ar=cells.get("name_ar"),
        aliases=cells.several("aliases"),
        former_names=cells.several("former_names"),
        type=cells.one_of("type", CampType),
        lat=cells.number("lat", 90),
        lon=cells.number("lon", 180),
        precision=Precision(precision),
        country=country,
        admin1=cells.values["admin1"],
        admin2=cells.values["admin2"],
        pcode=cells.values["pcode"],
        managed_by=cells.values["managed_by"],
        notes=cells.values["notes"],
        sources=tuple(replace(source, tells=POSITION) for source in _cited(cells, sources)),
        extra=tuple((code[0], code[1]) for code in codes),
    )


def _status(cells: _Cells, sources: _Sources) -> StatusChange:
    status = cells.one_of("status", CampStatus)
    return StatusChange(status, cells.when("when"), cells.values["note"], _cited(cells, sources))


def _population(cells: _Cells, sources: _Sources) -> Population:
    count, unit = cells.values["count"], cells.get("unit")
    if count and not re.fullmatch(r"[0-9]+", count):
        cells.fail(f"count {count!r} is not a whole number")
    known: Unit | None = next((known for known in UNITS if known == unit), None)
    if known is None:
        cells.fail(f"unit {unit!r} is unknown; there are {', '.join(UNITS)}")
    source = cells.known("source", sources)
    number = int(count) if count else None
    return Population(number, known, cells.when("when"), cells.values["method"], source, cells.values["note"])


def _link(cells: _Cells, sources: _Sources, camps: Mapping[str, Camp]) -> CampLink:
    return CampLink(
        cells.one_of("relation", Relation),
        cells.known("other", camps).id,
        cells.when("when") if cells.values["when"] else None,
        cells.known("source", sources) if cells.values["source"] else None,
    )
