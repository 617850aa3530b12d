"""Everything public says what it is and which errors it raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import place, product_modules, syntax

BUGS = {"AssertionError", "NotImplementedError", "AttributeError"}
"""Errors that tell of a mistake in the program, not of something a caller should expect."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def missing_problems(root: Path) -> list[str]:
    """Modules, public classes and public functions without a docstring."""
    problems = []
    for path in product_modules(root):
        tree = syntax(path)
        if tree.body and not ast.get_docstring(tree):
            problems.append(f"{place(root, path, 1)} the module has no docstring")
        problems += [
            f"{place(root, path, node)} {node.name} has no docstring"
            for node in public(tree)
            if not ast.get_docstring(node)
        ]
    return problems


def error_problems(root: Path) -> list[str]:
    """Public functions that raise one of our errors themselves and do not say so."""
    return [
        f"{place(root, path, node)} {node.name} raises {error} and its docstring does not name it"
        for path in product_modules(root)
        for node in public(syntax(path))
        if isinstance(node, Function)
        for error in sorted(_raised(node))
        if error not in (ast.get_docstring(node) or "")
    ]


def public(scope: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    """The public functions, methods and classes of a module; those inside a function are its own affair."""
    for node in scope.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        # An implementation of @overload speaks for its variants.
        if not any(
            ast.unparse(decorator).endswith(("overload", ".setter")) for decorator in node.decorator_list
        ):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from public(node)


def _raised(function: Function) -> set[str]:
    errors = [node.exc for node in ast.walk(function) if isinstance(node, ast.Raise) and node.exc]
    names = [ast.unparse(error.func if isinstance(error, ast.Call) else error) for error in errors]
    return {name.rpartition(".")[2] for name in names if name.endswith("Error")} - BUGS


def test_everything_public_has_a_docstring() -> None:
    assert missing_problems(ROOT) == []


def test_docstrings_name_the_errors_their_functions_raise() -> None:
    assert error_problems(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "import re\n",
        '"""A module."""\ndef locate(name):\n    return name\n',
        '"""A module."""\nclass Index:\n    size = 1\n',
        '"""A module."""\nclass Index:\n    """An index."""\n    def find(self):\n        return 1\n',
    ],
)
def test_a_missing_docstring_is_found(plant: Plant, text: str) -> None:
    assert len(missing_problems(plant({"geodata/gazetteer/index.py": text}))) == 1


def test_what_is_private_may_be_silent(plant: Plant) -> None:
    text = '"""A module."""\ndef _locate():\n    pass\nclass _Index:\n    def find(self):\n        pass\n'
    assert missing_problems(plant({"geodata/gazetteer/index.py": text})) == []


def test_an_error_that_is_not_named_is_found(plant: Plant) -> None:
    text = '"""A module."""\ndef find(name):\n    """Find it{}."""\n    raise errors.NotFoundError(name)\n'
    assert len(error_problems(plant({"geodata/x.py": text.format("")}))) == 1
    assert error_problems(plant({"geodata/x.py": text.format("; NotFoundError where there is none")})) == []
