"""The way out: geopy's requests, sent as everything here is fetched, and only to the server that was named.

Proxies of the environment are not used, no cookie and no referrer is sent, an answer has limits of time and
size, and a redirect to another server is refused: what is looked up is nobody else's business.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderServiceError, GeocoderTimedOut, GeocoderUnavailable

from geodata.errors import UsageError
from geodata.fetching import DEFAULT_USER_AGENT, FetchError, Policy, Trouble, parse
from geodata.fetching.addresses import Address
from geodata.fetching.exchange import Reply, ask
from geodata.fetching.network import tls_context
from geodata.fetching.public import is_public, resolve

TIMEOUT = 15.0
"""Seconds for one answer, from the look-up of the host to the last byte."""

_LARGEST = 2_000_000
_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_JSON = {"Accept": "application/json"}
_ESCAPED = 300
"""Letters of an answer that make sense in a message."""
_TLS = cache(tls_context)


@dataclass(frozen=True, slots=True)
class Server:
    """Where a service stands, and who asks it."""

    address: Address
    user_agent: str = DEFAULT_USER_AGENT
    own: bool = False
    """Whether the user named it, and so may have it on this machine or in a private network."""
    timeout: float = TIMEOUT

    @property
    def scheme(self) -> str:
        """http or https."""
        return self.address.scheme

    @property
    def domain(self) -> str:
        """Host, port and folder, as geopy wants them."""
        return self.address.url.partition("://")[2].rstrip("/")

    def options(self) -> dict[str, Any]:
        """What every geocoder of geopy takes, so that it asks this server and through this module."""
        return {
            "scheme": self.scheme,
            "domain": self.domain,
            "timeout": self.timeout,
            "proxies": {},
            "user_agent": self.user_agent,
            "ssl_context": None,
            "adapter_factory": lambda **_: Adapter(self),
        }


def server_at(url: str, user_agent: str = "", *, own: bool = True, timeout: float = TIMEOUT) -> Server:
    """The server of an address such as ``https://nominatim.example.org/folder``.

    Raises ``UsageError`` where it is no such address, or the user agent cannot be sent.
    """
    try:
        address = parse(url)
    except FetchError as error:
        msg = f"“{url}” is no address of a geocoder: {error.reason} Write it as https://geocoder.example.org."
        raise UsageError(msg) from error
    if "?" in address.target:
        msg = f"“{url}” is more than the address of a server; leave out the question mark and what follows."
        raise UsageError(msg)
    agent = Policy(user_agent=user_agent or DEFAULT_USER_AGENT).user_agent
    return Server(address, agent, own, timeout)


class Adapter(BaseSyncAdapter):  # type: ignore[misc]
    """geopy's door to the web, opened to one server."""

    def __init__(self, server: Server) -> None:
        super().__init__(proxies={}, ssl_context=None)
        self._server = server
        self._tls = _TLS()  # here, so that it keeps no one waiting whose turn it is

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> Any:  # noqa: ANN401
        """The answer as what its JSON says. Raises ``GeocoderParseError``, and as ``get_text`` does."""
        text = self.get_text(url, timeout=timeout, headers=headers)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            msg = f"the answer is no JSON: {text[:_ESCAPED]}"
            raise GeocoderParseError(msg) from error

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        """The answer as text, asked for with the server's user agent, whatever ``headers`` say.

        Raises ``AdapterHTTPError``, ``GeocoderTimedOut``, ``GeocoderUnavailable``, ``GeocoderServiceError``.
        """
        try:
            here = parse(url)
            for _ in range(_MOST_REDIRECTS + 1):
                found = self._one(here, timeout)
                if isinstance(found, str):
                    return found
                here = found
        except FetchError as error:
            raise _as_geopys(error) from error
        msg = f"it redirects more than {_MOST_REDIRECTS} times"
        raise GeocoderServiceError(msg)

    def _one(self, address: Address, timeout: float) -> str | Address:
        """The text of an answer, or the address on the same server that it redirects to."""
        with ask(address, _JSON, self._policy(timeout), resolve, self._tls, time.monotonic) as reply:
            if reply.status in _REDIRECTS:
                there = address.lead(reply.header("location"))
                if there.origin != self._server.address.origin:
                    msg = (
                        f"it redirects to {there.origin}, which nobody asked for; if that is its new place, "
                        "name it with --geocoder-url"
                    )
                    raise GeocoderServiceError(msg)
                return there
            return _text(reply)

    def _policy(self, timeout: float) -> Policy:
        server = self._server
        return Policy(
            user_agent=server.user_agent,
            connect_timeout=timeout,
            read_timeout=timeout,
            total_timeout=timeout,
            largest=_LARGEST,
            ports=frozenset({server.address.port}),
            may_ask=(lambda _: True) if server.own else is_public,
        )


def _text(reply: Reply) -> str:
    text = reply.body(_LARGEST).decode("utf-8", "replace")
    if reply.status >= 300:
        headers = {"retry-after": reply.header("retry-after")}
        msg = f"HTTP {reply.status}"
        raise AdapterHTTPError(msg, status_code=reply.status, headers=headers, text=text[:_ESCAPED])
    return text


def _as_geopys(error: FetchError) -> GeocoderServiceError:
    if error.trouble is Trouble.TIMEOUT:
        return GeocoderTimedOut(error.reason)
    if error.trouble in (Trouble.CONNECTION, Trouble.NO_SUCH_HOST, Trouble.BROKEN_OFF):
        return GeocoderUnavailable(error.reason)
    return GeocoderServiceError(error.reason)
