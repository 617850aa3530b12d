"""How large a picture is: on the page it is laid out for, and in pixels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import sqrt

from geodata.errors import UsageError

CSS_DPI = 96
"""Layout is in pixels of 1/96 inch, as CSS counts them; points are 3/4 of those."""
PRINT_DPI = 300
SMALLEST_SIDE, LARGEST_SIDE = 200, 6000
MOST_PIXELS = 40_000_000
PREVIEW_SIDE = 960
"""A preview's longer side is no longer than this, in pixels."""

_OWN = re.compile(r"(\d{1,5})x(\d{1,5})")
_READABLE = 0.62
_PRINTED = 0.66


@dataclass(frozen=True, slots=True)
class Size:
    """The page a picture is laid out for."""

    name: str
    width: float
    """In layout pixels."""
    height: float
    ratio: float = 1.0
    """Pixels of a PNG for each layout pixel, at scale 1."""

    @property
    def printed(self) -> bool:
        """Whether it is a sheet of paper, held in the hand, rather than a picture on a screen."""
        return self.ratio > 1

    @property
    def letter(self) -> float:
        """How large letters are beside those of a picture of 1200 by 675.

        A picture on a screen is scaled to its width or height, so letters grow with it; on paper they keep
        their size; and in a small picture they stop where they would no longer be read.
        """
        if self.printed:
            return _PRINTED
        return max(_READABLE, sqrt(self.width * self.height) / 900)

    def pixels(self, scale: int) -> tuple[int, int]:
        """Width and height of a PNG at a scale."""
        return round(self.width * self.ratio * scale), round(self.height * self.ratio * scale)


def _sheet(name: str, width_mm: float, height_mm: float) -> Size:
    ratio = PRINT_DPI / CSS_DPI
    pixels = [round(side / 25.4 * PRINT_DPI) for side in (width_mm, height_mm)]
    return Size(name, pixels[0] / ratio, pixels[1] / ratio, ratio)


def _screen(width: int, height: int) -> Size:
    return Size(f"{width}x{height}", float(width), float(height))


PRESETS: dict[str, Size] = {
    size.name: size
    for size in (
        _screen(1200, 630),
        _screen(1200, 675),
        _screen(1080, 1080),
        _screen(1080, 1350),
        _screen(1080, 1920),
        _screen(1920, 1080),
        _sheet("a4-portrait", 210, 297),
        _sheet("a4-landscape", 297, 210),
    )
}
"""The sizes there are names for, by their names; paper at 300 dots an inch."""


def parse_size(name: str, scale: int = 1) -> Size:
    """A preset, or an own size such as ``900x600``. Raises ``UsageError`` for what cannot be drawn."""
    size = PRESETS.get(name)
    if size is None:
        found = _OWN.fullmatch(name)
        if not found:
            msg = f"“{name[:40]}” is no size; write one of {', '.join(PRESETS)}, or your own as 900x600."
            raise UsageError(msg)
        size = _screen(*(int(side) for side in found.groups()))
    if not all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (size.width, size.height)):
        msg = f"A side of a picture is {SMALLEST_SIDE} to {LARGEST_SIDE} pixels long, not {size.name}."
        raise UsageError(msg)
    width, height = size.pixels(scale)
    if width * height > MOST_PIXELS:
        msg = (
            f"{width} by {height} pixels are more than the {MOST_PIXELS // 10**6} million a picture may "
            "have; choose a smaller size or scale, or the format svg or pdf, which is sharp at any size."
        )
        raise UsageError(msg)
    return size
