"""A fixed grid over the Earth: of a position it tells the cell it lies in and nothing more.

Noise can be averaged away, and two releases of it compared; a cell's centre is the same each time, for every
position in it. Rows are so many degrees of latitude high; in each row the cells are as wide in kilometres as
they are high, or a little wider, and fill the circle of latitude evenly. Cf. CCCM's public site lists, whose
"coordinates are purposely imprecise", and Geohash, whose cells are fixed in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, floor, hypot, radians

_KM_OF_A_DEGREE = 111.7
"""The longest there is on the WGS 84 ellipsoid: a radius must not be too small."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell's centre lies, and how far its farthest corner is from that."""

    lat: float
    lon: float
    radius_km: float
    """Of a circle around the centre that holds the cell, rounded up to 10 m."""


def cell_of(lat: float, lon: float, step: float) -> Cell:
    """The cell that holds a position (degrees, WGS 84); ``step`` degrees are its height.

    The centre of a cell lies in that cell, so that what was snapped once stays. Longitudes of 180 and -180
    are the same; a pole lies in the last row.
    """
    rows = round(180 / step)
    row = min(max(floor((lat + 90) / step), 0), rows - 1)
    middle = -90 + (row + 0.5) * step
    columns = max(1, floor(360 * cos(radians(middle)) / step))
    width = 360 / columns
    column = floor((lon + 180) % 360 / width) % columns
    return Cell(round(middle, 6), round(-180 + (column + 0.5) * width, 6), _radius(middle, step, width))


def _radius(middle: float, step: float, width: float) -> float:
    """Half the diagonal, by the side of the cell that is nearer to the equator and so the longer one."""
    nearer = max(0.0, abs(middle) - step / 2)
    half_high = _KM_OF_A_DEGREE * step / 2
    half_wide = _KM_OF_A_DEGREE * width / 2 * cos(radians(nearer))
    return ceil(hypot(half_high, half_wide) * 100) / 100
