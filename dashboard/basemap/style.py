"""The base map as a MapLibre style (version 8): our own data, no glyph or tile server, no sprite.

Without a ``glyphs`` address MapLibre draws every letter in the browser from the fonts named in ``text-font``,
Arabic included, already shaped and in the right order; so nothing leaves the machine.
Source: MapLibre Style Specification, https://maplibre.org/maplibre-style-spec/.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dashboard.basemap.expressions import Json, by_zoom, where
from dashboard.basemap.lettering import SHOWN_FROM, labels, settlements
from dashboard.basemap.palette import PALETTES, Palette
from geodata.errors import UnknownNameError

DATA = Path(__file__).parent / "data"

SOURCES = ("land", "water", "borders", "labels")
"""The files the style draws; ``governorates`` and ``countries`` are served too, for who needs the areas."""

FIRST_LABEL_LAYER = "water-names"
"""The layer to put data beneath: everything from here on is words."""

ATTRIBUTION = {
    "en": "Natural Earth · boundaries and names do not imply endorsement or acceptance",
    "ar": "Natural Earth · الحدود والأسماء على هذه الخريطة لا تعني إقرارًا بها أو قبولًا لها",
}


def style(
    language: str = "en",
    theme: str = "light",
    *,
    base_url: str = "/basemap",
    inline: bool = False,
) -> Json:
    """The style for a reader of ``language`` (``ar``, ``en``) under ``theme`` (``light``, ``dark``).

    Its sources are ``{base_url}/land.json`` and so on, relative to the page's own host; with ``inline``
    the data themselves stand in the style instead, for a page that has no server.
    Raises ``UnknownNameError`` for a language or theme there is not.
    """
    palette = _known(PALETTES, theme, "theme")
    attribution(language)  # an unknown language is refused here
    return {
        "version": 8,
        "name": f"conflict-map-{theme}-{language}",
        "sources": {name: _source(name, base_url, inline=inline) for name in SOURCES},
        "layers": [*_areas(palette), *_lines(palette), *_dots(palette), *labels(palette, language)],
    }


def attribution(language: str) -> str:
    """Credits and the boundary disclaimer in plain text. Raises ``UnknownNameError``."""
    return str(_known(ATTRIBUTION, language, "language"))


def data_files() -> dict[str, Path]:
    """Every file to be served under ``base_url``, by its name: ``{"land.json": Path(...)}``."""
    return {path.name: path for path in sorted(DATA.glob("*.json"))}


def _known(choices: dict[str, Any], name: str, what: str) -> Any:  # noqa: ANN401
    if name not in choices:
        msg = f"There is no {what} {name!r} for the base map; there are {', '.join(sorted(choices))}."
        raise UnknownNameError(msg)
    return choices[name]


def _source(name: str, base_url: str, *, inline: bool) -> Json:
    # Ids, so that the page can leave out single names.
    source: Json = {"type": "geojson", "tolerance": 0.3, "maxzoom": 12, "generateId": True}
    path = DATA / f"{name}.json"
    source["data"] = json.loads(path.read_text(encoding="utf-8")) if inline else f"{base_url}/{name}.json"
    return source


def _areas(palette: Palette) -> list[Json]:
    return [
        {"id": "sea", "type": "background", "paint": {"background-color": palette.sea}},
        {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": palette.land}},
        {
            "id": "coast",
            "type": "line",
            "source": "land",
            "paint": {"line-color": palette.coast, "line-width": by_zoom(3, 0.3, 7, 0.8, 10, 1.2)},
        },
    ]


def _lines(palette: Palette) -> list[Json]:
    return [
        *(_river(palette, rank) for rank in (3, 2, 1)),
        {
            "id": "lakes",
            "type": "fill",
            "source": "water",
            "filter": ["in", ["get", "kind"], ["literal", ["lake", "salt"]]],
            "paint": {
                "fill-color": palette.water,
                "fill-opacity": ["match", ["get", "kind"], "salt", 0.45, 1],
                "fill-outline-color": palette.river,
            },
        },
        _line("first-level", palette.governorate, by_zoom(6, 0.4, 9, 0.8), minzoom=6.5, dashes=[2, 3]),
        _line("governorate", palette.governorate, by_zoom(5, 0.6, 8, 1.2), minzoom=5, dashes=[4, 2]),
        {
            **_line("international", palette.casing, by_zoom(4, 2, 8, 5)),
            "id": "international-casing",
        },
        _line("international", palette.border, by_zoom(2, 0.4, 5, 0.9, 8, 1.4)),
        _line("disputed", palette.border, by_zoom(2, 0.4, 5, 0.9, 8, 1.4), dashes=[4, 3]),
        _line("ceasefire", palette.ceasefire, by_zoom(5, 0.7, 8, 1.3), minzoom=4, dashes=[1, 2]),
    ]


def _river(palette: Palette, rank: int) -> Json:
    """Rivers of one rank: the lower, the later and the finer."""
    widest = {1: 2.6, 2: 1.6, 3: 1.0}[rank]
    return {
        "id": f"rivers-{rank}",
        "type": "line",
        "source": "water",
        "minzoom": {1: 3.5, 2: 4.5, 3: 7}[rank],
        "filter": ["all", ["==", ["get", "kind"], "river"], ["==", ["get", "rank"], rank]],
        "layout": {"line-cap": "round", "line-join": "round"},
        "paint": {
            "line-color": palette.river,
            "line-width": by_zoom(4, widest * 0.3, 7, widest * 0.7, 10, widest),
        },
    }


def _line(
    kind: str, colour: str, width: list[Any], *, minzoom: float = 0, dashes: list[float] | None = None
) -> Json:
    paint: Json = {"line-color": colour, "line-width": width}
    if dashes:
        paint["line-dasharray"] = dashes
    return {
        "id": kind,
        "type": "line",
        "source": "borders",
        "minzoom": minzoom,
        "filter": where(kind=kind),
        "layout": {"line-join": "round"},
        "paint": paint,
    }


def _dots(palette: Palette) -> list[Json]:
    """A small dot where each settlement is; its name stands beside it."""
    return [
        {
            "id": f"dots-{rank}",
            "type": "circle",
            "source": "labels",
            "minzoom": zoom,
            "filter": settlements(rank),
            "paint": {
                "circle-color": palette.dot,
                "circle-radius": by_zoom(5, 1.9 - rank * 0.1, 10, 3 - rank * 0.15),
                "circle-stroke-color": palette.halo,
                "circle-stroke-width": 1,
            },
        }
        for rank, zoom in SHOWN_FROM.items()
    ]
