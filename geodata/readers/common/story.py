"""From the values a file states to an Article, or to a Refusal that says why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from geodata.language.dates import find_published, read_date
from geodata.language.detection import detect
from geodata.language.normalise import fold
from geodata.models import Article, Language, Reason, StoryKind, When
from geodata.readers.common.byline import find_byline
from geodata.readers.common.records import Defaults, Refusal

_DAMAGED = re.compile("[\x00\ud800-\udfff]")
REPLACED = "\ufffd"
_MOST_DAMAGED = 0.1
_BREAKS = re.compile(r"\s*[\r\n\t\v\f\x85\u2028\u2029]\s*")
_ARABIC_NAMES = frozenset({"ar", "ara", "arabic", *map(fold, ("العربية", "عربي", "عربية", "عربى"))})
_ENGLISH_NAMES = frozenset(
    {"en", "eng", "english", *map(fold, ("الإنجليزية", "الإنكليزية", "إنجليزي", "إنكليزي"))}
)
GIVEN = "given"


def compose(
    values: Mapping[str, str], origin: str, defaults: Defaults, *, alone: bool, site: str = ""
) -> Article | Refusal:
    """An article from fields as :data:`fields.FIELDS` names them.

    ``alone``: the file holds this one story, and ``defaults`` win over ``values``; otherwise they fill in.
    Where nothing states the outlet, the text's byline does, else ``site``, the name of the site it is from.
    A text is kept letter for letter but for blank space at its ends; a title also loses its line breaks.
    """
    values = {field: mended(value) for field, value in values.items()}
    damaged = sum(value.count(REPLACED) for value in values.values())
    if damaged > _MOST_DAMAGED * sum(map(len, values.values())):
        reason = "Too many of its letters are damaged."
        return Refusal(origin, reason, "Save it as UTF-8 where it was made and give it again.")
    title = one_line(values.get("title", ""))
    text = values.get("text", "").strip()
    if not title and not text:
        return Refusal(origin, "It has neither a title nor a text.", "Give it one of them, or leave it out.")
    published, notes = _published(values.get("published", "").strip(), text, defaults, alone=alone)
    outlet = one_line(_chosen(values.get("source", ""), defaults.source, alone=alone))
    byline = find_byline(text, outlet, site)
    url, refused = _url(_chosen(values.get("url", ""), defaults.url, alone=alone))
    return Article(
        title=title,
        text=text,
        kind=StoryKind.ARTICLE if text else StoryKind.HEADLINE,
        language=_language(values.get("language", ""), title, text, defaults, alone=alone),
        url=url,
        outlet=outlet or byline.outlet or site,
        dateline=one_line(values.get("dateline", "")) or byline.dateline,
        published=published,
        source_id=one_line(values.get("id", "")),
        origin=origin,
        notes=notes + refused + ((Reason("letters.damaged", str(damaged)),) if damaged else ()),
    )


def mended(text: str) -> str:
    """A text with U+FFFD (�) for what no text can hold: NUL, and bytes of another encoding."""
    return _DAMAGED.sub(REPLACED, text)


def one_line(text: str) -> str:
    """A title, a name: without line breaks, tabs and blank space at its ends."""
    return _BREAKS.sub(" ", text).strip()


def _chosen(stated: str, default: str, *, alone: bool) -> str:
    return (default or stated) if alone else (stated if stated.strip() else default)


def _published(
    stated: str, text: str, defaults: Defaults, *, alone: bool
) -> tuple[When | None, tuple[Reason, ...]]:
    """Given for this file; stated by it; found in its byline; given for all: the first of these."""
    given = (
        replace(defaults.published, evidence=defaults.published.evidence or GIVEN)
        if defaults.published
        else None
    )
    if alone and given:
        return given, ()
    notes: tuple[Reason, ...] = ()
    if stated:
        read = read_date(stated, defaults.zone, today=defaults.today)
        if isinstance(read, When):
            return read, ()
        notes = (Reason(f"date.{read}", stated),)
    return (find_published(text) if text else None) or given, notes


def _url(stated: str) -> tuple[str, tuple[Reason, ...]]:
    """An http(s) address as it stands, else none and a note of what was refused."""
    address = stated.strip()
    if not address:
        return "", ()
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or re.search(r"[\s<>\"\\\x00-\x1f]", address):
        return "", (Reason("url.refused", address),)
    return address, ()


def _language(stated: str, title: str, text: str, defaults: Defaults, *, alone: bool) -> Language:
    if alone and defaults.language:
        return defaults.language
    name = re.split(r"[-_]", fold(stated).strip())[0]
    if name in _ARABIC_NAMES:
        return Language.ARABIC
    if name in _ENGLISH_NAMES:
        return Language.ENGLISH
    return defaults.language or detect(f"{title}\n{text}")
