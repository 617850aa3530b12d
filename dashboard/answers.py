"""Answers a browser may keep: sent again only when what they tell has changed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, request


def tagged(tag: str, body: Callable[[], bytes], mimetype: str) -> Response:
    """304 to whoever has the answer under this ETag; else ``body()``, to be asked about each time."""
    response = Response(status=304)
    if not request.if_none_match.contains(tag):
        response = Response(body(), mimetype=mimetype)
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    return response
