"""Names of rivers, along them: each once, where its course is straight enough and nothing lies on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, pi, radians, sin

import numpy as np
from numpy.typing import NDArray
from shapely import line_interpolate_point, line_merge
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from dashboard.publication.drawing.base_map import features, zoom_of
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import width
from dashboard.publication.drawing.placing import Room
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Order, Style
from geodata.models import Language

LETTERS = 15.0
"""Size in pixels of a usual picture."""
NAMED_FROM = {1: 5.0, 2: 6.6, 3: 8.0}
"""By rank of a river: the zoom from which it is named."""
_STEEPEST, _WINDING, _HIDES = 65.0, 0.16, 0.5
"""Degrees a name may lean; how far the course may leave its chord, in lengths of the name; how much of the
marks the name may hide."""
_STEP = 0.25


@dataclass(frozen=True, slots=True)
class _Course:
    """A stretch of a river as long as its name."""

    x: float
    y: float
    angle: float
    """Degrees upwards, between -90 and 90: a name is not set on its head."""
    winding: float


def draw(sheet: Sheet, order: Order, projected: Projected, room: Room, inks: Inks, unit: float) -> None:
    """The rivers the base map shows at this scale, but in the style that leaves them out."""
    zoom, size = zoom_of(projected, unit), LETTERS * unit
    for properties, geometry in features("water"):
        rank = properties["rank"]
        if properties["kind"] != "river" or zoom < NAMED_FROM.get(rank, 99.0):
            continue
        if order.style is Style.MINIMAL and rank > 1:
            continue
        name = properties.get("name_ar" if order.language is Language.ARABIC else "name")
        if name:
            _draw_name(sheet, projected.shape(geometry), name, size, room, inks)


def _draw_name(sheet: Sheet, shape: BaseGeometry, name: str, size: float, room: Room, inks: Inks) -> None:
    long = width(name, size)
    courses = sorted(_courses(shape, 1.15 * long), key=lambda course: course.winding)
    for course in courses:
        lift = 0.42 * size + 0.1 * size
        up_x, up_y = -sin(radians(course.angle)) * lift, -cos(radians(course.angle)) * lift
        x, y = course.x + up_x, course.y + up_y
        boxes = list(_boxes(x, y, course.angle, long, size))
        if all(room.is_free(each) and room.hidden(each) < _HIDES for each in boxes):
            for each in boxes:
                room.close(each)
            down = 0.3 * size  # from the middle of the letters to their baseline
            foot_x, foot_y = x + sin(radians(course.angle)) * down, y + cos(radians(course.angle)) * down
            sheet.text(
                foot_x, foot_y, name, size, inks.water, align="center", halo=inks.land, angle=course.angle
            )
            return


def _courses(shape: BaseGeometry, long: float) -> Iterator[_Course]:
    """Stretches of this length that are straight enough."""
    merged = line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    for line in getattr(merged, "geoms", [merged]):
        if line.geom_type != "LineString" or line.length < long:
            continue
        for start in np.arange(0.0, line.length - long, _STEP * long):
            points = _points(line, start, long)
            (from_x, from_y), (to_x, to_y) = points[0], points[-1]
            angle = degrees(atan2(from_y - to_y, to_x - from_x))
            angle -= 180 * round(angle / 180)
            turned = np.array([sin(radians(angle)), cos(radians(angle))])
            off = points @ turned
            winding = float(off.max() - off.min()) / long
            chord = float(np.hypot(to_x - from_x, to_y - from_y))
            if abs(angle) <= _STEEPEST and winding <= _WINDING and chord > 0.85 * long:
                middle = points.mean(axis=0)
                # Above the highest bend, so that the river does not run through its name.
                rise = float((off.min() + off.max()) / 2 - off.min())
                lifted = middle - turned * rise
                yield _Course(float(lifted[0]), float(lifted[1]), angle, winding + abs(angle) / 400)


def _points(line: LineString, start: float, long: float) -> NDArray[np.float64]:
    along = line_interpolate_point(line, start + long * np.linspace(0.0, 1.0, 13))
    return np.array([(point.x, point.y) for point in along])


def _boxes(x: float, y: float, angle: float, long: float, size: float) -> Iterator[Box]:
    """Squares along a leaning line of letters, that together cover it."""
    number = max(round(long / size), 1)
    half = 0.62 * size
    for at in range(number):
        away = (at + 0.5) / number * long - long / 2
        middle_x = x + cos(angle / 180 * pi) * away
        middle_y = y - sin(angle / 180 * pi) * away
        yield Box(middle_x - half, middle_y - half, middle_x + half, middle_y + half)
