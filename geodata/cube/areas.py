"""The cube of areas: mentions folded to administrative unit × day, each story once in a unit.

Adding up the marks of a unit would count a story once for each place it names there. So the mentions are
folded anew, with the unit in the place of the spot; the bytes are those of any cube, its marks the units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from shapely import STRtree
from shapely.geometry import Point
from shapely.geometry import shape as geometry

from geodata.columns.folding import fold
from geodata.columns.records import Columns, Integers, MentionColumns, Spot
from geodata.columns.selecting import Matching, select
from geodata.cube import Cube
from geodata.cube.mark_table import mark_table
from geodata.cube.marks import FindArea, covered
from geodata.models import Place, Precision
from geodata.query import Query

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_MOSTLY = 0.9
"""The share of what lies beside a place that must lie in a unit to count there."""
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Unit:
    """A governorate (level 1), district (2) or sub-district (3) and its outline, longitude first."""

    place: Place
    outline: BaseGeometry


class Regrouped:
    """Columns whose spots are units; what lies in no single one is left out.

    Made once for a version of the data and asked often.
    """

    def __init__(self, columns: Columns, units: Sequence[Unit], level: int, find_area: FindArea) -> None:
        """``level`` says by what a place is known to lie in a unit, see :func:`unit_of_spots`."""
        self.columns = columns
        self.units = tuple(units)
        chosen = unit_of_spots(columns.spots, units, level, find_area)[columns.mentions.spot]
        rows = np.flatnonzero(chosen != NOWHERE)
        whole = columns.mentions
        # Their ids are the rows they were: the regrouped ones are sorted anew.
        taken = {name: getattr(whole, name)[rows] for name in MentionColumns.__slots__}
        mentions = MentionColumns(**(taken | {"id": rows, "spot": chosen[rows]}))
        self._regrouped = Columns(
            stories=columns.stories,
            mentions=mentions,
            spots=tuple(Spot(unit.place, unit.place.precision) for unit in units),
            outlets=columns.outlets,
            languages=columns.languages,
            roles=columns.roles,
            tags=columns.tags,
            version=columns.version,
        )

    def cube(self, query: Query, matching: Matching) -> Cube:
        """What a query asks for, by unit; ``without_place`` counts its stories that lie in no single one."""
        kept = select(self.columns, query, matching).mentions()
        here = None if kept is None else kept[self._regrouped.mentions.id]
        folded = fold(self._regrouped, here, query.time)
        story = self.columns.mentions.story
        asked = len(np.unique(story if kept is None else story[kept]))
        table = mark_table(self._regrouped, None, _no_area)
        everywhere = np.arange(len(self._regrouped.spots))
        return Cube(table, everywhere, folded, asked - folded.drawn, asked, self.columns.version)


def unit_of_spots(spots: Sequence[Spot], units: Sequence[Unit], level: int, find_area: FindArea) -> Integers:
    """By spot the number of the unit it lies in; ``NOWHERE`` where it may lie in several or in none.

    A unit lies in itself. A place lies in the governorate or district it names, else where its point does;
    what is told no nearer than to 25 km counts for governorates alone, and what lies beside a place counts
    where at least nine tenths of it lie.
    """
    number = {unit.place.id: at for at, unit in enumerate(units)}
    tree = STRtree([unit.outline for unit in units])
    found = [_unit_of(spot, number, tree, units, level, find_area) for spot in spots]
    return np.array(found, dtype=np.int32)


def _unit_of(
    spot: Spot, number: dict[str, int], tree: STRtree, units: Sequence[Unit], level: int, find_area: FindArea
) -> int:
    place = spot.place
    if spot.vicinity is None and place.id in number:
        return number[place.id]
    if spot.precision > {1: Precision.GOVERNORATE, 2: Precision.DISTRICT}.get(level, Precision.EXACT):
        return NOWHERE
    named = number.get({1: place.admin1, 2: place.admin2}.get(level, ""), NOWHERE)
    if spot.vicinity is not None:
        around = geometry(covered(spot.vicinity, place, find_area))
        return _unit_around(around, named, tree, units)
    if named != NOWHERE and (level == 1 or spot.precision != Precision.NEAR):
        return named
    return _unit_at(spot, tree) if spot.precision == Precision.EXACT else NOWHERE


def _unit_at(spot: Spot, tree: STRtree) -> int:
    lat, lon = spot.position
    within = tree.query(Point(lon, lat), predicate="within")
    return int(within[0]) if len(within) else NOWHERE


def _unit_around(around: BaseGeometry, named: int, tree: STRtree, units: Sequence[Unit]) -> int:
    """The unit most of what a vicinity covers lies in."""
    for at in [named] if named != NOWHERE else tree.query(around).tolist():
        if around.intersection(units[at].outline).area >= _MOSTLY * around.area > 0:
            return int(at)
    return NOWHERE


def _no_area(_place_id: str) -> None:
    return None
