"""The words on the base map: symbol layers in one language and one theme."""

from __future__ import annotations

from typing import Any

from dashboard.basemap.expressions import Json, by_zoom, where, within_its_zooms
from dashboard.basemap.palette import Palette

# One family for both scripts: the browser takes the first face that has the letter. MapLibre reads weight and
# slant from the words of the first name and passes the names to CSS unquoted, where ``system-ui Bold`` is an
# error: so a name that no machine has carries them.
_FACES = ["system-ui", "Segoe UI", "Noto Sans Arabic", "Conflict Map Sans", "DejaVu Sans", "sans-serif"]
FONTS = {
    "regular": _FACES,
    "bold": ["Map Semibold", *_FACES],
    "italic": ["Map Italic", *_FACES],
}


SHOWN_FROM = {1: 4.5, 2: 5.3, 3: 6.0, 4: 6.8, 5: 7.5, 6: 8.3, 7: 9.2, 8: 10.2}
"""The zoom from which settlements of a rank are shown."""


def settlements(rank: int) -> list[Any]:
    """The filter for settlements of one rank."""
    return [
        "all",
        ["in", ["get", "kind"], ["literal", ["capital", "city", "town"]]],
        ["==", ["get", "rank"], rank],
    ]


def labels(palette: Palette, language: str) -> list[Json]:
    """Words, those to be placed last first: MapLibre gives the room to the topmost layer."""
    lettering = Lettering(palette, language)
    return [
        lettering.rivers(),
        lettering.lakes(),
        lettering.seas(),
        lettering.governorates(),
        lettering.regions(),
        *(lettering.settlements(rank) for rank in reversed(SHOWN_FROM)),
        lettering.countries(),
    ]


class Lettering:
    """Symbol layers in one language and one theme."""

    def __init__(self, palette: Palette, language: str) -> None:
        self.palette = palette
        self.arabic = language == "ar"
        self.name: list[Any] = ["get", "name_ar" if self.arabic else "name"]

    def layer(self, name: str, **parts: Any) -> Json:  # noqa: ANN401
        """A symbol layer with what all of them share."""
        layout = {"text-field": self.name, "text-padding": 4, "symbol-sort-key": ["get", "rank"]} | parts.pop(
            "layout"
        )
        if self.arabic:
            layout["text-letter-spacing"] = 0  # Arabic letters join; space between them breaks words
        paint = {"text-halo-color": self.palette.halo, "text-halo-width": 1.4, "text-halo-blur": 0.4}
        return {
            "id": name,
            "type": "symbol",
            "source": "labels",
            **parts,
            "layout": layout,
            "paint": paint | parts["paint"],
        }

    def size(self, *stops: float) -> list[Any]:
        """Text size by zoom; Arabic one step larger, its letters being lower."""
        step = 1.5 if self.arabic else 0.0
        return by_zoom(*(stop + step if at % 2 else stop for at, stop in enumerate(stops)))

    def rivers(self) -> Json:
        """Names along the rivers."""
        return self.layer(
            "water-names",
            source="water",
            minzoom=6,
            filter=["all", ["==", ["get", "kind"], "river"], ["has", "name"]],
            layout={
                "symbol-placement": "line",
                "symbol-spacing": 420,
                "text-font": FONTS["italic"],
                "text-size": self.size(6, 10, 10, 13),
                "text-letter-spacing": 0.08,
                "text-max-angle": 35,
            },
            paint={"text-color": self.palette.water_ink},
        )

    def lakes(self) -> Json:
        """Names inside lakes."""
        return self.layer(
            "lake-names",
            source="water",
            minzoom=7.5,
            filter=["all", ["!=", ["get", "kind"], "river"], ["has", "name"]],
            layout={"text-font": FONTS["italic"], "text-size": self.size(7, 10, 10, 12), "text-max-width": 6},
            paint={"text-color": self.palette.water_ink, "text-halo-width": 0},
        )

    def seas(self) -> Json:
        """Names of seas and oceans."""
        return self.layer(
            "sea-names",
            filter=["all", ["==", ["get", "kind"], "sea"], *within_its_zooms()],
            layout={
                "text-font": FONTS["italic"],
                "text-size": self.size(3, 11, 6, 15),
                "text-letter-spacing": 0.12,
                "text-max-width": 7,
            },
            paint={"text-color": self.palette.water_ink, "text-halo-color": self.palette.sea},
        )

    def governorates(self) -> Json:
        """Syria's governorates, only while they are the thing to see."""
        return self.layer(
            "governorate-names",
            minzoom=6,
            maxzoom=8.5,
            filter=where(kind="governorate"),
            layout={
                "text-field": ["concat", "محافظة ", self.name] if self.arabic else ["upcase", self.name],
                "text-font": FONTS["regular"],
                "text-size": self.size(6, 9.5, 8, 11.5),
                "text-letter-spacing": 0.14,
                "text-max-width": 7,
            },
            paint={"text-color": self.palette.governorate_ink},
        )

    def regions(self) -> Json:
        """Areas that are no unit: the desert, the Golan."""
        return self.layer(
            "region-names",
            filter=["all", ["==", ["get", "kind"], "area"], *within_its_zooms()],
            layout={
                "text-font": FONTS["italic"],
                "text-size": self.size(6, 10.5, 9, 13),
                "text-letter-spacing": 0.1,
                "text-max-width": 7,
            },
            paint={"text-color": self.palette.governorate_ink},
        )

    def settlements(self, rank: int) -> Json:
        """Towns of one rank with a small dot; capitals and great cities are set bolder."""
        first = rank <= 2
        return self.layer(
            f"settlements-{rank}",
            minzoom=SHOWN_FROM[rank],
            filter=settlements(rank),
            layout={
                "text-font": FONTS["bold"] if rank == 1 else FONTS["regular"],
                "text-size": self.size(5, 13.5 - rank * 0.7, 10, 17 - rank * 0.8),
                "text-variable-anchor": ["right", "left", "top", "bottom"]
                if self.arabic
                else ["left", "right", "top", "bottom"],
                "text-radial-offset": 0.5,
                "text-justify": "auto",
                "text-max-width": 9,
            },
            paint={"text-color": self.palette.city_ink if first else self.palette.town_ink},
        )

    def countries(self) -> Json:
        """Countries, wide-set, gone when one is deep inside one of them."""
        return self.layer(
            "country-names",
            minzoom=1.5,
            maxzoom=7.6,
            filter=[
                "all",
                ["==", ["get", "kind"], "country"],
                ["<=", ["get", "rank"], ["step", ["zoom"], 1, 3, 2, 4, 3, 5, 5]],
            ],
            layout={
                "text-field": self.name if self.arabic else ["upcase", self.name],
                "text-font": FONTS["regular"],
                "text-size": [
                    "interpolate",
                    ["linear"],
                    ["zoom"],
                    3,
                    self.country_size(9.5),
                    6.5,
                    self.country_size(15),
                ],
                "text-letter-spacing": 0.18,
                "text-max-width": 7,
            },
            paint={"text-color": self.palette.country_ink},
        )

    def country_size(self, largest: float) -> list[Any]:
        """Text size by rank: a step down for each."""
        largest += 2.0 if self.arabic else 0.0
        return ["max", 8.5, ["-", largest, ["*", 1.4, ["-", ["get", "rank"], 1]]]]
