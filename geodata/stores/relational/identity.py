"""When are two stories one? Keys that say so, and none of them needs the database.

The same address, or the same id within an outlet (within a file where no outlet is known), is one story.
Where neither speaks, the same outlet, publication day and folded text are.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from geodata.language.normalise import fold
from geodata.models import Article

_TRACKING = re.compile(r"utm_\w*|fbclid|gclid|msclkid|yclid|igshid", re.IGNORECASE)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_ROW = re.compile(r":\d+$")
_SEPARATOR = "\x1f"
_KEPT_IN_PATHS = "%/:@!$&'()*+,;=~"
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Keys:
    """What a story is known by; empty where it does not have it."""

    url: str
    source: str
    outlet: str
    title: str
    """A digest of the folded title."""
    text: str
    """A digest of the folded text."""


def keys_of(article: Article) -> Keys:
    """The keys of an article."""
    outlet = outlet_key(article.outlet)
    return Keys(
        url=url_key(article.url),
        source=_source_key(outlet, article.source_id, article.origin),
        outlet=outlet,
        title=digest(article.title),
        text=digest(article.text),
    )


def url_key(url: str) -> str:
    """The form in which two spellings of one address agree: see RFC 3986, section 6.2.

    Scheme and host in lower case, no default port, no fragment, no parameters that only track the reader, no
    trailing slash, letters beyond ASCII percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        scheme, host = parts.scheme.lower(), parts.netloc.lower()
    except ValueError:
        return url.strip()
    host = host.removesuffix(_DEFAULT_PORTS.get(scheme, "")) if scheme in _DEFAULT_PORTS else host
    path = _ESCAPE.sub(lambda escape: escape.group().upper(), quote(parts.path, safe=_KEPT_IN_PATHS))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in pairs if not _TRACKING.fullmatch(pair[0])])
    return urlunsplit((scheme, host, path.rstrip("/"), query, ""))


def outlet_key(outlet: str) -> str:
    """An outlet's name, folded, with single spaces."""
    return " ".join(fold(outlet).split())


def digest(text: str) -> str:
    """A digest of a text's folded words, so that spacing and vowel signs make no difference; "" for none."""
    words = " ".join(fold(text).split())
    if not words:
        return ""
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _source_key(outlet: str, source_id: str, origin: str) -> str:
    if not source_id:
        return ""
    scope = ("outlet", outlet) if outlet else ("file", _ROW.sub("", origin))
    return _SEPARATOR.join((*scope, source_id))
