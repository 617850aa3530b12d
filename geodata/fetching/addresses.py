"""Web addresses: told apart from file names, taken to pieces, put into the form servers expect."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import idna

from geodata.errors import ReadError, UsageError
from geodata.fetching.failures import FetchError, Trouble

_WEB = re.compile(r"https?://", re.IGNORECASE)
_NEVER = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_PLAIN_HOST = re.compile(r"[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?")
_PORTS = {"http": 80, "https": 443}
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~-._"
_KEPT_IN_QUERY = _KEPT_IN_PATH + "?[]|"
_LONGEST = 4000
_SHOWN = 200
_LONGEST_HOST = 253
_MOST_IN_FILE = 100_000


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address in ASCII, without a fragment; two that a server cannot tell apart are equal."""

    scheme: str
    host: str
    """A name in its ASCII form, lower case, or an IP address without brackets."""
    port: int
    target: str
    """Path and query, percent-encoded; begins with a slash."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target

    def beside(self, target: str) -> Address:
        """Another target of the same origin."""
        return Address(self.scheme, self.host, self.port, target)

    def lead(self, location: str) -> Address:
        """The address a ``Location`` header leads to from here. Raises ``FetchError``."""
        try:
            joined = urljoin(self.url, location.strip())
        except ValueError as error:
            raise FetchError(location, Trouble.NOT_AN_ADDRESS, str(error)) from error
        return parse(joined)


def is_address(text: str) -> bool:
    """Whether this is meant as a web address rather than as the name of a file."""
    return bool(_WEB.match(text.strip()))


def parse(text: str) -> Address:
    """Take an address to pieces; Arabic in names and paths is encoded. Raises ``FetchError``."""
    text = text.strip()

    if not _WEB.match(text):
        raise FetchError(text, Trouble.NOT_AN_ADDRESS, "it does not begin with http:// or https://")
    if len(text) > _LONGEST or _NEVER.search(text):
        raise FetchError(
            text[:_SHOWN], Trouble.NOT_AN_ADDRESS, "it is too long, or holds characters no address has"
        )
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise FetchError(text, Trouble.NOT_AN_ADDRESS, error) from error
    if "@" in parts.netloc:
        raise FetchError(text.replace(parts.netloc, parts.netloc.rpartition("@")[2]), Trouble.CREDENTIALS)
    host = _host(parts.hostname or "")
    if not host:
        raise FetchError(text, Trouble.NOT_AN_ADDRESS, "its host is no name")
    target = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    if parts.query:
        target += "?" + quote(parts.query, safe=_KEPT_IN_QUERY)
    scheme = parts.scheme.lower()
    return Address(scheme, host, _PORTS[scheme] if port is None else port, target)


def _host(name: str) -> str:
    """A host as the network knows it; empty where it is none."""
    try:
        if ":" in name:
            return "" if "%" in name else str(ipaddress.IPv6Address(name))
        host = name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except ValueError:  # idna's errors are ValueErrors too
        return ""
    host = host.removesuffix(".")
    usable = _PLAIN_HOST.fullmatch(host) and ".." not in host and len(host) <= _LONGEST_HOST
    return host if usable else ""


def read_list(path: Path) -> list[str]:
    """The addresses in a text file, one a line, each once; blank lines and those after ``#`` are passed over.

    Raises ``UsageError`` where there is no such file and ``ReadError`` where a line is no web address.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        msg = f"The list of addresses “{path}” cannot be read ({error.strerror or error}). Check its name."
        raise UsageError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"The list of addresses “{path}” is no text in UTF-8. Save it as UTF-8 and give it again."
        raise ReadError(msg) from error
    found: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        stated = line.strip()
        if not stated or stated.startswith("#"):
            continue
        if not is_address(stated):
            msg = (
                f"{path}:{number}: “{stated[:80]}” is no web address; write one a line, beginning with http."
            )
            raise ReadError(msg)
        found[stated] = None
    if len(found) > _MOST_IN_FILE:
        msg = f"“{path}” holds more than {_MOST_IN_FILE:,} addresses; give it in parts."
        raise ReadError(msg)
    return list(found)
