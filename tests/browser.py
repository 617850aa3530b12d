"""Finding a Chromium that can draw the map, and starting it the same way everywhere."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

ARGUMENTS = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # WebGL without a graphics card, which the map needs.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Only the map needs WebGL; without a graphics card the page around it is put together faster plainly.
    "--disable-gpu-compositing",
    # No name but this machine's has an address, so nothing a page asks for can leave.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

MISSING = (
    "The tests need a Chromium that can draw WebGL, and none was found. Install one:\n"
    "on Debian and Ubuntu `apt install chromium`, elsewhere `python -m playwright install chromium`;\n"
    "or say where yours is: CHROMIUM=/path/to/chromium"
)


@dataclass(frozen=True, slots=True)
class Search:
    """What a search for a browser came to: the one that works, and why the others do not."""

    path: Path | None
    rejected: tuple[str, ...] = ()

    def explanation(self) -> str:
        """What to tell someone who has no working browser."""
        return "\n".join([MISSING, *self.rejected])


def find_chromium(environment: Mapping[str, str] = os.environ) -> Search:
    """The first Chromium that starts and offers WebGL 2; ``CHROMIUM`` names the only one to try."""
    rejected = []
    with sync_playwright() as playwright:
        for path in candidates(playwright, environment):
            fault = _fault(playwright, path)
            if not fault:
                return Search(path, tuple(rejected))
            rejected.append(f"{path}: {fault}")
    return Search(None, tuple(rejected))


def candidates(playwright: Playwright, environment: Mapping[str, str] = os.environ) -> Iterator[Path]:
    """Every place a Chromium may be: the machine's own before the one Playwright downloads."""
    if chosen := environment.get("CHROMIUM"):
        yield Path(shutil.which(chosen) or chosen)
        return
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    roots = (environment.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
    usual = [Path(path) for path in MAC] + [Path(root, path) for root in roots if root for path in WINDOWS]
    usual.append(Path(playwright.chromium.executable_path))
    yield from (path for path in usual if path.is_file())


def launch(playwright: Playwright, path: Path) -> Browser:
    """Start the browser at ``path``, headless, as every test wants it."""
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *sandbox], timeout=60_000)


def _fault(playwright: Playwright, path: Path) -> str:
    """Why this browser will not do; empty where it will."""
    try:
        browser = launch(playwright, path)
    except Error as error:
        return error.message.strip().splitlines()[0]
    try:
        draws = browser.new_page().evaluate("() => !!document.createElement('canvas').getContext('webgl2')")
    except Error as error:
        return error.message.strip().splitlines()[0]
    finally:
        browser.close()
    return "" if draws else "starts, but has no WebGL 2"


if __name__ == "__main__":
    search = find_chromium()
    print(search.path or search.explanation())
    sys.exit(search.path is None)
