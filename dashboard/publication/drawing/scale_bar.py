"""A scale bar that is true in the middle of the map."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

import numpy as np

from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import width
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.text import say
from geodata.models import Language

LETTERS = 15.0
_LONGEST, _FARTHEST_KM = 150.0, 2_000.0
"""Pixels of a usual picture; a bar for a continent would be true nowhere but in its middle."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Its length on the ground and on the map."""

    km: float
    pixels: float

    def label(self, language: Language) -> str:
        """``100 km``, ``500 m``."""
        if self.km >= 1:
            return say(language, "scale.km", km=f"{self.km:,g}")
        return say(language, "scale.m", m=f"{round(self.km * 1000)}")


def bar(projected: Projected, longest: float) -> Bar | None:
    """A round length no longer than ``longest`` pixels; None where no length would be true enough.

    Measured along the ground (the geodesic on WGS 84) across the middle of the map.
    """
    from pyproj import Geod

    x, y = projected.box.centre
    (west, south), (east, north) = projected.degrees([x - longest / 2, x + longest / 2], [y, y])
    if not np.isfinite([west, south, east, north]).all():
        return None
    _, _, metres = Geod(ellps="WGS84").inv(west, south, east, north)
    km = float(metres) / 1000
    if not 0 < km <= _FARTHEST_KM:
        return None
    power = 10.0 ** int(np.floor(log10(km)))
    lead = km / power
    fair = power * (5 if lead >= 5 else 2 if lead >= 2 else 1)
    return Bar(fair, longest * fair / km)


def longest(unit: float) -> float:
    """The room a bar is given, in pixels."""
    return _LONGEST * unit


def size_of(drawn: Bar, language: Language, unit: float) -> tuple[float, float]:
    """Width and height of the bar with its label."""
    label = width(drawn.label(language), LETTERS * unit)
    return max(drawn.pixels, label), (LETTERS * 1.3 + 8) * unit


def draw(sheet: Sheet, drawn: Bar, box: Box, inks: Inks, unit: float) -> None:
    """The bar in its box, the label above it."""
    size = LETTERS * unit
    left = box.left if box.centre[0] < sheet.box.width / 2 else box.right - drawn.pixels
    y = box.bottom - 1.5 * unit
    tick = 5 * unit
    line = np.array([[left, y - tick], [left, y], [left + drawn.pixels, y], [left + drawn.pixels, y - tick]])
    sheet.lines([line], inks.land, 4.5 * unit, alpha=0.8)
    sheet.lines([line], inks.ink, 1.5 * unit, round_ends=False)
    middle = left + drawn.pixels / 2
    sheet.text(
        middle,
        y - tick - 2 * unit,
        drawn.label(sheet.language),
        size,
        inks.ink,
        align="center",
        halo=inks.land,
    )
