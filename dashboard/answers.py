"""Answers a browser may keep: sent again only when what they tell has changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

from flask import Response, request


def tagged(tag: str, body: Callable[[], bytes], mimetype: str, *, since: datetime | None = None) -> Response:
    """304 to whoever has the answer under this ETag; else ``body()``, to be asked about each time.

    ``since`` is when the answer changed last, in UTC and whole seconds: whoever names no ETag is asked by
    that (RFC 9110, 13.1.3).
    """
    had = _tag_had(tag)
    if had or (since is not None and _has_since(since)):
        response = Response(status=304)
    else:
        response = Response(body(), mimetype=mimetype)
    response.set_etag(had or tag)
    if since is not None:
        response.last_modified = since
    # Not for caches between: who asks decides how exactly positions are told.
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _tag_had(tag: str) -> str:
    """The tag under which the asker has the answer: a compressed one has ``:`` and how behind it."""
    return next((each for each in request.if_none_match.as_set(True) if each.partition(":")[0] == tag), "")


def _has_since(since: datetime) -> bool:
    asked = request.if_modified_since
    return asked is not None and not request.if_none_match and asked >= since


class Changes:
    """When the data changed last, as far as this server saw: the moment a version was first asked for.

    Each version gets a second of its own, and is not dated before that second has come: else two versions of
    one second would pass for the same.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = ""
        self._since = datetime.min.replace(tzinfo=UTC)

    def since(self, version: str) -> datetime | None:
        """The second this version of the data is known since; None in its first moments."""
        now = datetime.now(UTC)
        with self._lock:
            if version != self._version:
                earliest = self._since if self._version else datetime.min.replace(tzinfo=UTC)
                self._version = version
                self._since = max(now.replace(microsecond=0), _next_second(earliest))
            return self._since if self._since <= now else None


def _next_second(moment: datetime) -> datetime:
    return moment + timedelta(seconds=1)
