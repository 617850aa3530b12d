"""No page, script or style asks another host."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import (
    dashboard_modules,
    docstrings,
    line_of,
    place,
    syntax,
    without_comments,
)

ALLOWED = {
    "www.w3.org": "names of XML namespaces, which nobody asks",
    "www.georss.org": "the name of an XML namespace",
    "127.0.0.1": "this machine",
    "localhost": "this machine",
}
"""Hosts that may be named, each with the reason."""

SERVED = {".js", ".css", ".html", ".svg", ".json", ".geojson", ".topojson", ".webmanifest"}
ADDRESS = re.compile(
    r"""(?:\b(?:https?|wss?):|(?<=["'`(]))//(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*\.?[A-Za-z0-9]+)"""
)


def foreign_problems(root: Path) -> list[str]:
    """Addresses of other hosts in what is served and in the Python that makes it.

    Comments and docstrings may cite them.
    """
    return [
        f"{place(root, path, line)} names another host: {host}"
        for path, text, line in _texts(root)
        for line, host in _hosts(text, line)
        if host.lower() not in ALLOWED
    ]


def _hosts(text: str, first_line: int) -> Iterator[tuple[int, str]]:
    for match in ADDRESS.finditer(text):
        yield first_line + line_of(text, match.start()) - 1, match["host"]


def _texts(root: Path) -> Iterator[tuple[Path, str, int]]:
    for path in sorted((root / "assets").rglob("*")):
        if path.suffix in SERVED:
            yield path, without_comments(path) if path.suffix in (".js", ".css") else _read(path), 1
    for path in dashboard_modules(root):
        tree = syntax(path)
        silent = docstrings(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in silent:
                # Quoted, so that an address without a scheme is seen at the beginning too.
                yield path, f'"{node.value}"', node.lineno


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_nothing_names_another_host() -> None:
    assert foreign_problems(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("assets/css/page.css", "@import url(//fonts.example.com/a.css);"),
        ("assets/css/page.css", "a { background: url(https://example.com/a.png) }"),
        ("assets/js/map.js", 'fetch("https://example.com/tiles");'),
        ("assets/js/map.js", 'const glyphs = "//example.com/{z}";'),
        ("assets/basemap/style.json", '{"glyphs": "https://demo.example.org/{fontstack}"}'),
        ("dashboard/basemap.py", 'TILES = "https://tile.example.org/{z}/{x}/{y}.png"\n'),
        ("dashboard/basemap.py", 'TILES = f"//{sub}.tile.example.org"\nX = "//tile.example.org"\n'),
    ],
)
def test_another_host_is_found(plant: Plant, path: str, text: str) -> None:
    assert len(foreign_problems(plant({path: text}))) == 1


def test_sources_in_comments_and_names_of_namespaces_are_fine(plant: Plant) -> None:
    script = '// See https://example.com/spec\nconst ns = "http://www.w3.org/2000/svg"; /* //a.example */\n'
    python = '"""After https://example.com/paper."""\n# https://example.com\nHALF = 5 // 2\n'
    assert foreign_problems(plant({"assets/js/a.js": script, "dashboard/a.py": python})) == []
