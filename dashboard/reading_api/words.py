"""The words of the API's description: one JSON file a language in ``text/``, asked for by few, so apart from
the page's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geodata import text
from geodata.models import Language

FOLDER = Path(__file__).parent / "text"


@cache
def words(language: Language) -> text.Catalogue:
    """The words of a language by key; read once."""
    return text.read_catalogue(FOLDER, language)


def say(language: Language, key: str) -> str:
    """The words for ``key``. Raises ``KeyError`` for a key there is not."""
    return str(words(language)[key])
