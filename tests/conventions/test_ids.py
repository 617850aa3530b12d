"""Every id comes from ``dashboard/ids.py``: in Python, in scripts and in style sheets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import (
    called_name,
    dashboard_modules,
    line_of,
    place,
    scripts,
    syntax,
    without_comments,
)

STABLE = {"map", "timeline", "play", "story-panel", "language", "search"}
"""Ids that others rely on; they never change."""

DEPENDENCIES = {"Input", "Output", "State"}
IN_SCRIPT = re.compile(
    r"""(?:getElementById|set_props)\(\s*["'`](?P<plain>[^"'`]+)["'`]"""
    r"""|(?:querySelector(?:All)?|closest|matches)\(\s*["'`](?P<selector>[^"'`]+)["'`]"""
)
BY_NAME = re.compile(r"""\bfind\(\s*["'`](?P<name>[A-Z][A-Z_]*)["'`]""")
"""How scripts ask for an element by the name its id has in ``ids.py``; the page hands them the table."""
HASH = re.compile(r"#([A-Za-z_][\w-]*)")


def literal_problems(root: Path) -> list[str]:
    """Ids written out where a component or a callback is made."""
    problems = []
    for path in dashboard_modules(root):
        tree = syntax(path)
        if path == root / "dashboard" / "ids.py" or not _uses_dash(tree):
            continue
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            problems += [
                f"{place(root, path, value)} the id {ast.unparse(value)} is written out: name it in ids.py"
                for value in _ids_given(call)
                if _is_written_out(value)
            ]
    return problems


def _uses_dash(tree: ast.Module) -> bool:
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return any(name.split(".")[0] in ("dash", "dash_ag_grid") for name in names)


def _ids_given(call: ast.Call) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in call.keywords if keyword.arg in ("id", "component_id"))
    if called_name(call) in DEPENDENCIES and call.args:
        yield call.args[0]


def _is_written_out(value: ast.expr) -> bool:
    """Whether an expression holds text of its own; the keys of a pattern's dictionary are no ids."""
    if isinstance(value, ast.Dict):
        return any(_is_written_out(part) for part in value.values)
    if isinstance(
        value, ast.Call | ast.Subscript
    ):  # a function of ids.py may be given what tells its ids apart
        return False
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(value))


def known_ids(root: Path) -> set[str]:
    """Every id ``dashboard/ids.py`` gives: the text its names stand for."""
    tree = syntax(root / "dashboard" / "ids.py")
    values = [
        node.value for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
    ]
    constants = (part for value in values for part in ast.walk(value) if isinstance(part, ast.Constant))
    return {part.value for part in constants if isinstance(part.value, str)}


def known_names(root: Path) -> set[str]:
    """The names under which ``dashboard/ids.py`` gives its ids."""
    nodes = ast.walk(syntax(root / "dashboard" / "ids.py"))
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def unknown_problems(root: Path) -> list[str]:
    """Ids that scripts and style sheets look for, and that ``ids.py`` does not give."""
    if not (root / "dashboard" / "ids.py").exists():
        return []
    known = known_ids(root)
    sheets = sorted((root / "assets").rglob("*.css"))
    names = known_names(root)
    asked = [(path, name, line) for path in scripts(root) for name, line in _names_in_script(path)]
    used = [(path, used) for path in scripts(root) for used in _ids_in_script(path)]
    used += [(path, used) for path in sheets for used in _ids_in_sheet(path)]
    strangers = [(path, name, line) for path, (name, line) in used if name not in known]
    strangers += [(path, name, line) for path, name, line in asked if name not in names]
    return [
        f"{place(root, path, line)} the id {name} is not in dashboard/ids.py"
        for path, name, line in strangers
    ]


def _ids_in_script(path: Path) -> Iterator[tuple[str, int]]:
    text = without_comments(path)
    for match in IN_SCRIPT.finditer(text):
        names = [match["plain"]] if match["plain"] else HASH.findall(match["selector"])
        yield from ((name, line_of(text, match.start())) for name in names if "${" not in name)


def _names_in_script(path: Path) -> Iterator[tuple[str, int]]:
    text = without_comments(path)
    for match in BY_NAME.finditer(text):
        yield match["name"], line_of(text, match.start())


def _ids_in_sheet(path: Path) -> Iterator[tuple[str, int]]:
    text = without_comments(path)
    for match in re.finditer(r"([^{};]+)\{", text):
        yield from ((name, line_of(text, match.start(1))) for name in HASH.findall(match[1]))


def test_no_id_is_written_out() -> None:
    assert literal_problems(ROOT) == []


def test_scripts_and_styles_know_only_ids_that_exist() -> None:
    assert unknown_problems(ROOT) == []


def test_the_stable_ids_are_there() -> None:
    assert known_ids(ROOT) >= STABLE


@pytest.mark.parametrize(
    "code",
    [
        'html.Div(id="map")',
        'html.Div(id=f"story-{number}")',
        'html.Div(id={"type": "story", "index": 3})',
        'html.Div(id=ids.STORY + "-title")',
        'Input("map", "figure")',
        'State(component_id="map", component_property="figure")',
    ],
)
def test_an_id_written_out_is_found(plant: Plant, code: str) -> None:
    text = f"from dash import html, Input, State\n{code}\n"
    assert len(literal_problems(plant({"dashboard/map_view/layout.py": text}))) == 1


def test_ids_by_name_are_fine(plant: Plant) -> None:
    text = 'from dash import html\nhtml.Div(id=ids.MAP)\nhtml.Div(id=ids.story("title"))\n'
    text += 'Input(ids.MAP, "figure")\n'
    text += 'html.Div(id={"type": ids.STORY, "index": n})\n'
    assert literal_problems(plant({"dashboard/map_view/layout.py": text})) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("assets/js/a.js", 'document.getElementById("mpa");'),
        ("assets/js/a.js", "document.querySelector('#mpa .plot');"),
        ("assets/js/a.js", "find('MPA').focus();"),
        ("assets/js/a.js", "dash_clientside.set_props('mpa', {});"),
        ("assets/css/a.css", "@media (width < 40em) { p { color: #fff; } #mpa, .x { color: #abc } }"),
    ],
)
def test_an_id_that_does_not_exist_is_found(plant: Plant, path: str, text: str) -> None:
    root = plant({"dashboard/ids.py": 'MAP = "map"\n', path: text})
    assert len(unknown_problems(root)) == 1
    (root / path).write_text(text.replace("mpa", "map").replace("MPA", "MAP"), encoding="utf-8")
    assert unknown_problems(root) == []
