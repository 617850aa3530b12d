"""Who a piece of land belongs to on this map, and which lines are drawn dashed.

Areas follow the position of the United Nations where it has one (Golan: Security Council resolution 497;
Crimea: General Assembly resolution 68/262; northern Cyprus: Security Council resolution 541); the line of
control on the ground is drawn too, dashed. Natural Earth, the source, draws who holds the ground.

An area's key is its country (ISO 3166-1 alpha-2), with ``/part`` where a line of control sets it apart.
"""

from __future__ import annotations

from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import split

from dashboard.basemap.coverage import Areas, polygons

GOLAN = "SY/golan"
QUNEITRA = "sy-quneitra-governorate"

# Names in world-atlas that carry no ISO number → key here. Uninhabited reefs and the like are left out.
WITHOUT_NUMBER = {
    "Kosovo": "XK",
    "N. Cyprus": "CY/north",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Akrotiri": "CY",
    "Somaliland": "SO/somaliland",
    "Siachen Glacier": "IN/siachen",
    "Baikonur": "KZ",
}

# Pairs whose border, or the part of it inside the box (west, south, east, north), is no agreed one.
DISPUTED: dict[tuple[str, str], tuple[float, float, float, float] | None] = {
    ("IL", "PS"): None,
    ("EH", "MA"): None,
    ("RS", "XK"): None,
    ("IN", "PK"): (72.0, 32.4, 78.0, 37.0),
    ("CN", "IN"): (77.0, 32.0, 81.0, 36.0),
    ("SD", "SS"): (27.0, 9.0, 30.5, 11.0),
}

CRIMEA = box(32.3, 44.2, 36.62, 46.25)

GOVERNORATES = {
    "Aleppo": "sy-aleppo-governorate",
    "Damascus": "sy-damascus-governorate",
    "Rif Dimashq": "sy-rif-dimashq",
    "Dar`a": "sy-daraa-governorate",
    "Dayr Az Zawr": "sy-deir-ez-zor-governorate",
    "Hamah": "sy-hama-governorate",
    "Hasaka (Al Haksa)": "sy-hasakah-governorate",
    "Homs (Hims)": "sy-homs-governorate",
    "Idlib": "sy-idlib-governorate",
    "Lattakia": "sy-latakia-governorate",
    "Quneitra": QUNEITRA,
    "UNDOF": QUNEITRA,
    "Ar Raqqah": "sy-raqqa-governorate",
    "As Suwayda'": "sy-suwayda-governorate",
    "Tartus": "sy-tartus-governorate",
}


def country_of(key: str) -> str:
    """The country of an area: ``CY/north`` → ``CY``, a Syrian governorate → ``SY``."""
    return "SY" if key.startswith("sy-") else key.partition("/")[0]


def redrawn(areas: Areas, golan_west: LineString) -> Areas:
    """Areas with the Golan taken from Israel's polygon and Crimea from Russia's, as parts of their own."""
    changed = dict(areas)
    if "IL" in areas:
        pieces = sorted(split(_largest(areas["IL"]), golan_west).geoms, key=lambda piece: piece.centroid.x)
        changed[GOLAN] = pieces[-1]
        changed["IL"] = polygons(areas["IL"].difference(pieces[-1]))
    if "RU" in areas:
        changed["UA/crimea"] = polygons(areas["RU"].intersection(CRIMEA))
        changed["RU"] = polygons(areas["RU"].difference(CRIMEA))
    return changed


def _largest(area: BaseGeometry) -> BaseGeometry:
    parts: list[BaseGeometry] = list(getattr(area, "geoms", [area]))
    return max(parts, key=lambda part: part.area)


def border_kinds(pair: tuple[str, str], line: BaseGeometry) -> dict[str, BaseGeometry]:
    """A shared border by kind: ``international``, ``disputed``, ``ceasefire``, ``governorate``."""
    first, second = pair
    if country_of(first) == country_of(second):
        both_governorates = first.startswith("sy-") and second.startswith("sy-")
        return {"governorate" if both_governorates else "ceasefire": line}
    if "/" in first or "/" in second:
        return {"disputed": line}
    countries = (min(map(country_of, pair)), max(map(country_of, pair)))
    if countries not in DISPUTED:
        return {"international": line}
    limits = DISPUTED[countries]
    if limits is None:
        return {"disputed": line}
    return {"disputed": line.intersection(box(*limits)), "international": line.difference(box(*limits))}
