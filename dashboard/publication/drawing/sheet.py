"""The sheet a picture is drawn on: layout pixels from the top left, drawn without pyplot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from shapely import get_coordinates, get_parts
from shapely.geometry.base import BaseGeometry

from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.letters import REGULAR, directed, own_direction, properties
from dashboard.publication.sizes import CSS_DPI, Size
from geodata.models import Language

Points = NDArray[np.float64]
POINT = 72 / CSS_DPI
"""Points for each layout pixel."""
_HALO = 0.16
"""How far a halo reaches beyond its letters, for each pixel of their size."""


class Sheet:
    """A figure of the size asked for, with one axis that counts layout pixels.

    What is drawn later lies above, unless ``z`` says otherwise.
    """

    def __init__(self, size: Size, language: Language) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.box = Box(0.0, 0.0, size.width, size.height)
        self.language = language
        self.right_to_left = language is Language.ARABIC
        self.smallest_letter = float("inf")
        self.figure = Figure(figsize=(size.width / CSS_DPI, size.height / CSS_DPI), dpi=CSS_DPI)
        FigureCanvasAgg(self.figure)
        self.figure.patch.set_visible(False)
        axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        axes.set_axis_off()
        axes.set_xlim(0, size.width)
        axes.set_ylim(size.height, 0)
        axes.set_autoscale_on(False)
        self.axes = axes
        self._z = 1.0

    def start(self, box: Box, inset: float = 0.0) -> float:
        """The x at which a line in a box begins."""
        return box.right - inset if self.right_to_left else box.left + inset

    def end(self, box: Box, inset: float = 0.0) -> float:
        """The x at which a line in a box ends."""
        return box.left + inset if self.right_to_left else box.right - inset

    def along(self, x: float, distance: float) -> float:
        """A point so far from ``x`` in the direction of reading."""
        return x - distance if self.right_to_left else x + distance

    def text(
        self,
        x: float,
        y: float,
        line: str,
        size: float,
        colour: str,
        *,
        weight: int = REGULAR,
        align: str = "start",
        halo: str = "",
        url: str = "",
        own: bool = False,
        angle: float = 0.0,
    ) -> None:
        """A line with its baseline at ``y``; ``align`` is start, end, left, right or center.

        It is read in the sheet's direction, or in that of its ``own`` letters. ``angle`` is how far it leans
        upwards, in degrees.
        """
        from matplotlib.patheffects import Stroke

        if not line:
            return
        self.smallest_letter = min(self.smallest_letter, size)
        sides = ("right", "left") if self.right_to_left else ("left", "right")
        side = {"start": sides[0], "end": sides[1]}.get(align, align)
        common: dict[str, Any] = {
            "ha": side,
            "va": "baseline",
            "fontproperties": properties(round(size * POINT, 3), weight),
            "parse_math": False,
            "clip_on": False,
            "rotation": angle,
            "rotation_mode": "anchor",
        }
        words = directed(line, own_direction(line) if own else self.language)
        if halo:
            # A drawing of its own: letters with effects would be outlines in an SVG, no words.
            around = Stroke(linewidth=2 * _HALO * size * POINT, foreground=halo, joinstyle="round")
            self.axes.text(
                x, y, words, color=halo, path_effects=[around], zorder=self._next(), gid="halo", **common
            )
        drawn = self.axes.text(x, y, words, color=colour, zorder=self._next(), **common)
        if url:
            drawn.set_url(url)

    def area(
        self,
        shape: BaseGeometry,
        fill: str | None,
        *,
        edge: str | None = None,
        width: float = 0.0,
        alpha: float = 1.0,
        edge_alpha: float = 1.0,
        dashes: Sequence[float] = (),
        clip: Box | None = None,
    ) -> None:
        """A polygon or several, in layout pixels."""
        from matplotlib.patches import PathPatch

        path = polygon_path(shape)
        if path is None:
            return
        patch = PathPatch(
            path,
            facecolor=_colour(fill, alpha),
            edgecolor=_colour(edge, edge_alpha),
            linewidth=width * POINT,
            linestyle=_dashes(dashes, width),
            joinstyle="round",
            zorder=self._next(),
        )
        self._add(patch, clip)

    def lines(
        self,
        lines: Iterable[Points],
        colour: str,
        width: float,
        *,
        alpha: float = 1.0,
        dashes: Sequence[float] = (),
        clip: Box | None = None,
        round_ends: bool = True,
    ) -> None:
        """Lines, each of points (n, 2) in layout pixels; ``dashes`` in pixels."""
        from matplotlib.collections import LineCollection

        given = [line for line in lines if len(line) > 1]
        if not given:
            return
        collection = LineCollection(
            given,
            colors=[_colour(colour, alpha)],
            linewidths=[width * POINT],
            linestyles=[_dashes(dashes, width)],
            capstyle="round" if round_ends and not dashes else "butt",
            joinstyle="round",
            zorder=self._next(),
        )
        self._add(collection, clip)

    def discs(
        self,
        centres: Points,
        radii: NDArray[np.float64],
        *,
        fill: str | None = None,
        alpha: float = 1.0,
        edge: str | None = None,
        edge_alpha: float = 1.0,
        width: float = 0.0,
        dashes: Sequence[float] = (),
        clip: Box | None = None,
    ) -> None:
        """Circles of radii (n) in layout pixels around centres (n, 2)."""
        from matplotlib.collections import PathCollection
        from matplotlib.path import Path
        from matplotlib.transforms import IdentityTransform

        if not len(centres):
            return
        collection = PathCollection(
            [Path.unit_circle()],
            sizes=(radii * POINT) ** 2,
            offsets=centres,
            offset_transform=self.axes.transData,
            facecolors=[_colour(fill, alpha)],
            edgecolors=[_colour(edge, edge_alpha)],
            linewidths=[width * POINT],
            linestyles=[_dashes(dashes, width)],
            zorder=self._next(),
        )
        collection.set_transform(IdentityTransform())
        self._add(collection, clip)

    def rectangle(self, box: Box, fill: str | None, *, edge: str | None = None, width: float = 0.0) -> None:
        """A box."""
        from matplotlib.patches import Rectangle

        patch = Rectangle(
            (box.left, box.top),
            box.width,
            box.height,
            facecolor=_colour(fill, 1.0),
            edgecolor=_colour(edge, 1.0),
            linewidth=width * POINT,
            joinstyle="miter",
            zorder=self._next(),
        )
        self._add(patch, None)

    def _add(self, artist: Any, clip: Box | None) -> None:  # noqa: ANN401
        from matplotlib.collections import Collection
        from matplotlib.patches import Rectangle

        if isinstance(artist, Collection):
            self.axes.add_collection(artist, autolim=False)
        else:
            self.axes.add_artist(artist)
        if clip is None:
            artist.set_clip_on(False)
        else:
            rectangle = Rectangle(
                (clip.left, clip.top), clip.width, clip.height, transform=self.axes.transData
            )
            artist.set_clip_path(rectangle)

    @property
    def level(self) -> float:
        """The z-order of what was drawn last; what is drawn from now on has a greater one."""
        return self._z

    def _next(self) -> float:
        self._z += 1.0
        return self._z


def _colour(colour: str | None, alpha: float) -> Any:  # noqa: ANN401
    return "none" if colour is None else (colour, alpha)


def _dashes(dashes: Sequence[float], width: float) -> Any:  # noqa: ANN401
    """matplotlib counts dashes in widths of their line."""
    return (0, tuple(dash / max(width, 0.01) for dash in dashes)) if dashes else "solid"


def polygon_path(shape: BaseGeometry) -> Any:  # noqa: ANN401
    """The rings of polygons as one path with holes; None where there are none."""
    from matplotlib.path import Path

    vertices: list[Points] = []
    codes: list[NDArray[np.uint8]] = []
    for part in get_parts(shape):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        for ring in (part.exterior, *part.interiors):
            points = get_coordinates(ring)
            code = np.full(len(points), Path.LINETO, dtype=np.uint8)
            code[0], code[-1] = Path.MOVETO, Path.CLOSEPOLY
            vertices.append(points)
            codes.append(code)
    return Path(np.concatenate(vertices), np.concatenate(codes)) if vertices else None


def line_points(shape: BaseGeometry) -> list[Points]:
    """The points of each line of a geometry."""
    flat = (piece for part in get_parts(shape) for piece in get_parts(part))
    return [get_coordinates(piece) for piece in flat if piece.geom_type in ("LineString", "LinearRing")]
