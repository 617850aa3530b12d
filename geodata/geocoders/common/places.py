"""From what a service says of a place to a ``Place``: names by script, extent, precision."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geopy.distance import geodesic

from geodata.gazetteer.countries import alpha2
from geodata.gazetteer.keys import is_arabic, name_key
from geodata.models import Kind, Place, Precision

Box = tuple[object, object, object, object]
"""South, west, north, east in degrees, as a service writes them; only its diagonal counts."""

_LONGEST_NAME = 120
_MOST_ALIASES = 12
_NEAR_KM, _WIDE_KM = 25.0, 50.0
_PRECISION = {
    Kind.COUNTRY: Precision.COUNTRY,
    Kind.GOVERNORATE: Precision.GOVERNORATE,
    Kind.DISTRICT: Precision.DISTRICT,
    Kind.SUBDISTRICT: Precision.DISTRICT,
    Kind.REGION: Precision.FUZZY,
    Kind.MACROREGION: Precision.FUZZY,
    Kind.RIVER: Precision.FUZZY,
    Kind.ROAD: Precision.FUZZY,
    Kind.MOUNTAIN: Precision.NEAR,
    Kind.OILFIELD: Precision.NEAR,
    Kind.SEA: Precision.SEA_OR_AIR,
}
_SPACE = re.compile(r"\s+")
_UNSAFE_ID = re.compile(r"[^A-Za-z0-9_.-]+")


def place_of(
    place_id: str,
    names: Mapping[str, object],
    kind: Kind,
    lat: object,
    lon: object,
    *,
    box: Box | None = None,
    country: str = "",
    admin1: object = "",
    population: object = 0,
    source: str,
) -> Place:
    """A place of a service. ``names``: by language, ``""`` for the one used there.

    Raises ``ValueError`` where it has no id, no name or no coordinates on the globe.
    """
    told = {language: name for language, given in names.items() if (name := clean(given))}
    name_ar = told.get("ar") or next((name for name in told.values() if is_arabic(name_key(name))), "")
    latin = (name for name in told.values() if name.isascii())
    name = told.get("en") or next(latin, "") or told.get("") or name_ar or next(iter(told.values()), "")
    place_id = _UNSAFE_ID.sub("-", place_id)
    if not name or place_id.endswith("-"):
        msg = f"a place without a name or an id: {place_id}"
        raise ValueError(msg)
    extent = extent_km(box) if box else 0.0
    return Place(
        id=place_id,
        name=name,
        name_ar=name_ar,
        kind=kind,
        lat=_degrees(lat, 90),
        lon=_degrees(lon, 180),
        country=alpha2(country),
        admin1=clean(admin1),
        precision=precision_of(kind, extent),
        extent_km=round(extent, 1),
        population=population if isinstance(population, int) and population > 0 else 0,
        aliases=_aliases(told.values(), {name, name_ar}),
        source=source,
    )


def place_of_feature(
    place_id: str,
    feature: Mapping[str, Any],
    kind: Kind,
    *,
    corners: Sequence[object] | None,
    country: str,
    admin1: object,
    population: object = 0,
    source: str,
) -> Place:
    """A place of a service that answers in GeoJSON, where ``properties`` has its name.

    ``corners``: longitude and latitude of two opposite corners of its box, where it has one. Raises
    ``ValueError`` as :func:`place_of` does, and ``LookupError`` or ``TypeError`` for another shape.
    """
    lon, lat = feature["geometry"]["coordinates"]
    box = None
    if corners:
        one_lon, one_lat, other_lon, other_lat = corners
        box = (one_lat, one_lon, other_lat, other_lon)
    return place_of(
        place_id,
        {"": feature["properties"]["name"]},
        kind,
        lat,
        lon,
        box=box,
        country=country,
        admin1=admin1,
        population=population,
        source=source,
    )


def precision_of(kind: Kind, extent: float) -> Precision:
    """How finely a place of this kind and radius (kilometres) is known: a wide town is no exact point."""
    known = _PRECISION.get(kind, Precision.EXACT)
    if known > Precision.NEAR:
        return known
    if extent > _WIDE_KM:
        return Precision.DISTRICT
    return Precision.NEAR if extent > _NEAR_KM else known


def extent_km(box: Box) -> float:
    """Half of a box's diagonal in kilometres. Raises ``ValueError`` for one that is not on the globe."""
    south, west, north, east = (
        _degrees(value, limit) for value, limit in zip(box, (90, 180) * 2, strict=True)
    )
    return float(geodesic((south, west), (north, east)).km) / 2


def clean(name: object) -> str:
    """A name on one line, without what cannot be seen, no longer than names are; "" for what is none."""
    if not isinstance(name, str):
        return ""
    text = unicodedata.normalize("NFC", name)
    seen = "".join(letter if not unicodedata.category(letter).startswith("C") else " " for letter in text)
    return _SPACE.sub(" ", seen).strip()[:_LONGEST_NAME].strip()


def _degrees(value: object, limit: int) -> float:
    degrees = float(value) if isinstance(value, int | float | str) else math.nan
    if not abs(degrees) <= limit:
        msg = f"{str(value)[:40]} are no degrees"
        raise ValueError(msg)
    return degrees


def _aliases(names: Iterable[str], shown: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name not in shown))[:_MOST_ALIASES]
