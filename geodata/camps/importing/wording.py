"""The sentences of a plan, in English and Arabic: one JSON file a language in ``text/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from geodata.models import Language
from geodata.text import Catalogue, read_catalogue

_FOLDER = Path(__file__).parent / "text"


@cache
def catalogue(language: Language) -> Catalogue:
    """The words of a language by key; read once."""
    return read_catalogue(_FOLDER, language)


def word(language: Language, key: str) -> str:
    """The words for a key. Raises ``KeyError`` for one there is none of."""
    return str(catalogue(language)[key])


def sentence(language: Language, key: str, values: Mapping[str, str]) -> str:
    """A sentence with its places filled; what names a word of the catalogue (``@field.lat``) is put in words.

    Raises ``KeyError`` for a key there is none of.
    """
    told = {
        name: word(language, value[1:])
        if value.startswith("@") and value[1:] in catalogue(language)
        else value
        for name, value in values.items()
    }
    return word(language, key).format_map(told)
