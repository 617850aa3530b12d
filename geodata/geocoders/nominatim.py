"""Nominatim: the search over OpenStreetMap, at openstreetmap.org or on a server of one's own.

Its usage policy (operations.osmfoundation.org/policies/nominatim) wants a user agent that names the one who
asks, at most one request a second, answers that are kept, and the credit below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geopy.geocoders import Nominatim

from geodata.geocoders.common import kinds
from geodata.geocoders.common.base import MOST, GeopyService
from geodata.geocoders.common.places import place_of
from geodata.geocoders.common.web import Server
from geodata.geocoders.port import Asked, Credit, Service
from geodata.models import Place

HOME = "https://nominatim.openstreetmap.org"
KEY = ""
NEEDS = ("user_agent",)
CREDIT = Credit("Nominatim", "© OpenStreetMap contributors", "https://www.openstreetmap.org/copyright")


def service(server: Server, key: str) -> Service:
    """The service at a server; it takes no key."""
    return _Nominatim(server)


class _Nominatim(GeopyService):
    def __init__(self, server: Server) -> None:
        self._geocoder = Nominatim(**server.options())

    def _locations(self, asked: Asked) -> Sequence[Any] | None:
        found: Sequence[Any] | None = self._geocoder.geocode(
            asked.name,
            exactly_one=False,
            limit=MOST,
            addressdetails=True,
            namedetails=True,
            language=str(asked.language),
            country_codes=[code.lower() for code in asked.countries],
        )
        return found

    def _place(self, raw: Mapping[str, Any]) -> Place | None:
        kind = kinds.of_openstreetmap(
            raw.get("class") or raw.get("category") or "", raw.get("type") or "", raw.get("addresstype") or ""
        )
        if kind is None:
            return None
        details, address = raw.get("namedetails") or {}, raw.get("address") or {}
        names = {key.partition(":")[2]: name for key, name in details.items() if _is_name(key)}
        names |= {key: details[key] for key in ("alt_name", "old_name", "int_name") if key in details}
        names.setdefault("", raw.get("name") or raw["display_name"].partition(",")[0])
        box = raw.get("boundingbox")
        south, north, west, east = box if box else (None,) * 4
        return place_of(
            f"nominatim-{raw['osm_type'][0].lower()}{raw['osm_id']}",
            names,
            kind,
            raw["lat"],
            raw["lon"],
            box=(south, west, north, east) if box else None,
            country=address.get("country_code") or "",
            admin1=address.get("state") or address.get("province") or address.get("region"),
            source=f"{CREDIT.title}, {CREDIT.attribution}",
        )


def _is_name(key: str) -> bool:
    """``name`` and ``name:ar``, and not ``name:etymology:wikidata``."""
    return key == "name" or (
        key.startswith("name:") and key.count(":") == 1 and len(key) <= len("name:zh-Hant")
    )
