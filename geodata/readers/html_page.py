"""Web pages: the story on a page of a news site, with what the page says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geodata.language.dates import find_published
from geodata.language.detection import detect
from geodata.models import Article, StoryKind
from geodata.readers.common.decoding import read_bounded
from geodata.readers.common.limits import LARGEST_PAGE
from geodata.readers.common.markup import Element, parse_page, shown
from geodata.readers.common.metadata import sidecar
from geodata.readers.common.page_facts import Facts, read_facts
from geodata.readers.common.page_related import take_related
from geodata.readers.common.page_text import Found, find_story
from geodata.readers.common.records import Defaults, Refusal
from geodata.readers.common.story import compose

SUFFIXES = (".html", ".htm", ".xhtml")
TYPES = ("text/html", "application/xhtml+xml")
SEVERAL = False
SIGNED = True

_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SHORTEST = 200
"""Letters a page must have that does not say it is an article."""
_MOST_LINKED = 0.6
"""The share of a text that may stand in links; above it the page is a list of stories."""
_HEAD_OF_STORY = 400

_GIVE_THE_STORY = "Give the page of one story, or copy the text of the article into a text file."


def recognises(sample: str) -> bool:
    """Whether the beginning of a file is that of a web page."""
    return _BEGINS.match(sample) is not None


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The one story of a page, with the related stories it links to.

    Raises ``Unreadable`` where it is no page, or one that is too large or too deep, ``OSError`` where the
    file cannot be read.
    """
    stated = sidecar(source)
    root = parse_page(read_bounded(source, LARGEST_PAGE), defaults.encoding)
    address = defaults.url or defaults.fetched_from or stated.get("url", "")
    facts = read_facts(root, address)
    related = take_related(root, facts.url or address)
    found = find_story(root, facts.title, only_shown=bool(facts.body))
    if refusal := _no_story(found, facts, name):
        yield refusal
        return
    values = {
        "title": facts.title,
        "text": _longer(found.text, facts.body),
        "published": facts.published,
        "source": facts.outlet,
        "url": facts.url,
        "dateline": facts.dateline,
        **{field: value for field, value in stated.items() if value},
    }
    article = compose(values, name, defaults, alone=True, site=facts.site)
    if isinstance(article, Article):
        headlines = {headline: url for headline, url in related.items() if headline != article.title}
        article = replace(_dated(article, root), related=tuple(_related(headlines, article, defaults)))
    yield article


def _no_story(found: Found, facts: Facts, name: str) -> Refusal | None:
    """A refusal for a page without running text, or with nothing but links to stories."""
    text = _longer(found.text, facts.body)
    if found.linked > _MOST_LINKED and not facts.body:
        return Refusal(name, "This page is a list of links, not a story.", _GIVE_THE_STORY)
    if len(text) < _SHORTEST and not (facts.is_article and facts.title):
        return Refusal(
            name, "There is no story on this page: no running text was found on it.", _GIVE_THE_STORY
        )
    return None


def _longer(shown_text: str, stated: str) -> str:
    """The text as shown; as the page's data has it only where the page shows less than half of that."""
    return stated if 2 * len(shown_text) < len(stated) else shown_text


def _dated(article: Article, root: Element) -> Article:
    """With the day that stands under the title, where nothing states one and the text does not show it."""
    if (
        article.published is not None
        or not article.title
        or any(note.code.startswith("date.") for note in article.notes)
    ):
        return article
    _, title, below = shown(root).partition(article.title)
    return replace(article, published=find_published(below[:_HEAD_OF_STORY])) if title and below else article


def _related(headlines: dict[str, str], article: Article, defaults: Defaults) -> Iterator[Article]:
    """Each related story with its address: of the same outlet, of an unknown day."""
    for headline, url in headlines.items():
        given = {"title": headline, "url": url, "source": article.outlet}
        bare = replace(defaults, published=None, url="", source="")
        story = compose(given, article.origin, bare, alone=True)
        if isinstance(story, Article):
            yield replace(story, kind=StoryKind.RELATED, language=detect(headline))
