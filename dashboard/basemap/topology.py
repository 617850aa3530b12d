"""Reading TopoJSON: arcs of delta-encoded integers back to shapely geometries.

Source: the TopoJSON format specification 1.0, sections 2.1.1–2.1.4
(positions, transforms, arcs, arc indexes).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString, Polygon, box
from shapely.geometry.base import BaseGeometry

Position = tuple[float, float]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """One object of a topology: its id, its properties and its geometry in degrees, longitude first."""

    id: str
    properties: Json
    geometry: BaseGeometry


def read(topology: Json, name: str) -> list[Shape]:
    """Every geometry of the object ``name``; those without any extent are left out.

    Raises ``KeyError`` where the topology has no such object.
    """
    arcs = _decoded_arcs(topology)
    geometries = topology["objects"][name].get("geometries", [topology["objects"][name]])
    shapes = (
        Shape(str(item.get("id", "")), item.get("properties") or {}, _geometry(arcs, item))
        for item in geometries
    )
    return [shape for shape in shapes if not shape.geometry.is_empty]


def _decoded_arcs(topology: Json) -> list[list[Position]]:
    """Arcs as positions in degrees: running sums of the deltas, scaled and moved."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        [
            (x * scale_x + move_x, y * scale_y + move_y)
            for x, y in accumulate(arc, lambda here, step: (here[0] + step[0], here[1] + step[1]))
        ]
        for arc in topology["arcs"]
    ]


def _joined(arcs: list[list[Position]], indexes: list[int]) -> list[Position]:
    """One line from several arcs; ``~i`` means arc i backwards, the shared end is written once."""
    line: list[Position] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line.extend(arc[1:] if line else arc)
    return line


def _polygon(arcs: list[list[Position]], rings: list[list[int]]) -> BaseGeometry:
    """A polygon; rings that the quantisation has flattened to fewer than four positions vanish."""
    lines = [_unwrapped(_joined(arcs, ring)) for ring in rings]
    if not lines or len(lines[0]) < 4:
        return Polygon()
    polygon = shapely.make_valid(Polygon(lines[0], [line for line in lines[1:] if len(line) >= 4]))
    return _within_the_world(polygon)


def _unwrapped(ring: list[Position]) -> list[Position]:
    """A ring without jumps across the antimeridian: its longitudes run on past 180°.

    One that goes round the whole world (Antarctica) is closed along the pole.
    """
    turns, line = 0, ring[:1]
    for (before, _), (lon, lat) in pairwise(ring):
        turns += (before - lon > 180) - (lon - before > 180)
        line.append((lon + 360 * turns, lat))
    if turns:
        pole = -90.0 if line[0][1] < 0 else 90.0
        line += [(line[-1][0], pole), (line[0][0], pole), line[0]]
    return line


def _within_the_world(area: BaseGeometry) -> BaseGeometry:
    """An area cut at the antimeridian, each piece brought back between -180° and 180°."""
    west, _, east, _ = area.bounds
    if west >= -180 and east <= 180:
        return area
    turns = (-360.0, 0.0, 360.0)
    pieces = (translate(area, turn).intersection(box(-180, -90, 180, 90)) for turn in turns)
    return shapely.union_all([piece for piece in pieces if not piece.is_empty])


def _geometry(arcs: list[list[Position]], item: Json) -> BaseGeometry:
    kind, indexes = item["type"], item.get("arcs") or []
    if kind == "Polygon":
        return _polygon(arcs, indexes)
    if kind == "MultiPolygon":
        return shapely.union_all([_polygon(arcs, rings) for rings in indexes])
    if kind == "LineString":
        return LineString(_joined(arcs, indexes))
    if kind == "MultiLineString":
        return MultiLineString([_joined(arcs, line) for line in indexes])
    return Polygon()
