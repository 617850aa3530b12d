"""The headers that keep the page to itself: nothing from another host, no script but ours, no frame."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response


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
        "font-src": "'self'",
        "connect-src": f"'self' {tiles}".strip(),
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def add_headers(server: Flask, policy: str, *, tells_tile_hosts: bool = False) -> None:
    """Put the policy and its kin on every answer.

    A source must not learn which map led to it. Tile services refuse whom they do not know, so with one
    turned on (``tells_tile_hosts``) other hosts learn this server's name, never what is read; links out tell
    nothing all the same, being ``noreferrer``.
    """
    referrer = "strict-origin" if tells_tile_hosts else "no-referrer"

    @server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = referrer
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
