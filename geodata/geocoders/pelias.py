"""Pelias: an open geocoder over OpenStreetMap, Who's On First, GeoNames and others, on a server one names.

geocode.earth runs it for customers; its address is then ``https://api.geocode.earth``, with a key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geopy.geocoders import Pelias

from geodata.geocoders.common import kinds
from geodata.geocoders.common.base import GeopyService
from geodata.geocoders.common.places import place_of_feature
from geodata.geocoders.common.web import Server
from geodata.geocoders.port import Asked, Credit, Service
from geodata.models import Kind, Place

HOME = ""
KEY = "CONFLICT_MAP_PELIAS_KEY"
NEEDS = ("url",)
CREDIT = Credit(
    "Pelias",
    "© OpenStreetMap contributors, Who's On First, GeoNames",
    "https://github.com/pelias/documentation/blob/master/data-sources.md",
)


def service(server: Server, key: str) -> Service:
    """The service at a server, with a key where that one wants it."""
    return _Pelias(server, key)


class _Pelias(GeopyService):
    def __init__(self, server: Server, key: str) -> None:
        self._geocoder = Pelias(api_key=key or None, **server.options())

    def _locations(self, asked: Asked) -> Sequence[Any] | None:
        found: Sequence[Any] | None = self._geocoder.geocode(
            asked.name, exactly_one=False, countries=list(asked.countries), language=str(asked.language)
        )
        return found

    def _place(self, raw: Mapping[str, Any]) -> Place | None:
        told = raw["properties"]
        layer = told.get("layer") or ""
        kind = Kind.TOWN if layer == "locality" else kinds.of_level(layer)
        if kind is None:
            return None
        return place_of_feature(
            f"pelias-{told['gid']}",
            raw,
            kind,
            corners=raw.get("bbox"),
            country=told.get("country_code") or told.get("country_a") or "",
            admin1=told.get("region"),
            population=told.get("population"),
            source=f"{CREDIT.title}, {CREDIT.attribution}",
        )
