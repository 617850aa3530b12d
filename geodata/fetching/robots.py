"""What a site's robots.txt lets programs read, and how often (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from geodata.fetching.addresses import Address
from geodata.fetching.failures import FetchError, Trouble

PATH = "/robots.txt"
LARGEST = 512_000
"""Bytes read of it; RFC 9309 asks for at least 500 kibibytes. What follows is passed over."""

_KEPT_FOR = 24 * 3600.0
"""Seconds an answer is remembered, as RFC 9309 allows."""
_FAILURE_KEPT_FOR = 600.0

Read = Callable[[Address], tuple[int, bytes]]
"""Asks for a robots.txt, following redirects: status and body. Raises ``FetchError``."""

_NOT_ITS_FAULT = frozenset(
    {Trouble.NO_SUCH_HOST, Trouble.NOT_PUBLIC, Trouble.CONNECTION, Trouble.TLS, Trouble.PORT}
)
"""Troubles with the host itself, which the page would meet as well: they are told as they are."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site lets one program do."""

    parsed: Protego | None = None
    """None: there are no rules, and everything may be read."""
    product: str = ""
    failure: FetchError | None = None
    """Why they cannot be known; nothing may be read then."""
    until: float = field(default=0.0, kw_only=True)

    def check(self, address: Address) -> None:
        """Raises ``FetchError`` where the address may not be read."""
        if address.target == PATH:
            return
        if self.failure is not None:
            trouble = self.failure.trouble
            if trouble in _NOT_ITS_FAULT:
                raise FetchError(address.url, trouble, self.failure.detail)
            detail = (
                self.failure.detail if trouble is Trouble.ROBOTS_UNREADABLE else trouble.replace("_", " ")
            )
            raise FetchError(address.url, Trouble.ROBOTS_UNREADABLE, detail)
        if self.parsed is not None and not self.parsed.can_fetch(address.url, self.product):
            raise FetchError(address.url, Trouble.ROBOTS)

    @property
    def delay(self) -> float:
        """Seconds the site wants between two requests; 0 where it does not say."""
        stated = self.parsed.crawl_delay(self.product) if self.parsed is not None else None
        return max(0.0, float(stated or 0.0))


class Robots:
    """The rules of every site asked so far; each site's are read once a day."""

    def __init__(self, product: str, read: Read, clock: Callable[[], float]) -> None:
        self._product = product
        self._read = read
        self._clock = clock
        self._known: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def rules(self, address: Address) -> Rules:
        """The rules of the site an address is of."""
        with self._lock:
            known = self._known.get(address.origin)
        if known is None or known.until <= self._clock():
            known = self._ask(address)
            with self._lock:
                self._known[address.origin] = known
        return known

    def _ask(self, address: Address) -> Rules:
        """No such file: anything goes. A server in trouble, or a site too busy to say: nothing does."""
        now = self._clock()
        try:
            status, body = self._read(address.beside(PATH))
        except FetchError as error:
            return Rules(failure=error, until=now + _FAILURE_KEPT_FOR)
        if status >= 500 or status == 429:
            failure = FetchError(address.url, Trouble.ROBOTS_UNREADABLE, status)
            return Rules(failure=failure, until=now + _FAILURE_KEPT_FOR)
        if status >= 300:
            return Rules(until=now + _KEPT_FOR)
        text = body.decode("utf-8-sig", "replace")
        return Rules(Protego.parse(text), self._product, until=now + _KEPT_FOR)
