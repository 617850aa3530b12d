"""From a story as it was read to a story understood: its language, its places, and what it tells of.

The pipeline (``geodata.ingest``) and the page's preview (``geodata.drafts``) do it alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from geodata.events.tagging import with_tags
from geodata.language.detection import detect
from geodata.models import Article, DatePrecision, Language, Mention

Understood = tuple[Article, Sequence[Mention]]
"""A story and the places found in it."""


class Parser(Protocol):
    """What ingesting asks of a geoparser."""

    def parse(
        self,
        text: str,
        *,
        title: str = "",
        language: Language | None = None,
        published: date | None = None,
        dateline: str = "",
        outlet: str = "",
    ) -> list[Mention]:
        """The places named in a story."""


def understand(article: Article, parser: Parser) -> list[Understood]:
    """The story, then each headline found under it: stories of their own."""
    return [(known, _parse(known, parser)) for known in map(_with_language, (article, *article.related))]


def _with_language(article: Article) -> Article:
    if article.language is not None:
        return article
    return replace(article, language=detect(f"{article.title}\n{article.text}"))


def _parse(article: Article, parser: Parser) -> list[Mention]:
    found = parser.parse(
        article.text,
        title=article.title,
        language=article.language,
        published=_reference_day(article),
        dateline=article.dateline,
        outlet=article.outlet or article.url,
    )
    return with_tags(found, article.title, article.text)


def _reference_day(article: Article) -> date | None:
    """The day "yesterday" is counted from; a month or a year gives none."""
    published = article.published
    exact = published is not None and published.precision in (DatePrecision.DAY, DatePrecision.DAYS)
    return published.last if published is not None and exact else None
