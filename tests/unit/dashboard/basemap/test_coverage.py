"""Neighbours keep one border between them, whatever is done to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from dashboard.basemap import coverage, political


def test_borders_that_miss_each_other_a_little_are_made_one():
    left = Polygon([(0, 0), (1, 0), (1, 0.5), (1, 1), (0, 1)])
    right = Polygon([(1, 0), (2, 0), (2, 1), (1, 1)])  # without the vertex in the middle
    areas = coverage.tidy({"l": left, "r": right}, 0.0)
    borders = coverage.shared_borders(areas)
    assert set(borders) == {("l", "r")}
    assert borders["l", "r"].length == pytest.approx(1.0)


def test_where_areas_overlap_the_first_keeps_the_ground():
    areas = coverage.tidy({"first": box(0, 0, 2, 1), "second": box(1, 0, 3, 1)}, 0.0)
    assert areas["first"].area == pytest.approx(2.0)
    assert areas["second"].area == pytest.approx(1.0)


@given(st.lists(st.floats(-0.05, 0.05), min_size=3, max_size=12))
def test_simplifying_leaves_neither_gap_nor_overlap(wiggle):
    step = 1 / (len(wiggle) + 1)
    border = [(1.0, 0.0), *((1 + x, step * at) for at, x in enumerate(wiggle, 1)), (1.0, 1.0)]
    left, right = Polygon([(0, 0), *border, (0, 1)]), Polygon([(2, 1), *border[::-1], (2, 0)])
    areas = coverage.tidy({"l": left, "r": right}, 0.05)
    assert areas["l"].intersection(areas["r"]).area == pytest.approx(0.0, abs=1e-12)
    assert areas["l"].area + areas["r"].area == pytest.approx(2.0)


def test_gaps_go_to_the_nearest_part():
    parts = {"l": box(0, 0, 0.9, 1), "r": box(1.2, 0, 2.5, 1)}
    filled = coverage.fill_gaps(parts, box(0, 0, 2, 1))
    assert sum(part.area for part in filled.values()) == pytest.approx(2.0)
    assert filled["l"].intersection(filled["r"]).area == 0


def test_smoothing_keeps_the_ends_of_a_line():
    line = LineString([(0, 0), (1, 1), (2, 0)])
    smooth = coverage.smoothed(line)
    assert smooth.coords[0] == (0, 0)
    assert smooth.coords[-1] == (2, 0)
    assert len(smooth.coords) > len(line.coords)


def test_the_largest_part_always_stays():
    islands = MultiPolygon([box(0, 0, 0.1, 0.1), box(1, 1, 1.2, 1.2), box(3, 3, 3.05, 3.05)])
    assert len(coverage.without_small_parts(islands, 1.0).geoms) == 1
    assert len(coverage.without_small_parts(islands, 0.005).geoms) == 2


def test_a_line_of_control_is_no_border_between_countries():
    line = LineString([(0, 0), (1, 1)])
    assert set(political.border_kinds(("SY/golan", "sy-quneitra-governorate"), line)) == {"ceasefire"}
    assert set(political.border_kinds(("IL", "SY/golan"), line)) == {"disputed"}
    neighbours = ("sy-homs-governorate", "sy-hama-governorate")
    assert set(political.border_kinds(neighbours, line)) == {"governorate"}
    assert set(political.border_kinds(("IQ", "sy-homs-governorate"), line)) == {"international"}
    assert set(political.border_kinds(("IL", "PS"), line)) == {"disputed"}


def test_a_border_may_be_disputed_in_part():
    line = LineString([(70, 30), (75, 34)])
    kinds = political.border_kinds(("IN", "PK"), line)
    assert kinds["disputed"].length > 0
    assert kinds["international"].length > 0
    assert kinds["disputed"].length + kinds["international"].length == pytest.approx(line.length)
