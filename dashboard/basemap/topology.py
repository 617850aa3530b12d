"""Reading TopoJSON: arcs of delta-encoded integers back to shapely geometries.

Source: the TopoJSON format specification 1.0, sections 2.1.1–2.1.4
(positions, transforms, arcs, arc indexes).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
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


def _polygon(arcs: list[list[Position]], rings: list[list[int]]) -> Polygon:
    """A polygon; rings that the quantisation has flattened to fewer than four positions vanish."""
    lines = [_joined(arcs, ring) for ring in rings]
    if not lines or len(lines[0]) < 4:
        return Polygon()
    return Polygon(lines[0], [line for line in lines[1:] if len(line) >= 4])


def _geometry(arcs: list[list[Position]], item: Json) -> BaseGeometry:
    kind, indexes = item["type"], item.get("arcs") or []
    if kind == "Polygon":
        return shapely.make_valid(_polygon(arcs, indexes))
    if kind == "MultiPolygon":
        parts = [_polygon(arcs, rings) for rings in indexes]
        return shapely.make_valid(MultiPolygon([part for part in parts if not part.is_empty]))
    if kind == "LineString":
        return LineString(_joined(arcs, indexes))
    if kind == "MultiLineString":
        return MultiLineString([_joined(arcs, line) for line in indexes])
    return Polygon()
