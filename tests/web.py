"""A web server on this machine that behaves well or badly as told, and a fetcher that may ask it."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from geodata.fetching import Fetcher, Policy
from geodata.fetching.network import tls_context
from geodata.fetching.public import IPAddress, is_public

HOST = "news.test"
_DRIPS_FOR = 12.0
LOOPBACK = ipaddress.IPv4Address("127.0.0.1")
_TLS = cache(tls_context)
"""Made once: reading every authority of the world takes a while."""

Behave = Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request, for the functions that answer."""

    protocol_version = "HTTP/1.1"
    server: LocalServer
    body: bytes = b""

    def do_GET(self) -> None:
        """Answer as the path was told to; an unknown one is not found."""
        self.server.visits.append(self)
        behave = self.server.pages.get(self.path)
        self.close_connection = True
        # A client that hangs up early is what many of these tests are about.
        with suppress(ConnectionError):
            if behave is None:
                self.answer(404, b"no such page")
            else:
                behave(self)

    def do_POST(self) -> None:
        """The same, with what was sent in ``body``."""
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """A whole answer; headers as keyword arguments, ``_`` for ``-``."""
        self.head(status, **{"Content_Length": str(len(body)), **headers})
        self.wfile.write(body)

    def head(self, status: int, **headers: str) -> None:
        """The head alone."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def drip(self, piece: bytes, pause: float) -> None:
        """Send the same piece again and again, until the client has gone or the server stops.

        It gives up by itself after a while, so that a client without limits fails its test and hangs nothing.
        """
        end = time.monotonic() + _DRIPS_FOR
        while time.monotonic() < end and not self.server.stopping.wait(pause):
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class LocalServer(ThreadingHTTPServer):
    """Serves ``pages`` (path → what to do) on a free port; leaving the context waits for every connection."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__((str(LOOPBACK), 0), Visit)
        self.pages: dict[str, Behave] = {}
        self.visits: list[Visit] = []
        self.stopping = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    @property
    def paths(self) -> list[str]:
        """The paths asked for so far, but for robots.txt."""
        return [visit.path for visit in self.visits if visit.path != "/robots.txt"]

    def url(self, path: str, host: str = HOST) -> str:
        """The address of a path here."""
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Let a path give a body; its address."""
        headers = {"Content_Type": "text/html; charset=utf-8", **headers}
        self.pages[path] = lambda visit: visit.answer(status, body, **headers)
        return self.url(path)

    def redirect(self, path: str, location: str, status: int = 302) -> str:
        """Let a path redirect; its address."""
        self.pages[path] = lambda visit: visit.answer(status, Location=location)
        return self.url(path)

    def behave(self, path: str, behave: Behave) -> str:
        """Let a path do anything; its address."""
        self.pages[path] = behave
        return self.url(path)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


class Clock:
    """Time that passes only when someone sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self.slept.append(round(seconds, 6))
        self.time += seconds

    def now(self) -> datetime:
        """The same as a day of the calendar."""
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.time)


class Names:
    """A resolver: every name under ``.test`` is this machine unless told otherwise."""

    def __init__(self) -> None:
        self.known: dict[str, Sequence[str]] = {}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, limit: float) -> list[IPAddress]:
        self.asked.append(host)
        with suppress(ValueError):
            return [ipaddress.ip_address(host)]
        if host not in self.known and not host.endswith(".test"):
            raise OSError(host)
        return [ipaddress.ip_address(one) for one in self.known.get(host, [str(LOOPBACK)])]


def local_policy(*servers: LocalServer, **limits: Any) -> Policy:
    """The usual policy, with 127.0.0.1, nothing else of this machine, and the ports of the servers open."""
    ports = frozenset({80, 443, *(server.port for server in servers)})
    return Policy(
        **{
            "ports": ports,
            "may_ask": lambda address: address == LOOPBACK or is_public(address),
            "connect_timeout": 5.0,
            "read_timeout": 5.0,
            "total_timeout": 8.0,
            **limits,
        }
    )


def local_fetcher(
    *servers: LocalServer, clock: Clock | None = None, names: Names | None = None, **limits: Any
) -> Fetcher:
    """A fetcher that may ask these servers and does not really wait between requests."""
    clock = clock or Clock()
    return Fetcher(
        local_policy(*servers, **limits),
        tls=_TLS(),
        resolve=names or Names(),
        clock=clock,
        sleep=clock.sleep,
        now=clock.now,
    )
