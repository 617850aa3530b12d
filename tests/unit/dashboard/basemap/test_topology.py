"""TopoJSON is decoded to the positions it was made from."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from dashboard.basemap import topology

SCALE, MOVE = (0.5, 0.25), (-10.0, 5.0)


def made(arcs, geometries):
    """A topology whose arcs are given as whole-number positions."""
    deltas = [[arc[0], *([bx - ax, by - ay] for (ax, ay), (bx, by) in pairwise(arc))] for arc in arcs]
    return {
        "type": "Topology",
        "transform": {"scale": SCALE, "translate": MOVE},
        "arcs": deltas,
        "objects": {"things": {"type": "GeometryCollection", "geometries": geometries}},
    }


def degrees(positions):
    return [(x * SCALE[0] + MOVE[0], y * SCALE[1] + MOVE[1]) for x, y in positions]


positions = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=8, unique=True)


@given(positions)
def test_a_line_comes_back_as_it_was(line):
    [shape] = topology.read(made([line], [{"type": "LineString", "arcs": [0]}]), "things")
    assert list(shape.geometry.coords) == degrees(line)


@given(positions)
def test_a_negative_index_is_the_arc_backwards(line):
    [shape] = topology.read(made([line], [{"type": "LineString", "arcs": [~0]}]), "things")
    assert list(shape.geometry.coords) == degrees(line[::-1])


def test_neighbours_share_the_arc_between_them():
    middle = [(4, 0), (4, 4)]
    west = [(4, 4), (0, 4), (0, 0), (4, 0)]
    east = [(4, 0), (8, 0), (8, 4), (4, 4)]
    left, right = topology.read(
        made(
            [middle, west, east],
            [
                {"type": "Polygon", "id": "l", "properties": {"name": "left"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "r", "arcs": [[[2, ~0]]]},
            ],
        ),
        "things",
    )
    assert (left.id, left.properties["name"], right.properties) == ("l", "left", {})
    assert left.geometry.area == right.geometry.area == 2.0
    assert left.geometry.intersection(right.geometry).equals(LineString(degrees(middle)))


def test_flattened_rings_and_empty_geometries_vanish():
    flat = [(0, 0), (1, 1), (0, 0)]
    items = [{"type": "Polygon", "arcs": [[0]]}, {"type": None}]
    assert topology.read(made([flat], items), "things") == []


def test_an_unknown_object_is_an_error():
    with pytest.raises(KeyError):
        topology.read(made([], []), "rivers")


def crossing(ring):
    arc = [[int(x), int(y)] for x, y in ring]
    deltas = [arc[0], *([b[0] - a[0], b[1] - a[1]] for a, b in pairwise(arc))]
    return {
        "transform": {"scale": (1, 1), "translate": (0, 0)},
        "arcs": [deltas],
        "objects": {"land": {"type": "Polygon", "arcs": [[0]]}},
    }


def test_land_across_the_antimeridian_is_cut_there():
    ring = [(170, 60), (-170, 60), (-170, 70), (170, 70), (170, 60)]
    [shape] = topology.read(crossing(ring), "land")
    assert shape.geometry.area == pytest.approx(200)
    assert shape.geometry.contains(Point(175, 65))
    assert shape.geometry.contains(Point(-175, 65))
    assert not shape.geometry.intersects(Point(0, 65))


def test_land_around_a_pole_is_closed_along_it():
    ring = [(-180, -70), (-60, -70), (60, -70), (179, -70), (-180, -70)]
    [shape] = topology.read(crossing(ring), "land")
    assert shape.geometry.contains(Point(0, -85))
    assert not shape.geometry.intersects(Point(0, -60))
