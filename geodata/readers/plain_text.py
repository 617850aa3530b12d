"""Plain text as copied from a news site: title, byline, paragraphs, headlines of related articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geodata.language.detection import detect
from geodata.models import Article, StoryKind
from geodata.readers.common.byline import find_byline
from geodata.readers.common.decoding import open_text
from geodata.readers.common.limits import LARGEST_STORY
from geodata.readers.common.metadata import front_matter, sidecar
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.related import part
from geodata.readers.common.story import compose, mended, one_line
from geodata.readers.common.titles import LONGEST, same, site_beside

SUFFIXES = (".txt", ".text", ".md")
TYPES = ("text/markdown",)
SEVERAL = False
SIGNED = False

_LONGEST_TITLE_WITH_STOP = 100


def recognises(sample: str) -> bool:
    """Any text may be plain text."""
    return bool(sample.strip())


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The one story of a file, with its related headlines. Raises ``Unreadable`` where it is no text."""
    with open_text(source, declared=defaults.encoding) as stream:
        text = stream.read(LARGEST_STORY + 1)
    if len(text) > LARGEST_STORY:
        reason = "It is too long to be one story."
        raise Unreadable(reason, "Cut it into one file a story, or make it a table.")
    above, rest = front_matter(mended(text))
    stated = {**sidecar(source), **{field: value for field, value in above.items() if value}}
    yield _story(stated, rest, name, defaults)


def _story(stated: dict[str, str], rest: str, name: str, defaults: Defaults) -> Article | Refusal:
    """Title, byline, text and related headlines, in that order."""
    title, site, body = _title(rest, one_line(stated.get("title", "")))
    text, headlines = part(body)
    values = {**stated, "title": title, "text": stated.get("text") or text}
    article = compose(values, name, defaults, alone=True, site=site)
    if isinstance(article, Refusal):
        return article
    return replace(
        article, related=tuple(_related(headline, article) for headline in headlines if headline != title)
    )


def _related(headline: str, article: Article) -> Article:
    """A headline under an article: of the same outlet, of an unknown day."""
    return Article(
        title=headline,
        kind=StoryKind.RELATED,
        language=detect(headline),
        outlet=article.outlet,
        origin=article.origin,
    )


def _title(text: str, stated: str) -> tuple[str, str, str]:
    """The title, the name of the site behind it, and the text below it.

    News sites repeat the title, once with the site's name behind a dash; only what is so repeated is known
    to be a site's name.
    """
    first, below = _first_line(text)
    second, further = _first_line(below)
    if stated:
        site = site_beside(first, stated) if first else None
        if site is None:
            return stated, "", text
        return stated, site, further if same(second, stated) else below
    if second and (site := site_beside(first, second)) is not None:
        return second, site, further
    if second and (site := site_beside(second, first)) is not None:
        return first, site, further
    if first and _looks_like_title(first, below):
        return first, "", below
    return "", "", text


def _first_line(text: str) -> tuple[str, str]:
    """The first line with anything on it, and what follows it."""
    line, _, rest = text.lstrip().partition("\n")
    return line.strip(), rest


def _looks_like_title(line: str, below: str) -> bool:
    """A short line, not a sentence of the text and not a dateline the text runs on from."""
    if len(line) > LONGEST or (len(line) > _LONGEST_TITLE_WITH_STOP and line.endswith(".")):
        return False
    runs_on = line.endswith(".") or (len(line) > _LONGEST_TITLE_WITH_STOP and bool(below.strip()))
    return not (runs_on and find_byline(line).dateline)
