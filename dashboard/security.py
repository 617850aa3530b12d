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


def add_headers(server: Flask, policy: str) -> None:
    """Put the policy and its kin on every answer."""

    @server.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        # A source must not learn that it was read from here, nor which map led to it.
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
