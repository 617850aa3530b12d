"""A story's own page: its text with the places marked.

It needs no script, and text is never HTML: Jinja2 escapes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader

from dashboard.stories.credits import credited
from dashboard.stories.records import place_finder, place_record
from dashboard.stories.version_changes import changes
from dashboard.stories.why import whys
from dashboard.text import say
from dashboard.theme import PALETTES, css_variables
from geodata.cube import mark_key
from geodata.errors import NotFoundError
from geodata.gazetteer.index import Gazetteer
from geodata.language.normalise import fold
from geodata.models import Language, Part, When
from geodata.stores.port import Store, StoredMention, StoredStory, StoryVersion
from geodata.text import name_in
from geodata.text.dates import say_when
from geodata.text.vicinities import say_vicinity

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
    id: str = ""


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
        yield Piece(text[mention.start : mention.end], mention.role.value, label, link, anchor(mention))
        at = mention.end
    if at < end:
        yield Piece(text[at:end])


def anchor(mention: StoredMention) -> str:
    """The id of a mention's mark on the page."""
    return f"{mention.part.value}-{mention.start}"


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of every paragraph that is not blank."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line)


def story_page(
    store: Store,
    gazetteer: Gazetteer,
    story_id: int,
    language: Language,
    theme: str,
    *,
    version: int | None = None,
) -> str:
    """The page as HTML, with an older ``version`` of the text where one is asked for.

    Raises ``NotFoundError`` for an unknown id or version.
    """
    story = store.story(story_id)
    versions = store.versions(story_id)
    if version is not None and version != story.version:
        return _older_page(story, versions, version, language, theme)
    find = place_finder(store, gazetteer)
    mentions = store.mentions(story_id)
    explained = whys(mentions, find, language, story.published)
    why_of = {mention.id: f"#{why.id}" for why in explained for mention in why.mentions}
    marks: list[tuple[StoredMention, str, str]] = []
    places: dict[str, dict[str, Any]] = {}
    for mention in mentions:
        place = find(mention.place_id) if mention.place_id else None
        role = say(language, f"role.{mention.role.value}")
        if place is None:
            marks.append((mention, role, why_of[mention.id]))
            continue
        link, name = why_of[mention.id], name_in(place, language)
        if mention.role.drawn and not mention.reference:
            # To the mark that holds this story: a vague mention has one of its own.
            key = mark_key(place, mention.precision or place.precision, mention.vicinity)
            link = f"/?lang={language.value}{_theme_pair(theme)}&mark={quote(key)}"
            beside = {"called": say_vicinity(language, mention.vicinity, place)} if mention.vicinity else {}
            # A place once, and once more what lies beside it.
            listed = key if beside else place.id
            places.setdefault(listed, place_record(find, place) | {"link": link} | beside)
            name = beside.get("called", name)
        marks.append((mention, f"{name} — {role}", link))
    title = [mark for mark in marks if mark[0].part is Part.TITLE]
    text = [mark for mark in marks if mark[0].part is Part.TEXT]
    return _render(
        language,
        theme,
        story=story,
        versions=_versions(versions, story.version, language),
        title=list(pieces(story.title, 0, len(story.title), title)),
        paragraphs=[list(pieces(story.text, start, end, text)) for start, end in paragraphs(story.text)],
        places=list(places.values()),
        whys=explained,
        credits=credited(mentions),
        parents=store.parents(story_id),
        related=store.related(story_id),
        cluster=_cluster(store.cluster(story_id), language),
    )


def _render(language: Language, theme: str, *, story: StoredStory, **values: object) -> str:
    return _TEMPLATES.get_template("story.html").render(
        say=lambda key, **named: say(language, key, **named),
        language=language.value,
        direction="rtl" if language is Language.ARABIC else "ltr",
        theme=theme,
        variables=css_variables(PALETTES["dark" if theme == "dark" else "light"]),
        story=story,
        source=web_address(story.url),
        archived=web_address(story.archived),
        when=_published(story, language),
        text_direction=_direction(story),
        anchor=anchor,
        **values,
    )


def _older_page(
    story: StoredStory, versions: Sequence[StoryVersion], version: int, language: Language, theme: str
) -> str:
    """A version the source has replaced: its text, and what the next version changed. It has no places."""
    at = next((index for index, known in enumerate(versions) if known.version == version), None)
    if at is None:
        msg = f"Story {story.id} has no version {version}; it has {len(versions)}."
        raise NotFoundError(msg)
    old, new = versions[at], versions[at + 1]
    return _render(
        language,
        theme,
        story=story,
        older=_day_of(old.seen, language),
        version=version,
        versions=_versions(versions, version, language),
        title=[Piece(old.title)],
        paragraphs=[[Piece(old.text[start:end])] for start, end in paragraphs(old.text)],
        changes=[list(changes(*texts)) for texts in ((old.title, new.title), (old.text, new.text))],
    )


def _versions(
    versions: Sequence[StoryVersion], shown: int, language: Language
) -> list[tuple[int, str, bool]]:
    """(number, in words, whether it is shown) of each version; none where there is one only."""
    return [
        (
            found.version,
            say(language, "story.version_seen", version=found.version, when=_day_of(found.seen, language)),
            found.version == shown,
        )
        for found in versions
        if len(versions) > 1
    ]


def _cluster(stories: Sequence[StoredStory], language: Language) -> dict[str, Any]:
    """The stories that tell the same report, in brief; nothing for a story that stands alone."""
    told = [
        {
            "id": story.id,
            "name": story.outlet or story.title,
            "when": _published(story, language),
            "source": web_address(story.url),
        }
        for story in stories
        if len(stories) > 1
    ]
    return {"stories": told, "outlets": len({outlet for story in stories if (outlet := fold(story.outlet))})}


def _published(story: StoredStory, language: Language) -> str:
    return say_when(language, story.published) if story.published else say(language, "story.undated")


def _day_of(moment: datetime, language: Language) -> str:
    day = moment.date()
    return say_when(language, When(day, day))


def web_address(url: str) -> str:
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
