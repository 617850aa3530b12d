"""Step 4: names that stand for what lies around them: a countryside, a side, the surroundings.

Such a mention is never the town's exact dot: it is the governorate of that name, or the town with a precision
that says "near".
"""

from __future__ import annotations

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse.context import Context
from geodata.geoparse.resolve import governorate_named
from geodata.models import Kind, Place, Precision, Reason

_WIDE = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.REGION))


def widen(
    gazetteer: Gazetteer, place: Place, context: Context
) -> tuple[Place, Precision, tuple[Reason, ...]]:
    """The place and precision to draw for ``place`` as its neighbours in the text describe it."""
    if context.rural or (Kind.GOVERNORATE in context.kinds and place.kind is not Kind.GOVERNORATE):
        word = context.rural or context.type_word
        area = governorate_named(gazetteer, place)
        if area is not None:
            return area, max(area.precision, Precision.GOVERNORATE), (Reason("vicinity.countryside", word),)
        if context.rural:
            return place, _at_least_near(place), (Reason("vicinity.countryside", word),)
    if context.direction:
        reason = (Reason("vicinity.direction", context.direction),)
        if place.kind in _WIDE:
            return place, Precision.FUZZY, reason
        return place, _at_least_near(place), reason
    if context.around:
        return place, _at_least_near(place), (Reason("vicinity.around", context.around),)
    return place, place.precision, ()


def _at_least_near(place: Place) -> Precision:
    return max(place.precision, Precision.NEAR)
