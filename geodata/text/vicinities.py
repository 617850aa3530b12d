"""Where beside a place something lies, in words: "20 km east of Palmyra", «ريف حلب الشمالي»."""

from __future__ import annotations

from geodata.models import Language, Place, Vicinity, VicinityKind
from geodata.text import fill, name_in, words


def say_vicinity(language: Language, vicinity: Vicinity, place: Place) -> str:
    """A vicinity of ``place`` as a caption would write it."""
    other = name_in(vicinity.other, language) if vicinity.other else ""
    # A countryside is called after a town even where it is kept as an area of its own.
    named = other if vicinity.kind is VicinityKind.COUNTRYSIDE and other else name_in(place, language)
    side = vicinity.side.value if vicinity.side else ""
    return _fill(
        language,
        f"vicinity.{_form(vicinity, place)}",
        place=named,
        other=other,
        km=f"{vicinity.distance_km:g}",
        side=_fill(language, f"compass.{side}") if side else "",
        sided=_fill(language, f"compass.adjective.{side}") if side else "",
    )


def _form(vicinity: Vicinity, place: Place) -> str:
    """The key of a vicinity's wording: its kind, and what else is known of it."""
    match vicinity.kind:
        case VicinityKind.OFFSET:
            rough = ".about" if vicinity.rough else ""
            return f"offset{rough}" if vicinity.side else f"offset.around{rough}"
        case VicinityKind.SIDE:
            return "side.within" if place.precision.is_area else "side"
        case VicinityKind.COUNTRYSIDE | VicinityKind.OUTSKIRTS if vicinity.side:
            return f"{vicinity.kind.value}.sided"
        case VicinityKind.ROAD if vicinity.other is None:
            return "road.to"
        case kind:
            return kind.value


def _fill(language: Language, key: str, **values: str) -> str:
    return fill(words(language), language, key, None, **values)
