"""Where beside a name something is: in its countryside, to one side of it, so many kilometres away.

Such a mention is never the town's exact dot: it has a :class:`~geodata.models.Vicinity`, with a position,
precision and shape of its own (:mod:`geodata.vicinity`), or it is the governorate of that name.
"""

from __future__ import annotations

from dataclasses import dataclass

from geodata.gazetteer.index import Gazetteer, prominence
from geodata.gazetteer.keys import name_key
from geodata.geoparse.context import Context
from geodata.geoparse.position_words import position_words
from geodata.geoparse.recognise import Match
from geodata.geoparse.resolve import governorate_named
from geodata.geoparse.surroundings import Surroundings
from geodata.geoparse.vicinity import countryside_named
from geodata.models import Compass, Kind, Language, Place, Precision, Reason, Vicinity, VicinityKind
from geodata.vicinity import outline
from geodata.vicinity.shapes import divisible

TOWNS = frozenset((Kind.CITY, Kind.TOWN, Kind.VILLAGE))
WIDE = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.REGION, Kind.GOVERNORATE))
_NAMED_AFTER_TOWN = frozenset((Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT))
_LARGEST_SURROUNDED_KM = 60.0
"""Beyond that, "around" an area says no more than its name."""
_COUNTRYSIDE = "ريف"


@dataclass(frozen=True, slots=True)
class Placed:
    """The place to draw for a mention and how vaguely."""

    place: Place
    precision: Precision
    vicinity: Vicinity | None = None
    reasons: tuple[Reason, ...] = ()


class Lands:
    """Which countrysides have a row of their own in a gazetteer, and which towns areas are called after."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._rows: dict[tuple[str, Compass], Place] = {}
        self._own: dict[str, tuple[Compass, Place]] = {}
        for row in gazetteer:
            if row.kind is Kind.REGION:
                self._learn(row)

    def _learn(self, row: Place) -> None:
        for name in (row.name_ar, *row.aliases):
            words = name_key(name).split(" ")
            directions = position_words(Language.ARABIC).directions
            side = directions.get(words[-1])
            if words[0] != _COUNTRYSIDE or side is None or len(words) < 3:
                continue
            town = self.town_named(" ".join(words[1:-1]), row.country)
            if town:
                self._rows.setdefault((town.id, side), row)
                if name == row.name_ar:
                    self._own[row.id] = side, town

    def town_named(self, key: str, country: str) -> Place | None:
        """The best known town of a folded name in a country."""
        places = (self._gazetteer.places[position] for position in self._gazetteer.named(key))
        towns = [place for place in places if place.kind in TOWNS and place.country == country]
        return max(towns, key=prominence, default=None)

    def row(self, town: Place, side: Compass) -> Place | None:
        """The gazetteer's own row for one side of a town's countryside."""
        return self._rows.get((town.id, side))

    def own_side(self, row: Place) -> tuple[Compass, Place] | None:
        """The side and the town, where a row is one side of a town's countryside."""
        return self._own.get(row.id)

    def governorate(self, town: Place) -> Place | None:
        """The governorate that is a town's countryside: by that name (Rif Dimashq), else by the town's."""
        return countryside_named(self._gazetteer, town) or governorate_named(self._gazetteer, town)


def placed(lands: Lands, match: Match, context: Context, around: Surroundings, place: Place) -> Placed:
    """The place and precision to draw for a match resolved to ``place`` as its neighbours describe it."""
    town = _town_of(lands, match, place)
    epithet = place.kind in around.epithet
    if around.distance_km and not epithet:
        if town is None:
            # From where on its edge it is counted is not said.
            return Placed(place, _at_least(place, 5), None, (Reason("vicinity.offset", around.words),))
        found = Vicinity(VicinityKind.OFFSET, around.side, around.distance_km, around.rough)
        return _beside(town, found, "vicinity.offset", around.words)
    if around.countryside or context.rural:
        return _in_countryside(lands, context, around, place, town)
    if own := lands.own_side(place):
        vicinity = Vicinity(VicinityKind.COUNTRYSIDE, own[0], other=own[1])
        return _beside(place, vicinity, "vicinity.countryside", around.words)
    if Kind.GOVERNORATE in context.kinds and place.kind is not Kind.GOVERNORATE:
        word = (Reason("vicinity.countryside", context.type_word),)
        if area := lands.governorate(place):
            side = None if area.kind in around.epithet else _sided(area, context, around, word)
            return side or Placed(area, _at_least(area, 4), None, word)
        if context.kinds <= {Kind.GOVERNORATE, Kind.DISTRICT} and place.kind in TOWNS:
            # A governorate the gazetteer lacks: its seat stands for all of it.
            return Placed(place, Precision.GOVERNORATE, None, word)
    if not epithet and not around.outskirts and (to_one_side := _sided(place, context, around, ())):
        return to_one_side
    return _near(place, context, around)


def _in_countryside(
    lands: Lands, context: Context, around: Surroundings, place: Place, town: Place | None
) -> Placed:
    """In the land called after a town, or on one side of it."""
    words = around.words or context.rural
    reasons = (Reason("vicinity.countryside", words),)
    side = around.side
    if town and side and (row := lands.row(town, side)):
        if own := lands.own_side(row):
            return _beside(
                row, Vicinity(VicinityKind.COUNTRYSIDE, own[0], other=own[1]), "vicinity.countryside", words
            )
        return Placed(row, row.precision, None, reasons)
    if place.kind is Kind.REGION and town:
        place = town
    area = place if place.kind is Kind.GOVERNORATE else lands.governorate(place)
    if area is None:
        if place.kind in TOWNS:
            return _beside(place, Vicinity(VicinityKind.COUNTRYSIDE, side), "vicinity.countryside", words)
        return Placed(place, _at_least(place, 2), None, reasons)
    seat = town or lands.town_named(_bare(area), area.country)
    if side and seat and area.extent_km:
        vicinity = Vicinity(VicinityKind.COUNTRYSIDE, side, other=seat)
        return _beside(area, vicinity, "vicinity.countryside", words)
    return Placed(area, _at_least(area, 4), None, reasons)


def _sided(
    place: Place, context: Context, around: Surroundings, reasons: tuple[Reason, ...]
) -> Placed | None:
    """To one side of a place; None where no side is named."""
    if around.side is None and (around.several or not context.direction):
        return None
    words = around.words or context.direction
    if around.side and divisible(place):
        return _beside(place, Vicinity(VicinityKind.SIDE, around.side), "vicinity.direction", words)
    wide = place.kind in (Kind.COUNTRY, Kind.MACROREGION, Kind.REGION)
    precision = Precision.FUZZY if wide else _at_least(place, 2)
    return Placed(place, precision, None, (*reasons, Reason("vicinity.direction", words)))


def _near(place: Place, context: Context, around: Surroundings) -> Placed:
    """Around a place, at its edge, or on a road that leads there; else the place itself."""
    if around.outskirts:
        kind, word = VicinityKind.OUTSKIRTS, around.words
    elif around.road and place.kind in TOWNS:
        kind, word = VicinityKind.ROAD, around.words
    elif context.around or around.several:
        kind, word = VicinityKind.AROUND, context.around or around.words
    else:
        return Placed(place, place.precision)
    code = "vicinity.road" if kind is VicinityKind.ROAD else "vicinity.around"
    if place.kind not in (Kind.COUNTRY, Kind.GOVERNORATE) and (
        divisible(place) and place.extent_km <= _LARGEST_SURROUNDED_KM
    ):
        side = around.side if kind is VicinityKind.OUTSKIRTS else None
        return _beside(place, Vicinity(kind, side), code, word)
    return Placed(place, _at_least(place, 2), None, (Reason(code, word),))


def _beside(place: Place, vicinity: Vicinity, code: str, words: str) -> Placed:
    precision = outline(vicinity, place).precision
    return Placed(place, precision, vicinity, (Reason(code, words),))


def _town_of(lands: Lands, match: Match, place: Place) -> Place | None:
    """The town a match names: the place itself, or the one an area is called after."""
    if place.kind not in WIDE and place.kind not in _NAMED_AFTER_TOWN:
        return place
    return lands.town_named(match.form.inner_key, place.country)


def _bare(area: Place) -> str:
    """A governorate's Arabic name without the word for what it is: ``حلب``."""
    return name_key(area.name_ar).removeprefix("محافظه ").removeprefix(f"{_COUNTRYSIDE} ")


def _at_least(place: Place, precision: int) -> Precision:
    return max(place.precision, Precision(precision))
