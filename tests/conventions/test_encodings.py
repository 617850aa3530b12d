"""Text is read and written as UTF-8 wherever it runs: every opening of a text names its encoding."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import called_name, place, product_modules, syntax

BINARY_BY_DEFAULT = {"gzip", "bz2", "lzma"}
NO_TEXT = {"webbrowser", "os", "Image", "tarfile", "zipfile", "archive", "urllib", "opener"}
"""What has an ``open`` of its own that never gives text."""


def encoding_problems(root: Path) -> list[str]:
    """Texts opened, read, written or exchanged with a process in whatever encoding the machine prefers."""
    return [
        f"{place(root, path, node)} {ast.unparse(node.func)}(...) names no encoding"
        for path in product_modules(root)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and _lacks_encoding(node)
    ]


def _lacks_encoding(call: ast.Call) -> bool:
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    if "encoding" in given or None in given:
        return False
    name = called_name(call)
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if name == "open":
        return _opens_text(call, getattr(owner, "id", "") if owner else None)
    if name in ("read_text", "write_text") and owner is not None:
        # The encoding is the first argument of the one and the second of the other.
        return len(call.args) < (1 if name == "read_text" else 2)
    if name in ("run", "Popen", "check_output") and getattr(owner, "id", "") == "subprocess":
        return any(_is_true(given.get(flag)) for flag in ("text", "universal_newlines"))
    return name == "TextIOWrapper" and len(call.args) < 2


def _opens_text(call: ast.Call, owner: str | None) -> bool:
    """Whether an ``open`` gives text: the builtin (no owner), a path's, or a compressed file's."""
    if owner in NO_TEXT:
        return False
    # open(file, mode) and gzip.open(file, mode), but path.open(mode)
    position = 1 if owner is None or owner in BINARY_BY_DEFAULT else 0
    mode = next((keyword.value for keyword in call.keywords if keyword.arg == "mode"), None)
    if mode is None and len(call.args) > position:
        mode = call.args[position]
    if not isinstance(mode, ast.Constant):
        return owner not in BINARY_BY_DEFAULT
    return "t" in str(mode.value) if owner in BINARY_BY_DEFAULT else "b" not in str(mode.value)


def _is_true(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def test_every_text_names_its_encoding() -> None:
    assert encoding_problems(ROOT) == []


@pytest.mark.parametrize(
    "code",
    [
        "open(path)",
        'open(path, "w")',
        'open(path, mode="a", newline="")',
        "path.open()",
        'path.open("w", newline="")',
        "path.read_text()",
        "path.write_text(text)",
        'gzip.open(path, "rt")',
        "subprocess.run(command, text=True)",
        "io.TextIOWrapper(stream)",
    ],
)
def test_a_text_without_encoding_is_found(plant: Plant, code: str) -> None:
    assert len(encoding_problems(plant({"geodata/a.py": f"{code}\n"}))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'open(path, encoding="utf-8")',
        'open(path, "rb")',
        'path.open("wb")',
        'path.read_text("utf-8")',
        'path.write_text(text, encoding="utf-8")',
        "gzip.open(path)",
        "webbrowser.open(address)",
        "subprocess.run(command, capture_output=True)",
    ],
)
def test_what_names_it_or_is_binary_is_fine(plant: Plant, code: str) -> None:
    assert encoding_problems(plant({"geodata/a.py": f"{code}\n"})) == []
