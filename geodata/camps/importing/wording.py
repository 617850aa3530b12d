"""The sentences of a plan, in English and Arabic: one JSON file a language in ``text/``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from geodata.models import Language
from geodata.text import Catalogue, apart, read_catalogue

_LATIN, _ARABIC = re.compile("[A-Za-z\u00c0-\u024f]"), re.compile("[\u0600-\u06ff]")
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

    What is in letters of the other direction stands between marks (Unicode's FSI and PDI), for it would pull
    the signs and numbers beside it into its own direction.

    Raises ``KeyError`` for a key there is none of.
    """
    told = {
        name: word(language, value[1:])
        if value.startswith("@") and value[1:] in catalogue(language)
        else value
        for name, value in values.items()
    }
    other = _LATIN if language is Language.ARABIC else _ARABIC
    told_apart = {name: apart(value) if other.search(value) else value for name, value in told.items()}
    return word(language, key).format_map(told_apart)


def unmarked(text: str) -> str:
    """A sentence without the marks around names in the other script, which terminals may show as boxes."""
    return text.replace("\u2068", "").replace("\u2069", "")
