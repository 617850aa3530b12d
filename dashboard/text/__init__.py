"""The words of the interface, Arabic and English: one JSON file a language, beside those of ``geodata.text``.

The page's scripts use the same words through ``assets/js/words.js``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType

from geodata import text
from geodata.models import Language

_FOLDER = Path(__file__).parent


@cache
def words(language: Language) -> text.Catalogue:
    """All words of a language by key, the shared ones among them; read once."""
    return MappingProxyType({**text.read_catalogue(_FOLDER, language), **text.words(language)})


def say(language: Language, key: str, *, count: int | None = None, **values: object) -> str:
    """The words for ``key`` with its places filled; ``count`` chooses the plural form and fills ``{count}``.

    Raises ``KeyError`` for a key that the catalogue lacks.
    """
    return text.fill(words(language), language, key, count, **values)
