"""Connections that go only where they may, to the very address that was checked, and that end in time."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

import certifi
import httpcore

from geodata.fetching.addresses import Address
from geodata.fetching.failures import FetchError, Trouble
from geodata.fetching.policy import Policy
from geodata.fetching.public import IPAddress, Resolve

_MOST_TRIED = 4
"""Addresses of one host tried before giving up."""


def tls_context(also: Path | None = None) -> ssl.SSLContext:
    """Checks certificates and names, by the system's authorities, Mozilla's (certifi) and a file's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if also is not None:
        context.load_verify_locations(also)
    return context


class Deadline:
    """A moment after which nothing of a request may go on."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def within(self, seconds: float | None) -> float:
        """The time that is left, at most ``seconds``. Raises ``httpcore.ReadTimeout`` where there is none."""
        left = self._end - self._clock()
        if left <= 0:
            msg = "the request as a whole took too long"
            raise httpcore.ReadTimeout(msg)
        return left if seconds is None else min(left, seconds)


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a host up once, checks every address it has, and connects to one of those just checked.

    Because the name is not looked up again for connecting, a name server cannot give a public address to the
    check and a private one to the connection (DNS rebinding). Proxies of the environment are not used.
    """

    def __init__(self, address: Address, policy: Policy, resolve: Resolve, deadline: Deadline) -> None:
        self._address = address
        self._policy = policy
        self._resolve = resolve
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the host's addresses that answers; raises ``FetchError`` where none may."""
        failed: Exception | None = None
        for checked in self._checked(host, port)[:_MOST_TRIED]:
            limit = self._deadline.within(timeout)
            try:
                stream = self._inner.connect_tcp(str(checked), port, limit, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self._deadline)
        assert failed is not None
        raise failed

    def _checked(self, host: str, port: int) -> list[IPAddress]:
        limit = self._deadline.within(self._policy.connect_timeout)
        try:
            found = self._resolve(host, port, limit)
        except TimeoutError as error:
            raise FetchError(self._address.url, Trouble.TIMEOUT) from error
        except OSError as error:
            raise FetchError(self._address.url, Trouble.NO_SUCH_HOST, host) from error
        if not found:
            raise FetchError(self._address.url, Trouble.NO_SUCH_HOST, host)
        for address in found:
            if not self._policy.may_ask(address):
                raise FetchError(self._address.url, Trouble.NOT_PUBLIC, address)
        return _alternating(found)


def _alternating(addresses: Sequence[IPAddress]) -> list[IPAddress]:
    """IPv6 and IPv4 by turns, beginning with the kind that came first: one of them may lead nowhere here."""
    first = [address for address in addresses if address.version == addresses[0].version]
    second = [address for address in addresses if address.version != addresses[0].version]
    pairs = chain.from_iterable(zip_longest(first, second))
    return [
        address for address in pairs if isinstance(address, ipaddress.IPv4Address | ipaddress.IPv6Address)
    ]


class _TimedStream(httpcore.NetworkStream):
    """A connection each step of which ends by the deadline, however slowly the bytes drip in."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """See httpcore."""
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See httpcore."""
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """See httpcore."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """See httpcore; the name is the one in the address, never the IP address connected to."""
        try:
            limit = self._deadline.within(timeout)
        except httpcore.ReadTimeout:
            self.close()
            raise
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, limit), self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401
        """See httpcore."""
        return self._inner.get_extra_info(info)
