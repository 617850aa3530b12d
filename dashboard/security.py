"""The headers that keep the page to itself: nothing from another host, no script but ours, no frame."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request

from dashboard.config import API, EMBED

_FRAMED_ASKS = (
    *(f"{API}/cube", f"{API}/areas", f"{API}/areas/cube", f"{API}/outlets", f"{API}/camps", "/basemap/"),
    *("/_dash-layout", "/_dash-dependencies", "/_dash-update-component"),
)
"""All that the page for frames may ask of this server: nothing there changes what is stored."""
_NOBODY, _ANYBODY = "frame-ancestors 'none'", "frame-ancestors *"


def content_policy(script_hashes: Sequence[str], online_hosts: Sequence[str] = ()) -> str:
    """The content security policy (W3C CSP Level 3).

    MapLibre works in a blob worker; Mantine writes style attributes. ``online_hosts`` are the tile hosts of a
    base map that someone turned on; without one, no other host stands here.
    """
    tiles = " ".join(online_hosts)
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "worker-src": "blob:",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob: {tiles}".strip(),
        "media-src": "'self'",
        "font-src": "'self'",
        "connect-src": f"'self' {tiles}".strip(),
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def framed_policy(online_hosts: Sequence[str] = ()) -> str:
    """A second policy for the page that other sites may frame; a browser keeps to both.

    Whoever frames it might lead a visitor's clicks astray: so nothing on it can ask for a change, not even
    with the rights of the person at this machine.
    """
    asks = " ".join([*(f"*:*{path}" for path in _FRAMED_ASKS), *online_hosts])
    return f"connect-src {asks}; form-action 'none'"


def add_headers(server: Flask, policy: str, *, tells_tile_hosts: bool = False, framed: str = "") -> None:
    """Put the policy and its kin on every answer.

    A source must not learn which map led to it. Tile services refuse whom they do not know, so with one
    turned on (``tells_tile_hosts``) other hosts learn this server's name, never what is read; links out tell
    nothing all the same, being ``noreferrer``. ``framed`` is the second policy of the one page that may
    stand in another site's frame.
    """
    referrer = "strict-origin" if tells_tile_hosts else "no-referrer"

    @server.after_request
    def headers(response: Response) -> Response:
        if request.path == EMBED:
            response.headers["Content-Security-Policy"] = policy.replace(_NOBODY, _ANYBODY)
            response.headers.add("Content-Security-Policy", framed or framed_policy())
        else:
            response.headers["Content-Security-Policy"] = policy
            response.headers["X-Frame-Options"] = "DENY"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = referrer
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
