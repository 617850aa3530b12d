"""The first thing one sees of the repository is short and tells where everything is."""

from __future__ import annotations

from pathlib import Path

from tests import ROOT
from tests.conventions.conftest import Plant
from tests.conventions.source import NOT_OURS, ignore_patterns, is_ignored

FOLDERS = {"dashboard", "geodata", "assets", "tests", "docs", ".ci"}
FILES = {
    "app.py",
    "requirements.txt",
    "README.md",
    "README.ar.md",
    "LICENSE",
    "CHANGELOG.md",
    "Makefile",
    "pyproject.toml",
    ".gitignore",
    ".gitattributes",
}


def top_level_problems(root: Path) -> list[str]:
    """Names at the top that do not belong there; what version control ignores is nobody's business."""
    ignored = ignore_patterns(root)
    return [
        f"{path.name} does not belong at the top level"
        for path in sorted(root.iterdir())
        if path.name not in (FOLDERS if path.is_dir() else FILES)
        # A linked working copy has a file .git where others have a folder.
        and path.name not in NOT_OURS
        and not is_ignored(path.name, ignored)
    ]


def test_only_what_belongs_stands_at_the_top() -> None:
    assert top_level_problems(ROOT) == []


def test_a_stray_name_is_found(plant: Plant) -> None:
    root = plant(
        {
            ".gitignore": "*.db\n.venv/\n",
            "app.py": "",
            "notes.txt": "",
            "scripts/run.py": "",
            "conflict-map.db": "",
            ".venv/pyvenv.cfg": "",
        }
    )
    assert top_level_problems(root) == [
        "notes.txt does not belong at the top level",
        "scripts does not belong at the top level",
    ]
