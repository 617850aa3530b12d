"""Where words go: greedily, the weightiest first, each at the best of the places around its point.

A word may lie on no other word and on nothing that is closed; the marks under it only count against a place,
the more the more of them it hides (after Imhof, Positioning Names on Maps, 1975, and the greedy rule of
Christensen, Marks and Shieber, 1995).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.publication.drawing.boxes import Box

_APART = 0.4
"""Of a letter's size: nearer to one another, two words on a line would be read as one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a word: its box, and how little it is liked."""

    box: Box
    dislike: float
    align: str
    """How its lines are set: left, right or center."""


class Room:
    """What of a map is taken."""

    def __init__(self, box: Box, discs: NDArray[np.float64], letter: float) -> None:
        """``discs`` are the marks (n, 3): x, y, radius; ``letter`` the size of usual letters."""
        self.box = box
        self._discs = discs.reshape(-1, 3)
        self._letter = letter
        self._taken: list[tuple[float, float, float, float]] = []
        self._array = np.zeros((0, 4))

    def close(self, box: Box) -> None:
        """Nothing may be put here any more."""
        self._taken.append((box.left, box.top, box.right, box.bottom))
        self._array = np.array(self._taken)

    def reopen(self, spot: Spot) -> None:
        """What was chosen is free again."""
        box = self._with_air(spot.box)
        self._taken.remove((box.left, box.top, box.right, box.bottom))
        self._array = np.array(self._taken).reshape(-1, 4)

    def _with_air(self, box: Box) -> Box:
        apart = _APART * self._letter
        return Box(box.left - apart, box.top, box.right + apart, box.bottom)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies on the map and on nothing closed."""
        if not self.box.holds(box):
            return False
        taken = self._array
        hit = (
            (taken[:, 0] < box.right)
            & (taken[:, 2] > box.left)
            & (taken[:, 1] < box.bottom)
            & (taken[:, 3] > box.top)
        )
        return not bool(hit.any())

    def hidden(self, box: Box, apart_from: int = -1) -> float:
        """How much of the marks a word here would hide, in areas of a letter."""
        x, y, reach = self._discs.T
        across = np.maximum(np.abs(x - (box.left + box.right) / 2) - box.width / 2, 0.0)
        down = np.maximum(np.abs(y - (box.top + box.bottom) / 2) - box.height / 2, 0.0)
        depth = np.maximum(reach - np.hypot(across, down), 0.0)
        if 0 <= apart_from < len(depth):
            depth[apart_from] = 0.0
        # Of a large disc a word hides no more than its own length; a small one it hides whole.
        covered = np.minimum(depth, self._letter) * np.minimum(2 * reach, box.width)
        lost = (depth >= reach) & (reach < 0.8 * self._letter) & (depth > 0)
        return float(covered.sum()) / self._letter**2 + 0.6 * int(lost.sum())

    def choose(self, spots: Iterable[Spot], most: float, apart_from: int = -1) -> Spot | None:
        """The best of these, and closes it; None where all are taken or hide more than ``most``."""
        best: Spot | None = None
        least = most
        for spot in spots:
            if spot.dislike >= least or not self.is_free(spot.box):
                continue
            cost = spot.dislike + self.hidden(spot.box, apart_from)
            if cost < least:
                best, least = spot, cost
        if best is not None:
            self.close(self._with_air(best.box))
        return best


_AROUND = (
    # across, down, dislike: a word to the side reads best, one above before one below
    (1, 0, 0.0),
    (1, -1, 0.5),
    (1, 1, 0.6),
    (-1, 0, 0.8),
    (0, -1, 0.9),
    (0, 1, 1.0),
    (-1, -1, 1.2),
    (-1, 1, 1.3),
)


def around(
    x: float, y: float, reach: float, size: tuple[float, float], gap: float, *, right_to_left: bool
) -> list[Spot]:
    """The eight places around a disc for a word of this width and height."""
    width, height = size
    spots = []
    for across, down, dislike in _AROUND:
        side = -across if right_to_left else across
        away = reach + gap
        if across and down:  # at a corner the disc gives way
            away_x, away_y = 0.72 * away, 0.72 * away
        else:
            away_x, away_y = away, away
        left = x + away_x if side > 0 else x - away_x - width if side < 0 else x - width / 2
        middle = y + down * (away_y + (height / 2 if not across else 0.25 * height))
        box = Box(left, middle - height / 2, left + width, middle + height / 2)
        spots.append(Spot(box, dislike, "left" if side > 0 else "right" if side < 0 else "center"))
    return spots


def from_afar(x: float, y: float, size: tuple[float, float], distances: Sequence[float]) -> list[Spot]:
    """Places farther off, for a word with a line to its point: all directions, the nearer the better."""
    width, height = size
    spots = []
    for ring, away in enumerate(distances):
        for turn in np.linspace(0.0, 2 * np.pi, 16, endpoint=False):
            across, down = float(np.cos(turn)), float(np.sin(turn))
            middle_x = x + across * (away + width / 2)
            middle_y = y + down * (away + height / 2)
            box = Box(
                middle_x - width / 2, middle_y - height / 2, middle_x + width / 2, middle_y + height / 2
            )
            align = "left" if across > 0.4 else "right" if across < -0.4 else "center"
            spots.append(Spot(box, 0.6 * ring + 0.2 * abs(down), align))
    return spots
