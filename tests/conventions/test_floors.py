"""Imports go down the floors and make no circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import module_name, place, product_modules, syntax

FLOORS: tuple[tuple[str, ...], ...] = (
    ("models", "errors", "settings"),
    ("language", "vicinity", "text", "camp_records", "whole_files"),
    # Names are looked up as the language folds them.
    ("gazetteer",),
    ("geoparse", "readers", "events"),
    # What is fetched is read as a file is.
    ("fetching",),
    ("stores", "geocoders"),
    # A query is put in the words of the stores below it and answered by the rooms above it; what was decided
    # over a text is put into words, with the services that were asked.
    ("query", "explanation", "camps"),
    # All of a database in memory, which the sums are taken from.
    ("columns",),
    # What the public may see of all that lies below.
    ("protection",),
    ("cube", "export", "watching"),
    ("understanding",),
    ("ingest", "drafts", "rereading"),
    ("samples",),
    ("commands",),
)
"""The rooms of geodata from the ground up. A room imports only from lower floors, and from itself."""

FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
SCREEN = ("dash", "dash_ag_grid", "flask", "flask_compress", "plotly", "waitress")
FRAME = "page"
"""The room of dashboard that puts the features together; the only one that imports them."""
DASH = ("dash", "dash_ag_grid")
Import = tuple[str, ast.stmt]


def imports(root: Path, path: Path, modules: set[str]) -> Iterator[Import]:
    """Every module a file imports, those of the project by the name of their file; types-only imports too."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(root, path, node)
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield (inner if inner in modules else base), node


def _base(root: Path, path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module_name(root, path).split(".")
    up = node.level - (path.name == "__init__.py")
    return ".".join([*package[: len(package) - up], *([node.module] if node.module else [])])


def _all_imports(root: Path) -> Iterator[tuple[Path, str, str, ast.stmt]]:
    files = product_modules(root)
    modules = {module_name(root, path) for path in files}
    for path in files:
        for target, node in imports(root, path, modules):
            yield path, module_name(root, path), target, node


def floor_problems(root: Path) -> list[str]:
    """Imports within geodata that do not go down, and rooms that stand on no floor."""
    problems = []
    for path in product_modules(root):
        parts = module_name(root, path).split(".")
        if parts[0] == "geodata" and len(parts) > 1 and parts[1] not in FLOOR_OF:
            problems.append(f"{place(root, path, 1)} geodata.{parts[1]} stands on no floor: add it to FLOORS")
    for path, source, target, node in _all_imports(root):
        here, there = _room(source), _room(target)
        if here != there and here in FLOOR_OF and there in FLOOR_OF and FLOOR_OF[there] >= FLOOR_OF[here]:
            problems.append(
                f"{place(root, path, node)} geodata.{here} imports geodata.{there}, which is not below it"
            )
    return problems


def _room(module: str) -> str:
    package, _, rest = module.partition(".")
    return rest.partition(".")[0] if package == "geodata" else ""


def house_problems(root: Path) -> list[str]:
    """Imports from one part of the house into a part it must not know."""
    features = {path.parent.name for path in root.glob("dashboard/*/layout.py")}
    return [
        f"{place(root, path, node)} {source} imports {target}: {reason}"
        for path, source, target, node in _all_imports(root)
        if (reason := _forbidden(source, target, features))
    ]


def _forbidden(source: str, target: str, features: set[str]) -> str:
    """Why this import must not be; empty where it may."""
    here, there = source.split("."), target.split(".")
    if there[0] == "tests":
        return "the product does not know its tests"
    if there[0] == "app" and here[0] in ("geodata", "dashboard"):
        return "nothing inside imports the door"
    if here[0] == "geodata":
        return "geodata knows no screen" if there[0] in (*SCREEN, "dashboard") else ""
    if here[0] != "dashboard" or len(here) < 2:
        return ""
    if there[0] in DASH and (here[1] in ("publication", "basemap") or here[-1] == "figures"):
        return "what draws a figure or a map style knows no dash"
    other = there[1] if there[0] == "dashboard" and len(there) > 1 else ""
    if here[1] in features - {FRAME} and other in features and other != here[1]:
        return "features never import each other"
    return ""


def circle_problems(root: Path) -> list[str]:
    """Chains of imports that come back to where they began, each told once."""
    graph: dict[str, set[str]] = {}
    for _, source, target, _ in _all_imports(root):
        graph.setdefault(source, set()).add(target)
    circles: list[list[str]] = []
    finished: set[str] = set()

    def visit(module: str, trail: list[str]) -> None:
        if module in trail:
            circles.append([*trail[trail.index(module) :], module])
        elif module not in finished:
            for target in sorted(graph.get(module, ())):
                visit(target, [*trail, module])
            finished.add(module)

    for module in sorted(graph):
        visit(module, [])
    return ["circle: " + " → ".join(circle) for circle in circles]


def test_imports_within_geodata_go_down() -> None:
    assert floor_problems(ROOT) == []


def test_no_part_of_the_house_imports_what_it_must_not_know() -> None:
    assert house_problems(ROOT) == []


def test_imports_make_no_circle() -> None:
    assert circle_problems(ROOT) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("geodata/language/arabic.py", "from geodata.stores import port\n"),
        ("geodata/language/arabic.py", "from ..geoparse.roles import Role\n"),
        ("geodata/readers/__init__.py", "def read():\n    import geodata.geoparse\n"),
        ("geodata/attic.py", ""),
    ],
)
def test_an_import_that_goes_up_is_found(plant: Plant, path: str, text: str) -> None:
    assert len(floor_problems(plant({path: text}))) == 1


def test_imports_that_go_down_or_stay_in_the_room_are_fine(plant: Plant) -> None:
    text = "from geodata import models\nfrom geodata.language.arabic import x\nfrom . import resolve\n"
    root = plant({"geodata/geoparse/recognise.py": text, "geodata/geoparse/resolve.py": ""})
    assert floor_problems(root) == house_problems(root) == circle_problems(root) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("geodata/cube.py", "import plotly.graph_objects as go\n"),
        ("geodata/stores/port.py", "from flask import request\n"),
        ("geodata/ingest.py", "from dashboard import theme\n"),
        ("geodata/ingest.py", "from tests import ROOT\n"),
        ("dashboard/factory.py", "from app import server\n"),
        ("dashboard/basemap.py", "from dash import html\n"),
        ("dashboard/publication/figure.py", "import dash\n"),
        ("dashboard/stories/figures.py", "import dash_ag_grid\n"),
        ("dashboard/stories/layout.py", "from dashboard.timeline import layout\n"),
        ("dashboard/stories/callbacks.py", "from ..timeline.figures import bars\n"),
    ],
)
def test_an_import_from_a_forbidden_part_is_found(plant: Plant, path: str, text: str) -> None:
    features = {"dashboard/stories/layout.py": "", "dashboard/timeline/layout.py": ""}
    assert len(house_problems(plant({**features, path: text}))) == 1


def test_the_frame_puts_features_together(plant: Plant) -> None:
    text = "from dashboard.stories import layout\n"
    assert house_problems(plant({"dashboard/stories/layout.py": "", "dashboard/page/layout.py": text})) == []


def test_a_circle_is_found(plant: Plant) -> None:
    root = plant(
        {
            "geodata/stores/__init__.py": "from geodata.stores import one\n",
            "geodata/stores/one.py": "from geodata.stores.two import b\n",
            "geodata/stores/two.py": "def b():\n    from .one import a\n",
        }
    )
    assert circle_problems(root) == ["circle: geodata.stores.one → geodata.stores.two → geodata.stores.one"]
