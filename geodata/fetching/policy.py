"""What a fetcher may do: whom it asks, how often, how long and how much. Everything has a safe default."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geodata.errors import UsageError
from geodata.fetching.public import IPAddress, is_public
from geodata.settings import Settings

DEFAULT_USER_AGENT = "ConflictMap/0.1 (+set your contact with --user-agent)"
USUAL_PORTS = frozenset({80, 443})
_HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_PRODUCT = re.compile(r"[A-Za-z_-]+")
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Limits in seconds and bytes. Raises ``UsageError`` for a user agent no header can carry."""

    user_agent: str = DEFAULT_USER_AGENT
    """Who is asking, and where the owner of a site can complain."""
    interval: float = 1.0
    """Between two requests to one host, from start to start."""
    longest_wait: float = 30.0
    """Crawl-delay and Retry-After are kept up to this; beyond it one is cut, the other a failure."""
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    """For one piece of an answer."""
    total_timeout: float = 60.0
    """For one request from the look-up of the name to the last byte."""
    largest: int = 20_000_000
    """Of a body, both as sent and unpacked."""
    redirects: int = 8
    ports: frozenset[int] = USUAL_PORTS
    may_ask: Callable[[IPAddress], bool] = is_public
    """Whether a machine of this IP address may be asked; asked of every address of every host on the way."""

    def __post_init__(self) -> None:
        if not _HEADER_VALUE.fullmatch(self.user_agent):
            msg = f"The user agent “{self.user_agent}” cannot be sent; use plain English letters on one line."
            raise UsageError(msg)
        if not all(0 < port <= _HIGHEST_PORT for port in self.ports):
            msg = f"A port is a number from 1 to {_HIGHEST_PORT}."
            raise UsageError(msg)

    @property
    def product(self) -> str:
        """The name a robots.txt may address us by (RFC 9309, 2.2.1)."""
        found = _PRODUCT.match(self.user_agent)
        return found[0] if found else self.user_agent


def policy_of(settings: Settings, ports: Iterable[int] = ()) -> Policy:
    """An installation's policy, with ports beside the usual; raises ``UsageError`` as ``Policy`` does."""
    return Policy(user_agent=settings.user_agent or DEFAULT_USER_AGENT, ports=USUAL_PORTS.union(ports))
