"""From an address to the bytes it answers with: politely, only from public machines, and never for long."""

from __future__ import annotations

import hashlib
import ssl
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from geodata.fetching import robots
from geodata.fetching.addresses import Address, parse
from geodata.fetching.exchange import Reply, ask
from geodata.fetching.failures import FetchError, Trouble
from geodata.fetching.network import tls_context
from geodata.fetching.pace import Pace
from geodata.fetching.policy import Policy
from geodata.fetching.public import Resolve, resolve
from geodata.models import Fetched

UNCHANGED = 304
"""The status of what has not changed since it was fetched before; its bytes are those known."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_TROUBLES = {
    401: Trouble.REFUSED,
    403: Trouble.REFUSED,
    404: Trouble.NOT_FOUND,
    407: Trouble.REFUSED,
    410: Trouble.GONE,
    429: Trouble.BUSY,
    451: Trouble.REFUSED,
    503: Trouble.BUSY,
}
_NO_PAGES = {
    "image": "a picture",
    "video": "a video",
    "audio": "a recording",
    "font": "a font",
    "model": "a 3-D model",
    "application/pdf": "a PDF",
    "application/msword": "a Word document",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "a Word document",
    "application/javascript": "a script",
    "text/javascript": "a script",
    "text/css": "a style sheet",
    "text/calendar": "a calendar",
}
"""Kinds of content no reader here can use, by type or by its first half."""


class Fetcher:
    """Asks addresses for what they hold. One is meant to be shared: it is what keeps the pace with each host.

    ``resolve``, ``clock``, ``sleep``, ``now`` and ``tls`` are the system's own unless given. It may be
    used from several threads.
    """

    def __init__(
        self,
        policy: Policy | None = None,
        *,
        resolve: Resolve = resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.policy = policy or Policy()
        self._resolve = resolve
        self._now = now
        self._tls = tls or tls_context()
        self._pace = Pace(clock, sleep)
        self._robots = robots.Robots(self.policy.product, self._read_robots, clock)

    def fetch(self, address: str, known: Fetched | None = None) -> Fetched:
        """What an address answers; raises ``FetchError``.

        ``known`` is what it answered before. The server is told of it, and where nothing has changed it comes
        back with the status :data:`UNCHANGED` and the time of asking.
        """
        asked = parse(address)
        try:
            return self._follow(asked, known)
        except FetchError as error:
            raise error.asked_as(asked.url) from error

    def _follow(self, asked: Address, known: Fetched | None) -> Fetched:
        here, seen = asked, {asked}
        while True:
            rules = self._robots.rules(here)
            rules.check(here)
            found = self._one(asked, here, known, rules.delay)
            if isinstance(found, Fetched):
                return found
            if found in seen:
                raise FetchError(asked.url, Trouble.REDIRECT_LOOP)
            if len(seen) > self.policy.redirects:
                raise FetchError(asked.url, Trouble.REDIRECTS, self.policy.redirects)
            seen.add(found)
            here = found

    def _one(self, asked: Address, here: Address, known: Fetched | None, delay: float) -> Fetched | Address:
        """The answer of one address, or the address it redirects to; asks twice where it is told to wait."""
        extra = _validators(known, here)
        for patient in (True, False):
            with self._ask(here, extra, delay) as reply:
                wait = self._wait_asked_for(reply)
                if patient and wait is not None:
                    self._pace.hold(here.host, wait)
                    continue
                if reply.status in _REDIRECTS:
                    return _location(here, reply)
                if reply.status == UNCHANGED and extra and known is not None:
                    return replace(known, at=self._now(), status=UNCHANGED)
                return self._received(asked, here, reply)
        raise AssertionError  # pragma: no cover - the second turn always returns or raises

    def _ask(self, address: Address, extra: dict[str, str], delay: float) -> AbstractContextManager[Reply]:
        """One request, when its turn with the host has come."""
        interval = min(max(self.policy.interval, delay), max(self.policy.interval, self.policy.longest_wait))
        self._pace.wait(address.host, interval)
        return ask(address, extra, self.policy, self._resolve, self._tls, time.monotonic)

    def _wait_asked_for(self, reply: Reply) -> float | None:
        """Seconds a busy server asks to be left alone for; None where it does not ask, or asks for long."""
        stated = reply.header("retry-after")
        if reply.status not in _BUSY or not stated:
            return None
        if stated.isdecimal():
            seconds = float(stated[:9])
        else:
            try:
                moment = parsedate_to_datetime(stated)
            except ValueError:
                return None
            seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - self._now()).total_seconds()
        return max(0.0, seconds) if seconds <= self.policy.longest_wait else None

    def _received(self, asked: Address, here: Address, reply: Reply) -> Fetched:
        if reply.status not in (200, 203):
            trouble = Trouble.SERVER if reply.status >= 500 else Trouble.STATUS
            raise FetchError(here.url, _TROUBLES.get(reply.status, trouble), reply.status)
        if unusable := _unusable(reply.header("content-type")):
            raise FetchError(here.url, Trouble.WRONG_TYPE, unusable)
        body = reply.body(self.policy.largest)
        if not body.strip():
            raise FetchError(here.url, Trouble.EMPTY)
        return Fetched(
            address=asked.url,
            final_address=here.url,
            at=self._now(),
            status=reply.status,
            content_type=reply.header("content-type"),
            sha256=hashlib.sha256(body).hexdigest(),
            body=body,
            etag=reply.header("etag"),
            last_modified=reply.header("last-modified"),
        )

    def _read_robots(self, address: Address) -> tuple[int, bytes]:
        """A robots.txt after at most as many redirects as a page may have. Raises ``FetchError``."""
        here = address
        for _ in range(self.policy.redirects + 1):
            with self._ask(here, {}, 0.0) as reply:
                if reply.status not in _REDIRECTS:
                    body = reply.body(robots.LARGEST, cut=True) if reply.status < 300 else b""
                    return reply.status, body
                here = _location(here, reply)
        raise FetchError(address.url, Trouble.REDIRECTS, self.policy.redirects)


def _location(here: Address, reply: Reply) -> Address:
    location = reply.header("location")
    if not location:
        raise FetchError(here.url, Trouble.REDIRECT_NOWHERE)
    return here.lead(location)


def _validators(known: Fetched | None, here: Address) -> dict[str, str]:
    """What tells the server which state is known; only to the address that gave it."""
    if known is None or known.final_address != here.url:
        return {}
    stated = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {
        name: value for name, value in stated.items() if value and value.isascii() and value.isprintable()
    }


def _unusable(content_type: str) -> str:
    """What this type of content is called where no reader can use it, else nothing."""
    kind = content_type.partition(";")[0].strip().lower()
    return _NO_PAGES.get(kind) or _NO_PAGES.get(kind.partition("/")[0], "")
