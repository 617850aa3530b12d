"""The words of the interface, Arabic and English, one JSON file a language.

A value is a string with ``{name}`` places, or an object of plural forms by CLDR category
(``zero one two few many other``). The page's scripts use the same files through ``assets/js/words.js``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geodata.models import Language

_FOLDER = Path(__file__).parent


@cache
def words(language: Language) -> MappingProxyType[str, Any]:
    """All words of a language by key; read once."""
    text = (_FOLDER / f"{language.value}.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text))


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


def say(language: Language, key: str, *, count: int | None = None, **values: object) -> str:
    """The words for ``key`` with its places filled; ``count`` chooses the plural form and fills ``{count}``.

    Raises ``KeyError`` for a key that the catalogue lacks.
    """
    entry = words(language)[key]
    if isinstance(entry, dict):
        entry = entry.get(plural_category(language, count or 0), entry["other"])
    if count is not None:
        values["count"] = f"{count:,}"
    return str(entry).format_map(values)
