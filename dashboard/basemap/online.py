"""Base maps from tile services, for whoever chooses one: they tell the service which part of the map is read.

None is used unless it is asked for by name. Addresses and credits come from ``xyzservices``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import xyzservices.providers as providers

from dashboard.basemap.expressions import Json
from dashboard.basemap.style import FIRST_LABEL_LAYER
from geodata.errors import UnknownNameError, UsageError


@dataclass(frozen=True, slots=True)
class OnlineMap:
    """A tile service one may choose."""

    name: str
    """What to call it in the settings."""
    title: str
    provider: str
    """Its name in ``xyzservices``."""
    licence: str
    """What its owner asks for, in a sentence."""

    @property
    def needs_key(self) -> bool:
        """Whether the service works only with a key of one's own."""
        return bool(_service(self).requires_token())

    @property
    def attribution(self) -> str:
        """The credit that must be shown, as plain text."""
        return str(_service(self)["attribution"]).replace("(C)", "©")


_OSM = "Data ODbL. The volunteers' tile server is for light use and wants to see a Referer."
_CARTO = "Free for non-commercial use with a key from carto.com; otherwise with a licence from CARTO."
_ESRI = "Esri's terms of use apply: with an ArcGIS account, or within its free tier."

_CHOICES = (
    OnlineMap("openstreetmap", "OpenStreetMap", "OpenStreetMap.Mapnik", _OSM),
    OnlineMap("topographic", "OpenTopoMap", "OpenTopoMap", "Tiles CC BY-SA 3.0, for light use."),
    OnlineMap("satellite", "Esri World Imagery", "Esri.WorldImagery", _ESRI),
    OnlineMap("positron", "CARTO Positron", "CartoDB.Positron", _CARTO),
    OnlineMap("voyager", "CARTO Voyager", "CartoDB.Voyager", _CARTO),
    OnlineMap("dark-matter", "CARTO Dark Matter", "CartoDB.DarkMatter", _CARTO),
)


def choices() -> list[OnlineMap]:
    """The online base maps there are; looking at the list asks no one anything."""
    return list(_CHOICES)


def online_map(name: str) -> OnlineMap:
    """The online base map of that name. Raises ``UnknownNameError``, which lists the names there are."""
    for choice in _CHOICES:
        if choice.name == name:
            return choice
    names = ", ".join(choice.name for choice in _CHOICES)
    msg = f"There is no online base map {name!r}; there are {names}; or a .pmtiles or .mbtiles file."
    raise UnknownNameError(msg)


def online_style(name: str, *, key: str = "") -> Json:
    """A MapLibre style with the service's tiles; its last layer, empty, is ``FIRST_LABEL_LAYER``.

    Raises ``UnknownNameError`` for a name there is not, ``UsageError`` where the service needs a ``key``.
    """
    choice = online_map(name)
    service = _service(choice)
    return {
        "version": 8,
        "name": choice.name,
        "sources": {
            "tiles": {
                "type": "raster",
                "tiles": _addresses(choice, key),
                "tileSize": 256,
                "maxzoom": int(service.get("max_zoom", 18)),
                "attribution": choice.attribution,
            }
        },
        "layers": [
            {"id": "tiles", "type": "raster", "source": "tiles"},
            {"id": FIRST_LABEL_LAYER, "type": "background", "layout": {"visibility": "none"}},
        ],
    }


def hosts(name: str) -> list[str]:
    """The origins the page must be allowed to ask (``img-src`` and ``connect-src``) for this map."""
    addresses = (urlsplit(address) for address in _addresses(online_map(name), key="key"))
    return sorted({f"{address.scheme}://{address.netloc}" for address in addresses})


def _service(choice: OnlineMap) -> Any:  # noqa: ANN401  xyzservices has no types
    return providers.query_name(choice.provider)


def _addresses(choice: OnlineMap, key: str) -> list[str]:
    """Tile addresses with ``{z}``, ``{x}`` and ``{y}`` left open, one for each of the service's hosts."""
    service = _service(choice)
    if choice.needs_key and not key:
        msg = f"The online base map {choice.name!r} needs a key of your own. {choice.licence}"
        raise UsageError(msg)
    fixed = {"{variant}": service.get("variant", ""), "{apikey}": key, "{r}": ""}
    address = str(service["url"])
    for slot, value in fixed.items():
        address = address.replace(slot, str(value))
    subdomains = service.get("subdomains", "abc") if "{s}" in address else [""]
    return [address.replace("{s}", subdomain) for subdomain in subdomains]
