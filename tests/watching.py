"""A browser window under watch: what a person would not notice, but must not happen, is noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route, WebError

OWN_HOSTS = {"127.0.0.1", "localhost"}
BEEN_HERE = "try { localStorage.setItem('conflict-map.hint', 'seen'); } catch {}"
"""A script that makes a visit no first one: the hint of a first visit stays away."""
OWN_SCHEMES = {"data", "blob", "about", "devtools", "chrome"}


class Watch:
    """Console errors, errors of scripts and requests to other hosts, in all pages of one browser context."""

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._noted: list[str] = []
        self._tolerated: list[re.Pattern[str]] = []
        self._elsewhere: list[re.Pattern[str]] = []
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)
        context.on("request", self._on_request)

    def new_page(self) -> Page:
        """One more page of the same watched context."""
        return self._context.new_page()

    def problems(self) -> list[str]:
        """What went wrong so far and was not tolerated."""
        return [note for note in self._noted if not any(pattern.search(note) for pattern in self._tolerated)]

    def tolerate(self, pattern: str) -> None:
        """Let notes that match ``pattern`` pass, in a test that brings an error about on purpose."""
        self._tolerated.append(re.compile(pattern))

    def stand_in(
        self, pattern: str, body: str = "<!doctype html><title>A source</title>", **answer: Any
    ) -> None:
        """Answer addresses that match ``pattern`` for another host, so that a link out can be followed."""
        expression = re.compile(pattern)
        self._elsewhere.append(expression)

        def fulfil(route: Route) -> None:
            route.fulfill(
                **{"status": 200, "content_type": "text/html; charset=utf-8", "body": body, **answer}
            )

        handler: Callable[[Route], None] = fulfil
        self._context.route(expression, handler)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._noted.append(f"console error: {message.text} ({message.location.get('url', '')})")

    def _on_error(self, error: WebError) -> None:
        self._noted.append(f"script error: {error.error.stack or error.error.message}")

    def _on_request(self, request: Request) -> None:
        if not is_own(request.url) and not any(pattern.search(request.url) for pattern in self._elsewhere):
            self._noted.append(f"request to another host: {request.url}")


def is_own(url: str) -> bool:
    """Whether an address stays on this machine."""
    parts = urlsplit(url)
    return parts.scheme in OWN_SCHEMES or (parts.hostname or "") in OWN_HOSTS
