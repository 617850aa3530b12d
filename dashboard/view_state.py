"""What a reader sees, as an address: ViewState ⇄ the query of the URL.

The page writes the URL in one place only, ``assets/js/view_state.js``, with the same names as here; the
server reads it to draw the page in the right language, theme and place before any script has run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from geodata.errors import UsageError
from geodata.models import Language
from geodata.query import Query

Theme = Literal["light", "dark"]

_VIEW = re.compile(r"^(-?\d{1,3}(?:\.\d+)?),(-?\d{1,2}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$")


@dataclass(frozen=True, slots=True)
class MapView:
    """Where the map looks: centre in WGS 84 degrees and zoom."""

    lon: float
    lat: float
    zoom: float


# Syria and what lies across its borders.
HOME = MapView(lon=38.6, lat=34.9, zoom=5.9)


@dataclass(frozen=True, slots=True)
class ViewState:
    """The part of the page's state that the server draws from."""

    language: Language = Language.ENGLISH
    theme: Theme = "light"
    view: MapView | None = None
    """None: the page fits the map to what there is to see."""
    mark: str = ""
    """The key of the mark that is chosen."""
    query: Query = Query()


def from_search(search: str, *, default_language: Language = Language.ENGLISH) -> ViewState:
    """Read the query part of a URL (with or without ``?``).

    Whatever cannot be read is left at its default: a mangled link still opens the map.
    """
    values = dict(parse_qsl(search.lstrip("?"), keep_blank_values=False))
    return ViewState(
        language=_language(values.get("lang"), default_language),
        theme="dark" if values.get("theme") == "dark" else "light",
        view=parse_view(values.get("view", "")),
        mark=values.get("mark", ""),
        query=_query(values),
    )


def _language(value: str | None, default: Language) -> Language:
    return Language(value) if value in set(Language) else default


def parse_view(value: str) -> MapView | None:
    """``longitude,latitude,zoom``; None for what is no place on the map."""
    found = _VIEW.match(value)
    if not found:
        return None
    lon, lat, zoom = (float(number) for number in found.groups())
    if abs(lon) > 180 or abs(lat) > 85 or zoom > 18:
        return None
    return MapView(lon, lat, zoom)


def _query(values: Mapping[str, str]) -> Query:
    try:
        return Query.from_mapping(values)
    except UsageError:
        return Query()
