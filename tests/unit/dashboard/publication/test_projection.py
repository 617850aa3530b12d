"""The projection fits what is framed, and the scale bar is true in the middle."""

from __future__ import annotations

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from shapely.geometry import box

from dashboard.publication.drawing import locator, scale_bar
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.projection import Projected, description, frame_of_view
from dashboard.view_state import MapView
from geodata.models import Language

SYRIA = (35.5, 32.3, 42.4, 37.4)
MAP = Box(20.0, 100.0, 920.0, 580.0)


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        (SYRIA, "lcc"),
        ((37.1, 36.1, 37.2, 36.3), "lcc"),
        ((-60.0, -40.0, -50.0, -30.0), "lcc"),
        ((-10.0, -20.0, 30.0, 20.0), "laea"),
        ((-20.0, 20.0, 80.0, 70.0), "laea"),
        ((0.0, 60.0, 20.0, 84.0), "laea"),
        ((-170.0, -60.0, 170.0, 80.0), "eqearth"),
    ],
)
def test_each_frame_has_the_projection_fit_for_it(frame: tuple[float, ...], name: str) -> None:
    assert f"+proj={name} " in description(frame)  # type: ignore[arg-type]


def test_all_of_the_frame_is_on_the_map_and_touches_its_sides() -> None:
    projected = Projected(SYRIA, MAP)
    west, south, east, north = SYRIA
    lon, lat = np.meshgrid(np.linspace(west, east, 9), np.linspace(south, north, 9))
    points = projected.points(lon.ravel(), lat.ravel())
    assert (points[:, 1].min(), points[:, 1].max()) == pytest.approx((MAP.top, MAP.bottom), abs=1.5)
    assert points[:, 0].min() > MAP.left
    assert points[:, 0].max() < MAP.right


def test_degrees_and_pixels_are_the_same_place() -> None:
    projected = Projected(SYRIA, MAP)
    points = projected.points([36.3, 41.0], [33.5, 36.9])
    assert projected.degrees(points[:, 0], points[:, 1]) == pytest.approx(
        np.array([[36.3, 33.5], [41.0, 36.9]])
    )


def test_north_is_up_in_the_middle() -> None:
    projected = Projected(SYRIA, MAP)
    lon = (SYRIA[0] + SYRIA[2]) / 2
    (low_x, low_y), (high_x, high_y) = projected.points([lon, lon], [33.0, 37.0])
    assert low_x == pytest.approx(high_x)
    assert high_y < low_y


def test_shapes_are_cut_to_the_map() -> None:
    projected = Projected(SYRIA, MAP)
    left, top, right, bottom = projected.shape(box(-60, -60, 120, 80)).bounds
    assert (left, top, right, bottom) == pytest.approx((MAP.left, MAP.top, MAP.right, MAP.bottom), abs=3.5)
    assert projected.shape(box(100, 0, 110, 10)).is_empty


@pytest.mark.parametrize(
    "frame", [SYRIA, (37.1, 36.1, 37.2, 36.3), (10.0, 55.0, 30.0, 70.0), (-5.0, -10.0, 20.0, 8.0)]
)
def test_the_scale_bar_is_true_in_the_middle(frame: tuple[float, float, float, float]) -> None:
    projected = Projected(frame, MAP)
    bar = scale_bar.bar(projected, 150)
    assert bar is not None
    assert 50 <= bar.pixels <= 150
    x, y = MAP.centre
    (lon, lat), (far_lon, far_lat) = projected.degrees([x - bar.pixels / 2, x + bar.pixels / 2], [y, y])
    km = Geodesic.WGS84.Inverse(lat, lon, far_lat, far_lon)["s12"] / 1000
    assert km == pytest.approx(bar.km, rel=0.002)
    assert str(bar.km).rstrip("0").rstrip(".")[0] in "125"


def test_the_scale_of_a_country_is_true_all_over_it() -> None:
    projected = Projected(SYRIA, MAP)
    bar = scale_bar.bar(projected, 150)
    assert bar is not None
    for x, y in ((MAP.left + 150, MAP.top + 20), (MAP.right - 150, MAP.bottom - 20)):
        (lon, lat), (far_lon, far_lat) = projected.degrees([x - bar.pixels / 2, x + bar.pixels / 2], [y, y])
        km = Geodesic.WGS84.Inverse(lat, lon, far_lat, far_lon)["s12"] / 1000
        assert km == pytest.approx(bar.km, rel=0.005)


def test_the_world_has_neither_bar_nor_locator() -> None:
    world = Projected((-170.0, -60.0, 170.0, 80.0), MAP)
    assert scale_bar.bar(world, 150) is None
    assert not locator.wanted(world)
    assert locator.wanted(Projected(SYRIA, MAP))


def test_labels_of_the_bar() -> None:
    assert scale_bar.Bar(100, 1).label(Language.ENGLISH) == "100 km"
    assert scale_bar.Bar(0.5, 1).label(Language.ARABIC) == "500 م"


def test_a_view_is_what_the_page_shows() -> None:
    west, south, east, north = frame_of_view(MapView(38.6, 34.9, 6.0), 900, 500)
    assert ((west + east) / 2, (south + north) / 2) == pytest.approx((38.6, 34.9))
    # 640 pixels of the page at zoom 6: a pixel is 40,075 km · cos(lat) / (512 · 64)
    assert (north - south) * 111.195 == pytest.approx(
        640 * 40_075 * np.cos(np.radians(34.9)) / 32_768, rel=0.01
    )
