"""Words in Arabic and English that the command line and the page share: what places are, roles, precision.

A catalogue is one JSON file a language. A value is a string with ``{name}`` places, or an object of plural
forms by CLDR category (``zero one two few many other``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geodata.models import Language, Place, Precision

_FOLDER = Path(__file__).parent

Catalogue = Mapping[str, Any]
"""The words of one language by key."""


def read_catalogue(folder: Path, language: Language) -> Catalogue:
    """The catalogue of a language in ``folder``. Raises ``OSError`` where its file is missing."""
    text = (folder / f"{language.value}.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


@cache
def words(language: Language) -> Catalogue:
    """The shared words of a language by key; read once."""
    return read_catalogue(_FOLDER, language)


def plural_category(language: Language, number: int) -> str:
    """The CLDR plural category of a whole number (Unicode CLDR 48, cardinal rules for ``ar`` and ``en``)."""
    if language is Language.ENGLISH:
        return "one" if number == 1 else "other"
    if number in (0, 1, 2):
        return ("zero", "one", "two")[number]
    rest = number % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


def fill(catalogue: Catalogue, language: Language, key: str, count: int | None, **values: object) -> str:
    """The words for ``key`` with its places filled; ``count`` chooses the plural form and fills ``{count}``.

    Raises ``KeyError`` for a key that the catalogue lacks.
    """
    entry = catalogue[key]
    if isinstance(entry, dict):
        entry = entry.get(plural_category(language, count or 0), entry["other"])
    if count is not None:
        values["count"] = f"{count:,}"
    return str(entry).format_map(values)


def say(language: Language, key: str) -> str:
    """The shared words for ``key``. Raises ``KeyError`` for a key that they lack."""
    return str(words(language)[key])


def quoted(said: str, language: Language) -> str:
    """Words between the quotation marks of a language; "" stays that."""
    return fill(words(language), language, "quoted", None, words=said) if said else ""


def apart(said: str) -> str:
    """Words that their neighbours of another direction leave whole: between Unicode's FSI and PDI."""
    return f"\u2068{said}\u2069"


def name_in(place: Place, language: Language) -> str:
    """A place's name for readers of a language; the other language's where it has none."""
    return (place.name_ar if language is Language.ARABIC else place.name) or place.name or place.name_ar


def precision_in(place: Place, precision: Precision, language: Language) -> str:
    """How finely a mention of a place is known, in words; of one blurred to protect people, that it is."""
    own = place.blurred and precision == place.precision
    return say(language, f"blurred.{place.blurred}" if own else f"precision.{int(precision)}")
