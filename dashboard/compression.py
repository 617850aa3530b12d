"""Answers are sent compressed; scripts, megabytes that never change, are compressed once."""

from __future__ import annotations

from flask import Flask, Request
from flask_compress import Compress

_LASTING = ("/_dash-component-suites/", "/assets/whole/")
"""What has its version in its address: packages, and the page's own scripts and styles."""
_MOST = 64
"""Files kept: more than a page has, and no stranger's invented addresses fill the memory."""


def compress(server: Flask) -> None:
    """Compress what the server answers, in the best way that a browser takes."""
    server.config["COMPRESS_MIMETYPES"] = [
        "text/html", "text/css", "text/javascript", "application/javascript", "application/json",
        "application/octet-stream", "image/svg+xml", "font/ttf", "application/atom+xml",
        "application/geo+json",
    ]  # fmt: skip
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["COMPRESS_ALGORITHM_STREAMING"] = ["br", "deflate"]
    server.config["COMPRESS_BR_LEVEL"] = 5
    server.config["COMPRESS_CACHE_BACKEND"] = Kept
    server.config["COMPRESS_CACHE_KEY"] = _key
    Compress(server)  # reads what stands above once, here


class Kept:
    """Files that never change as they were compressed, by way and address; others are not kept."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """The compressed file; None where it is not kept."""
        return self._files.get(key)

    def set(self, key: str, value: bytes) -> None:
        """Keep a file, if it never changes and there is room."""
        if any(place in key for place in _LASTING) and len(self._files) < _MOST:
            self._files[key] = value


def _key(request: Request) -> str:
    """The address of a file, which holds its version; Flask-Compress puts the way before it."""
    return request.path
