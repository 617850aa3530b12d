"""The page's own scripts and styles, each kind in one answer: eighty small files would be eighty waits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort

WHOLE = "/assets/whole/"
"""Beside the styles' folder, so that what they name relative to it is found."""

_TYPES = {"js": "text/javascript", "css": "text/css"}


@dataclass(frozen=True)
class Bundle:
    """All files of a kind, ``js`` or ``css``, in ``folder`` of that name, in the order of their names."""

    assets: Path
    kind: str

    @cached_property
    def text(self) -> str:
        """The files one after another; a line says where each begins."""
        files = sorted((self.assets / self.kind).glob(f"*.{self.kind}"))
        # What a script leaves open at its end must not run on into the next.
        end = ";\n" if self.kind == "js" else "\n"
        return "".join(f"/* {file.name} */\n{file.read_text(encoding='utf-8')}{end}" for file in files)

    @cached_property
    def address(self) -> str:
        """Where it is served: another address for another text, so that browsers may keep it."""
        return f"{WHOLE}{sha256(self.text.encode()).hexdigest()[:16]}.{self.kind}"


@dataclass(frozen=True)
class Bundles:
    """The page's scripts and styles."""

    js: Bundle
    css: Bundle

    @classmethod
    def of(cls, assets: Path) -> Bundles:
        """Those of an assets folder; nothing is read yet."""
        return cls(Bundle(assets, "js"), Bundle(assets, "css"))

    @property
    def style_tag(self) -> str:
        """For the head."""
        return f'<link rel="stylesheet" href="{self.css.address}">'

    @property
    def script_tag(self) -> str:
        """For the end of the body, after the packages' scripts."""
        return f'<script src="{self.js.address}"></script>'

    def register(self, server: Flask) -> None:
        """Serve both."""

        @server.get(f"{WHOLE}<name>")
        def whole(name: str) -> Response:
            bundle = next((one for one in (self.js, self.css) if one.address == WHOLE + name), None)
            if bundle is None:
                abort(404)
            response = Response(bundle.text, mimetype=_TYPES[bundle.kind])
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
            return response
