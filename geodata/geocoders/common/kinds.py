"""What services call a place, in the project's kinds. Shops, roads and addresses are no places here: None.

After the keys and values of OpenStreetMap (wiki.openstreetmap.org/wiki/Map_features) and the feature codes of
GeoNames (geonames.org/export/codes.html).
"""

from __future__ import annotations

from geodata.models import Kind

SETTLED = frozenset(
    (
        Kind.CITY,
        Kind.TOWN,
        Kind.VILLAGE,
        Kind.QUARTER,
        Kind.CAMP,
        Kind.SUBDISTRICT,
        Kind.DISTRICT,
        Kind.ISLAND,
    )
)
"""What a word such as "village" or "town" may stand before, its district of the same name included."""

_PLACE = {
    "country": Kind.COUNTRY,
    "state": Kind.GOVERNORATE,
    "province": Kind.GOVERNORATE,
    "governorate": Kind.GOVERNORATE,
    "region": Kind.REGION,
    "macroregion": Kind.REGION,
    "state_district": Kind.DISTRICT,
    "county": Kind.DISTRICT,
    "macrocounty": Kind.DISTRICT,
    "district": Kind.DISTRICT,
    "municipality": Kind.SUBDISTRICT,
    "localadmin": Kind.SUBDISTRICT,
    "subdistrict": Kind.SUBDISTRICT,
    "city": Kind.CITY,
    "town": Kind.TOWN,
    "village": Kind.VILLAGE,
    "hamlet": Kind.VILLAGE,
    "isolated_dwelling": Kind.VILLAGE,
    "farm": Kind.VILLAGE,
    "allotments": Kind.VILLAGE,
    "locality": Kind.VILLAGE,
    "borough": Kind.QUARTER,
    "suburb": Kind.QUARTER,
    "quarter": Kind.QUARTER,
    "neighbourhood": Kind.QUARTER,
    "neighborhood": Kind.QUARTER,
    "island": Kind.ISLAND,
    "islet": Kind.ISLAND,
    "archipelago": Kind.ISLAND,
    "sea": Kind.SEA,
    "ocean": Kind.SEA,
    "marinearea": Kind.SEA,
    "airport": Kind.AIRFIELD,
    "refugee_camp": Kind.CAMP,
}
_OTHER = {
    ("amenity", "refugee_site"): Kind.CAMP,
    ("landuse", "residential"): Kind.QUARTER,
    ("landuse", "military"): Kind.BASE,
    ("landuse", "industrial"): Kind.SITE,
    ("landuse", "reservoir"): Kind.LAKE,
    ("aeroway", "aerodrome"): Kind.AIRFIELD,
    ("aeroway", "heliport"): Kind.AIRFIELD,
    ("military", "airfield"): Kind.AIRFIELD,
    ("barrier", "border_control"): Kind.CROSSING,
    ("waterway", "river"): Kind.RIVER,
    ("waterway", "stream"): Kind.RIVER,
    ("waterway", "wadi"): Kind.RIVER,
    ("waterway", "dam"): Kind.DAM,
    ("man_made", "dam"): Kind.DAM,
    ("man_made", "petroleum_well"): Kind.OILFIELD,
    ("natural", "peak"): Kind.HILL,
    ("natural", "hill"): Kind.HILL,
    ("natural", "ridge"): Kind.MOUNTAIN,
    ("natural", "mountain_range"): Kind.MOUNTAIN,
    ("natural", "volcano"): Kind.MOUNTAIN,
    ("natural", "water"): Kind.LAKE,
    ("natural", "bay"): Kind.SEA,
    ("natural", "strait"): Kind.SEA,
    ("natural", "desert"): Kind.REGION,
    ("natural", "plateau"): Kind.REGION,
    ("natural", "valley"): Kind.REGION,
    ("historic", "archaeological_site"): Kind.SITE,
}
_WHOLE_KEYS = {"military": Kind.BASE}

_CLASS = {"A": Kind.DISTRICT, "P": Kind.VILLAGE}
_CODE = {
    "PCLI": Kind.COUNTRY,
    "PCL": Kind.COUNTRY,
    "ADM1": Kind.GOVERNORATE,
    "ADM3": Kind.SUBDISTRICT,
    "ADM4": Kind.SUBDISTRICT,
    "PPLC": Kind.CITY,
    "PPLA": Kind.CITY,
    "PPLA2": Kind.TOWN,
    "PPLA3": Kind.TOWN,
    "PPLX": Kind.QUARTER,
    "RGN": Kind.REGION,
    "DSRT": Kind.REGION,
    "AIRP": Kind.AIRFIELD,
    "AIRB": Kind.AIRFIELD,
    "AIRF": Kind.AIRFIELD,
    "DAM": Kind.DAM,
    "OILF": Kind.OILFIELD,
    "OILW": Kind.OILFIELD,
    "HLL": Kind.HILL,
    "HLLS": Kind.HILL,
    "PK": Kind.HILL,
    "MT": Kind.MOUNTAIN,
    "MTS": Kind.MOUNTAIN,
    "STM": Kind.RIVER,
    "WAD": Kind.RIVER,
    "LK": Kind.LAKE,
    "RSV": Kind.LAKE,
    "SEA": Kind.SEA,
    "ISL": Kind.ISLAND,
    "CMPRF": Kind.CAMP,
    "MILB": Kind.BASE,
    "INSM": Kind.BASE,
    "RUIN": Kind.SITE,
    "ANS": Kind.SITE,
}


def of_openstreetmap(key: str, value: str, level: str = "") -> Kind | None:
    """The kind of an object tagged ``key=value``; ``level`` is what the service makes of a boundary.

    ``level`` is Nominatim's ``addresstype``, Photon's ``type`` or the like: ``city``, ``county``, ``state``.
    """
    if key == "place":
        return _PLACE.get(value)
    if key == "boundary":
        return _PLACE.get(level, Kind.DISTRICT) if value == "administrative" else None
    return _OTHER.get((key, value)) or _WHOLE_KEYS.get(key)


def of_level(level: str) -> Kind | None:
    """The kind of what a service only calls a ``locality``, a ``county``, a ``neighbourhood``."""
    return _PLACE.get(level)


def of_geonames(feature_class: str, feature_code: str) -> Kind | None:
    """The kind of a GeoNames feature such as ``P``, ``PPL``."""
    return _CODE.get(feature_code) or _CLASS.get(feature_class)
