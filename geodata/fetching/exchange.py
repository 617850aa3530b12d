"""One request and its answer, over a connection of its own; troubles come out in plain words."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import httpcore

from geodata.fetching.addresses import Address
from geodata.fetching.failures import FetchError, Trouble
from geodata.fetching.network import CheckedBackend, Deadline
from geodata.fetching.policy import Policy
from geodata.fetching.public import Resolve
from geodata.fetching.unpacking import ACCEPTED, CutShortError, PackingError, TooLargeError, unpack

_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/*;q=0.9, */*;q=0.5"
)
_MEGABYTE = 1_000_000


class Reply:
    """The head of an answer, and its body for whoever wants it."""

    def __init__(self, address: Address, response: httpcore.Response) -> None:
        self._address = address
        self._response = response
        self.status = response.status
        self._headers: dict[str, str] = {}
        for name, value in response.headers:
            self._headers.setdefault(name.decode("latin-1").lower(), _text(value))

    def header(self, name: str) -> str:
        """The first header of this name, in lower case; empty where there is none."""
        return self._headers.get(name, "")

    def body(self, largest: int, *, cut: bool = False) -> bytes:
        """The body, unpacked; with ``cut`` its beginning, where it is larger.

        Raises ``FetchError`` where it is larger without ``cut``, or not what it says it is.
        """
        stated = self.header("content-length")
        if not cut and stated.isdecimal() and int(stated[:20]) > largest:
            raise FetchError(self._address.url, Trouble.TOO_LARGE, largest // _MEGABYTE)
        try:
            return unpack(self._response.iter_stream(), self.header("content-encoding"), largest, cut=cut)
        except TooLargeError as error:
            trouble = Trouble.BOMB if error.packed else Trouble.TOO_LARGE
            raise FetchError(self._address.url, trouble, largest // _MEGABYTE) from error
        except PackingError as error:
            raise FetchError(self._address.url, Trouble.PACKING, error) from error
        except CutShortError as error:
            raise FetchError(self._address.url, Trouble.BROKEN_OFF) from error


def _text(value: bytes) -> str:
    """A header's value; servers put UTF-8 there though they should not, as in a Location in Arabic."""
    try:
        return value.decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.decode("latin-1").strip()


@contextmanager
def ask(
    address: Address,
    extra: Mapping[str, str],
    policy: Policy,
    resolve: Resolve,
    tls: ssl.SSLContext,
    clock: Callable[[], float],
    *,
    content: bytes | None = None,
) -> Iterator[Reply]:
    """GET an address, or POST ``content`` to it; the connection is closed when the context is left.

    Sends no cookies and no referrer. Raises ``FetchError``, also for what goes wrong within the context.
    """
    if address.port not in policy.ports:
        raise FetchError(address.url, Trouble.PORT, address.port)
    headers = {
        "Host": address.origin.partition("://")[2],
        "User-Agent": policy.user_agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": ACCEPTED,
        "Connection": "close",
        **({} if content is None else {"Content-Length": str(len(content))}),
        **extra,
    }
    method = "GET" if content is None else "POST"
    backend = CheckedBackend(address, policy, resolve, Deadline(policy.total_timeout, clock))
    origin = httpcore.URL(address.url).origin
    timeouts = {
        "connect": policy.connect_timeout,
        "read": policy.read_timeout,
        "write": policy.read_timeout,
    }
    with (
        _explained(address),
        httpcore.HTTPConnection(origin, ssl_context=tls, network_backend=backend) as connection,
        connection.stream(
            method,
            address.url,
            headers=list(headers.items()),
            content=content,
            extensions={"timeout": timeouts},
        ) as response,
    ):
        yield Reply(address, response)


@contextmanager
def _explained(address: Address) -> Iterator[None]:
    """Turn the library's errors into ours."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchError(address.url, Trouble.TIMEOUT) from error
    except httpcore.ConnectError as error:
        cause = error.__cause__
        if isinstance(cause, ssl.SSLError):
            why = getattr(cause, "verify_message", "") or cause.reason or "the connection cannot be secured"
            raise FetchError(address.url, Trouble.TLS, why) from error
        raise FetchError(address.url, Trouble.CONNECTION, _system_words(error)) from error
    except (httpcore.ReadError, httpcore.WriteError) as error:
        raise FetchError(address.url, Trouble.BROKEN_OFF) from error
    except httpcore.ProtocolError as error:
        broken = "closed connection" in str(error) or "disconnected" in str(error)
        trouble = Trouble.BROKEN_OFF if broken else Trouble.NOT_HTTP
        raise FetchError(address.url, trouble, str(error)[:120]) from error


def _system_words(error: Exception) -> str:
    cause = error.__cause__
    words = cause.strerror if isinstance(cause, OSError) else ""
    return words or str(error) or "no connection"
