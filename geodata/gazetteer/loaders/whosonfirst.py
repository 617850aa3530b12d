"""Who's On First: a table with tabs between its columns, or the SQLite database of a country.

The table has a heading with ``wof_id, placetype, name, lat, lon, country`` and, where known, ``geonames_id,
population, ara, eng, other, region_id, county_id, superseded, deprecated``, several names with ``|`` between.
The database is the distribution at https://geocode.earth/data/whosonfirst, with the tables ``spr``,
``names``, ``ancestors`` and ``concordances``
(https://github.com/whosonfirst/go-whosonfirst-sqlite-features).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from geodata.errors import DataError
from geodata.gazetteer.countries import alpha2
from geodata.gazetteer.loaders.common.files import LONGEST_LINE, open_text
from geodata.gazetteer.loaders.common.naming import chosen_names
from geodata.gazetteer.loaders.common.records import Ask, Download, Entry, Fault, Found, LeftOut
from geodata.gazetteer.loaders.common.values import UnusableError, coordinates, people, settlement
from geodata.gazetteer.loaders.common.wof_database import is_database, rows_of
from geodata.models import Kind, Place, Precision

TITLE = "Who's On First"
CREDIT = "Who's On First (https://whosonfirst.org), CC0, with parts under CC BY as its licence page lists"
FILES = "a table with tabs and the column wof_id, or a country's SQLite database (.db or .db.bz2)"
PREFIX = "wof-"

_ADDRESS = "https://data.geocode.earth/wof/dist/sqlite/whosonfirst-data-admin-{}-latest.db.bz2"
_NEEDED = ("wof_id", "placetype", "name", "lat", "lon", "country")
_KINDS: dict[str, Kind | None] = {
    "country": Kind.COUNTRY,
    "region": Kind.GOVERNORATE,
    "county": Kind.DISTRICT,
    "localadmin": Kind.SUBDISTRICT,
    # By the number of people.
    "locality": None,
    **dict.fromkeys(("borough", "macrohood", "neighbourhood", "microhood"), Kind.QUARTER),
}
_PRECISIONS = {
    Kind.COUNTRY: Precision.COUNTRY,
    Kind.GOVERNORATE: Precision.GOVERNORATE,
    Kind.DISTRICT: Precision.DISTRICT,
    Kind.SUBDISTRICT: Precision.DISTRICT,
}
_QUARTER_CODE, _CAMP_CODE, _SEAT_CODES = "PPLX", "CMPRF", ("PPLA", "PPLC")


def download(country: str, ask: Ask) -> Download:
    """A country's database (ISO 3166-1 alpha-2) from Geocode Earth; raises what ``ask`` raises."""
    address = _ADDRESS.format(country.lower())
    return Download(address.rpartition("/")[2], address, ask(address))


def read(path: Path) -> Iterator[Found]:
    """The rows of a table or a database, in its order. Raises ``DataError`` where the file is neither."""
    if is_database(path):
        for row in rows_of(path):
            yield _row(row, f"id {row['wof_id']}")
        return
    with open_text(path) as stream:
        csv.field_size_limit(max(LONGEST_LINE, csv.field_size_limit()))
        # Names hold quotation marks that quote nothing.
        table = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        missing = [column for column in _NEEDED if column not in (table.fieldnames or ())]
        if missing:
            msg = f"“{path.name}” is no table of Who's On First: its heading has no column {missing[0]}."
            raise DataError(msg)
        while True:
            try:
                row = next(table, {})
            except csv.Error as error:
                yield Fault(f"row {table.line_num}", str(error))
                continue
            if not row:
                return
            yield _row(row, f"row {table.line_num}")


def _row(row: Mapping[str, str], where: str) -> Found:
    placetype = row["placetype"]
    if row.get("superseded", "") not in ("", "0") or row.get("deprecated", "") not in ("", "0", "-1"):
        return LeftOut("rows that another has taken the place of, or that were withdrawn")
    if placetype not in _KINDS:
        return LeftOut(f"placetype {placetype}" if placetype else "rows without a placetype")
    number = row["wof_id"].strip()
    if not (number.isascii() and number.isdigit()):
        return Fault(where, f"{number!r} is no number of Who's On First")
    country = alpha2(row["country"])
    try:
        lat, lon = coordinates(row["lat"], row["lon"])
    except UnusableError as error:
        return Fault(where, str(error))
    # Any column may hold names in any script: ``ara`` has transliterations, ``name`` is Arabic at times.
    others = [
        name for column in ("eng", "ara", "gn_asciiname", "other") for name in row.get(column, "").split("|")
    ]
    name, arabic, aliases = chosen_names(
        row["name"], others, unit=placetype in ("region", "county", "localadmin")
    )
    if not name or not country:
        return Fault(
            where,
            f"{row['country']!r} is no country's code" if name else "no name in Latin or Arabic letters",
        )
    population = people(row.get("population", ""))
    kind = _kind(placetype, row.get("gn_fcode", ""), population)
    area = kind in (Kind.COUNTRY, Kind.GOVERNORATE)
    place = Place(
        id=f"{PREFIX}{number}",
        name=name,
        name_ar=arabic,
        kind=kind,
        lat=lat,
        lon=lon,
        country=country,
        admin1="" if area else _unit(row, "region"),
        admin2="" if area or kind is Kind.DISTRICT else _unit(row, "county"),
        precision=_PRECISIONS.get(kind, Precision.EXACT),
        population=population,
        aliases=aliases,
        source=TITLE,
    )
    geonames = row.get("geonames_id", "").strip()
    return Entry(place, where, (f"gn-{geonames}",) if geonames.isdigit() else ())


def _kind(placetype: str, code: str, population: int) -> Kind:
    """By the placetype; GeoNames' code, where it came along, knows quarters, camps and seats."""
    if placetype == "locality" and code == _QUARTER_CODE:
        return Kind.QUARTER
    if placetype == "locality" and code == _CAMP_CODE:
        return Kind.CAMP
    return _KINDS[placetype] or settlement(population, seat=code.startswith(_SEAT_CODES))


def _unit(row: Mapping[str, str], level: str) -> str:
    """The id of the region or county a row lies in, else its name."""
    number = row.get(f"{level}_id", "").strip()
    return f"{PREFIX}{number}" if number.isdigit() else row.get(level, "").strip()
