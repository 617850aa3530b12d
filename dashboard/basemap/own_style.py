"""A MapLibre style over a user's own tiles: Protomaps' vector layers in our colours, or pictures as they are.

Land, borders from afar and the names of countries and governorates stay our own, so that the map goes on
where the file ends, and so that names read the same on every base map.
Source: Protomaps' basemap layers, https://docs.protomaps.com/basemaps/layers; older files: ``pmap:kind``.
"""

from __future__ import annotations

from typing import Any

from dashboard.basemap.expressions import Json, by_zoom
from dashboard.basemap.lettering import FONTS, Lettering
from dashboard.basemap.palette import PALETTES, Palette
from dashboard.basemap.routes import OWN_TILES
from dashboard.basemap.style import FIRST_LABEL_LAYER, SOURCES, attribution, style
from dashboard.basemap.tile_files import TileFile
from geodata.errors import UsageError

PROTOMAPS = frozenset({"earth", "water", "roads", "places", "boundaries"})
"""Layers by which a file of Protomaps' schema is known."""

OWN_BORDERS_TO = 5
"""The zoom up to which our borders are drawn, and from which the tiles' are."""

_KIND = ["coalesce", ["get", "kind"], ["get", "pmap:kind"]]
_DETAIL = ["coalesce", ["get", "kind_detail"], ["get", "pmap:kind_detail"], ""]
_GREEN = ["forest", "grassland", "farmland", "scrub", "wood", "park", "nature_reserve", "orchard", "grass"]
_URBAN = ["urban_area", "residential", "industrial", "commercial", "aerodrome", "military"]
_BIG = ("city", "town")


def check(tiles: TileFile) -> None:
    """Refuse shapes of a schema the style does not know. Raises ``UsageError``."""
    if tiles.is_vector and tiles.layers and not PROTOMAPS & set(tiles.layers):
        msg = (
            f"The vector tiles of {tiles.path} are not in Protomaps' schema (their layers: "
            f"{', '.join(tiles.layers)}); take an extract of Protomaps' map, or tiles that are pictures."
        )
        raise UsageError(msg)


def own_style(tiles: TileFile, language: str, theme: str, origin: str) -> Json:
    """The style for a reader; ``origin`` is the page's own: MapLibre's worker knows no relative address.

    Raises ``UnknownNameError`` for a language or theme there is not.
    """
    ours = style(language, theme)
    source = _source(tiles, origin)
    name = f"own-{theme}-{language}"
    if not tiles.is_vector:
        layers = [_background(ours), *_pictures(theme)]
        return {"version": 8, "name": name, "sources": {"tiles": source}, "layers": layers}
    palette = PALETTES[theme]
    words = _Words(palette, language)
    kept = {layer["id"]: layer for layer in ours["layers"]}
    layers = [
        _background(ours),
        kept["land"],
        *_ground(palette),
        *_roads(palette),
        *(
            _until(kept[line], OWN_BORDERS_TO)
            for line in ("international-casing", "international", "disputed")
        ),
        kept["governorate"],
        *_boundaries(palette),
        *words.layers(),
        kept["governorate-names"],
        *words.places(),
        kept["country-names"],
    ]
    sources = {key: ours["sources"][key] for key in SOURCES if key != "water"}
    return {"version": 8, "name": name, "sources": {"tiles": source, **sources}, "layers": layers}


def own_credit(tiles: TileFile, language: str) -> str:
    """What the file asks to be shown, then our own credit where our names and borders stand on the map."""
    told = tiles.credit or tiles.path.name
    return f"{told} · {attribution(language)}" if tiles.is_vector else told


def _source(tiles: TileFile, origin: str) -> Json:
    address = f"{origin}{OWN_TILES}/{{z}}/{{x}}/{{y}}?v={tiles.version}"
    common = {
        "tiles": [address],
        "minzoom": tiles.min_zoom,
        "maxzoom": tiles.max_zoom,
        "bounds": list(tiles.bounds),
    }
    return {"type": "vector", **common} if tiles.is_vector else {"type": "raster", "tileSize": 256, **common}


def _pictures(theme: str) -> list[Json]:
    # Pictures have one look; by night they are dimmed, so that the marks stay the brightest.
    paint = {"raster-brightness-max": 0.62, "raster-saturation": -0.2} if theme == "dark" else {}
    return [
        {"id": "tiles", "type": "raster", "source": "tiles", "paint": paint},
        {"id": FIRST_LABEL_LAYER, "type": "background", "layout": {"visibility": "none"}},
    ]


def _background(ours: Json) -> Json:
    found: Json = next(layer for layer in ours["layers"] if layer["type"] == "background")
    return found


def _until(layer: Json, zoom: float) -> Json:
    return {**layer, "maxzoom": zoom}


def _one_of(kinds: list[str]) -> list[Any]:
    return ["in", _KIND, ["literal", kinds]]


def _layer(name: str, kind: str, layer: str, paint: Json, **more: Any) -> Json:  # noqa: ANN401
    return {"id": name, "type": kind, "source": "tiles", "source-layer": layer, "paint": paint, **more}


def _ground(palette: Palette) -> list[Json]:
    shapes = ["match", ["geometry-type"], ["Polygon", "MultiPolygon"], True, False]
    lines = ["match", ["geometry-type"], ["LineString", "MultiLineString"], True, False]
    green, urban = {"fill-color": palette.green}, {"fill-color": palette.urban}
    return [
        _layer("earth", "fill", "earth", {"fill-color": palette.land}, filter=shapes),
        _layer("landcover-green", "fill", "landcover", green, filter=_one_of(_GREEN)),
        _layer("landcover-urban", "fill", "landcover", urban, filter=_one_of(_URBAN)),
        _layer("landuse-green", "fill", "landuse", green, filter=_one_of(_GREEN)),
        _layer("landuse-urban", "fill", "landuse", urban, filter=_one_of(_URBAN)),
        _layer("water", "fill", "water", {"fill-color": palette.water}, filter=shapes),
        _layer(
            "streams",
            "line",
            "water",
            {"line-color": palette.river, "line-width": by_zoom(6, 0.6, 10, 1.6, 14, 3)},
            filter=lines,
        ),
        _layer("buildings", "fill", "buildings", {"fill-color": palette.building}, minzoom=13, filter=shapes),
    ]


def _roads(palette: Palette) -> list[Json]:
    """The finer, the later."""
    ways: tuple[tuple[str, list[str], str, float, list[float]], ...] = (
        ("paths", ["path", "other"], palette.track, 13, [13, 0.5, 16, 1.5]),
        ("minor-roads", ["minor_road"], palette.track, 11, [11, 0.4, 14, 2, 17, 6]),
        ("medium-roads", ["medium_road"], palette.road, 9, [9, 0.5, 14, 3, 17, 8]),
        ("major-roads", ["major_road"], palette.road, 7, [7, 0.5, 11, 1.4, 17, 10]),
        ("highways", ["highway"], palette.road, 4, [4, 0.4, 8, 1.2, 12, 3, 17, 12]),
    )
    roads = [
        _layer(
            name,
            "line",
            "roads",
            {"line-color": colour, "line-width": by_zoom(*widths)},
            minzoom=zoom,
            filter=_one_of(kinds),
            layout={"line-cap": "round", "line-join": "round"},
        )
        for name, kinds, colour, zoom, widths in ways
    ]
    rail = {"line-color": palette.road, "line-width": 1, "line-dasharray": [3, 2]}
    return [*roads, _layer("railways", "line", "roads", rail, minzoom=9, filter=_one_of(["rail"]))]


def _boundaries(palette: Palette) -> list[Json]:
    """Lines between countries, those in dispute broken, and between first-level units."""
    disputed = ["==", ["get", "disputed"], True]
    country = ["==", _KIND, "country"]
    width = by_zoom(5, 0.9, 8, 1.4)

    def line(name: str, paint: Json, kinds: list[Any]) -> Json:
        return _layer(
            name, "line", "boundaries", paint, minzoom=OWN_BORDERS_TO, filter=["all", *kinds],
            layout={"line-join": "round"},
        )  # fmt: skip

    border = {"line-color": palette.border, "line-width": width}
    unit = {"line-color": palette.governorate, "line-width": by_zoom(6, 0.6, 9, 1), "line-dasharray": [2, 3]}
    return [
        line("unit-lines", unit, [["in", _KIND, ["literal", ["region", "macroregion"]]]]),
        line("border-lines", border, [country, ["!", disputed]]),
        line("disputed-lines", {**border, "line-dasharray": [4, 3]}, [country, disputed]),
    ]


class _Words(Lettering):
    """Names of the tiles in the reader's language, else in English, else as the place itself writes them."""

    def __init__(self, palette: Palette, language: str) -> None:
        super().__init__(palette, language)
        second = "name:en" if self.arabic else "name:latin"
        self.name = ["coalesce", ["get", f"name:{language}"], ["get", second], ["get", "name"]]

    def named(self, name: str, layer: str, colour: str, **parts: Any) -> Json:  # noqa: ANN401
        """A symbol layer over one of the tiles' layers."""
        layout = {"text-font": FONTS["regular"], **parts.pop("layout"), "symbol-sort-key": 0}
        source = {"source": "tiles", "source-layer": layer}
        return self.layer(name, **{**source, **parts}, layout=layout, paint={"text-color": colour})

    def layers(self) -> list[Json]:
        """What stands beneath the names of places: waters, roads, quarters."""
        along = {"symbol-placement": "line", "symbol-spacing": 420, "text-max-angle": 35}
        italic = {"text-font": FONTS["italic"], "text-max-width": 7}
        points = ["==", ["geometry-type"], "Point"]
        lines = ["match", ["geometry-type"], ["LineString", "MultiLineString"], True, False]
        ink = self.palette.water_ink
        return [
            self.named(FIRST_LABEL_LAYER, "water", ink, minzoom=8, filter=lines,
                       layout={**along, "text-font": FONTS["italic"], "text-size": self.size(8, 10, 12, 13)}),
            self.named("lake-names", "water", ink, filter=points,
                       layout={**italic, "text-size": self.size(4, 11, 10, 13)}),
            self.named("road-names", "roads", self.palette.town_ink, minzoom=13, filter=lines,
                       layout={**along, "text-size": self.size(13, 10, 17, 12)}),
            self.named("quarter-names", "places", self.palette.governorate_ink, minzoom=11,
                       filter=_one_of(["neighbourhood", "macrohood"]),
                       layout={"text-size": self.size(11, 10, 15, 13), "text-max-width": 7}),
        ]  # fmt: skip

    def places(self) -> list[Json]:
        """Settlements, the smaller the later; the tiles themselves hold back what is too small for a zoom."""
        locality = ["==", _KIND, "locality"]
        big = ["in", _DETAIL, ["literal", list(_BIG)]]
        small = ["all", locality, ["!", big]]
        return [
            self.named("small-places", "places", self.palette.town_ink, minzoom=8, filter=small,
                       layout={"text-size": self.size(8, 10, 14, 13), "text-max-width": 9}),
            self.named("big-places", "places", self.palette.city_ink, minzoom=4,
                       filter=["all", locality, big],
                       layout={"text-size": self.size(4, 11, 10, 16), "text-max-width": 9}),
        ]  # fmt: skip
