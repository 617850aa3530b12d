"""Photon: komoot's search over OpenStreetMap, at photon.komoot.io or on a server of one's own.

It knows no filter by country in geopy's words and has names in few languages: in Arabic it is asked for the
names used there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geopy.geocoders import Photon

from geodata.geocoders.common import kinds
from geodata.geocoders.common.base import MOST, GeopyService
from geodata.geocoders.common.places import place_of_feature
from geodata.geocoders.common.web import Server
from geodata.geocoders.port import Asked, Credit, Service
from geodata.models import Language, Place

HOME = "https://photon.komoot.io"
KEY = ""
NEEDS = ()
CREDIT = Credit("Photon", "komoot, © OpenStreetMap contributors", "https://www.openstreetmap.org/copyright")


def service(server: Server, key: str) -> Service:
    """The service at a server; it takes no key."""
    return _Photon(server)


class _Photon(GeopyService):
    def __init__(self, server: Server) -> None:
        self._geocoder = Photon(**server.options())

    def _locations(self, asked: Asked) -> Sequence[Any] | None:
        english = asked.language is Language.ENGLISH
        found: Sequence[Any] | None = self._geocoder.geocode(
            asked.name, exactly_one=False, limit=MOST, language="en" if english else False
        )
        return found

    def _place(self, raw: Mapping[str, Any]) -> Place | None:
        told = raw["properties"]
        kind = kinds.of_openstreetmap(
            told.get("osm_key") or "", told.get("osm_value") or "", told.get("type") or ""
        )
        if kind is None:
            return None
        return place_of_feature(
            f"photon-{told['osm_type'][0].lower()}{told['osm_id']}",
            raw,
            kind,
            corners=told.get("extent"),
            country=told.get("countrycode") or "",
            admin1=told.get("state"),
            source=f"{CREDIT.title}, {CREDIT.attribution}",
        )
