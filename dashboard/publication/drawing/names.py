"""Names of the marks on the map, the weightiest first; those of the ground are in ``ground_names``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import BOLD, REGULAR, drawable, width, wrapped
from dashboard.publication.drawing.marks import Placed
from dashboard.publication.drawing.placing import Room, Spot, around
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Order
from dashboard.publication.scene import Scene
from geodata.models import Precision

FIRST, OTHER = 18.0, 16.0
"""Sizes in pixels of a usual picture: of the weightiest names, of other marks' names."""
MOST_NAMES, MOST_FIRST = 60, 5
ROOM_EACH = 118.0
"""Pixels of a usual picture: of the marks' names there is one for each square of this side, at most."""
LINE = 1.24
_WIDEST = 9.0
"""A name wider than so many times its size stands in two lines."""
_HIDES, _HIDES_CHOSEN = 3.6, 60.0
"""How much of the marks a name may hide at most: usually, and where it was asked for."""
_COUNTRY = "iso-"
_LATER = 8
_QUALIFIED = re.compile(r"(?<=\S)\s+\([^()]+\)$")


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a name is set."""

    size: float
    colour: str
    weight: int = REGULAR


@dataclass(frozen=True, slots=True)
class Block:
    """A name in its lines."""

    lines: tuple[str, ...]
    look: Lettering

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height."""
        widest = max(width(line, self.look.size, self.look.weight) for line in self.lines)
        return widest, len(self.lines) * self.look.size * LINE


def on_map(name: str) -> str:
    """A name without the town in brackets that tells it from others: the map tells where it is."""
    return _QUALIFIED.sub("", name)


def block(text: str, look: Lettering, widest: float = _WIDEST) -> Block:
    """A name, broken into lines where it is long."""
    lines = wrapped(drawable(text), look.size, widest * look.size, look.weight, most=3)
    return Block(tuple(lines) or ("",), look)


def draw_block(sheet: Sheet, set_as: Block, spot: Spot, halo: str) -> None:
    """A name at its place."""
    look, box = set_as.look, spot.box
    x = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[spot.align]
    for number, line in enumerate(set_as.lines):
        y = box.top + (number * LINE + 0.92) * look.size
        sheet.text(x, y, line, look.size, look.colour, weight=look.weight, align=spot.align, halo=halo)


def draw_marks_names(
    sheet: Sheet, order: Order, scene: Scene, placed: Sequence[Placed], room: Room, inks: Inks, unit: float
) -> None:
    """Names beside the marks: those asked for, else the weightiest that fit."""
    drawn = firsts = 0
    most = min(MOST_NAMES, round(room.box.width * room.box.height / (ROOM_EACH * unit) ** 2))
    for at, name, chosen in _wanted(order, scene, placed):
        if drawn >= max(most, MOST_FIRST) and not chosen:
            break
        one = placed[at]
        area = one.mark.precision.is_area
        first = not area and firsts < MOST_FIRST
        look = Lettering(
            (FIRST if first else OTHER) * unit, inks.country if area else inks.ink, BOLD if first else REGULAR
        )
        if not room.box.contains(one.x, one.y):
            continue
        set_as = block(name, look)
        spots = around(one.x, one.y, one.reach, set_as.size, 3 * unit, right_to_left=sheet.right_to_left)
        spot = room.choose(spots, _HIDES_CHOSEN if chosen else _HIDES * (1 + 2 * first), at)
        if spot is not None:
            draw_block(sheet, set_as, spot, inks.land)
            drawn, firsts = drawn + 1, firsts + first
            core = min(one.reach, 4 * unit)  # what has a name is not hidden by the next
            room.close(Box(one.x - core, one.y - core, one.x + core, one.y + core))


def _wanted(order: Order, scene: Scene, placed: Sequence[Placed]) -> Iterator[tuple[int, str, bool]]:
    """Which marks are named: each place once, at its largest mark."""
    asked, done = set(order.label), set()
    # An area's name says less of where something was: it waits for some of the points'.
    ranks = sorted(range(len(placed)), key=lambda at: at + _LATER * placed[at].mark.precision.is_area)
    for at in ranks:
        mark = placed[at].mark
        if mark.beside or mark.place_id in done or (asked and mark.place_id not in asked):
            continue
        # The middle of a country is nowhere in particular; its name is the base map's.
        if (mark.precision >= Precision.COUNTRY or mark.place_id.startswith(_COUNTRY)) and not asked:
            continue
        done.add(mark.place_id)
        yield at, on_map(mark.name), bool(asked)
