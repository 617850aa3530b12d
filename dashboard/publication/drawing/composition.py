"""Puts a picture together: words around the map, the map, what lies on it, the key.

Words and key are measured first, the map takes the room they leave. Beside the map the key stands in wide
pictures, beneath it in tall ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from dashboard.publication.drawing import (
    base_map,
    extents,
    framing,
    locator,
    marks,
    names,
    pointers,
    river_names,
    scale_bar,
)
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.frame_text import Passage, footer, header
from dashboard.publication.drawing.ground_names import Ground
from dashboard.publication.drawing.inks import Inks, inks
from dashboard.publication.drawing.key import COLUMN, Key, marks_unit
from dashboard.publication.drawing.marks import Placed
from dashboard.publication.drawing.placing import Room
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Background, Order
from dashboard.publication.scene import Scene

_MARGIN, _PAPER_MARGIN = 26.0, 45.0
"""Around everything: times the size of letters; pixels on paper, 12 mm, which every printer can print."""
_GAP = 15.0
_HEADER_SHARE = 0.36
_LEAST_MAP = 90.0
_WIDE = 1.2
_NOWHERE = -1e6
_COVERED, _LEAST_SHRUNK = 0.09, 0.6
"""The share of the map that all marks may cover together, and how small they may be drawn for its sake."""


@dataclass(frozen=True)
class Plan:
    """Where everything stands."""

    map: Box
    key: Box | None
    key_in_column: bool
    header: Box
    footer: Box


@dataclass(frozen=True)
class Composed:
    """A picture, what of the scene is on its map, and what its marks are drawn with."""

    sheet: Sheet
    scene: Scene
    placed: list[Placed]
    map: Box
    inks: Inks
    unit: float
    """Of the marks: their size beside that in a picture of the usual size."""
    level: float
    """What lies above the marks has a greater z-order: names, locator, scale bar, all around the map."""


def compose(order: Order, scene: Scene) -> tuple[Sheet, Scene]:
    """The whole picture, and what of the scene is on its map: the words tell of that."""
    composed = composition(order, scene)
    return composed.sheet, composed.scene


def composition(order: Order, scene: Scene, *, with_marks: bool = True) -> Composed:
    """The whole picture; without its marks for whoever draws others in their place, one after another."""
    sheet = Sheet(order.size, order.language)
    colours, unit = inks(order.theme, order.style), order.size.letter
    plan, above, below = _measured(sheet, order, scene, unit)
    if order.background is Background.FILLED:
        sheet.rectangle(sheet.box, colours.paper)
    scaled = marks_unit(plan.map, unit)
    projected = _projected(order, scene, plan)
    shown, placed = _shown(order, scene, projected, scaled)
    scaled *= _uncrowded(placed, plan.map)
    shown, placed = _shown(order, scene, projected, scaled)
    above, below = _passages(order, shown, sheet.box.width - 2 * _margin(order), plan.header.height)
    drawn = placed if with_marks else None
    level = _draw_map(sheet, order, shown, projected, placed, drawn, colours, unit, scaled)
    above.draw(sheet, plan.header, colours)
    below.draw(sheet, plan.footer, colours)
    if plan.key is not None:
        key = Key.of(order, shown, placed, unit, scaled)
        (key.draw_column if plan.key_in_column else key.draw_row)(sheet, plan.key, colours)
    return Composed(sheet, shown, placed, plan.map, colours, scaled, level)


def on_map(order: Order, scene: Scene) -> Scene:
    """What of a scene the picture shows, which is what its words tell of."""
    plan, _, _ = _measured(Sheet(order.size, order.language), order, scene, order.size.letter)
    return _shown(order, scene, _projected(order, scene, plan), order.size.letter)[0]


def map_of(order: Order, scene: Scene) -> Projected:
    """The picture's map alone: where it stands on the page, and what part of the globe it shows."""
    plan, _, _ = _measured(Sheet(order.size, order.language), order, scene, order.size.letter)
    return _projected(order, scene, plan)


def _measured(sheet: Sheet, order: Order, scene: Scene, unit: float) -> tuple[Plan, Passage, Passage]:
    page = sheet.box.shrunk(_margin(order))
    above, below = _passages(order, scene, page.width, _HEADER_SHARE * page.height)
    return _plan(sheet, order, scene, (page, above, below), unit), above, below


def _margin(order: Order) -> float:
    return _PAPER_MARGIN if order.size.printed else _MARGIN * order.size.letter


def _passages(order: Order, scene: Scene, room: float, tallest: float) -> tuple[Passage, Passage]:
    """The words above and below the map."""
    unit = order.size.letter
    return header(order, scene, room, unit, tallest), footer(order, scene, room, unit)


def _projected(order: Order, scene: Scene, plan: Plan) -> Projected:
    return Projected(framing.frame(order, scene, plan.map.width, plan.map.height), plan.map)


def _plan(
    sheet: Sheet, order: Order, scene: Scene, around: tuple[Box, Passage, Passage], unit: float
) -> Plan:
    page, above, below = around
    gap = _GAP * unit
    top = page.top + above.height + (gap if above.height else 0.0)
    bottom = max(page.bottom - below.height - 0.7 * gap, top + _LEAST_MAP)
    middle = Box(page.left, top, page.right, bottom)
    feet = Box(page.left, bottom + 0.7 * gap, page.right, page.bottom)
    head = Box(page.left, page.top, page.right, top)
    # The key is measured with all the forms there are; those the map does not show are left out later.
    every = [Placed(mark, 0.0, 0.0, 1.0, 0.0) for mark in scene.marks]
    wide = page.width / page.height > _WIDE
    column = COLUMN * unit
    key = Key.of(order, scene, every, unit, marks_unit(middle, unit))
    if wide and middle.width > 2.6 * column and key.column_height(column) <= middle.height:
        if sheet.right_to_left:
            beside = Box(page.left, top, page.left + column, bottom)
            return Plan(Box(beside.right + gap, top, page.right, bottom), beside, True, head, feet)
        beside = Box(page.right - column, top, page.right, bottom)
        return Plan(Box(page.left, top, beside.left - gap, bottom), beside, True, head, feet)
    tall = key.row_height(middle.width)
    if tall and middle.height - tall - gap > max(_LEAST_MAP, 0.45 * middle.height):
        row = Box(page.left, bottom - tall, page.right, bottom)
        return Plan(Box(page.left, top, page.right, row.top - 0.8 * gap), row, False, head, feet)
    return Plan(middle, None, False, head, feet)


def _shown(order: Order, scene: Scene, projected: Projected, unit: float) -> tuple[Scene, list[Placed]]:
    """The marks that stand on the map, and the scene of these alone."""
    if not scene.marks:
        return scene, []
    points = projected.points([mark.lon for mark in scene.marks], [mark.lat for mark in scene.marks])
    points[~np.isfinite(points).all(axis=1)] = _NOWHERE
    inside = [at for at, (x, y) in enumerate(points) if projected.box.contains(float(x), float(y))]
    shown = scene.within([scene.marks[at] for at in inside], order)
    placed = marks.place(shown.marks, points[inside], unit)
    return shown, placed


def _uncrowded(placed: Sequence[Placed], box: Box) -> float:
    """How much smaller marks are drawn where they would cover too much of the map; 1 where they do not."""
    covered = sum(pi * one.reach**2 for one in placed) / (box.width * box.height)
    return max(min(sqrt(_COVERED / covered), 1.0), _LEAST_SHRUNK) if covered else 1.0


def _draw_map(
    sheet: Sheet,
    order: Order,
    scene: Scene,
    projected: Projected,
    placed: Sequence[Placed],
    drawn: Sequence[Placed] | None,
    colours: Inks,
    unit: float,
    scaled: float,
) -> float:
    """Draw it, and return the z-order of its marks."""
    base_map.draw(sheet, projected, order, colours, unit, scene.highlight)
    extents.draw_highlight(sheet, projected, scene, colours, unit)
    if drawn is not None:
        extents.draw_extents(sheet, projected, scene, colours, unit)
        marks.draw(sheet, drawn, colours, scaled, projected.box)
    level = sheet.level
    sheet.rectangle(projected.box, None, edge=colours.hairline, width=1.0 * unit)
    discs = np.array([(one.x, one.y, one.reach) for one in placed], dtype=np.float64)
    room = Room(projected.box.shrunk(3 * unit), discs, names.OTHER * unit)
    _draw_furniture(sheet, order, projected, room, colours, unit)
    pointers.draw(sheet, order.annotations, projected, room, colours, unit)
    if order.labels:
        names.draw_marks_names(sheet, order, scene, placed, room, colours, unit)
        river_names.draw(sheet, order, projected, room, colours, unit)
        Ground(sheet, order, scene, projected, room, colours).draw()
    return level


def _draw_furniture(
    sheet: Sheet, order: Order, projected: Projected, room: Room, colours: Inks, unit: float
) -> None:
    """Locator and scale bar, each in the corner where it hides least."""
    points = [(each.lon, each.lat) for each in order.annotations]
    anchors = [projected.points([lon], [lat])[0] for lon, lat in points]
    side = locator.SIDE * unit
    fits = min(projected.box.width, projected.box.height) > 2.6 * side
    if order.locator and fits and locator.wanted(projected):
        place = _corner(
            room, (side, side), anchors, unit, ("start-top", "end-top", "end-bottom", "start-bottom"), sheet
        )
        locator.draw(sheet, projected, place, colours, unit)
        room.close(place)
    bar = scale_bar.bar(projected, min(scale_bar.longest(unit), 0.3 * projected.box.width))
    if bar is not None:
        size = scale_bar.size_of(bar, order.language, unit)
        place = _corner(
            room, size, anchors, unit, ("start-bottom", "end-bottom", "end-top", "start-top"), sheet
        )
        scale_bar.draw(sheet, bar, place, colours, unit)
        room.close(place.shrunk(-4 * unit))


def _corner(
    room: Room,
    size: tuple[float, float],
    anchors: Sequence[np.ndarray],
    unit: float,
    corners: Sequence[str],
    sheet: Sheet,
) -> Box:
    """The emptiest corner; of those as empty the first."""
    around, (width, height) = room.box.shrunk(9 * unit), size
    best, least = None, float("inf")
    for rank, corner in enumerate(corners):
        across, down = corner.split("-")
        on_left = (across == "start") != sheet.right_to_left
        left = around.left if on_left else around.right - width
        top = around.top if down == "top" else around.bottom - height
        box = Box(left, top, left + width, top + height)
        cost = room.hidden(box) + 0.05 * rank + 50 * (not room.is_free(box))
        cost += sum(20 for x, y in anchors if box.shrunk(-30 * unit).contains(float(x), float(y)))
        if cost < least:
            best, least = box, cost
    assert best is not None
    return best
