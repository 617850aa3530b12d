"""Hold the core's coordinates against reference files of one's own.

``python -m geodata.gazetteer.check --reference FILE [FILE ...]`` looks each row of ``data/core.csv`` up by
its names and lists the rows that lie further than ``--km`` (5 by default) from every reference place of that
name within reach and give no reason in ``note``. Exit status 1 when there are any.

A reference is a table with a heading: CSV, or TSV for ``.tsv`` and ``.txt``. The columns of the point may be
``lat``/``lon`` or ``latitude``/``longitude``; every column called ``name…``, ``ara``, ``eng``, ``other``,
``aliases``, ``place`` or ``where_coordinates`` is read for names, with ``|`` or ``/`` between several.
GeoNames' own dumps, which have no heading, are known by their nineteen columns.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geodata.errors import DataError
from geodata.gazetteer.distance import geodesic_km
from geodata.gazetteer.extract import CORE
from geodata.gazetteer.names import bare
from geodata.gazetteer.tables import Row, read_rows
from geodata.models import Kind, Place

DEFAULT_KM = 5.0
# Farther away, the same name belongs to another place.
REACH_KM = 40.0
_NAME_COLUMNS = re.compile(r"name.*|ara|eng|other|aliases|place|where_coordinates")
_TYPE_WORDS = re.compile(
    r"\b(?:town|village|suburb|district|governorate|city|camps?)\b|\([^)]*\)", re.IGNORECASE
)
_GEONAMES_COLUMNS = 19


@dataclass(frozen=True, slots=True)
class Finding:
    """A row that lies far from the reference, or that no reference knows."""

    row: Row
    nearest_km: float | None
    """Distance in km to the nearest reference place of the same name; None where there is none in reach."""


def references(paths: Iterable[Path]) -> dict[str, list[Place]]:
    """Reference points by name key. Raises ``DataError`` for a file without a point in it."""
    found: dict[str, list[Place]] = defaultdict(list)
    for path in paths:
        before = len(found)
        for names, lat, lon in _points(path):
            point = Place(id=path.name, name=names[0], name_ar="", kind=Kind.SITE, lat=lat, lon=lon)
            for key in {bare(name) for name in names} - {""}:
                found[key].append(point)
        if len(found) == before:
            msg = f"{path}: no names with coordinates found; a heading with name, lat and lon is needed"
            raise DataError(msg)
    return found


def findings(rows: Iterable[Row], known: Mapping[str, list[Place]], limit_km: float) -> Iterator[Finding]:
    """Rows further than ``limit_km`` (an area: than its own radius) from their name's nearest point."""
    for row in rows:
        place = row.place
        keys = {bare(name) for name in (place.name, place.name_ar, *place.aliases)}
        gaps = (geodesic_km(place, point) for key in keys for point in known.get(key, ()))
        nearest = min((gap for gap in gaps if gap <= max(REACH_KM, place.extent_km)), default=None)
        if nearest is None or nearest > max(limit_km, place.extent_km):
            yield Finding(row, nearest)


def _points(path: Path) -> Iterator[tuple[list[str], float, float]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: the reference cannot be read ({error})"
        raise DataError(msg) from error
    tabbed = path.suffix.lower() in (".tsv", ".txt")
    first = text.split("\n", 1)[0]
    if tabbed and first.count("\t") == _GEONAMES_COLUMNS - 1:
        yield from _geonames(text)
        return
    stream = io.StringIO(text, newline="")
    table = (
        csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if tabbed else csv.DictReader(stream)
    )
    for record in table:
        names = [
            name
            for column in record
            if column and _NAME_COLUMNS.fullmatch(column)
            for name in _split(record[column])
        ]
        point = _point(
            record.get("lat") or record.get("latitude"), record.get("lon") or record.get("longitude")
        )
        if names and point:
            yield names, *point


def _geonames(text: str) -> Iterator[tuple[list[str], float, float]]:
    for line in text.splitlines():
        cells = line.split("\t")
        point = _point(cells[4], cells[5]) if len(cells) == _GEONAMES_COLUMNS else None
        if point:
            yield [cells[1], cells[2], *cells[3].split(",")], *point


def _split(value: str | None) -> list[str]:
    """The names of a cell, without the words that say what kind of place it is."""
    parts = (_TYPE_WORDS.sub("", part).strip() for part in re.split(r"[|/]", value or ""))
    return [part for part in parts if part]


def _point(lat: str | None, lon: str | None) -> tuple[float, float] | None:
    try:
        return float(lat or ""), float(lon or "")
    except ValueError:
        return None


def main(arguments: list[str] | None = None) -> int:
    """Print what is off and the sums; 1 when a row is off without a reason, 0 otherwise, 2 on misuse."""
    parser = argparse.ArgumentParser(prog="python -m geodata.gazetteer.check", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--reference", type=Path, nargs="+", required=True, metavar="FILE")
    parser.add_argument(
        "--km", type=float, default=DEFAULT_KM, help="allowed distance (default: %(default)g)"
    )
    parser.add_argument("--country", default="", help="only rows of this country, as SY")
    parser.add_argument("--unknown", action="store_true", help="list rows no reference knows, too")
    options = parser.parse_args(arguments)
    try:
        known = references(options.reference)
    except DataError as error:
        parser.error(str(error))
    country = options.country.upper()
    rows = [row for row in read_rows(CORE) if country in ("", row.place.country)]
    found = list(findings(rows, known, options.km))
    off = [finding for finding in found if finding.nearest_km is not None and not finding.row.note]
    unknown = [finding for finding in found if finding.nearest_km is None]
    excused = len(found) - len(off) - len(unknown)
    lines = [_line(finding) for finding in (off + unknown if options.unknown else off)]
    lines.append(
        f"{len(rows)} rows: {len(rows) - len(found)} within {options.km:g} km or their radius, "
        f"{len(off)} off, "
        f"{excused} off with a reason, {len(unknown)} not in the references"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if off else 0


def _line(finding: Finding) -> str:
    place = finding.row.place
    gap = "not in the references" if finding.nearest_km is None else f"{finding.nearest_km:.1f} km off"
    return f"row {finding.row.line}: {place.id} ({place.name_ar}) {place.lat}, {place.lon}: {gap}"


if __name__ == "__main__":
    raise SystemExit(main())
