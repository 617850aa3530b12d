"""What the page loads: no tests among it, no script hidden in Python, and text never becomes markup."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import (
    called_name,
    dashboard_modules,
    docstrings,
    line_of,
    place,
    scripts,
    syntax,
    without_comments,
)

TEST_NAME = re.compile(r"^test[_-]|[._-](?:test|spec)\.\w+$|^__?tests?__?$|^tests?$|^spec$")
SINK = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)\b"
    r"|\bdocument\s*\.\s*write(?:ln)?\b|\beval\s*\(|\bnew\s+Function\b|(?<![.\w])Function\s*\("
    r"|\bset(?:Timeout|Interval)\s*\(\s*[\"'`]"
)
SCRIPT_IN_TEXT = re.compile(
    r"\bfunction\s*\w*\s*\([^)]*\)\s*\{|=>\s*[{(]"
    r"|\b(?:document|window)\.\w+\s*[(.=]|\b(?:const|let|var) \w+ = "
)


def test_file_problems(root: Path) -> list[str]:
    """Tests in the folder whose every script Dash serves."""
    return [
        f"{path.relative_to(root).as_posix()} is a test: it belongs in tests/js"
        for path in sorted((root / "assets").rglob("*"))
        if any(TEST_NAME.search(part) for part in path.relative_to(root / "assets").parts)
    ]


test_file_problems.__test__ = False  # a check, whose name only looks like a test's


def sink_problems(root: Path) -> list[str]:
    """Ways to turn text into markup or code, through which a story's text could act on the page."""
    problems = []
    for path in scripts(root):
        text = without_comments(path)
        problems += [
            f"{place(root, path, line_of(text, match.start()))} {match[0]!r} turns text into markup or code"
            for match in SINK.finditer(text)
        ]
    return problems


def script_problems(root: Path) -> list[str]:
    """JavaScript in Python strings, where no tool reads it."""
    problems = []
    for path in dashboard_modules(root):
        tree = syntax(path)
        silent = docstrings(tree)
        problems += [
            f"{place(root, path, node)} is JavaScript in a string: it belongs in assets/js"
            for node in ast.walk(tree)
            if node not in silent and (_reads_as_script(node) or _gives_script(node))
        ]
    return problems


def _reads_as_script(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text and SCRIPT_IN_TEXT.search(node.value) is not None


def _gives_script(node: ast.AST) -> bool:
    """Whether it is a callback whose function is a text in place of a ClientsideFunction."""
    is_callback = isinstance(node, ast.Call) and called_name(node) == "clientside_callback"
    return is_callback and bool(node.args) and isinstance(node.args[0], ast.Constant | ast.JoinedStr)


def test_no_tests_among_the_assets() -> None:
    assert test_file_problems(ROOT) == []


def test_scripts_never_turn_text_into_markup() -> None:
    assert sink_problems(ROOT) == []


def test_no_javascript_in_python() -> None:
    assert script_problems(ROOT) == []


@pytest.mark.parametrize("name", ["js/map.test.js", "js/test_map.js", "js/tests/map.js", "js/map-spec.js"])
def test_a_test_among_the_assets_is_found(plant: Plant, name: str) -> None:
    assert test_file_problems(plant({f"assets/{name}": "", "assets/js/latest.js": ""})) != []


@pytest.mark.parametrize(
    "code",
    [
        "box.innerHTML = title;",
        "box.outerHTML = title;",
        'box.insertAdjacentHTML("beforeend", title);',
        "document.write(title);",
        "eval(title);",
        'new Function("return 1");',
        'setTimeout("go()", 1);',
    ],
)
def test_a_way_to_markup_is_found(plant: Plant, code: str) -> None:
    assert len(sink_problems(plant({"assets/js/panel.js": f"// never innerHTML\n{code}\n"}))) == 1


def test_harmless_words_are_fine(plant: Plant) -> None:
    text = "const retrieval = (a) => a; isFunction(a); box.textContent = a; setTimeout(go, 1);\n"
    assert sink_problems(plant({"assets/js/panel.js": text})) == []


@pytest.mark.parametrize(
    "code",
    [
        'HANDLER = "function (value) { return value; }"',
        'HANDLER = "(value) => { return value; }"',
        'HANDLER = "window.conflictMap.draw()"',
        'clientside_callback("whatever", x)',
    ],
)
def test_javascript_in_python_is_found(plant: Plant, code: str) -> None:
    assert len(script_problems(plant({"dashboard/map_view/callbacks.py": f"{code}\n"}))) == 1
