"""A web server on this machine that answers as the geocoding services do, and a memory for what it said."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from geodata.models import Language, LookUp
from tests.web import Behave, LocalServer, Visit

ARABIC, ENGLISH = "تل المثال", "Tell al-Mithal"
LAT, LON = 36.2153, 38.4021


def nominatim(name: str, country: str, lat: float, lon: float, number: int) -> dict[str, Any]:
    """One village as Nominatim tells of it."""
    return {
        "place_id": 7_000_000 + number,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright",
        "osm_type": "node",
        "osm_id": number,
        "lat": str(lat),
        "lon": str(lon),
        "class": "place",
        "type": "village",
        "place_rank": 19,
        "importance": 0.133,
        "addresstype": "village",
        "name": name,
        "display_name": f"{name}, ناحية مركز, محافظة حلب, سوريا",
        "address": {
            "village": name,
            "state": "محافظة حلب",
            "country": "سوريا",
            "country_code": country.lower(),
        },
        "namedetails": {"name": name, "name:ar": name, "name:en": ENGLISH, "name:etymology": "x"},
        "boundingbox": [str(lat - 0.02), str(lat + 0.02), str(lon - 0.02), str(lon + 0.02)],
    }


def photon(name: str, country: str, lat: float, lon: float, number: int) -> dict[str, Any]:
    """The same as Photon tells of it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "osm_type": "N",
            "osm_id": number,
            "osm_key": "place",
            "osm_value": "village",
            "type": "city",
            "name": name,
            "countrycode": country,
            "country": "سوريا",
            "state": "محافظة حلب",
            "extent": [lon - 0.02, lat + 0.02, lon + 0.02, lat - 0.02],
        },
    }


def pelias(name: str, country: str, lat: float, lon: float, number: int) -> dict[str, Any]:
    """The same as Pelias tells of it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": {
            "id": str(number),
            "gid": f"whosonfirst:locality:{number}",
            "layer": "locality",
            "source": "whosonfirst",
            "name": name,
            "country_a": {"SY": "SYR", "IQ": "IRQ", "FR": "FRA"}[country],
            "region": "Aleppo",
            "label": f"{name}, Syria",
        },
        "bbox": [lon - 0.02, lat - 0.02, lon + 0.02, lat + 0.02],
    }


def opencage(name: str, country: str, lat: float, lon: float, number: int) -> dict[str, Any]:
    """The same as OpenCage tells of it."""
    return {
        "annotations": {"OSM": {"edit_url": f"https://www.openstreetmap.org/edit?node={number}#map=16/1/2"}},
        "bounds": {
            "northeast": {"lat": lat + 0.02, "lng": lon + 0.02},
            "southwest": {"lat": lat - 0.02, "lng": lon - 0.02},
        },
        "components": {
            "ISO_3166-1_alpha-2": country,
            "_category": "place",
            "_type": "city",
            "village": name,
            "state": "محافظة حلب",
            "country_code": country.lower(),
        },
        "confidence": 7,
        "formatted": f"{name}, سوريا",
        "geometry": {"lat": lat, "lng": lon},
    }


def geonames(name: str, country: str, lat: float, lon: float, number: int) -> dict[str, Any]:
    """The same as GeoNames tells of it."""
    return {
        "geonameId": number,
        "name": ENGLISH,
        "toponymName": ENGLISH,
        "fcl": "P",
        "fcode": "PPL",
        "countryCode": country,
        "adminName1": "Aleppo",
        "population": 0,
        "lat": str(lat),
        "lng": str(lon),
        "alternateNames": [{"name": name, "lang": "ar"}, {"name": "https://a.example/x", "lang": "link"}],
        "bbox": {"south": lat - 0.02, "west": lon - 0.02, "north": lat + 0.02, "east": lon + 0.02},
    }


TELLERS = {
    "nominatim": nominatim,
    "photon": photon,
    "pelias": pelias,
    "opencage": opencage,
    "geonames": geonames,
}
"""How each service tells of a village: name, country, degrees, number."""

_WHOLE: dict[str, Callable[[list[Any]], Any]] = {
    "nominatim": lambda items: items,
    "photon": lambda items: {"type": "FeatureCollection", "features": items},
    "pelias": lambda items: {"geocoding": {"version": "0.2"}, "type": "FeatureCollection", "features": items},
    "opencage": lambda items: {"results": items, "status": {"code": 200, "message": "OK"}},
    "geonames": lambda items: {"totalResultsCount": len(items), "geonames": items},
}


def body(service: str, *items: Any) -> bytes:
    """A whole answer of a service."""
    return json.dumps(_WHOLE[service](list(items)), ensure_ascii=False).encode()


def village(
    service: str,
    name: str = ARABIC,
    country: str = "SY",
    lat: float = LAT,
    lon: float = LON,
    number: int = 4242,
) -> Any:
    """A village as a service tells of it."""
    return TELLERS[service](name, country, lat, lon, number)


class _Everything(dict[str, Behave]):
    """Pages of a server that answers alike on every path."""

    def __init__(self, answer: Behave) -> None:
        super().__init__()
        self.answer = answer

    def get(self, _path: str, _default: Any = None) -> Any:
        return self.answer


class FakeService(LocalServer):
    """Answers every request with what it was told last; ``asked`` has the questions."""

    def __init__(self) -> None:
        super().__init__()
        self.answers(b"[]")

    def answers(self, body: bytes, status: int = 200, **headers: str) -> None:
        """From now on answer so."""
        headers = {"Content_Type": "application/json; charset=utf-8", **headers}
        self.behaves(lambda visit: visit.answer(status, body, **headers))

    def behaves(self, behave: Behave) -> None:
        """From now on do this."""
        self.pages = _Everything(behave)

    def in_turn(self, *behaves: Behave) -> None:
        """Do one thing after the other, the last for good."""
        left = list(behaves)
        self.behaves(lambda visit: (left.pop(0) if len(left) > 1 else left[0])(visit))

    @property
    def asked(self) -> list[dict[str, str]]:
        """The parameters of every request so far."""
        queries = (parse_qs(urlsplit(visit.path).query) for visit in self.visits)
        return [{name: values[0] for name, values in query.items()} for query in queries]

    @property
    def here(self) -> str:
        """Its address, as one names a server of one's own."""
        return f"http://127.0.0.1:{self.port}"


def says(service: str, *items: Any, status: int = 200, **headers: str) -> Behave:
    """What answers a request with these places."""
    whole = body(service, *items)
    return lambda visit: visit.answer(status, whole, Content_Type="application/json", **headers)


def fails(status: int, **headers: str) -> Behave:
    """What answers a request with this status and no words."""

    def behave(visit: Visit) -> None:
        visit.answer(status, b"no", **headers)

    return behave


class Memory:
    """What keeps answers for as long as a test runs."""

    def __init__(self) -> None:
        self.kept: list[LookUp] = []

    def keep_look_up(self, look_up: LookUp) -> None:
        self.kept.insert(0, look_up)

    def look_ups(self, name: str, countries: tuple[str, ...], language: Language) -> list[LookUp]:
        asked = (name, countries, language)
        return [one for one in self.kept if (one.name, one.countries, one.language) == asked]

    def names_looked_up(self) -> frozenset[str]:
        return frozenset(one.name for one in self.kept)
