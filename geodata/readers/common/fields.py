"""Which column or key is which field of a story, guessed from English and Arabic headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from geodata.errors import UsageError
from geodata.language.normalise import fold

# Names from the most telling to the least: of "published" and "date" the first is taken.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "source headline", "العنوان", "عنوان", "subject", "name of article"),
    "text": (
        *(
            "text",
            "body",
            "content",
            "full text",
            "article",
            "story",
            "article body",
            "النص",
            "نص",
            "المحتوى",
        ),
        *("المتن", "الخبر", "description", "summary", "notes", "الوصف", "الملخص"),
    ),
    "published": (
        *(
            "published",
            "published at",
            "publication date",
            "publish date",
            "date published",
            "pubdate",
            "source date",
        ),
        *("تاريخ النشر", "date", "التاريخ", "تاريخ", "datetime", "time", "timestamp", "day"),
    ),
    "source": (
        *(
            "outlet",
            "source office",
            "source name",
            "publisher",
            "media",
            "source",
            "المصدر",
            "مصدر",
            "الوكالة",
        ),
        *("وكالة", "الوسيلة", "agency", "newspaper", "website", "site", "الموقع"),
    ),
    "url": (
        "url",
        "link",
        "source url",
        "canonical url",
        "permalink",
        "address",
        "الرابط",
        "رابط",
        "href",
        "uri",
    ),
    "id": ("id", "guid", "uuid", "source id", "article id", "story id", "المعرف", "معرف", "الرقم", "رقم"),
    "language": ("language", "lang", "اللغة", "لغة", "locale"),
    "dateline": ("dateline", "مكان الخبر"),
}
FIELDS = tuple(_NAMES)
_ALIASES = {"date": "published", "outlet": "source", "link": "url", "headline": "title", "body": "text"}
_QUALIFIERS = frozenset(
    fold(
        "news story item post article full source publication main original ar en arabic english of the "
        "الخبر خبر المقال مقال المقالة التقرير الأصلي الإخباري كامل النشر العربي"
    ).split()
)
_UNSAID = frozenset({"source article"})
"""Headings that look like a field and are not: UCDP's ``source_article`` lists its sources."""
_SEPARATORS = re.compile(r"[\s_\-./:]+")


def assign(headings: Sequence[str], overrides: Mapping[str, str]) -> dict[str, str]:
    """Field → heading. What is overridden stands; exact names come before longer ones; none is used twice.

    Raises ``UsageError`` where an override names a field or a column there is none of; the message lists
    those there are.
    """
    chosen = {_field(field): _column(heading, headings) for field, heading in overrides.items()}
    words = {heading: " ".join(_SEPARATORS.split(fold(heading))).strip() for heading in headings}
    for match in (_is_exactly, _is_with_qualifiers):
        for field, names in _NAMES.items():
            if field in chosen:
                continue
            free = [heading for heading in words if heading not in chosen.values()]
            found = (heading for name in names for heading in free if match(words[heading], fold(name)))
            if (heading := next(found, None)) is not None:
                chosen[field] = heading
    return chosen


def _is_exactly(words: str, name: str) -> bool:
    return words.replace(" ", "") == name.replace(" ", "")


def _is_with_qualifiers(words: str, name: str) -> bool:
    """``article_title``, ``عنوان الخبر``: the name, and nothing else but words that say whose."""
    if words in _UNSAID or " " in name:
        return False
    parts = words.split()
    return name in parts and all(part == name or part in _QUALIFIERS for part in parts)


def _field(name: str) -> str:
    field = _ALIASES.get(name.strip().lower(), name.strip().lower())
    if field not in _NAMES:
        msg = f"There is no field “{name}”. The fields are: {', '.join(FIELDS)}."
        raise UsageError(msg)
    return field


def _column(name: str, headings: Sequence[str]) -> str:
    for same in (str, lambda text: fold(text).strip()):
        for heading in headings:
            if same(heading) == same(name):
                return heading
    msg = f"There is no column “{name}”. The columns are: {', '.join(headings)}."
    raise UsageError(msg)


def says_events(chosen: Mapping[str, str]) -> bool:
    """Whether rows are events that name their sources, as UCDP's are: then ``id`` is not the story's own."""
    title = _SEPARATORS.split(fold(chosen.get("title", "")))
    identity = _SEPARATORS.split(fold(chosen.get("id", "")))
    return "id" in chosen and title[0] == "source" and identity[0] != "source"


class KeyGuess:
    """Which key is which field, worked out once for each set of keys."""

    _MANY = 1000

    def __init__(self, overrides: Mapping[str, str]) -> None:
        self._overrides = overrides
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def __call__(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Field → key. Raises ``UsageError`` where the first line lacks a key that was asked for."""
        if keys not in self._known:
            first = not self._known
            wanted = {field: key for field, key in self._overrides.items() if first or key in keys}
            if len(self._known) >= self._MANY:
                self._known.popitem()
            self._known[keys] = assign(keys, wanted)
        return self._known[keys]
