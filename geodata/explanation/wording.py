"""The words of explanations, one catalogue a language (``en.json``, ``ar.json``), and places in words.

The text of a reason's code is ``reason.CODE``; a part of a score has ``factor.CODE`` as well, a phrase that
fits any candidate, and ``apart.CODE``, why one was preferred to another. They may name ``{surface}`` (the
name as the text has it), ``{place}`` (what it was read as), ``{detail}`` (the reason's) and ``{km}``.
"""

from __future__ import annotations

import string
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from geodata import geocoders, text
from geodata.explanation.places import KnownPlaces
from geodata.explanation.records import Fragment, Line
from geodata.models import Kind, Language, Place

_FOLDER = Path(__file__).parent
_COMMA = {Language.ENGLISH: ", ", Language.ARABIC: "، "}
_AND = {Language.ENGLISH: " and ", Language.ARABIC: " و"}


@cache
def words(language: Language) -> text.Catalogue:
    """The words of explanations by key; read once."""
    return text.read_catalogue(_FOLDER, language)


def line(language: Language, key: str, **values: str | Line) -> Line:
    """The words for ``key`` with its places filled, each value a fragment of its own.

    Raises ``KeyError`` for a key that the catalogue lacks.
    """
    fragments: list[Fragment] = []
    for before, name, _, _ in string.Formatter().parse(words(language)[key]):
        if before:
            fragments.append(Fragment(before))
        value = values[name] if name else ""
        if isinstance(value, Line):
            fragments.extend(value.fragments)
        elif value:
            fragments.append(Fragment(value, own=True))
    return Line(tuple(fragments))


def listed(lines: Sequence[Line], language: Language, *, conjoined: bool = False) -> Line:
    """Phrases one after the other, with commas; ``conjoined`` as a sentence lists them: "a, b and c"."""
    fragments: list[Fragment] = []
    for number, each in enumerate(lines):
        if number:
            last = number == len(lines) - 1 or language is Language.ARABIC
            fragments.append(Fragment((_AND if conjoined and last else _COMMA)[language]))
        fragments.extend(each.fragments)
    return Line(tuple(fragments))


def where(place: Place, places: KnownPlaces, language: Language) -> Line:
    """What a place is and what it lies in: "town, Raqqa Governorate, Syria"."""
    parts = [Line((Fragment(text.say(language, f"kind.{place.kind.value}")),))]
    unit = places.unit(place)
    if unit is not None:
        parts.append(own(text.name_in(unit, language)))
    elif place.admin1 and place.admin1 not in (place.id, place.name):
        parts.append(own(place.admin1))
    if place.country and place.kind is not Kind.COUNTRY:
        parts.append(own(country_name(place.country, places, language)))
    return listed(parts, language)


def own(name: str) -> Line:
    """A name as a line."""
    return Line((Fragment(name, own=True),))


def service_name(name: str) -> str:
    """An online service with what its terms ask to be said, or its bare name where it is none of today's."""
    if name not in geocoders.names():
        return name
    credit = geocoders.credit(name)
    return f"{credit.title} ({credit.attribution})"


def country_name(code: str, places: KnownPlaces, language: Language) -> str:
    """The name of the country of an ISO 3166-1 code, or the code."""
    place = places(f"iso-{code}")
    return text.name_in(place, language) if place else code
