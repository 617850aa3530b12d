"""Names of the ground, where the marks' own leave room: countries, waters, governorates, settlements.

Countries are named in the part of them that the map shows. Settlements are those of the base map, and where
that has no more of them, in a city or its countryside, the gazetteer's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from shapely import box as rectangle
from shapely import prepare
from shapely.geometry.base import BaseGeometry

from dashboard.basemap.lettering import SHOWN_FROM
from dashboard.publication.drawing.base_map import features, zoom_of
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import BOLD, REGULAR
from dashboard.publication.drawing.names import OTHER, Block, Lettering, block, draw_block, on_map
from dashboard.publication.drawing.placing import Room, Spot, around
from dashboard.publication.drawing.projection import Projected
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Order, Style
from dashboard.publication.scene import Scene
from dashboard.text import say
from geodata.models import Language

GROUND = 15.0
"""Size in pixels of a usual picture of the base map's names."""
MOST_GROUND = 40
_HIDES_ASKED, _HIDES = 9.0, 0.6
"""How much of the marks such a name may hide: of a place that was asked for, of others."""
_HIDDEN_BY_COUNTRY = 2.6
_SETTLEMENTS = frozenset({"capital", "city", "town"})
_COUNTRY_FROM = {1: 2.0, 2: 2.6, 3: 3.4, 4: 4.2, 5: 5.0}
_TOGETHER = frozenset({"Israel", "Palestine"})
"""Where the map shows both, both are named or neither: one name alone would take a side."""
_SURROUNDED_FROM = 9.3
"""The zoom from which the gazetteer's settlements are named: the base map's thin out."""
_ACROSS, _DOWN = 9, 7
"""How many places are tried for a country's name, across and down what is seen of it."""

Position = tuple[float, float]


class Ground:
    """Sets the names of the ground, the first to be set first."""

    def __init__(
        self, sheet: Sheet, order: Order, scene: Scene, projected: Projected, room: Room, inks: Inks
    ) -> None:
        self.sheet, self.order, self.scene, self.projected = sheet, order, scene, projected
        self.room, self.inks = room, inks
        self.unit = order.size.letter
        self.zoom = zoom_of(projected, self.unit)
        self.drawn = 0
        self.named = {mark.place_id for mark in scene.marks if not mark.beside}
        self.called = {_bare(mark.name) for mark in scene.marks if not mark.beside}

    def draw(self) -> None:
        """All of them: places asked for, the base map's, the gazetteer's."""
        for place in self.scene.named:
            if place.place_id not in self.named:
                look = Lettering(OTHER * self.unit, self.inks.ink, REGULAR)
                self._settlement((place.lon, place.lat), place.name, look, _HIDES_ASKED)
        self.named |= {place.place_id for place in self.scene.named}
        self.called |= {_bare(place.name) for place in self.scene.named}
        ranked = _ranked(self.order, self.zoom)
        together = [(one, position) for one, position in ranked if _is_together(one) and self._is_seen(one)]
        if len(together) > 1:
            self._all_or_none(together)
        for properties, position in ranked:
            if self.drawn >= MOST_GROUND:
                return
            if len(together) < 2 or not _is_together(properties):
                self._of_base_map(properties, position)
        if self.zoom >= _SURROUNDED_FROM and self.order.style is not Style.MINIMAL:
            self._of_gazetteer()

    def _of_base_map(self, properties: dict[str, Any], position: Position) -> None:
        kind = properties["kind"]
        name = properties["name_ar" if self.order.language is Language.ARABIC else "name"]
        # A name stands once, though a country's mark has none of its own.
        if _bare(name) in self.called and kind != "country":
            return
        if kind in _SETTLEMENTS:
            self._once(position, name)
        else:
            self.drawn += self._across(*self._options(properties, position))

    def _all_or_none(self, countries: Sequence[tuple[dict[str, Any], Position]]) -> None:
        """The names of these countries, if there is room for each."""
        chosen: list[tuple[Block, Spot]] = []
        for properties, position in countries:
            set_as, spots = self._options(properties, position)
            spot = self.room.choose(spots, _HIDDEN_BY_COUNTRY)
            if spot is None:
                for _, taken in chosen:
                    self.room.reopen(taken)
                return
            chosen.append((set_as, spot))
        for set_as, spot in chosen:
            draw_block(self.sheet, set_as, spot, self.inks.land)
        self.drawn += len(chosen)

    def _is_seen(self, properties: dict[str, Any]) -> bool:
        return bool(self._parts(properties["name"]))

    def _options(self, properties: dict[str, Any], position: Position) -> tuple[Block, list[Spot]]:
        """A name that lies over its area, as it is set, and the places it may have."""
        kind = properties["kind"]
        name = properties["name_ar" if self.order.language is Language.ARABIC else "name"]
        set_as = block(self._written(name, kind), self._look(kind), widest=7.0)
        spots = _over(*self._pixels(position), set_as.size) if self._is_on_map(position) else []
        if kind == "country":
            spots += self._within(properties["name"], set_as.size)
        return set_as, spots

    def _of_gazetteer(self) -> None:
        for place in self.scene.around(self.projected.window):
            if self.drawn >= MOST_GROUND:
                return
            if place.place_id not in self.named and _bare(place.name) not in self.called:
                self._once((place.lon, place.lat), place.name)

    def _once(self, position: Position, name: str) -> None:
        """A settlement of the ground, if there is room; no other of its name after it."""
        if self._settlement(position, name, Lettering(GROUND * self.unit, self.inks.place), _HIDES):
            self.drawn += 1
            self.called.add(_bare(name))

    def _look(self, kind: str) -> Lettering:
        if kind == "country":
            return Lettering(OTHER * self.unit, self.inks.country, BOLD)
        if kind == "sea":
            return Lettering(OTHER * self.unit, self.inks.water)
        return Lettering(GROUND * self.unit, self.inks.country)

    def _written(self, name: str, kind: str) -> str:
        if kind == "governorate":  # alone it would be read as the city's
            return say(self.order.language, "figure.governorate", name=name)
        return name.upper() if kind == "country" else name

    def _pixels(self, position: Position) -> Position:
        x, y = self.projected.points([position[0]], [position[1]])[0]
        return float(x), float(y)

    def _is_on_map(self, position: Position) -> bool:
        x, y = self._pixels(position)
        return bool(np.isfinite(x)) and self.room.box.contains(x, y)

    def _settlement(self, position: Position, name: str, look: Lettering, hides: float) -> bool:
        x, y = self._pixels(position)
        dot = 2.3 * self.unit
        own = Box(x - dot, y - dot, x + dot, y + dot)
        if not np.isfinite(x) or not self.room.is_free(own) or self.room.hidden(own) > 0.3 * hides:
            return False
        set_as = block(on_map(name), look)
        beside = around(x, y, dot, set_as.size, 3 * self.unit, right_to_left=self.sheet.right_to_left)
        spot = self.room.choose(beside, 1.6 + hides)
        if spot is None:
            return False
        centre, reach = np.array([[x, y]]), np.array([dot])
        fill, rim = self.inks.place, self.inks.land
        self.sheet.discs(centre, reach, fill=fill, edge=rim, width=1.0 * self.unit, clip=self.room.box)
        self.room.close(own)
        draw_block(self.sheet, set_as, spot, rim)
        return True

    def _across(self, set_as: Block, spots: Iterable[Spot]) -> bool:
        """A name over its area, at the best of these places."""
        spot = self.room.choose(spots, _HIDDEN_BY_COUNTRY if set_as.look.weight == BOLD else 1.6)
        if spot is not None:
            water = set_as.look.colour == self.inks.water
            draw_block(self.sheet, set_as, spot, self.inks.sea if water else self.inks.land)
        return spot is not None

    def _within(self, country: str, size: tuple[float, float]) -> list[Spot]:
        """Places for a name in what the map shows of a country, where all of it lies inside."""
        found = []
        for shape in self._parts(country):
            left, top, right, bottom = shape.bounds
            for x in np.linspace(left, right, _ACROSS + 2)[1:-1]:
                for y in np.linspace(top, bottom, _DOWN + 2)[1:-1]:
                    spot = _centred(float(x), float(y), size, 0.9 + _off(shape, float(x), float(y)))
                    inside = spot.box
                    if shape.contains(rectangle(inside.left, inside.top, inside.right, inside.bottom)):
                        found.append(spot)
        return found

    def _parts(self, country: str) -> list[BaseGeometry]:
        """What the map shows of a country, in pixels, the largest first."""
        west, south, east, north = self.projected.window
        for properties, outline in features("countries"):
            if properties["name"] == country and outline.intersects(rectangle(west, south, east, north)):
                shape = self.projected.shape(outline)
                parts = [part for part in getattr(shape, "geoms", [shape]) if part.area > 0]
                for part in parts:
                    prepare(part)
                return sorted(parts, key=lambda part: -part.area)[:2]
        return []


def _is_together(properties: dict[str, Any]) -> bool:
    return properties["kind"] == "country" and properties["name"] in _TOGETHER


def _ranked(order: Order, zoom: float) -> list[tuple[dict[str, Any], Position]]:
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
    """A name without the word for its kind, nor what tells it from others of the same."""
    bare = on_map(name).removesuffix(" Governorate").removeprefix("محافظة ")
    return bare.removeprefix("Al-").casefold()


def _over(x: float, y: float, size: tuple[float, float]) -> list[Spot]:
    """A name over its point, shifted a little where that is taken."""
    wide, tall = size
    shifts = ((0, 0), (0, -1.2), (0, 1.2), (-0.6, 0), (0.6, 0), (0, -2.4), (0, 2.4), (-0.6, -2), (0.6, 2))
    return [
        _centred(x + across * wide, y + down * tall, size, 0.3 * (abs(across) + abs(down)))
        for across, down in shifts
    ]


def _centred(x: float, y: float, size: tuple[float, float], dislike: float) -> Spot:
    wide, tall = size
    return Spot(Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2), dislike, "center")


def _off(shape: BaseGeometry, x: float, y: float) -> float:
    """How far off the middle of a shape's bounds a point is, 0 to 1."""
    left, top, right, bottom = shape.bounds
    across = abs(x - (left + right) / 2) / max(right - left, 1.0)
    return across + abs(y - (top + bottom) / 2) / max(bottom - top, 1.0)
