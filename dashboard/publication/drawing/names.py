"""Names on the map: of the marks, the weightiest first, then of the base map where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.basemap.lettering import SHOWN_FROM
from dashboard.publication.drawing.base_map import features, zoom_of
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import BOLD, REGULAR, drawable, width, wrapped
from dashboard.publication.drawing.marks import Placed
from dashboard.publication.drawing.placing import Room, Spot, around
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Order, Style
from dashboard.publication.scene import Scene
from geodata.models import Language, Precision

FIRST, OTHER, GROUND = 18.0, 16.0, 15.0
"""Sizes in pixels of a usual picture: of the weightiest names, of other marks' names, of the base map's."""
MOST_NAMES, MOST_FIRST, MOST_GROUND = 60, 5, 40
ROOM_EACH = 118.0
"""Pixels of a usual picture: of the marks' names there is one for each square of this side, at most."""
LINE = 1.24
_WIDEST = 9.0
"""A name wider than so many times its size stands in two lines."""
_HIDES, _HIDES_CHOSEN, _HIDES_GROUND = 3.6, 60.0, 0.6
"""How much of the marks a name may hide at most: usually, where it was asked for, of the base map."""
_COUNTRY = "iso-"
_LATER = 8
_SETTLEMENTS = frozenset({"capital", "city", "town"})


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
        yield at, mark.name, bool(asked)


def draw_ground_names(
    sheet: Sheet, order: Order, scene: Scene, projected: Projected, room: Room, inks: Inks, unit: float
) -> None:
    """The base map's names where there is room left: places asked for, countries, waters, settlements."""
    named = {mark.place_id for mark in scene.marks if not mark.beside}
    called = {_bare(mark.name) for mark in scene.marks if not mark.beside}
    for place in scene.named:
        if place.place_id not in named:
            look = Lettering(OTHER * unit, inks.ink, REGULAR)
            _draw_settlement(
                sheet, (place.lon, place.lat), place.name, look, projected, room, inks, unit, 9.0
            )
    taken = named | {place.place_id for place in scene.named}
    zoom, drawn = zoom_of(projected, unit), 0
    called |= {_bare(place.name) for place in scene.named}
    for properties, position in _ranked(order, zoom):
        if drawn >= MOST_GROUND:
            break
        name = properties["name_ar" if order.language is Language.ARABIC else "name"]
        # A name stands once, though a country's mark has none of its own.
        if properties.get("id") in taken or (_bare(name) in called and properties["kind"] != "country"):
            continue
        kind = properties["kind"]
        if kind in _SETTLEMENTS:
            look = Lettering(GROUND * unit, inks.place)
            if _draw_settlement(sheet, position, name, look, projected, room, inks, unit, _HIDES_GROUND):
                drawn += 1
                called.add(_bare(name))
        else:
            look = _look(kind, inks, unit)
            drawn += _draw_across(sheet, position, _written(name, kind), look, projected, room, inks)


def _ranked(order: Order, zoom: float) -> list[tuple[dict[str, Any], tuple[float, float]]]:
    """Names fit for the scale, the first to be placed first."""
    kinds = {"country": 0, "sea": 1, "governorate": 3, "area": 3}
    found = []
    for properties, point in features("labels"):
        kind, rank = properties["kind"], properties["rank"]
        settled = kind in _SETTLEMENTS
        if order.style is Style.MINIMAL and kind not in ("country", "sea"):
            continue
        if not properties.get("minzoom", 0) <= zoom < properties.get("maxzoom", 99):
            continue
        if settled and zoom < SHOWN_FROM.get(rank, 99) + 0.3:
            continue
        if kind == "country" and not _COUNTRY_FROM.get(rank, 4.5) <= zoom < 9.5:
            continue
        if kind == "governorate" and not 6.6 <= zoom < 9.5:
            continue
        found.append((2 + rank / 10 if settled else kinds.get(kind, 4) + rank / 10, properties, point))
    found.sort(key=lambda each: (each[0], each[1]["name"]))
    return [(properties, (point.bounds[0], point.bounds[1])) for _, properties, point in found]


def _bare(name: str) -> str:
    """A name without the word for its kind."""
    return name.removesuffix(" Governorate").removeprefix("محافظة ").removeprefix("Al-").casefold()


_COUNTRY_FROM = {1: 2.0, 2: 2.6, 3: 3.4, 4: 4.2, 5: 5.0}


def _look(kind: str, inks: Inks, unit: float) -> Lettering:
    if kind == "country":
        return Lettering(OTHER * unit, inks.country, BOLD)
    if kind == "sea":
        return Lettering(OTHER * unit, inks.water)
    return Lettering(GROUND * unit, inks.country)


def _written(name: str, kind: str) -> str:
    return name.upper() if kind == "country" else name


def _draw_settlement(
    sheet: Sheet,
    position: tuple[float, float],
    name: str,
    look: Lettering,
    projected: Projected,
    room: Room,
    inks: Inks,
    unit: float,
    hides: float,
) -> bool:
    (x, y) = projected.points([position[0]], [position[1]])[0]
    dot = 2.3 * unit
    own = Box(x - dot, y - dot, x + dot, y + dot)
    if not np.isfinite(x) or not room.is_free(own) or room.hidden(own) > 0.3 * hides:
        return False
    set_as = block(name, look)
    spots = around(x, y, dot, set_as.size, 3 * unit, right_to_left=sheet.right_to_left)
    spot = room.choose(spots, 1.6 + hides)
    if spot is None:
        return False
    sheet.discs(
        np.array([[x, y]]), np.array([dot]), fill=inks.place, edge=inks.land, width=1.0 * unit, clip=room.box
    )
    room.close(own)
    draw_block(sheet, set_as, spot, inks.land)
    return True


def _draw_across(
    sheet: Sheet,
    position: tuple[float, float],
    name: str,
    look: Lettering,
    projected: Projected,
    room: Room,
    inks: Inks,
) -> bool:
    """A name over its area, shifted a little where its middle is taken."""
    (x, y) = projected.points([position[0]], [position[1]])[0]
    if not (np.isfinite(x) and room.box.contains(x, y)):
        return False
    set_as = block(name, look, widest=7.0)
    wide, tall = set_as.size
    spots = []
    for across, down in (
        (0, 0),
        (0, -1.2),
        (0, 1.2),
        (-0.6, 0),
        (0.6, 0),
        (0, -2.4),
        (0, 2.4),
        (-0.6, -2),
        (0.6, 2),
    ):
        left, top = x + across * wide - wide / 2, y + down * tall - tall / 2
        spots.append(Spot(Box(left, top, left + wide, top + tall), 0.3 * (abs(across) + abs(down)), "center"))
    spot = room.choose(spots, 2.6 if look.weight == BOLD else 1.6)
    if spot is not None:
        draw_block(sheet, set_as, spot, inks.sea if look.colour == inks.water else inks.land)
    return spot is not None
