"""Words that point to a place, with a line to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import BOLD
from dashboard.publication.drawing.names import OTHER, Block, Lettering, block, draw_block
from dashboard.publication.drawing.placing import Room, Spot, from_afar
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Annotation

_WIDEST = 13.0
"""Times the size of its letters, before a text breaks."""
_DISTANCES = (26.0, 48.0, 80.0, 120.0, 170.0, 240.0)
_HIDES = 40.0


@dataclass(frozen=True, slots=True)
class _Set:
    """An annotation where it will stand."""

    x: float
    y: float
    block: Block
    spot: Spot


def draw(
    sheet: Sheet, given: tuple[Annotation, ...], projected: Projected, room: Room, inks: Inks, unit: float
) -> None:
    """All annotations that lie on the map; lines first, so that none crosses a word."""
    found = [_place(each, projected, room, inks, unit) for each in given]
    placed = [each for each in found if each is not None]
    for each in placed:
        _draw_line(sheet, each, inks, unit)
    for each in placed:
        draw_block(sheet, each.block, each.spot, inks.land)


def _place(given: Annotation, projected: Projected, room: Room, inks: Inks, unit: float) -> _Set | None:
    x, y = (float(value) for value in projected.points([given.lon], [given.lat])[0])
    if not room.box.contains(x, y):
        return None
    set_as = block(given.text, Lettering(OTHER * unit, inks.ink, BOLD), widest=_WIDEST)
    spot = room.choose(from_afar(x, y, set_as.size, [unit * away for away in _DISTANCES]), _HIDES)
    if spot is None:
        return None
    reach = 3 * unit
    room.close(Box(x - reach, y - reach, x + reach, y + reach))
    return _Set(x, y, set_as, spot)


def _draw_line(sheet: Sheet, each: _Set, inks: Inks, unit: float) -> None:
    """From the nearest side of the words to the place, with a small ring there."""
    box = each.spot.box
    end_x = min(max(each.x, box.left), box.right)
    end_y = min(max(each.y, box.top), box.bottom)
    if each.spot.align != "center":  # from the middle of the line that begins or ends there
        end_y = min(
            max(each.y, box.top + 0.6 * each.block.look.size), box.bottom - 0.6 * each.block.look.size
        )
    away = np.array([end_x - each.x, end_y - each.y])
    length = float(np.hypot(*away))
    if length < 8 * unit:
        return
    start = np.array([each.x, each.y]) + away / length * 3.6 * unit
    end = np.array([end_x, end_y]) - away / length * 3 * unit
    for colour, wide in ((inks.land, 3.4), (inks.ink, 1.2)):
        sheet.lines([np.array([start, end])], colour, wide * unit, alpha=0.9)
    ring = np.array([[each.x, each.y]])
    sheet.discs(ring, np.array([3.2 * unit]), fill=inks.land, edge=inks.ink, width=1.4 * unit)
