"""Where a camp lies, as a small SVG over the base map's own data; a blurred one as its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, radians

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray
from shapely import box, clip_by_rect, get_coordinates, get_parts
from shapely.geometry.base import BaseGeometry

from dashboard.publication.drawing.base_map import features, land
from geodata.camp_records import Camp
from geodata.models import Place

WIDTH, HEIGHT = 300, 220
_HALF_LAT = 0.3
_TOWNS_SEEN = 2
_WIDEST_LAT = 2.2
_KM_OF_A_DEGREE = 111.2
_LETTER = 6.6
"""Pixels a letter takes at most on average; no name is measured."""
_LENGTHS = (100, 50, 20, 10, 5, 2)


class Frame:
    """A part of the map, its middle at a camp, true to scale there."""

    def __init__(self, lat: float, lon: float, half_lat: float) -> None:
        self.lat, self.lon = lat, lon
        self.scale = HEIGHT / (2 * half_lat)
        self.across = self.scale * cos(radians(lat))
        half_lon = WIDTH / 2 / self.across
        self.box = (lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat)

    def points(self, degrees: NDArray[np.float64]) -> list[str]:
        """Pixels of positions (n, 2) in degrees."""
        x = WIDTH / 2 + (degrees[:, 0] - self.lon) * self.across
        y = HEIGHT / 2 - (degrees[:, 1] - self.lat) * self.scale
        return [f"{a:.1f} {b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True)]

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Pixels of one position."""
        across, down = (lon - self.lon) * self.across, (lat - self.lat) * self.scale
        return round(WIDTH / 2 + across, 1), round(HEIGHT / 2 - down, 1)

    @property
    def pixels_a_km(self) -> float:
        """How long a kilometre is."""
        return self.scale / _KM_OF_A_DEGREE


def frame_of(camp: Camp, towns: Sequence[Place]) -> Frame:
    """The part to show: so much that two of the ``towns`` and the cell of a rough position are in it."""
    cell = camp.blurred_m / 1000 / _KM_OF_A_DEGREE * 1.6
    away = sorted(max(abs(each.lat - camp.lat), abs(each.lon - camp.lon) * 0.6) * 1.25 for each in towns)
    far = away[:_TOWNS_SEEN][-1] if away else _HALF_LAT
    return Frame(camp.lat, camp.lon, min(max(_HALF_LAT, cell, far), _WIDEST_LAT))


@lru_cache(maxsize=256)
def _ground(lat: float, lon: float, half_lat: float) -> Markup:
    frame = Frame(lat, lon, half_lat)
    parts = [_path("land", _clipped([land()], frame), frame, closed=True)]
    waters = {"river": False, "lake": True, "salt": True}
    for kind, closed in waters.items():
        found = [geometry for told, geometry in features("water") if told["kind"] == kind]
        parts.append(_path(kind, _clipped(found, frame), frame, closed=closed))
    for kind in ("governorate", "international", "disputed", "ceasefire"):
        found = [geometry for told, geometry in features("borders") if told["kind"] == kind]
        parts.append(_path(f"border {kind}", _clipped(found, frame), frame, closed=False))
    return Markup("").join(parts)


def _clipped(shapes: Iterable[BaseGeometry], frame: Frame) -> list[BaseGeometry]:
    west, south, east, north = frame.box
    near = (
        shape
        for shape in shapes
        if shape.bounds[0] <= east
        and shape.bounds[2] >= west
        and shape.bounds[1] <= north
        and shape.bounds[3] >= south
    )
    margin = 0.05
    kept = (clip_by_rect(s, west - margin, south - margin, east + margin, north + margin) for s in near)
    return [shape for shape in kept if not shape.is_empty]


def _path(name: str, shapes: Sequence[BaseGeometry], frame: Frame, *, closed: bool) -> Markup:
    runs = []
    for shape in shapes:
        for part in get_parts(shape):
            rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
            for ring in rings:
                points = frame.points(get_coordinates(ring))
                if len(points) > 1:
                    runs.append("M" + "L".join(points) + ("Z" if closed else ""))
    return Markup('<path class="{}" d="{}"/>').format(name, "".join(runs)) if runs else Markup("")


def locator(camp: Camp, towns: Sequence[tuple[Place, str]], form: str, label: str, scale: str) -> Markup:
    """The map around a camp with some towns' names; ``scale`` is a text with ``{km}`` for the scale bar."""
    frame = frame_of(camp, [place for place, _ in towns])
    half = (frame.box[3] - frame.box[1]) / 2
    parts = [_ground(round(camp.lat, 4), round(camp.lon, 4), round(half, 4))]
    if camp.blurred:
        radius = round(camp.blurred_m / 1000 * frame.pixels_a_km, 1)
        parts.append(
            Markup('<circle class="cell" cx="{}" cy="{}" r="{}"/>').format(
                WIDTH / 2, HEIGHT / 2, max(radius, 4)
            )
        )
    parts += _towns(towns, frame)
    parts += [sign(form, WIDTH / 2, HEIGHT / 2), _scale_bar(frame, scale)]
    return Markup(
        '<svg class="chart locator" role="img" aria-label="{}" viewBox="0 0 {} {}" direction="ltr">{}</svg>'
    ).format(label, WIDTH, HEIGHT, Markup("").join(parts))


def sign(form: str, x: float, y: float, size: float = 7) -> Markup:
    """The camp's tent in the form of a status, its middle at a point."""
    corners = ((-size, size), (-size, -size * 0.15), (0, -size), (size, -size * 0.15), (size, size))
    tent = f"M{'L'.join(f'{x + across:.1f} {y + down:.1f}' for across, down in corners)}Z"
    ring = (
        Markup('<circle class="ring" cx="{}" cy="{}" r="{}"/>').format(x, y, size * 1.25 + 2)
        if form == "ringed"
        else ""
    )
    lower = f"M{x - size:.1f} {y + size:.1f}V{y + size * 0.25:.1f}H{x + size:.1f}V{y + size:.1f}Z"
    half = Markup('<path class="lower" d="{}"/>').format(lower) if form == "half" else ""
    return Markup('<g class="tent {}"><path d="{}"/>{}{}</g>').format(form, tent, half, ring)


def _towns(towns: Sequence[tuple[Place, str]], frame: Frame) -> list[Markup]:
    found: list[Markup] = []
    sign_box = box(WIDTH / 2 - 9, HEIGHT / 2 - 9, WIDTH / 2 + 9, HEIGHT / 2 + 9)
    taken = [sign_box, box(0, HEIGHT - 26, WIDTH / 3, HEIGHT)]
    for place, name in towns:
        x, y = frame.at(place.lat, place.lon)
        wide = 6 + _LETTER * len(name)
        for side, left in (("start", x - 2), ("end", x - wide)):
            label = box(left, y - 7, left + wide + 2, y + 6)
            inside = left > 3 and left + wide < WIDTH - 3 and 10 < y < HEIGHT - 8
            if inside and not any(label.intersects(other) for other in taken):
                taken.append(label)
                found.append(
                    Markup(
                        '<circle class="town" cx="{}" cy="{}" r="2"/>'
                        '<text class="town {}" x="{}" y="{}">{}</text>'
                    ).format(x, y, side, x + (5 if side == "start" else -5), y + 3.5, name)
                )
                break
    return found


def _scale_bar(frame: Frame, scale: str) -> Markup:
    km = next((each for each in _LENGTHS if each * frame.pixels_a_km <= WIDTH / 3), 1)
    length = round(km * frame.pixels_a_km, 1)
    return Markup('<path class="scale" d="M8 {0}H{1}"/><text class="scale" x="8" y="{2}">{3}</text>').format(
        HEIGHT - 8, 8 + length, HEIGHT - 13, scale.replace("{km}", str(km))
    )
