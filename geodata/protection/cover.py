"""What the public may see of a place: its position snapped to a grid, and labelled as such.

A covered place keeps its id and names. Everything that is worked out from it afterwards (what lies beside it,
whether it is in a box, how far it is from another) is worked out from the covered position, so that no answer
tells more than the cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from math import ceil

from geodata.camp_records import PublicPrecision
from geodata.columns.records import Columns, Spot
from geodata.errors import NotFoundError
from geodata.gazetteer.units import Names as Places
from geodata.gazetteer.units import find_unit
from geodata.models import Kind, Language, Place, Precision, Vicinity, VicinityKind
from geodata.protection.grid import cell_of
from geodata.protection.levels import STEPS, Levels
from geodata.text import fill, words
from geodata.vicinity.shapes import NEAR_KM

_AREAS = frozenset(
    (
        *(Kind.MACROREGION, Kind.COUNTRY, Kind.REGION, Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT),
        *(Kind.RIVER, Kind.LAKE, Kind.SEA, Kind.ROAD),
    )
)
_IN_CELLS = frozenset(each.value for each in STEPS)
"""How what is snapped to the grid is blurred."""
_WIDEST_STEP = 1.0
"""Degrees of a cell for what lies in no area that is known."""

_VAGUENESS = {level: number for number, level in enumerate(PublicPrecision)}

Standing = tuple[Place, Precision, Vicinity | None]
"""Where a mention stands."""


class Cover:
    """Maps places to what the public may see of them; immutable."""

    def __init__(
        self,
        levels: Levels | None = None,
        camps: Mapping[str, PublicPrecision | None] | None = None,
        places: Places | None = None,
    ) -> None:
        """``camps`` are the ids of places that are camps, whatever kind a gazetteer gives them, with the
        precision each has of its own, None for that of the layer. ``places`` is a gazetteer, which knows the
        areas places lie in."""
        self.levels = levels or Levels()
        self._camps = dict(camps or {})
        self._places = places
        told = repr((self.levels, sorted((name, str(own or "")) for name, own in self._camps.items())))
        self.version = hashlib.sha256(told.encode("utf-8")).hexdigest()[:12]
        """A short text that changes with what is covered and how."""

    @property
    def covers_anything(self) -> bool:
        """Whether there is anything the public may not see exactly."""
        own = {each for each in self._camps.values() if each}
        return {self.levels.camps, self.levels.places, *own} != {PublicPrecision.EXACT}

    def told(self, language: Language = Language.ENGLISH) -> str:
        """What is blurred and how finely it is told, for notes in files; empty where nothing is."""
        layers = {"camps": self.levels.camps, "places": self.levels.places}
        told = [
            _say(language, f"cover.{layer}", how=_say(language, f"cover.{level.value}"))
            for layer, level in layers.items()
            if level is not PublicPrecision.EXACT
        ]
        own = [each for each in self._camps.values() if each and each is not self.levels.camps]
        some = [_say(language, "cover.own", len(own))] if own else []
        return _say(language, "cover.and").join((*told, *some))

    def level(self, place: Place) -> PublicPrecision:
        """How finely the public may learn where a place is."""
        if place.id in self._camps:
            return self._camps[place.id] or self.levels.camps
        if place.kind is Kind.CAMP:
            return self.levels.camps
        area = place.kind in _AREAS or place.precision.is_area
        return PublicPrecision.EXACT if area else self.levels.places

    def known(self, place_id: str) -> Place | None:
        """The place of that id in the gazetteer, as it is; None where it has none."""
        try:
            return self._places.place(place_id) if self._places else None
        except NotFoundError:
            return None

    def place(self, place: Place) -> Place:
        """The place as the public may see it; the same object where that is as it is."""
        return self.place_at(place, self.level(place))

    def place_at(self, place: Place, level: PublicPrecision) -> Place:
        """The place as it is seen at a level; the same object where that is as it is.

        What is blurred already, as a camp from a file made for the public, is blurred further where need be.
        """
        if _VAGUENESS[level] <= _VAGUENESS[PublicPrecision(place.blurred or PublicPrecision.EXACT)]:
            return place
        if level is PublicPrecision.ADMIN:
            return self._in_its_area(place)
        return _in_its_cell(place, level, STEPS[level])

    def standing(self, place: Place, precision: Precision, vicinity: Vicinity | None = None) -> Standing:
        """Where a mention stands as the public may see it.

        Beside a place of which the area alone is told, nothing can lie: it stands in that area. What is told
        as near a place stays apart from what is told of the place, also where that is no finer any more.
        """
        shown = self.place(place)
        other = vicinity.other if vicinity else None
        shown_other = self.place(other) if other else None
        if shown is place and shown_other is other:
            return place, precision, vicinity
        vague = max(precision, shown.precision) if shown is not place else precision
        if vicinity is None:
            near = place.precision < precision is Precision.NEAR and shown.blurred in _IN_CELLS
            return shown, vague, Vicinity(VicinityKind.AROUND) if near else None
        hidden = {each.blurred for each in (shown, shown_other) if each} & {PublicPrecision.ADMIN.value}
        if hidden:
            return shown, max(vague, Precision.GOVERNORATE), None
        return shown, vague, replace(vicinity, other=shown_other)

    def columns(self, columns: Columns) -> Columns:
        """The columns with every spot where the public may see it."""
        spots = tuple(self._spot(spot) for spot in columns.spots)
        same = all(one is other for one, other in zip(spots, columns.spots, strict=True))
        return columns if same else columns.standing(spots)

    def _spot(self, spot: Spot) -> Spot:
        place, precision, vicinity = self.standing(spot.place, spot.precision, spot.vicinity)
        if place is spot.place and vicinity is spot.vicinity:
            return spot
        return Spot(place, precision, vicinity)

    def _in_its_area(self, place: Place) -> Place:
        area = self._area_of(place)
        if area is None:
            widest = _in_its_cell(place, PublicPrecision.ADMIN, _WIDEST_STEP)
            return replace(widest, precision=max(place.precision, Precision.GOVERNORATE), admin2="", pcode="")
        return replace(
            place,
            lat=area.lat,
            lon=area.lon,
            precision=max(place.precision, area.precision, Precision.GOVERNORATE),
            extent_km=area.extent_km,
            admin2="",
            pcode="",
            blurred=PublicPrecision.ADMIN.value,
        )

    def _area_of(self, place: Place) -> Place | None:
        """The governorate a place lies in, else its country; None where neither is known."""
        unit = find_unit(self._places, place.admin1, place.country) if self._places else None
        area = unit or self.known(f"iso-{place.country}")
        return area if area and area.id != place.id and area.precision.is_area else None


def _in_its_cell(place: Place, level: PublicPrecision, step: float) -> Place:
    cell = cell_of(place.lat, place.lon, step)
    own = max(place.extent_km, NEAR_KM) if place.precision is Precision.NEAR else place.extent_km
    return replace(
        place,
        lat=cell.lat,
        lon=cell.lon,
        precision=max(place.precision, Precision.NEAR),
        extent_km=ceil((cell.radius_km + own) * 100) / 100,
        blurred=level.value,
    )


def _say(language: Language, key: str, count: int | None = None, **values: object) -> str:
    return fill(words(language), language, key, count, **values)
