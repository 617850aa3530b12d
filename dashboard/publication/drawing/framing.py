"""What part of the globe the map shows."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.publication.drawing.projection import frame_of_view
from dashboard.publication.order import Order
from dashboard.publication.scene import Mark, Scene
from dashboard.view_state import HOME
from geodata.models import Precision
from geodata.stores.port import BoundingBox

_MARGIN = 0.09
_LEAST = 0.12
"""Degrees: a single town is shown with its surroundings."""
_OUTERMOST = 0.02
_NORTHERN = 84.0


def frame(order: Order, scene: Scene, width: float, height: float) -> BoundingBox:
    """West, south, east, north: as asked for, else what holds most of what is shown."""
    if order.frame:
        return order.frame
    if order.view:
        return frame_of_view(order.view, width, height)
    found = _extent(scene.marks)
    points = [(each.lon, each.lat) for each in order.annotations]
    points += [(each.lon, each.lat) for each in scene.named]
    boxes = [found] if found else []
    boxes += [(lon, lat, lon, lat) for lon, lat in points]
    if scene.highlight is not None:
        boxes.append(scene.highlight.bounds)
    if not boxes:
        return frame_of_view(HOME, width, height)
    west, south, east, north = (
        pick(box[at] for box in boxes) for at, pick in enumerate((min, min, max, max))
    )
    return _widened(west, south, east, north)


def _widened(west: float, south: float, east: float, north: float) -> BoundingBox:
    across = max((east - west) * _MARGIN, (_LEAST - (east - west)) / 2, 0.01)
    down = max((north - south) * _MARGIN, (_LEAST - (north - south)) / 2, 0.01)
    return (
        max(west - across, -180.0),
        max(south - down, -_NORTHERN),
        min(east + across, 180.0),
        min(north + down, _NORTHERN),
    )


def _extent(marks: Iterable[Mark]) -> BoundingBox | None:
    """The box of most of what is counted, the outermost 2 % on each side left out, as on the page."""
    every = list(marks)
    # The middle of a country or a sea is nowhere in particular: look there only when there is nothing else.
    seen = [mark for mark in every if mark.precision < Precision.COUNTRY] or every
    if not seen:
        return None
    west, east = _share([(mark.lon, mark.count) for mark in seen])
    south, north = _share([(mark.lat, mark.count) for mark in seen])
    return west, south, east, north


def _share(values: list[tuple[float, int]]) -> tuple[float, float]:
    values = sorted(values)
    total, passed = sum(count for _, count in values), 0
    low = high = None
    for value, count in values:
        passed += count
        if low is None and passed >= _OUTERMOST * total:
            low = value
        if high is None and passed >= (1 - _OUTERMOST) * total:
            high = value
    return low if low is not None else values[0][0], high if high is not None else values[-1][0]
