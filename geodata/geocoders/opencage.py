"""OpenCage: a search over OpenStreetMap and others that lets answers be kept; with a key of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from geopy.geocoders import OpenCage

from geodata.geocoders.common import kinds
from geodata.geocoders.common.base import GeopyService
from geodata.geocoders.common.places import place_of
from geodata.geocoders.common.web import Server
from geodata.geocoders.port import Asked, Credit, Service
from geodata.models import Place

HOME = "https://api.opencagedata.com"
KEY = "CONFLICT_MAP_OPENCAGE_KEY"
NEEDS = ("key",)
CREDIT = Credit("OpenCage", "© OpenStreetMap contributors and others", "https://opencagedata.com/credits")

_OBJECT = re.compile(r"\b(node|way|relation)[=/](\d+)")
_OTHER_WORDS = ("city", "town", "village", "hamlet", "municipality")
"""OpenCage tells a town's type in general words and its name under the exact one."""


def service(server: Server, key: str) -> Service:
    """The service at a server, with a key."""
    return _OpenCage(server, key)


class _OpenCage(GeopyService):
    def __init__(self, server: Server, key: str) -> None:
        self._geocoder = OpenCage(key, **server.options())

    def _locations(self, asked: Asked) -> Sequence[Any] | None:
        found: Sequence[Any] | None = self._geocoder.geocode(
            asked.name,
            exactly_one=False,
            country=[code.lower() for code in asked.countries],
            language=str(asked.language),
        )
        return found

    def _place(self, raw: Mapping[str, Any]) -> Place | None:
        told = raw["components"]
        level = told.get("_type") or ""
        kind = kinds.of_level(level)
        if kind is None:
            return None
        exact = next((word for word in (level, *_OTHER_WORDS) if told.get(word)), "")
        at, box = raw["geometry"], raw.get("bounds")
        south_west, north_east = (box["southwest"], box["northeast"]) if box else ({}, {})
        return place_of(
            f"opencage-{_number(raw)}",
            {"": told.get(exact) or raw["formatted"].partition(",")[0]},
            (kinds.of_level(exact) if level in _OTHER_WORDS else None) or kind,
            at["lat"],
            at["lng"],
            box=(south_west["lat"], south_west["lng"], north_east["lat"], north_east["lng"]) if box else None,
            country=told.get("ISO_3166-1_alpha-2") or told.get("country_code") or "",
            admin1=told.get("state"),
            source=f"{CREDIT.title}, {CREDIT.attribution}",
        )


def _number(raw: Mapping[str, Any]) -> str:
    """OpenStreetMap's number where it is told; else where it lies, to ten metres, which stays as well."""
    about = raw.get("annotations", {}).get("OSM", {})
    found = _OBJECT.search(f"{about.get('edit_url', '')} {about.get('url', '')}")
    if found:
        return f"{found[1][0]}{found[2]}"
    return f"{float(raw['geometry']['lat']):.4f}_{float(raw['geometry']['lng']):.4f}"
