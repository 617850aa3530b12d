"""What a web page says about itself: in JSON-LD (schema.org), in Open Graph, in its other meta elements.

In that order of trust; what is visible on the page (its headings, its ``time`` elements) comes last. Nothing
is guessed: a page that states no date has none here.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from geodata.readers.common.markup import Element, shown
from geodata.readers.common.story import one_line
from geodata.readers.common.titles import site_beside, without_site

_ARTICLE_TYPE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|NewsItem)$")
_LARGEST_JSON = 2 << 20
_DEEPEST = 8
_DATES = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *(
        "citation_publication_date",
        "citation_online_date",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.created",
    ),
    *(
        "dc.date",
        "parsely-pub-date",
        "sailthru.date",
        "publish-date",
        "publish_date",
        "publishdate",
        "pubdate",
    ),
    *("pub_date", "publication_date", "article.published", "article_date_original", "date"),
)
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")
_WEAKER_SITES = ("application-name", "apple-mobile-web-app-title")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page states; empty strings where it is silent."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    """As written."""
    url: str = ""
    """Absolute."""
    dateline: str = ""
    body: str = ""
    """The whole text, where the page's data holds it."""
    is_article: bool = False
    """Whether it says that it is an article."""
    site: str = ""
    """The name of the site, where only the window's title shows it."""


def read_facts(root: Element, address: str) -> Facts:
    """The facts of a page; ``address`` is where it was found, if known, for addresses relative to it."""
    stated = _stated(root)
    meta = _meta(root)
    window = one_line(root.findtext(".//title") or "")
    heading = _heading(root)
    outlet = _text(_named(stated.get("publisher"))) or next(
        (meta[key] for key in _SITES if meta.get(key)), ""
    )
    title = _first(_text(stated.get("headline")), meta.get("og:title"), meta.get("twitter:title"), heading)
    site = site_beside(window, title) or "" if title else ""
    names = (outlet, site, *(meta.get(key, "") for key in _WEAKER_SITES))
    return Facts(
        title=without_site(title or window, *names),
        outlet=outlet,
        published=_text(stated.get("datePublished")) or _date(root, meta),
        url=_address(_addresses(root, stated, meta), address),
        dateline=_text(stated.get("dateline")),
        body=_text(stated.get("articleBody")),
        is_article=bool(stated)
        or meta.get("og:type", "").lower().endswith("article")
        or any(key in meta for key in _DATES[:4])
        or root.find(".//article") is not None,
        site=site or next((meta[key] for key in _WEAKER_SITES if meta.get(key)), ""),
    )


def _first(*titles: str | None) -> str:
    """The first that is not empty; one cut off with dots only where the others do not go on."""
    found = [title for title in titles if title]
    whole = [title for title in found if not title.endswith(("…", "..."))]
    return (whole or found or [""])[0]


def _stated(root: Element) -> dict[str, Any]:
    """The properties of the article in a page's JSON-LD; none where there is none."""
    objects: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() == "application/ld+json":
            objects += _objects(_json(script.text or ""), 0)
    article = next((stated for stated in objects if _is_article(stated)), {})
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher and publisher.get("@id"):
        named = (stated for stated in objects if stated.get("@id") == publisher["@id"] and "name" in stated)
        article = {**article, "publisher": next(named, publisher)}
    return article


def _json(text: str) -> object:
    """A script's JSON, with the faults pages often have mended; None where it is none."""
    text = re.sub(
        r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>|;)\s*$", "", text[:_LARGEST_JSON]
    )
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    """Every object at the top of JSON-LD, in lists and graphs; not what an article only refers to."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _objects(inner, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        if not _is_article(value):
            yield from _objects(value.get("mainEntity"), depth + 1)


def _is_article(stated: dict[str, Any]) -> bool:
    types = stated.get("@type")
    return any(
        isinstance(name, str) and _ARTICLE_TYPE.search(name)
        for name in (types if isinstance(types, list) else [types])
    )


def _named(value: object) -> object:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _text(value: object) -> str:
    """A property that is a text, with entities as they are read; empty for all else."""
    if isinstance(value, list):
        value = value[0] if value else None
    return html.unescape(value).strip() if isinstance(value, str) else ""


def _meta(root: Element) -> dict[str, str]:
    """Every meta element with a content, by its name or property in small letters; the first of each."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _heading(root: Element) -> str:
    """The first heading that says anything; the article's own before the page's."""
    for path in (".//article//h1", ".//main//h1", ".//h1"):
        for element in root.iterfind(path):
            if text := one_line(shown(element)):
                return text
    return ""


def _date(root: Element, meta: dict[str, str]) -> str:
    """The day of publication as a meta element or a ``time`` element states it."""
    if found := next((meta[key] for key in _DATES if meta.get(key)), ""):
        return found
    marked = [
        element
        for element in root.iter("time", "span", "abbr", "p", "div")
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished"
    ]
    times = marked or root.findall(".//article//time") or root.findall(".//time")
    if (
        not marked
        and len({element.get("datetime") for element in times}) > 1
        and root.find(".//article") is None
    ):
        return ""
    stated = ((times[0].get("datetime") or times[0].get("content") or shown(times[0])) if times else "") or ""
    return stated.strip()


def _addresses(root: Element, stated: dict[str, Any], meta: dict[str, str]) -> Iterator[str]:
    entity = stated.get("mainEntityOfPage")
    yield _text(stated.get("url"))
    yield _text(entity.get("@id") if isinstance(entity, dict) else entity)
    yield meta.get("og:url", "")
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield (link.get("href") or "").strip()


def _address(stated: Iterator[str], found_at: str) -> str:
    """The first usable address; where the page was fetched, only one on the same host, else that.

    A page cannot pass itself off as another outlet's story, and a front page is no story's address. What is
    no web address is given only where there is none, for the reader to be told of it.
    """
    refused = ""
    for address in stated:
        joined = join(found_at, address)
        if not joined and re.match(r"[a-zA-Z][\w+.-]*:", address):
            refused = refused or address
        if joined and urlsplit(joined).path.strip("/") and (not found_at or _host(joined) == _host(found_at)):
            return joined
    return found_at or refused


def join(base: str, address: str) -> str:
    """An absolute http(s) address; empty where it is none."""
    try:
        joined = urljoin(base, address.strip()) if address.strip() else ""
        parts = urlsplit(joined)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    return joined if usable and not re.search(r"[\s<>\"\\]", joined) else ""


def _host(address: str) -> str:
    return re.sub(r"^(?:www\.|m\.|amp\.|mobile\.)+", "", urlsplit(address).hostname or "")
