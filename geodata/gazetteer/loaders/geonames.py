"""GeoNames' own dumps: ``LB.txt`` or ``LB.zip``, nineteen columns without a heading.

Columns and feature codes: https://download.geonames.org/export/dump/readme.txt and
https://www.geonames.org/export/codes.html. Kept is what the news names: inhabited places, administrative
units, camps, airfields, crossings, dams, oil fields, hills and mountains, lakes, rivers, islands.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geodata.errors import DataError
from geodata.gazetteer.countries import alpha2
from geodata.gazetteer.loaders.common.files import lines, open_text
from geodata.gazetteer.loaders.common.naming import chosen_names
from geodata.gazetteer.loaders.common.records import Ask, Download, Entry, Fault, Found, LeftOut
from geodata.gazetteer.loaders.common.values import UnusableError, coordinates, people, settlement
from geodata.models import Kind, Place, Precision

TITLE = "GeoNames"
CREDIT = "GeoNames (https://www.geonames.org), CC BY 4.0"
FILES = "a country's dump as GeoNames gives it, such as LB.zip or LB.txt"
PREFIX = "gn-"

_UNITS = Path(__file__).parents[1] / "data" / "admin1.csv"
_ADDRESS = "https://download.geonames.org/export/dump/{}.zip"
_COLUMNS = 19
_SETTLED = "PPL PPLA PPLA2 PPLA3 PPLA4 PPLA5 PPLC PPLF PPLG PPLL PPLQ PPLR PPLS PPLW STLMT"
_KINDS: dict[str, Kind | None] = {
    # None: by the number of people.
    **dict.fromkeys(_SETTLED.split()),
    "PPLX": Kind.QUARTER,
    "PCLI": Kind.COUNTRY,
    "ADM1": Kind.GOVERNORATE,
    "ADM2": Kind.DISTRICT,
    "ADM3": Kind.SUBDISTRICT,
    "CMPRF": Kind.CAMP,
    **dict.fromkeys(("AIRP", "AIRF", "AIRB"), Kind.AIRFIELD),
    **dict.fromkeys(("INSM", "MILB", "NVB"), Kind.BASE),
    **dict.fromkeys(("PSTB", "CSTM"), Kind.CROSSING),
    "DAM": Kind.DAM,
    **dict.fromkeys(("OILF", "GASF"), Kind.OILFIELD),
    **dict.fromkeys(("PRN", "OILR", "PS", "PRT"), Kind.SITE),
    **dict.fromkeys(("HLL", "HLLS"), Kind.HILL),
    **dict.fromkeys(("MT", "MTS", "PK"), Kind.MOUNTAIN),
    **dict.fromkeys(("ISL", "ISLS"), Kind.ISLAND),
    **dict.fromkeys(("LK", "LKS", "RSV"), Kind.LAKE),
    **dict.fromkeys(("STM", "STMS"), Kind.RIVER),
    **dict.fromkeys(("DSRT", "RGN"), Kind.REGION),
}
_PRECISIONS = {
    Kind.COUNTRY: Precision.COUNTRY,
    Kind.GOVERNORATE: Precision.GOVERNORATE,
    Kind.DISTRICT: Precision.DISTRICT,
    Kind.SUBDISTRICT: Precision.DISTRICT,
    Kind.REGION: Precision.FUZZY,
    Kind.RIVER: Precision.FUZZY,
}
_CLASSES = {
    "A": "other administrative units",
    "H": "springs, wells, wadis and other waters",
    "L": "estates, parks and other areas",
    "P": "other inhabited places",
    "R": "roads and railways",
    "S": "buildings and ruins",
    "T": "slopes, ridges and other ground",
    "U": "what lies under the sea",
    "V": "woods and fields",
}


def download(country: str, ask: Ask) -> Download:
    """The dump of a country (ISO 3166-1 alpha-2) from GeoNames' server; raises what ``ask`` raises."""
    address = _ADDRESS.format(country)
    return Download(f"{country}.zip", address, ask(address))


def read(path: Path) -> Iterator[Found]:
    """The rows of a dump, in its order. Raises ``DataError`` where the file is none."""
    kept: list[tuple[Entry, list[str]]] = []
    number = 0
    with open_text(path) as stream:
        for number, line in lines(stream):
            cells = line.split("\t")
            if number == 1 and len(cells) != _COLUMNS:
                msg = (
                    f"“{path.name}” is no dump of GeoNames: its first row has {len(cells)} columns, not "
                    f"{_COLUMNS}. Take a country's file from https://download.geonames.org/export/dump/."
                )
                raise DataError(msg)
            found = _row(cells, f"row {number}")
            if isinstance(found, Entry):
                kept.append((found, cells))
            elif found is not None:
                yield found
    if not number:
        msg = f"“{path.name}” is empty; take a fresh copy of it."
        raise DataError(msg)
    units = {
        _unit(cells, entry.place.kind): entry.place.id
        for entry, cells in kept
        if entry.place.kind in (Kind.GOVERNORATE, Kind.DISTRICT)
    }
    for entry, cells in kept:
        yield replace(entry, place=_placed(entry.place, cells, units))


def _row(cells: list[str], where: str) -> Found | None:
    if cells == [""]:
        return None
    if len(cells) != _COLUMNS:
        return Fault(where, f"{len(cells)} columns instead of {_COLUMNS}")
    number, code = cells[0].strip(), cells[7].strip()
    if code not in _KINDS:
        return LeftOut(_CLASSES.get(cells[6].strip(), "rows without a class"))
    if not (number.isascii() and number.isdigit()):
        return Fault(where, f"{number!r} is no number of GeoNames")
    try:
        lat, lon = coordinates(cells[4], cells[5])
    except UnusableError as error:
        return Fault(where, str(error))
    population = people(cells[14])
    kind = _KINDS[code] or settlement(population, seat=code.startswith(("PPLA", "PPLC")))
    name, arabic, aliases = chosen_names(
        cells[1], (cells[2], *cells[3].split(",")), unit=code.startswith("ADM")
    )
    if not name:
        return Fault(where, f"no name in Latin or Arabic letters ({cells[1]!r})")
    country = alpha2(cells[8])
    if not country:
        return Fault(where, f"{cells[8]!r} is no country's code")
    place = Place(
        id=f"{PREFIX}{number}",
        name=name,
        name_ar=arabic,
        kind=kind,
        lat=lat,
        lon=lon,
        country=country,
        precision=_PRECISIONS.get(kind, Precision.EXACT),
        population=population,
        aliases=aliases,
        source=TITLE,
    )
    return Entry(place, where)


def _unit(cells: list[str], kind: Kind) -> tuple[str, ...]:
    """Country and codes that tell a unit: columns 9, 11 and, below the first level, 12."""
    return (cells[8], cells[10]) if kind is Kind.GOVERNORATE else (cells[8], cells[10], cells[11])


def _placed(place: Place, cells: list[str], units: dict[tuple[str, ...], str]) -> Place:
    """The place with the units it lies in: rows of the same file, else a name known for the code."""
    if place.kind in (Kind.COUNTRY, Kind.GOVERNORATE):
        return place
    first = _unit(cells, Kind.GOVERNORATE)
    admin1 = units.get(first) or _unit_names().get(first, "")
    admin2 = "" if place.kind is Kind.DISTRICT else units.get(_unit(cells, Kind.DISTRICT), "")
    return replace(place, admin1=admin1, admin2=admin2)


@functools.cache
def _unit_names() -> dict[tuple[str, ...], str]:
    """Names of first-level units by country and code, where the project has them."""
    with _UNITS.open(encoding="utf-8", newline="") as stream:
        return {(row["country"], row["code"]): row["admin1"] for row in csv.DictReader(stream)}
