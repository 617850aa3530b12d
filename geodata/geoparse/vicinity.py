"""Step 4: names that stand for what lies around them: a countryside, a side, the surroundings.

Such a mention is never the town's exact dot: it is the governorate of that name, or the town with a precision
that says "near".
"""

from __future__ import annotations

from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.keys import name_key
from geodata.geoparse.context import Context
from geodata.geoparse.resolve import governorate_named
from geodata.models import Kind, Place, Precision, Reason

_TOWNS = frozenset((Kind.CITY, Kind.TOWN, Kind.VILLAGE))
_WIDE = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.REGION))


def widen(
    gazetteer: Gazetteer, place: Place, context: Context
) -> tuple[Place, Precision, tuple[Reason, ...]]:
    """The place and precision to draw for ``place`` as its neighbours in the text describe it."""
    if context.rural or (Kind.GOVERNORATE in context.kinds and place.kind is not Kind.GOVERNORATE):
        word = context.rural or context.type_word
        area = countryside_named(gazetteer, place) if context.rural else None
        area = area or governorate_named(gazetteer, place)
        if area is not None:
            return area, max(area.precision, Precision.GOVERNORATE), (Reason("vicinity.countryside", word),)
        if context.rural:
            return place, _at_least_near(place), (Reason("vicinity.countryside", word),)
        if context.kinds == {Kind.GOVERNORATE} and place.kind in _TOWNS:
            # A governorate the gazetteer lacks: its seat stands for all of it.
            return place, Precision.GOVERNORATE, (Reason("vicinity.countryside", word),)
    if context.direction:
        reason = (Reason("vicinity.direction", context.direction),)
        if place.kind in _WIDE:
            return place, Precision.FUZZY, reason
        return place, _at_least_near(place), reason
    if context.around:
        return place, _at_least_near(place), (Reason("vicinity.around", context.around),)
    return place, place.precision, ()


def countryside_named(gazetteer: Gazetteer, place: Place) -> Place | None:
    """The governorate that is a town's countryside by name: Rif Dimashq for Damascus, none for Homs."""
    if not place.name_ar or place.kind not in (Kind.CITY, Kind.GOVERNORATE):
        return None
    called = gazetteer.named(name_key(f"ريف {place.name_ar.removeprefix('محافظة ')}"))
    areas = (gazetteer.places[position] for position in called)
    return next((area for area in areas if area.kind is Kind.GOVERNORATE), None)


def _at_least_near(place: Place) -> Precision:
    return max(place.precision, Precision.NEAR)
