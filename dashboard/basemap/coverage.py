"""Areas that share their borders: made clean, simplified together, and taken apart into lines drawn once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

DIGITS = 4  # decimals of a degree kept: 11 m
GRID = 10.0**-DIGITS

Areas = dict[str, BaseGeometry]


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Only the areas of a geometry, without the points and lines that cutting and repairing leave behind."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(parts) if parts else Polygon()


def tidy(areas: Mapping[str, BaseGeometry], tolerance: float) -> Areas:
    """Areas whose shared borders have the very same vertices, simplified together.

    ``tolerance`` is in degrees, as in ``shapely.coverage_simplify`` (Visvalingam–Whyatt: the square root
    of the triangle's area). Where areas overlap, the one named first keeps the ground.
    """
    names = [name for name, area in areas.items() if not area.is_empty]
    lines = shapely.union_all(_rings(areas[name] for name in names), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(lines))))
    tree = shapely.STRtree([areas[name] for name in names])
    owned: dict[str, list[BaseGeometry]] = defaultdict(list)
    for face in faces:
        owners = tree.query(face.representative_point(), predicate="within")
        if len(owners):
            owned[names[min(owners)]].append(face)
    kept = [name for name in names if owned[name]]
    dissolved = [shapely.coverage_union_all(owned[name]) for name in kept]
    simplified = shapely.coverage_simplify(dissolved, tolerance)
    return dict(zip(kept, (polygons(area) for area in simplified), strict=True))


def _rings(areas: Iterable[BaseGeometry]) -> list[LineString]:
    rings: list[LineString] = []
    for area in areas:
        for part in shapely.get_parts(area):
            rings.extend([part.exterior, *part.interiors])
    return rings


def fill_gaps(parts: Mapping[str, BaseGeometry], whole: BaseGeometry) -> Areas:
    """Parts cut to ``whole``, and what none of them covers given to the nearest one."""
    cut = {name: polygons(part.intersection(whole)) for name, part in parts.items()}
    names = list(cut)
    tree = shapely.STRtree([cut[name] for name in names])
    gaps = polygons(whole.difference(shapely.union_all(list(cut.values()))))
    grown: dict[str, list[BaseGeometry]] = {name: [part] for name, part in cut.items()}
    for gap in shapely.get_parts(gaps):
        grown[names[int(tree.nearest(gap.representative_point()))]].append(gap)
    return {name: polygons(shapely.union_all(pieces)) for name, pieces in grown.items()}


def shared_borders(areas: Mapping[str, BaseGeometry]) -> dict[tuple[str, str], BaseGeometry]:
    """Lines between each two neighbouring areas, keyed by their two names in alphabetical order.

    Two areas share an edge when both have it, vertex for vertex (as after ``tidy``).
    """
    owners: dict[frozenset[tuple[float, float]], set[str]] = defaultdict(set)
    for name, area in areas.items():
        for ring in _rings([area]):
            line = [(round(x, DIGITS), round(y, DIGITS)) for x, y in ring.coords]
            for edge in pairwise(line):
                owners[frozenset(edge)].add(name)
    edges: dict[tuple[str, str], list[LineString]] = defaultdict(list)
    for ends, names in owners.items():
        if len(names) == 2 and len(ends) == 2:
            first, second = sorted(names)
            edges[first, second].append(LineString(list(ends)))
    return {
        pair: shapely.line_merge(MultiLineString(lines)).normalize() for pair, lines in sorted(edges.items())
    }


def smoothed(line: LineString, tolerance: float = 0.0, rounds: int = 2) -> LineString:
    """A line with its corners cut twice at a quarter (Chaikin 1974); its ends stay."""
    coordinates = list(line.coords)
    for _ in range(rounds):
        cut = [coordinates[0]]
        for (ax, ay), (bx, by) in pairwise(coordinates):
            cut.append((0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by))
            cut.append((0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by))
        coordinates = [*cut, coordinates[-1]]
    return LineString(LineString(coordinates).simplify(tolerance).coords)


def smoothed_ring(polygon: Polygon, tolerance: float = 0.0) -> Polygon:
    """A polygon without holes whose corners are cut like those of a line, all the way round."""
    ring = list(polygon.exterior.coords)
    half = ((ring[0][0] + ring[1][0]) / 2, (ring[0][1] + ring[1][1]) / 2)
    return Polygon(smoothed(LineString([half, *ring[1:], half]), tolerance).coords)


def without_small_parts(area: BaseGeometry, smallest: float) -> BaseGeometry:
    """An area without parts of less than ``smallest`` square degrees, but for its largest."""
    parts = sorted(shapely.get_parts(area), key=lambda part: -part.area)
    return MultiPolygon([*parts[:1], *(part for part in parts[1:] if part.area >= smallest)])
