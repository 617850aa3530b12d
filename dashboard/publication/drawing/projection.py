"""A projection fit for what is framed, and the way from degrees to the pixels of the map.

- up to 60° wide, off the equator and the poles: Lambert's conformal conic around the frame, its two standard
  parallels a sixth of the height inside (Deetz and Adams' rule): shapes true, scale all but even
- wider, or across the equator: Lambert's azimuthal equal-area around the frame's middle
- wider than 140°: Equal Earth (Šavrič, Patterson and Jenny 2018)

In each of them north is up in the middle of the map. Source: Snyder, Map Projections: A Working Manual, 1987.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, pi, radians
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import clip_by_rect, segmentize, transform
from shapely.geometry.base import BaseGeometry

from dashboard.publication.drawing.boxes import Box
from dashboard.view_state import MapView
from geodata.stores.port import BoundingBox

Points = NDArray[np.float64]
_CONIC_WIDTH, _WORLD_WIDTH = 60.0, 140.0
_EQUATORIAL, _POLAR = 8.0, 72.0
_TILE = 512
_EARTH_ROUND_M = 2 * pi * 6_378_137.0
_SCREEN_HEIGHT = 640.0
"""Pixels of the page's map that a view is taken to show on its shorter side."""
_EDGE = 24
_WORLD: BoundingBox = (-180.0, -85.0, 180.0, 85.0)


def frame_of_view(view: MapView, width: float, height: float) -> BoundingBox:
    """What the page's map shows in a view, for a map of this shape."""
    metres = _EARTH_ROUND_M * cos(radians(view.lat)) / (_TILE * 2**view.zoom)
    side = min(width, height)
    tall, wide = (metres * _SCREEN_HEIGHT * length / side for length in (height, width))
    half_lat = min(tall / 111_195 / 2, 80.0)
    half_lon = min(wide / (111_320 * cos(radians(view.lat))) / 2, 179.0)
    south, north = max(view.lat - half_lat, -85.0), min(view.lat + half_lat, 85.0)
    return max(view.lon - half_lon, -180.0), south, min(view.lon + half_lon, 180.0), north


def description(frame: BoundingBox) -> str:
    """The projection for a frame, as PROJ writes it."""
    west, south, east, north = frame
    lon, lat = (west + east) / 2, (south + north) / 2
    wide, tall = east - west, north - south
    if wide > _WORLD_WIDTH or tall > _WORLD_WIDTH:
        return "+proj=eqearth +lon_0=0 +datum=WGS84 +units=m"
    conic = wide <= _CONIC_WIDTH and min(abs(south), abs(north)) > _EQUATORIAL and south * north > 0
    if conic and max(abs(south), abs(north)) < _POLAR:
        lower, upper = south + tall / 6, north - tall / 6
        return (
            f"+proj=lcc +lat_1={lower:.6f} +lat_2={upper:.6f} +lat_0={lat:.6f} +lon_0={lon:.6f} +datum=WGS84"
        )
    return f"+proj=laea +lat_0={lat:.6f} +lon_0={lon:.6f} +datum=WGS84 +units=m"


@dataclass(frozen=True)
class Projected:
    """A frame fitted into the map's box."""

    frame: BoundingBox
    box: Box

    @cached_property
    def _transformer(self) -> Any:  # noqa: ANN401
        from pyproj import Transformer

        return Transformer.from_crs("EPSG:4326", self.crs, always_xy=True)

    @cached_property
    def crs(self) -> str:
        """The projection, as PROJ writes it."""
        return description(self.frame)

    @cached_property
    def _fit(self) -> tuple[float, float, float]:
        """Metres a pixel, and the projected middle."""
        west, south, east, north = self.frame
        along = np.linspace(0.0, 1.0, _EDGE)
        lon = np.concatenate(
            [west + (east - west) * along] * 2 + [np.full(_EDGE, west), np.full(_EDGE, east)]
        )
        lat = south + (north - south) * along
        lat = np.concatenate([np.full(_EDGE, south), np.full(_EDGE, north), lat, lat])
        x, y = self._transformer.transform(lon, lat)
        x, y = x[np.isfinite(x)], y[np.isfinite(y)]
        metres = max((x.max() - x.min()) / self.box.width, (y.max() - y.min()) / self.box.height)
        return float(metres), float(x.max() + x.min()) / 2, float(y.max() + y.min()) / 2

    @property
    def metres_a_pixel(self) -> float:
        """As the projection counts metres; near the middle those on the ground."""
        return self._fit[0]

    def points(self, lon: object, lat: object) -> Points:
        """Pixels (n, 2) of positions in degrees; not finite where the projection has no place for them."""
        metres, middle_x, middle_y = self._fit
        x, y = self._transformer.transform(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
        centre_x, centre_y = self.box.centre
        return np.column_stack([centre_x + (x - middle_x) / metres, centre_y - (y - middle_y) / metres])

    def degrees(self, x: object, y: object) -> Points:
        """Longitudes and latitudes (n, 2) of pixels."""
        metres, middle_x, middle_y = self._fit
        centre_x, centre_y = self.box.centre
        east = (np.asarray(x, dtype=float) - centre_x) * metres + middle_x
        north = (centre_y - np.asarray(y, dtype=float)) * metres + middle_y
        lon, lat = self._transformer.transform(east, north, direction="INVERSE")
        return np.column_stack([lon, lat])

    @cached_property
    def window(self) -> BoundingBox:
        """A box in degrees that holds all the map shows, and a little more."""
        grid_x, grid_y = np.meshgrid(
            np.linspace(self.box.left, self.box.right, _EDGE),
            np.linspace(self.box.top, self.box.bottom, _EDGE),
        )
        found = self.degrees(grid_x.ravel(), grid_y.ravel())
        sound = found[np.isfinite(found).all(axis=1)]
        if len(sound) < len(found) or not len(sound):
            return _WORLD
        (west, south), (east, north) = sound.min(axis=0), sound.max(axis=0)
        if east - west > _WORLD_WIDTH:  # across the date line, or all around
            return _WORLD
        more = 0.02 * max(east - west, north - south)
        return (
            max(west - more, -180.0),
            max(south - more, -89.0),
            min(east + more, 180.0),
            min(north + more, 89.0),
        )

    def shape(self, geometry: BaseGeometry, *, finest: float = 0.35) -> BaseGeometry:
        """A geometry of degrees in pixels, cut just beyond the map, without detail under ``finest``."""
        west, south, east, north = self.window
        cut = clip_by_rect(geometry, west, south, east, north)
        if cut.is_empty:
            return cut
        cut = segmentize(cut, max((east - west) / 40, 0.05))
        projected = transform(cut, lambda points: self.points(points[:, 0], points[:, 1]))
        around = self.box
        near = clip_by_rect(projected, around.left - 3, around.top - 3, around.right + 3, around.bottom + 3)
        return near.simplify(finest, preserve_topology=False)
