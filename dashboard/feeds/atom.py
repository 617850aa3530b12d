"""A feed as XML: Atom (RFC 4287), its pages linked (RFC 5005), places in GeoRSS-Simple.

Texts are texts: lxml escapes them, and what XML cannot hold is left out. Only http and https become links.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from dashboard.feeds.entries import Entry
from dashboard.feeds.places import geometry, radius
from dashboard.stories.story_page import web_address
from dashboard.text import say
from geodata.columns.records import Spot
from geodata.events.lexicon import lexicon
from geodata.models import DatePrecision, Language
from geodata.text import name_in
from geodata.text.vicinities import say_vicinity

ATOM, GEORSS = "http://www.w3.org/2005/Atom", "http://www.georss.org/georss"
MIMETYPE = "application/atom+xml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_OF_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 1200
"""Letters of a summary: some sentences of a story that names many places."""
_MOST_PLACES = 50
"""Of one entry that are drawn and named."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What is said of the whole feed."""

    language: Language
    home: str
    """The address of this server's page, with ``/`` at its end."""
    database: str
    """A name of the database, see ``Store.identity``."""
    asked: str
    """What the feed is of, always written the same way."""
    title: str
    links: Mapping[str, str]
    """Addresses of the feed's pages by relation."""
    page: str
    """The map of the same query."""
    updated: datetime
    """Said where there is no entry."""


def write(feed: Feed, found: Sequence[Entry]) -> bytes:
    """The feed as an XML document in UTF-8."""
    root = begin(feed, max((entry.updated for entry in found), default=feed.updated))
    for entry in found:
        _entry(root, feed, entry)
    return finish(root)


def begin(feed: Feed, updated: datetime) -> etree._Element:
    """The feed's element with what is said of the whole, for entries to be added to."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "georss": GEORSS})
    root.set(_LANG, feed.language.value)
    add(root, "id", _identifier(feed.database, "feed", feed.asked))
    add(root, "title", feed.title)
    add(root, "updated", moment(updated))
    add(add(root, "author"), "name", say(feed.language, "app.name"))
    add(root, "rights", say(feed.language, "feeds.rights"))
    add(root, "generator", "Conflict Map")
    for name, address in feed.links.items():
        link(root, name, address, MIMETYPE)
    link(root, "alternate", feed.page, "text/html")
    return root


def finish(root: etree._Element) -> bytes:
    """The document of a feed's element."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


def _entry(root: etree._Element, feed: Feed, entry: Entry) -> None:
    story, language = entry.story, feed.language
    element = add(root, "entry")
    apart = (entry.spot.key,) if entry.spot else ()
    sentences = entry.sentences()
    named = story.title or (sentences[0][:200] if sentences else say(language, "story.untitled"))
    title = " ".join(_clean(named).split())
    own = story.language.value if story.language else ""
    add(element, "id", _identifier(feed.database, "story", str(story.id), *apart))
    add(element, "title", title, lang=own)
    add(element, "updated", moment(entry.updated))
    if story.published and story.published.precision is DatePrecision.DAY:
        add(element, "published", f"{story.published.first.isoformat()}T00:00:00Z")
    add(add(element, "author"), "name", story.outlet or say(language, "story.no_outlet"))
    _links(element, feed, entry)
    add(element, "summary", _summary(sentences) or title, lang=own)
    spots = list(dict.fromkeys(spot for _, spot in entry.mentions))[:_MOST_PLACES]
    _categories(element, feed, entry, spots)
    for spot in spots:
        _place(element, language, spot, alone=entry.spot is not None)


def _links(element: etree._Element, feed: Feed, entry: Entry) -> None:
    """The source, else the story's page, stands for the entry; there is always one (RFC 4287, 4.1.2)."""
    story = entry.story
    page = f"{feed.home}story/{story.id}?lang={feed.language.value}"
    source = web_address(_clean(story.url))
    link(element, "alternate", source or page, "text/html")
    if source:
        link(element, "related", page, "text/html", title=say(feed.language, "feeds.story_page"))
    if archived := web_address(_clean(story.archived)):
        link(element, "via", archived, "text/html", title=say(feed.language, "story.archived"))


def _summary(sentences: Sequence[str]) -> str:
    text = ""
    for sentence in sentences:
        longer = f"{text}\n{' '.join(sentence.split())}".strip()
        if len(longer) > _LONGEST:
            return text or f"{longer[:_LONGEST]}…"
        text = longer
    return text


def _categories(element: etree._Element, feed: Feed, entry: Entry, spots: Sequence[Spot]) -> None:
    """Places, event types, actors and precision; ``scheme`` tells which of them."""
    language = feed.language
    for spot in {spot.place.id: spot for spot in spots}.values():
        _category(element, feed, "place", spot.place.id, name_in(spot.place, language))
    codes = dict.fromkeys(tag.code for mention, _ in entry.mentions for tag in mention.tags)
    for code in codes:
        family, _, name = code.partition(":")
        _category(element, feed, family, name, lexicon().called(code, language))
    finest = min((spot.precision for spot in spots), default=None)
    if finest is not None:
        _category(element, feed, "precision", str(int(finest)), say(language, f"precision.{int(finest)}"))


def _category(element: etree._Element, feed: Feed, scheme: str, term: str, label: str) -> None:
    # Not the server's own address: it would change with the machine it is read from.
    add(element, "category", term=term, scheme=f"urn:conflict-map:{scheme}", label=label)


def _place(element: etree._Element, language: Language, spot: Spot, *, alone: bool) -> None:
    """A geometry; what is said of it only where it is the one of the entry, else no one knew of which."""
    found = geometry(spot)
    if alone:
        name = (
            say_vicinity(language, spot.vicinity, spot.place)
            if spot.vicinity
            else name_in(spot.place, language)
        )
        add(element, "featurename", name, space=GEORSS)
        add(element, "featuretypetag", str(spot.place.kind), space=GEORSS)
    if found:
        add(element, found[0], found[1], space=GEORSS)
    if alone and found and found[0] == "point" and (metres := radius(spot)):
        add(element, "radius", str(metres), space=GEORSS)


def _identifier(database: str, *of: str) -> str:
    """A name no other thing has, the same for ever (RFC 4122, version 5)."""
    parts = "/".join(quote(part, safe="") for part in (database, *of))
    return uuid5(NAMESPACE_URL, f"urn:conflict-map:{parts}").urn


def add(
    parent: etree._Element, name: str, text: str = "", *, space: str = ATOM, lang: str = "", **attributes: str
) -> etree._Element:
    """An element below another; what XML cannot hold is left out of its text."""
    element = etree.SubElement(parent, f"{{{space}}}{name}")
    for attribute, value in attributes.items():
        element.set(attribute, _clean(value))
    if lang:
        element.set(_LANG, lang)
    if text:
        element.text = _clean(text)
    return element


def link(parent: etree._Element, rel: str, href: str, kind: str, **more: str) -> None:
    """A link (RFC 4287, 4.2.7)."""
    add(parent, "link", rel=rel, href=href, type=kind, **more)


def _clean(text: str) -> str:
    return _NOT_OF_XML.sub("", text)


def moment(moment: datetime) -> str:
    """RFC 3339, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
