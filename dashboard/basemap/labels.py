"""Names and where they stand: countries, governorates, seas, areas and settlements, in English and Arabic.

Which settlements matter most is a cartographer's choice and stands in ``tables/labels.csv``; their names and
positions are the gazetteer's wherever it has them, so that a mark on the map and the name under it agree.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geodata.models import Kind, Place

TABLE = Path(__file__).parent / "tables" / "labels.csv"

SETTLEMENTS = ("capital", "city", "town")
POPULOUS = 25_000  # a town of the gazetteer with more people is shown earlier
APART = 0.012  # degrees: nearer settlements would share one spot

# Natural Earth shortens some names for small maps and keeps some old ones.
FULL_NAMES = {
    "AE": "United Arab Emirates",
    "BA": "Bosnia and Herzegovina",
    "CD": "DR Congo",
    "CF": "Central African Republic",
    "CI": "Côte d’Ivoire",
    "DO": "Dominican Republic",
    "EH": "Western Sahara",
    "GQ": "Equatorial Guinea",
    "MK": "North Macedonia",
    "SB": "Solomon Islands",
    "SS": "South Sudan",
    "SZ": "Eswatini",
    "US": "United States",
}
ARABIC_NAMES = {
    "CD": "الكونغو الديمقراطية",
    "CZ": "التشيك",
    "MM": "ميانمار",
    "AE": "الإمارات",
    "OM": "سلطنة عمان",
}

Names = dict[str, dict[str, str]]
Label = tuple[Point, dict[str, object]]


def country_names(english: Mapping[str, str], arabic: Mapping[str, str], alpha3: Mapping[str, str]) -> Names:
    """Properties by ISO 3166-1 alpha-2: ``iso_a2``, ``iso_a3``, ``name``, ``name_ar``."""
    return {
        code: {
            "iso_a2": code,
            "iso_a3": alpha3[code],
            "name": FULL_NAMES.get(code, english[code]),
            "name_ar": ARABIC_NAMES.get(code, arabic[code]),
        }
        for code in sorted(english)
        if code in arabic and code in alpha3
    }


def governorate(place_id: str) -> dict[str, str]:
    """The properties of a governorate's polygon: ``id``, ``name``, ``name_ar``."""
    row = next(row for row in rows() if row["id"] == place_id)
    return {"id": place_id, "name": row["name"], "name_ar": row["name_ar"]}


def rows() -> list[dict[str, str]]:
    """The label table: kind, id, name, name_ar, lat, lon, rank (1 first), minzoom, maxzoom.

    No camps: where they are is told as their protection allows, which a file of the map cannot know.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_labels(areas: Mapping[str, BaseGeometry], names: Names) -> Iterator[Label]:
    """Every label with its point; ``rank`` 1 is placed first, ``kind`` says how it is set.

    A country stands where the table says, else in the middle of its largest part, ranked by its size.
    """
    placed = {row["id"]: row for row in rows() if row["kind"] == "country"}
    for code, area in areas.items():
        if code not in names:
            continue
        row = placed.get(code)
        point = Point(float(row["lon"]), float(row["lat"])) if row else _middle(area)
        rank = int(row["rank"]) if row else _rank_by_size(area)
        yield point, {"kind": "country", "rank": rank, **_both(names[code])}
    for row in rows():
        if row["kind"] not in ("country", *SETTLEMENTS):
            yield Point(float(row["lon"]), float(row["lat"])), _properties(row)


def settlements(places: Iterable[Place], window: BaseGeometry) -> Iterator[Label]:
    """The table's settlements, then those of ``places`` inside ``window`` that no better one stands beside.

    Ranks: 1 to 6 by the table; of the rest, 6 for the more populous, 7 for towns, 8 for villages.
    """
    known = {place.id: place for place in places}
    chosen = [row for row in rows() if row["kind"] in SETTLEMENTS]
    taken: list[Point] = []
    for row in sorted(chosen, key=lambda row: int(row["rank"])):
        place = known.pop(row["id"], None)
        if place:
            row |= {
                "name": place.name,
                "name_ar": place.name_ar,
                "lat": str(place.lat),
                "lon": str(place.lon),
            }
        taken.append(Point(float(row["lon"]), float(row["lat"])))
        yield taken[-1], {"id": row["id"], **_properties(row)}
    ranked = sorted((_rank(place), -place.population, place.id) for place in known.values() if place.name_ar)
    for rank, _, place_id in ranked:
        place = known[place_id]
        point = Point(place.lon, place.lat)
        if rank and window.contains(point) and not any(point.dwithin(other, APART) for other in taken):
            taken.append(point)
            names = {"name": place.name, "name_ar": place.name_ar}
            yield point, {"id": place_id, "kind": "town", "rank": rank, **names}


def _rank(place: Place) -> int:
    """0 for what is no settlement."""
    if place.kind in (Kind.CITY, Kind.TOWN):
        return 6 if place.population >= POPULOUS else 7
    return 8 if place.kind is Kind.VILLAGE else 0


def _properties(row: dict[str, str]) -> dict[str, object]:
    properties: dict[str, object] = {"kind": row["kind"], "rank": int(row["rank"]), **_both(row)}
    properties |= {limit: float(row[limit]) for limit in ("minzoom", "maxzoom") if row[limit]}
    return properties


def _both(names: Mapping[str, str]) -> dict[str, str]:
    return {"name": names["name"], "name_ar": names["name_ar"]}


def _middle(area: BaseGeometry) -> Point:
    """The centre of the largest circle inside the largest part."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    return Point(shapely.maximum_inscribed_circle(largest, tolerance=0.1).coords[0])


def _rank_by_size(area: BaseGeometry) -> int:
    """1 to 5 by area in square degrees."""
    return 1 + sum(area.area < limit for limit in (120, 30, 6, 1))
