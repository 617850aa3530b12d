"""Reading the project's own source: what the checks of the house rules share.

Each check is a function from the root of a tree to a list of problems, so that it can be tried on a
small tree with a fault in it: a check that cannot fail proves nothing.
"""

from __future__ import annotations

import ast
import fnmatch
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGES = ("geodata", "dashboard")
NOT_OURS = {".git", ".venv", "node_modules", "build", "__pycache__", ".hypothesis"}


def product_modules(root: Path) -> list[Path]:
    """Every Python file of the product: ``app.py`` and the packages, tests left out."""
    files = [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]
    door = root / "app.py"
    return [*([door] if door.exists() else []), *(path for path in files if "__pycache__" not in path.parts)]


def dashboard_modules(root: Path) -> list[Path]:
    """The product's Python files that make what a person sees."""
    return [
        path for path in product_modules(root) if path.relative_to(root).parts[0] in ("dashboard", "app.py")
    ]


def scripts(root: Path) -> list[Path]:
    """Every script the page loads, in the order Dash loads them."""
    return sorted((root / "assets").rglob("*.js"))


def text_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file that is text, with its text; what version control ignores is left out."""
    ignored = ignore_patterns(root)
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if any(part in NOT_OURS or is_ignored(part, ignored) for part in parts) or not path.is_file():
            continue
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture, a font, an archive
            continue


def ignore_patterns(root: Path) -> tuple[str, ...]:
    """The patterns of ``.gitignore`` that are plain names, which are all ours has."""
    file = root / ".gitignore"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return tuple(line.strip().strip("/") for line in lines if line.strip() and not line.startswith("#"))


def is_ignored(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a file's or folder's own name matches one of the patterns."""
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def syntax(path: Path) -> ast.Module:
    """A Python file's syntax tree."""
    return _parse(path.read_text(encoding="utf-8"), str(path))


@cache
def _parse(text: str, name: str) -> ast.Module:
    return ast.parse(text, filename=name)


def module_name(root: Path, path: Path) -> str:
    """The dotted name a file is imported by."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place(root: Path, path: Path, node: ast.AST | int) -> str:
    """Where a problem is, as ``folder/file.py:12``."""
    line = node if isinstance(node, int) else getattr(node, "lineno", 1)
    return f"{path.relative_to(root).as_posix()}:{line}"


def nested_lines(function: ast.AST) -> int:
    """How many lines of a function belong to the functions inside it."""
    inner: list[ast.AST] = []
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner.append(node)
        else:
            waiting += ast.iter_child_nodes(node)
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in inner)


def called_name(call: ast.Call) -> str:
    """The last part of what is called: ``run`` for ``subprocess.run(...)``."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def docstrings(module: ast.Module) -> set[ast.Constant]:
    """The strings that only document: docstrings, and bare strings under an attribute."""
    return {
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


_TEXT = r"""(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
_SCRIPT = re.compile(_TEXT + r"|(?P<comment>//[^\n]*|/\*.*?\*/)", re.DOTALL)
_STYLE = re.compile(_TEXT + r"|(?P<comment>/\*.*?\*/)", re.DOTALL)


def without_comments(path: Path) -> str:
    """The text of a script or style sheet with its comments blanked out, every line where it was."""

    def blank(match: re.Match[str]) -> str:
        return match["text"] or re.sub(r"[^\n]", " ", match["comment"])

    language = _STYLE if path.suffix == ".css" else _SCRIPT
    return language.sub(blank, path.read_text(encoding="utf-8"))


def line_of(text: str, offset: int) -> int:
    """The line number, from 1, of a place in a text."""
    return text.count("\n", 0, offset) + 1
