"""The gazetteer's own table format: one place a row, CSV in UTF-8, strictly checked.

Columns, in this order: ``id, name, name_ar, aliases, kind, lat, lon, country, admin1, admin2, precision,
extent_km, population, pcode, source, note``. ``aliases`` holds every other name in any script with ``|``
between; ``note`` is for whoever keeps the table and is not part of a :class:`~geodata.models.Place`.
"""

from __future__ import annotations

import csv
import io
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from geodata.errors import DataError
from geodata.models import Kind, Place, Precision

COLUMNS = (
    "id",
    "name",
    "name_ar",
    "aliases",
    "kind",
    "lat",
    "lon",
    "country",
    "admin1",
    "admin2",
    "precision",
    "extent_km",
    "population",
    "pcode",
    "source",
    "note",
)
ALIAS_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Row:
    """A place with what the table says beside it."""

    place: Place
    note: str
    line: int
    """The line of the file the row begins at, counted from 1 (the heading)."""


def read_places(path: Path) -> list[Place]:
    """The places of a table, in its order.

    Raises ``DataError`` naming the file and the row where something is missing, unknown or impossible.
    """
    return [row.place for row in read_rows(path)]


def read_rows(path: Path) -> list[Row]:
    """The same with notes and line numbers, for the scripts that check and make tables; raises alike.

    Raises ``DataError``.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        msg = f"{path}: the gazetteer table cannot be read ({error.strerror}); restore the file"
        raise DataError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: the gazetteer table is not UTF-8 (byte {error.start}); save it as UTF-8"
        raise DataError(msg) from error
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, cells in _cells(path, text):
        row = Row(_place(cells, path, line), cells["note"], line)
        if row.place.id in seen:
            _fail(path, line, f"id {row.place.id!r} stands already in row {seen[row.place.id]}")
        seen[row.place.id] = line
        rows.append(row)
    return rows


def write_places(path: Path, rows: Iterable[tuple[Place, str]]) -> None:
    """Write places with their notes as a table that :func:`read_places` reads back unchanged."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for place, note in rows:
            writer.writerow(_fields(place, note))


def _fields(place: Place, note: str) -> list[str]:
    return [
        place.id,
        place.name,
        place.name_ar,
        ALIAS_SEPARATOR.join(place.aliases),
        place.kind.value,
        _short(place.lat),
        _short(place.lon),
        place.country,
        place.admin1,
        place.admin2,
        str(int(place.precision)),
        _short(place.extent_km) if place.extent_km else "",
        str(place.population) if place.population else "",
        place.pcode,
        place.source,
        note,
    ]


def _short(value: float) -> str:
    """A number without trailing zeros: ``35.95``, ``40``."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _cells(path: Path, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heading = next(reader, [])
        if tuple(heading) != COLUMNS:
            _fail(path, 1, f"the heading must be {','.join(COLUMNS)}")
        line = reader.line_num + 1
        for values in reader:
            if values:
                if len(values) != len(COLUMNS):
                    _fail(path, line, f"{len(values)} cells instead of {len(COLUMNS)}")
                yield line, dict(zip(COLUMNS, map(str.strip, values), strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        _fail(path, reader.line_num, f"not readable as CSV ({error})")


def _place(cells: dict[str, str], path: Path, line: int) -> Place:
    for column in ("id", "name", "kind", "source"):
        if not cells[column]:
            _fail(path, line, f"{column} is missing")
    country = cells["country"]
    if country and not (len(country) == 2 and country.isascii() and country.isalpha() and country.isupper()):
        _fail(path, line, f"country {country!r} is not an ISO 3166-1 code of two capital letters")
    return Place(
        # Tens of thousands of rows repeat few ids of governorates and few sources: keep one copy of each.
        id=cells["id"],
        name=cells["name"],
        name_ar=cells["name_ar"],
        kind=_kind(cells["kind"], path, line),
        lat=_number(cells, "lat", -90, 90, path, line),
        lon=_number(cells, "lon", -180, 180, path, line),
        country=sys.intern(country),
        admin1=sys.intern(cells["admin1"]),
        admin2=sys.intern(cells["admin2"]),
        precision=_precision(cells["precision"], path, line),
        extent_km=_number(cells, "extent_km", 0, 20_000, path, line, empty=0),
        population=int(_number(cells, "population", 0, 2e10, path, line, empty=0)),
        aliases=_aliases(cells),
        pcode=cells["pcode"],
        source=sys.intern(cells["source"]),
    )


def _kind(value: str, path: Path, line: int) -> Kind:
    try:
        return Kind(value)
    except ValueError:
        _fail(path, line, f"kind {value!r} is unknown; the kinds are {', '.join(Kind)}")


def _precision(value: str, path: Path, line: int) -> Precision:
    try:
        return Precision(int(value))
    except ValueError:
        _fail(path, line, f"precision {value!r} is not a whole number from 1 to 7")


def _number(
    cells: dict[str, str],
    column: str,
    low: float,
    high: float,
    path: Path,
    line: int,
    empty: float | None = None,
) -> float:
    value = cells[column]
    if not value and empty is not None:
        return empty
    try:
        number = float(value)
    except ValueError:
        _fail(path, line, f"{column} {value!r} is not a number" if value else f"{column} is missing")
    if not (math.isfinite(number) and low <= number <= high):
        _fail(path, line, f"{column} {value} is outside {low:g} to {high:g}")
    return number


def _aliases(cells: dict[str, str]) -> tuple[str, ...]:
    """The aliases in their order, each once, without the two names."""
    if not cells["aliases"]:
        return ()
    parts = map(str.strip, cells["aliases"].split(ALIAS_SEPARATOR))
    return tuple(
        dict.fromkeys(part for part in parts if part and part not in (cells["name"], cells["name_ar"]))
    )


def _fail(path: Path, line: int, reason: str) -> NoReturn:
    msg = f"{path.name}, row {line}: {reason}"
    raise DataError(msg)
