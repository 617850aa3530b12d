"""No file is two rooms, no function two thoughts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import line_of, nested_lines, place, product_modules, scripts, syntax

FILE = 400
"""Lines a file may have."""
FUNCTION = 60
"""Lines a function may have, its docstring and the functions inside it left out."""


def size_problems(root: Path) -> list[str]:
    """Files and functions that are too long."""
    problems = []
    for path in [*product_modules(root), *scripts(root)]:
        text = path.read_text(encoding="utf-8")
        lines = len(text.splitlines())
        if lines > FILE:
            problems.append(f"{place(root, path, 1)} has {lines} lines; more than {FILE} are two files")
        problems += [
            f"{place(root, path, line)} {name} has {length} lines; more than {FUNCTION} are two functions"
            for name, line, length in (_python(path) if path.suffix == ".py" else _javascript(text))
            if length > FUNCTION
        ]
    return problems


def _python(path: Path) -> Iterator[tuple[str, int, int]]:
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = ast.get_docstring(node) is not None
            told = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield node.name, node.lineno, length - told - nested_lines(node)


def _javascript(text: str) -> Iterator[tuple[str, int, int]]:
    # Named functions, from their head to the brace in the same column; what wraps a whole file has no name.
    head = re.compile(
        r"^([ \t]*)(?:async )?(?:function\*? (\w+)\("
        r"|(?:const|let) (\w+) = (?:async )?(?:function\b|\([^()]*\) =>|\w+ =>))[^\n]*\{[^\n}]*\n",
        re.MULTILINE,
    )
    spans = []
    for match in head.finditer(text):
        end = re.compile(rf"^{match[1]}\}}", re.MULTILINE).search(text, match.end())
        if end:
            first, last = line_of(text, match.start()), line_of(text, end.start())
            spans.append((match[2] or match[3], range(first, last + 1)))
    for name, lines in spans:
        inside = [other for _, other in spans if other[0] > lines[0] and other[-1] < lines[-1]]
        own = set(lines).difference(*inside)
        yield name, lines[0], len(own)


def test_nothing_is_too_long() -> None:
    assert size_problems(ROOT) == []


def test_a_long_file_is_found(plant: Plant) -> None:
    long = "X = 1\n" * (FILE + 1)
    root = plant({"geodata/a.py": long, "assets/js/a.js": long, "geodata/b.py": "X = 1\n" * FILE})
    assert len(size_problems(root)) == 2


def test_a_long_function_is_found(plant: Plant) -> None:
    body = "    a()\n" * (FUNCTION - 1)
    python = 'def {}():\n    """Say\n\n    what."""\n' + body
    script = "(() => {\n  function {}(a) {\n" + "    a();\n" * (FUNCTION - 2) + "{}  }\n})();\n"
    root = plant(
        {
            "geodata/a.py": python.format("fits") + python.format("long") + "    a()\n",
            "assets/js/a.js": script.replace("{}", "fits", 1).replace("{}", ""),
            "assets/js/b.js": script.replace("{}", "long", 1).replace("{}", "    a();\n"),
        }
    )
    assert [problem.split()[1:4] for problem in size_problems(root)] == [["long", "has", "61"]] * 2


def test_functions_inside_count_for_themselves(plant: Plant) -> None:
    line = "        a()\n"
    python = "def register():\n" + "".join(f"    def c{n}():\n{line * 40}" for n in range(3))
    script = (
        "function create() {\n"
        + "".join(f"  function c{n}() {{\n{line * 40}  }}\n" for n in range(3))
        + "}\n"
    )
    assert size_problems(plant({"geodata/a.py": python, "assets/js/a.js": script})) == []
