"""Feeds: RSS and Atom of every version, each entry a story; broken ones as far as they can be read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import struct_time
from typing import Any

from geodata.language.dates import read_date
from geodata.models import Article, Reason
from geodata.readers.common.decoding import decode, read_bounded
from geodata.readers.common.faults import LIBRARY_FAULTS
from geodata.readers.common.limits import LARGEST_FEED
from geodata.readers.common.markup import declared_encoding, plain
from geodata.readers.common.page_facts import join
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.story import compose, mended, one_line

SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    *("application/xml", "text/xml", "text/rss+xml"),
)
SEVERAL = True
SIGNED = True

_BEFORE_ROOT = r"\s*(?:<\?.{0,300}?\?>\s*|<!--.{0,2000}?-->\s*|<!doctype[^>\[]{0,300}>\s*){0,9}"
_ROOT = re.compile(_BEFORE_ROOT + r"<(?:rss|(?:\w+:)?feed|(?:\w+:)?RDF)\b", re.IGNORECASE | re.DOTALL)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
_PROLOGUE = 1 << 16
_MARKUP = ("text/html", "application/xhtml+xml")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")

_ASK = "Ask the site for its RSS or Atom address, or give the page of one story."


def recognises(sample: str) -> bool:
    """Whether the beginning of a file is that of a feed."""
    return _ROOT.match(sample) is not None


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of a feed in its order, numbered from 1.

    The first story of a feed that is damaged bears a note. Raises ``Unreadable`` where it is no feed, where
    nothing of it can be read or where it declares entities, ``OSError`` where the file cannot be read.
    """
    data = read_bounded(source, LARGEST_FEED)
    feed = _parsed(mended(decode(data, defaults.encoding or declared_encoding(data))))
    outlet = one_line(plain(_text(feed.feed, "title")))
    broken = bool(feed.bozo)
    for number, entry in enumerate(feed.entries, start=1):
        story = _story(entry, outlet, f"{name}:{number}", defaults)
        if broken and isinstance(story, Article):
            story = replace(story, notes=(*story.notes, Reason("feed.broken")))
            broken = False
        yield story


def _parsed(text: str) -> Any:  # noqa: ANN401 - feedparser says nothing of its types
    """What feedparser makes of a feed. Raises :class:`Unreadable`."""
    import feedparser

    if _ENTITIES.search(text[:_PROLOGUE]):
        reason = "It declares entities of its own, which no feed needs and which can fill the memory."
        raise Unreadable(reason, "Do not use it; " + _ASK[0].lower() + _ASK[1:])
    if not _ROOT.match(text.lstrip("\ufeff")):
        reason = "It is XML, or something like it, but no RSS or Atom feed."
        raise Unreadable(reason, _ASK)
    stream = io.BytesIO(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode("utf-8"))
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        feed = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except LIBRARY_FAULTS as error:
        reason = "This feed is too broken to be read."
        raise Unreadable(reason, _ASK) from error
    if not feed.entries:
        reason = "This feed is too broken to be read." if feed.bozo else "There are no entries in this feed."
        raise Unreadable(reason, _ASK)
    return feed


def _story(entry: Mapping[str, Any], outlet: str, origin: str, defaults: Defaults) -> Article | Refusal:
    source = entry.get("source")
    values = {
        "title": one_line(_plain(entry.get("title_detail"), _text(entry, "title"))),
        "text": _body(entry),
        "published": _date(entry, defaults),
        "source": one_line(plain(_text(source, "title"))) if isinstance(source, Mapping) else "",
        "url": _link(entry, defaults.fetched_from),
        "id": _text(entry, "id"),
    }
    values["source"] = values["source"] or outlet
    return compose(values, origin, defaults, alone=False)


def _body(entry: Mapping[str, Any]) -> str:
    """The longest of content and summary, as text."""
    contents = entry.get("content")
    details = [*(contents if isinstance(contents, list) else []), entry.get("summary_detail")]
    texts = [_plain(detail, "") for detail in details if isinstance(detail, Mapping)]
    return max(texts, key=len, default="")


def _plain(detail: object, otherwise: str) -> str:
    """A construct of feedparser as text; one that says it is plain text loses no "<" of its own."""
    if not isinstance(detail, Mapping):
        return otherwise.strip()
    value = _text(detail, "value")
    return plain(value) if detail.get("type") in _MARKUP and _TAG.search(value) else value.strip()


def _date(entry: Mapping[str, Any], defaults: Defaults) -> str:
    """Publication, else the last change: as written, or in UTC where only feedparser understands it."""
    for field in ("published", "updated", "created"):
        if field not in entry:  # feedparser would answer with another field, and warn
            continue
        written, parsed = _text(entry, field).strip(), entry.get(f"{field}_parsed")
        if isinstance(parsed, struct_time) and read_date(written, defaults.zone) == "unreadable":
            return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])
        if written:
            return written
    return ""


def _link(entry: Mapping[str, Any], base: str) -> str:
    """The entry's address, made absolute where the feed's is known; as written where it is none."""
    link = _text(entry, "link")
    return join(base, link) or link


def _text(holder: object, field: str) -> str:
    value = holder.get(field) if isinstance(holder, Mapping) else None
    return value if isinstance(value, str) else ""
