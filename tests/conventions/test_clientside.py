"""Every ``ClientsideFunction`` a callback names exists in the scripts the page loads."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import called_name, dashboard_modules, place, scripts, syntax
from tests.node import run_script


def provided(root: Path) -> dict[str, list[str]]:
    """The functions that a tree's scripts leave for Dash to call, by namespace."""
    return json.loads(run_script("namespaces.cjs", *scripts(root)))


def clientside_problems(root: Path) -> list[str]:
    """Functions that callbacks name and no script has, and names that are not plain text."""
    asked = [
        (path, call, _names(call))
        for path in dashboard_modules(root)
        for call in ast.walk(syntax(path))
        if isinstance(call, ast.Call) and called_name(call) == "ClientsideFunction"
    ]
    functions = provided(root) if asked else {}
    problems = []
    for path, call, names in asked:
        if names is None:
            problems.append(
                f"{place(root, path, call)} write the namespace and the function's name out, to be checked"
            )
        elif names[1] not in functions.get(names[0], []):
            problems.append(f"{place(root, path, call)} no script in assets has {names[0]}.{names[1]}")
    return problems


def _names(call: ast.Call) -> tuple[str, str] | None:
    given = dict(zip(("namespace", "function_name"), call.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    values = [given.get("namespace"), given.get("function_name")]
    texts = [
        value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)
    ]
    return (texts[0], texts[1]) if len(texts) == 2 else None


def test_every_clientside_function_exists() -> None:
    assert clientside_problems(ROOT) == []


SCRIPT = """
(() => {
  document.addEventListener("click", () => {});
  const timeline = { move: (a) => a, size: 3 };
  window.dash_clientside = Object.assign(window.dash_clientside || {}, { timeline });
})();
"""


@pytest.mark.parametrize(
    ("call", "problems"),
    [
        ('ClientsideFunction("timeline", "move")', 0),
        ('ClientsideFunction(namespace="timeline", function_name="move")', 0),
        ('ClientsideFunction("timeline", "jump")', 1),
        ('ClientsideFunction("timeline", "size")', 1),
        ('ClientsideFunction("map", "move")', 1),
        ('ClientsideFunction("timeline", NAME)', 1),
    ],
)
def test_a_function_no_script_has_is_found(plant: Plant, call: str, problems: int) -> None:
    root = plant({"assets/js/timeline.js": SCRIPT, "dashboard/timeline/callbacks.py": f"{call}\n"})
    assert len(clientside_problems(root)) == problems
