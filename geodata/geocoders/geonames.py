"""GeoNames: its gazetteer online, with the name of a free account that was allowed web services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from geopy.geocoders import GeoNames

from geodata.geocoders.common import kinds
from geodata.geocoders.common.base import GeopyService
from geodata.geocoders.common.places import place_of
from geodata.geocoders.common.web import Server
from geodata.geocoders.port import Asked, Credit, Service
from geodata.models import Place

HOME = "https://secure.geonames.org"
KEY = "CONFLICT_MAP_GEONAMES_KEY"
NEEDS = ("key",)
CREDIT = Credit("GeoNames", "GeoNames, CC BY 4.0", "https://www.geonames.org/about.html")

_FULL = urlencode({"style": "FULL"})
"""With every name and the extent, which geopy does not ask for."""
_LINKS = frozenset(("link", "post", "iata", "icao", "faac", "unlc", "wkdt", "phon", "abbr"))
"""What stands among the alternate names and is none."""


def service(server: Server, key: str) -> Service:
    """The service at a server; the key is an account's name."""
    return _GeoNames(server, key)


class _FullGeoNames(GeoNames):  # type: ignore[misc]
    def _call_geocoder(self, url: str, callback: Any, **options: Any) -> Any:  # noqa: ANN401
        return super()._call_geocoder(f"{url}&{_FULL}", callback, **options)


class _GeoNames(GeopyService):
    def __init__(self, server: Server, key: str) -> None:
        self._geocoder = _FullGeoNames(key, **server.options())

    def _locations(self, asked: Asked) -> Sequence[Any] | None:
        found: Sequence[Any] | None = self._geocoder.geocode(
            asked.name, exactly_one=False, country=list(asked.countries)
        )
        return found

    def _place(self, raw: Mapping[str, Any]) -> Place | None:
        kind = kinds.of_geonames(raw.get("fcl") or "", raw.get("fcode") or "")
        if kind is None:
            return None
        names: dict[str, object] = {"": raw.get("toponymName") or raw["name"], "shown": raw.get("name")}
        for number, other in enumerate(raw.get("alternateNames") or ()):
            language = other.get("lang") or ""
            if language not in _LINKS:
                names.setdefault(language if language in ("ar", "en") else f"{number}", other["name"])
        box = raw.get("bbox")
        return place_of(
            f"geonames-{raw['geonameId']}",
            names,
            kind,
            raw["lat"],
            raw["lng"],
            box=(box["south"], box["west"], box["north"], box["east"]) if box else None,
            country=raw.get("countryCode") or "",
            admin1=raw.get("adminName1"),
            population=raw.get("population"),
            source=CREDIT.attribution,
        )
