"""The true extents of vague marks, and the outline that is to stand out."""

from __future__ import annotations

from math import cos, radians

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.scene import Mark, Scene
from geodata.models import Precision

MOST_BESIDE, MOST_AREAS, FEW_MARKS = 25, 5, 30
"""Where there are more, the extents of the weightiest, and none of areas: they would hide one another, and
hatching says the same."""
_SHARES = (0.5, 0.12, 0.05)
"""Of the map that one extent may cover: the less, the more there are."""
_KM_A_DEGREE = 111.195


def draw_extents(sheet: Sheet, projected: Projected, scene: Scene, inks: Inks, unit: float) -> None:
    """Dashed outlines, lightly filled, of what lies beside a place and of areas."""
    beside = [mark for mark in scene.marks if mark.beside][:MOST_BESIDE]
    areas = [mark for mark in scene.marks if _is_drawn_area(mark)]
    few = len(areas) <= MOST_AREAS and len(scene.marks) <= FEW_MARKS
    share = _SHARES[min(len(beside) // 4, len(_SHARES) - 1)]
    for mark in (*(areas if few else ()), *beside):
        outline = mark.outline or _circle(mark)
        shape = projected.shape(outline)
        if shape.is_empty or shape.area > share * projected.box.width * projected.box.height:
            continue
        sheet.area(
            shape,
            inks.event,
            alpha=0.07 if mark.beside else 0.035,
            edge=inks.event,
            edge_alpha=0.75 if mark.beside else 0.45,
            width=1.0 * unit,
            dashes=(4 * unit, 3 * unit),
            clip=projected.box,
        )


def _is_drawn_area(mark: Mark) -> bool:
    """Districts, governorates and regions; of a point "near it" the ring tells, countries say nothing."""
    known = mark.outline is not None or mark.extent_km > 0
    return not mark.beside and known and Precision.DISTRICT <= mark.precision <= Precision.FUZZY


def _circle(mark: Mark) -> BaseGeometry:
    turns = np.linspace(0.0, 2 * np.pi, 73)
    reach = mark.extent_km / _KM_A_DEGREE
    lon = mark.lon + reach * np.cos(turns) / max(cos(radians(mark.lat)), 0.05)
    return Polygon(np.column_stack([lon, mark.lat + reach * np.sin(turns)]))


def draw_highlight(sheet: Sheet, projected: Projected, scene: Scene, inks: Inks, unit: float) -> None:
    """The firm outline of the chosen area; the base map tints its ground, beneath waters and borders."""
    if scene.highlight is None:
        return
    shape = projected.shape(scene.highlight)
    sheet.area(shape, None, edge=inks.land, edge_alpha=0.9, width=4.5 * unit, clip=projected.box)
    sheet.area(shape, None, edge=inks.highlight, width=2.0 * unit, clip=projected.box)
