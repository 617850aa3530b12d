"""The words of what travels with an export, Arabic and English: one JSON file a language in ``text/``.

The columns' English stands where they are defined (:mod:`geodata.export.common.fields`); the Arabic is kept
by a column's name, or by its table and name where one name holds another thing in each table.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from geodata import text
from geodata.export.common.fields import TOLD, Field, Rows
from geodata.models import Language

FOLDER = Path(__file__).parent / "text"


@cache
def words(language: Language) -> text.Catalogue:
    """The words of a language by key; read once."""
    return text.read_catalogue(FOLDER, language)


def say(language: Language, key: str, **values: object) -> str:
    """The words for ``key`` with its places filled. Raises ``KeyError`` for a key there is not."""
    return text.fill(words(language), language, key, None, **values)


def told(language: Language, rows: Rows) -> str:
    """What a table has a row for."""
    return TOLD[rows] if language is Language.ENGLISH else say(language, f"told.{rows}")


def tells(language: Language, rows: Rows, field: Field) -> str:
    """What a column of a table holds."""
    if language is Language.ENGLISH:
        return field.tells
    own = f"column.{rows}.{field.name}"
    known = words(language)
    return str(known[own] if own in known else known[f"column.{field.name}"])


def unit(language: Language, field: Field) -> str:
    """The unit of a column; "" where it has none."""
    return (
        field.unit if language is Language.ENGLISH or not field.unit else say(language, f"unit.{field.unit}")
    )


def described(language: Language, rows: Rows, field: Field) -> str:
    """What a column holds, with the unit."""
    of = unit(language, field)
    return f"{tells(language, rows, field)} ({of})" if of else tells(language, rows, field)
