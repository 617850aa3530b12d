"""A story as a source to cite: a key, and a line to paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from geodata.language.normalise import fold
from geodata.models import DatePrecision, Language, When
from geodata.text.dates import say_when

Record = Mapping[str, Any]
"""A story by the columns of ``FIELDS[Rows.CITATIONS]``."""

_NOT_OF_A_KEY = re.compile(r"[^a-z0-9]+")
_COMMA = {Language.ENGLISH: ", ", Language.ARABIC: "، "}
_QUOTED = {Language.ENGLISH: "“{}”", Language.ARABIC: "«{}»"}
_UNDATED = {Language.ENGLISH: "no date", Language.ARABIC: "بلا تاريخ"}
_ARCHIVED = {Language.ENGLISH: "archived: {}", Language.ARABIC: "نسخة محفوظة: {}"}


def key_of(record: Record) -> str:
    """A key of Latin letters and digits that no other story of the database has: ``north-press-2017-12``."""
    outlet = _NOT_OF_A_KEY.sub("-", fold(record["outlet"] or "")).strip("-") or "story"
    published = when_of(record)
    year = f"{published.first.year}-" if published else ""
    return f"{outlet[:40]}-{year}{record['story_id']}"


def citation(record: Record) -> str:
    """Outlet, headline, day and address in one line, in the language of the story."""
    language = Language.ARABIC if record["language"] == Language.ARABIC else Language.ENGLISH
    published = when_of(record)
    parts = [
        record["outlet"] or "",
        _QUOTED[language].format(" ".join((record["title"] or "").split())),
        say_when(language, published) if published else _UNDATED[language],
        record["url"] or "",
        _ARCHIVED[language].format(record["archived"]) if record["archived"] else "",
    ]
    return _COMMA[language].join(part for part in parts if part)


def when_of(record: Record) -> When | None:
    """When the story was published; None where unknown."""
    if not record["published"]:
        return None
    first, last = (date.fromisoformat(str(record[name])) for name in ("published", "published_last"))
    return When(first, last, DatePrecision(record["published_precision"]))
