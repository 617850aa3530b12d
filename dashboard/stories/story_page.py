"""A story's own page: its text with the places marked.

It needs no script, and text is never HTML: Jinja2 escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader

from dashboard.stories.records import place_finder, place_record
from dashboard.text import say
from dashboard.theme import PALETTES, css_variables
from dashboard.when_text import say_when
from geodata.cube import mark_key
from geodata.gazetteer.index import Gazetteer
from geodata.models import Language, Part
from geodata.stores.port import Store, StoredMention, StoredStory

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a marked place in it."""

    text: str
    role: str = ""
    label: str = ""
    link: str = ""


def pieces(
    text: str, start: int, end: int, marks: Sequence[tuple[StoredMention, str, str]]
) -> Iterator[Piece]:
    """The text from ``start`` to ``end`` cut at its mentions; ``marks``: (mention, label, link) in order."""
    at = start
    for mention, label, link in marks:
        if mention.start < at or mention.end > end:
            continue
        if mention.start > at:
            yield Piece(text[at : mention.start])
        yield Piece(text[mention.start : mention.end], mention.role.value, label, link)
        at = mention.end
    if at < end:
        yield Piece(text[at:end])


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of every paragraph that is not blank."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def story_page(store: Store, gazetteer: Gazetteer, story_id: int, language: Language, theme: str) -> str:
    """The page as HTML. Raises ``NotFoundError`` for an unknown id."""
    story = store.story(story_id)
    find = place_finder(store, gazetteer)
    marks: list[tuple[StoredMention, str, str]] = []
    places: dict[str, dict[str, Any]] = {}
    for mention in store.mentions(story_id):
        place = find(mention.place_id) if mention.place_id else None
        role = say(language, f"role.{mention.role.value}")
        if place is None:
            marks.append((mention, role, ""))
            continue
        link = ""
        if mention.role.drawn:
            # To the mark that holds this story: a vague mention has one of its own.
            key = mark_key(place, mention.precision or place.precision)
            link = f"/?lang={language.value}{_theme_pair(theme)}&place={quote(key)}"
            places.setdefault(place.id, place_record(find, place) | {"link": link})
        name = (place.name_ar if language is Language.ARABIC else place.name) or place.name or place.name_ar
        marks.append((mention, f"{name} — {role}", link))
    title = [mark for mark in marks if mark[0].part is Part.TITLE]
    text = [mark for mark in marks if mark[0].part is Part.TEXT]
    return _TEMPLATES.get_template("story.html").render(
        say=lambda key, **values: say(language, key, **values),
        language=language.value,
        direction="rtl" if language is Language.ARABIC else "ltr",
        theme=theme,
        variables=css_variables(PALETTES["dark" if theme == "dark" else "light"]),
        story=story,
        source=_web_address(story.url),
        when=say_when(language, story.published) if story.published else say(language, "story.undated"),
        title=list(pieces(story.title, 0, len(story.title), title)),
        paragraphs=[list(pieces(story.text, start, end, text)) for start, end in paragraphs(story.text)],
        places=list(places.values()),
        parents=store.parents(story_id),
        related=store.related(story_id),
        look_alike=store.story(story.look_alike_of) if story.look_alike_of else None,
        text_direction=_direction(story),
    )


def _web_address(url: str) -> str:
    """The address of the source if it is http or https, else nothing: nothing else ever becomes a link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _theme_pair(theme: str) -> str:
    return "&theme=dark" if theme == "dark" else ""


def _direction(story: StoredStory) -> str:
    return "rtl" if story.language is Language.ARABIC else "ltr"
