"""The marks as the page draws them (``assets/js/marks.js``): size from counts, form from precision.

Filled: the place itself; ringed: near it; hatched: somewhere in an area; dashed: beside a place; hollow:
without a date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import log2, log10, sqrt

import numpy as np
from numpy.typing import NDArray

from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.scene import Mark
from geodata.models import Precision

Points = NDArray[np.float64]
Numbers = NDArray[np.float64]

SMALLEST, LARGEST, SINGLE = 2.8, 30.0, 7.0
"""Radii in pixels of a picture of usual size: the least, that of the largest mark, a lone story's at most."""
STRIPE_APART, STRIPE_WIDTH = 5.0, 1.7


class Form(IntEnum):
    """What a mark looks like; the vaguest is drawn first."""

    AREA = 0
    BESIDE = 1
    NEAR = 2
    EXACT = 3


def form_of(mark: Mark) -> Form:
    """By precision (UCDP's scale); what lies beside a place has its own form, what is blurred is an area."""
    if mark.beside:
        return Form.BESIDE
    if mark.blurred:
        return Form.AREA
    if mark.precision is Precision.EXACT:
        return Form.EXACT
    return Form.NEAR if mark.precision is Precision.NEAR else Form.AREA


def radius(count: int, largest: int, unit: float = 1.0) -> float:
    """In layout pixels: area grows with the count; ``largest`` is what the largest mark stands for."""
    if count <= 0:
        return 0.0
    return unit * max(SMALLEST, min(LARGEST / sqrt(max(largest, 1)), SINGLE) * sqrt(count))


def legend_counts(largest: int) -> list[int]:
    """Two or three round counts whose bubbles explain the scale."""
    if largest <= 2:
        return list(range(1, largest + 1))
    top = _round_down(largest)
    return sorted({1, _round_down(top / 5), top})


def _round_down(value: float) -> int:
    if value < 1:
        return 1
    power = 10 ** int(log10(value))
    lead = value / power
    return int(power * (5 if lead >= 5 else 2 if lead >= 2 else 1))


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark on the sheet."""

    mark: Mark
    x: float
    y: float
    filled: float
    """Radius of what is dated; 0 where nothing is."""
    outer: float
    """Radius with what is not; 0 where all is dated."""

    @property
    def reach(self) -> float:
        """The radius all of it needs."""
        return max(self.filled, self.outer)


def place(marks: Sequence[Mark], points: Points, unit: float) -> list[Placed]:
    """Marks with their radii, the largest first; ``unit`` is the picture's size beside the usual one."""
    largest = max((mark.count for mark in marks), default=0)
    return [
        _placed(mark, float(x), float(y), largest, unit) for mark, (x, y) in zip(marks, points, strict=True)
    ]


def _placed(mark: Mark, x: float, y: float, largest: int, unit: float) -> Placed:
    filled = radius(mark.count - mark.undated, largest, unit)
    outer = max(radius(mark.count, largest, unit), filled + 3 * unit) if mark.undated else 0.0
    return Placed(mark, x, y, filled, outer)


def draw(sheet: Sheet, placed: Sequence[Placed], inks: Inks, unit: float, clip: Box | None) -> None:
    """All marks: the larger beneath the smaller, of a size the vaguer beneath the finer."""
    for form, batch in _batches(placed, unit):
        hollow = [one for one in batch if one.outer]
        filled = [one for one in batch if one.filled]
        if hollow:
            _draw_hollow(sheet, hollow, form, inks, unit, clip)
        if filled:
            _draw_filled(sheet, filled, form, inks, unit, clip)


def _batches(placed: Sequence[Placed], unit: float) -> Iterator[tuple[Form, list[Placed]]]:
    """Marks of about one size and one form, in the order they are drawn."""
    found: dict[tuple[int, Form], list[Placed]] = {}
    for one in placed:
        size = -int(log2(one.reach / unit))
        found.setdefault((size, form_of(one.mark)), []).append(one)
    for size, form in sorted(found):
        yield form, found[size, form]


def _draw_hollow(
    sheet: Sheet, batch: list[Placed], form: Form, inks: Inks, unit: float, clip: Box | None
) -> None:
    centres = _centres(batch)
    outer = np.array([one.outer for one in batch])
    alone = np.array([not one.filled for one in batch])
    dashes = _dashes(form, unit)
    sheet.discs(centres, outer, fill=inks.paper, alpha=0.7, clip=clip)
    vague = [Placed(one.mark, one.x, one.y, one.outer, 0.0) for one in batch if not one.filled]
    if form in (Form.AREA, Form.BESIDE):
        _stripes(sheet, vague, inks, unit, 0.5, clip)
    elif form is Form.NEAR:
        inner = np.maximum(outer[alone] * 0.5, 2 * unit)
        sheet.discs(centres[alone], inner, edge=inks.event, edge_alpha=0.9, width=1.2 * unit, clip=clip)
    sheet.discs(
        centres,
        outer - 0.75 * unit,
        edge=inks.event,
        edge_alpha=0.9,
        width=1.5 * unit,
        dashes=dashes,
        clip=clip,
    )


def _draw_filled(
    sheet: Sheet, batch: list[Placed], form: Form, inks: Inks, unit: float, clip: Box | None
) -> None:
    centres, radii = _centres(batch), np.array([one.filled for one in batch])
    sheet.discs(centres, radii + unit, fill=inks.land, alpha=0.75, clip=clip)
    if form is Form.EXACT:
        sheet.discs(centres, radii, fill=inks.event, alpha=0.74, clip=clip)
    elif form is Form.NEAR:
        sheet.discs(centres, radii, fill=inks.event, alpha=0.22, clip=clip)
        sheet.discs(centres, np.maximum(radii * 0.5, 2 * unit), fill=inks.event, alpha=0.74, clip=clip)
    else:
        sheet.discs(centres, radii, fill=inks.event, alpha=0.1, clip=clip)
        _stripes(sheet, batch, inks, unit, 0.62, clip)
    rim = np.maximum(radii - 0.5 * unit, 0.5)
    sheet.discs(centres, rim, edge=inks.event, width=1.2 * unit, dashes=_dashes(form, unit), clip=clip)


def _dashes(form: Form, unit: float) -> tuple[float, ...]:
    return (3.2 * unit, 2.2 * unit) if form is Form.BESIDE else ()


def _centres(batch: Sequence[Placed]) -> Points:
    return np.array([(one.x, one.y) for one in batch], dtype=np.float64).reshape(-1, 2)


def _stripes(
    sheet: Sheet, batch: Sequence[Placed], inks: Inks, unit: float, alpha: float, clip: Box | None
) -> None:
    """Slanted chords of each disc, at even distances."""
    chords = [chord for one in batch for chord in _chords(one.x, one.y, one.filled - 0.5 * unit, unit)]
    sheet.lines(chords, inks.event, STRIPE_WIDTH * unit, alpha=alpha, clip=clip, round_ends=False)


def _chords(x: float, y: float, reach: float, unit: float) -> Iterator[Points]:
    apart = STRIPE_APART * unit / sqrt(2)
    number = int(reach / apart)
    for at in range(-number, number + 1):
        away = at * apart
        half = sqrt(max(reach * reach - away * away, 0.0))
        middle = np.array([x + away / sqrt(2), y + away / sqrt(2)])
        along = np.array([half / sqrt(2), -half / sqrt(2)])
        yield np.array([middle - along, middle + along])
