"""The pictures in ``docs/``: the page over the sample stories, in its states, both languages and themes.

``python -m tests.screenshots`` takes them anew; each is a PNG at the size a reader's window has.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.ids import Id
from tests import ROOT, published
from tests.browser import find_chromium, launch
from tests.serving import RunningApp
from tests.watching import BEEN_HERE, Watch

DESKTOP = (1440, 900)
PHONE = (390, 844)
PATIENCE = 40.0  # seconds for a page to be ready on a busy machine
REST = 900  # ms for labels to fade in


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the address it shows, the window, a place to choose, a button to press first."""

    name: str
    address: str
    size: tuple[int, int] = DESKTOP
    place: str = ""
    button: str = ""


TWO_WINDOWS = "from=2016-01-01&to=2018-12-31&vs_from=2013-01-01&vs_to=2015-12-31"

PICTURES = (
    Picture("map-en", "?lang=en"),
    Picture("map-ar", "?lang=ar"),
    Picture("map-en-dark", "?lang=en&theme=dark"),
    Picture("map-ar-dark", "?lang=ar&theme=dark"),
    Picture("panel-en", "?lang=en", place="sy-raqqa"),
    Picture("panel-ar", "?lang=ar", place="sy-rukban-camp"),
    Picture("filters-en", "?lang=en&filters=open&language=ar"),
    Picture("table-ar", "?lang=ar&table=1"),
    Picture("compare-en", f"?lang=en&{TWO_WINDOWS}"),
    Picture("heat-en", "?lang=en&theme=dark&layers=heat|labels|borders"),
    Picture("areas-en", "?lang=en&layers=areas|labels|borders"),
    Picture("event-ar", "?lang=ar&time=event&tools=1"),
    Picture("help-en", "?lang=en", button=Id.HELP_OPEN),
    Picture("phone-en", "?lang=en", PHONE),
    Picture("phone-ar", "?lang=ar", PHONE, place="sy-raqqa"),
)


def wait_until_ready(page: Page) -> None:
    """Wait for the map; the page's policy forbids eval, so this asks again and again instead."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate("() => Boolean(window.conflictMap) && window.conflictMap.state().mapReady"):
        if time.monotonic() > end:
            msg = f"The map was not ready after {PATIENCE:.0f} s."
            raise TimeoutError(msg)
        page.wait_for_timeout(100)


def take(browser: Browser, server: str, picture: Picture, folder: Path) -> Path:
    """Take one picture. Raises ``AssertionError`` when the page complained of anything."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=picture.size == PHONE, reduced_motion="reduce"
    )
    context.add_init_script(BEEN_HERE)
    watch = Watch(context)
    page = context.new_page()
    chosen = f"&mark={picture.place}" if picture.place else ""
    page.goto(f"{server}/{picture.address}{chosen}")
    wait_until_ready(page)
    if picture.button:
        page.locator(f"#{picture.button}").click()
    page.wait_for_timeout(REST)
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    assert not watch.problems(), watch.problems()
    return path


def main(folder: Path = ROOT / "docs") -> int:
    """Take all pictures over the sample stories; prints where they are."""
    search = find_chromium()
    if search.path is None:
        print(search.explanation(), file=sys.stderr)
        return 1
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        empty = Path(scratch) / "empty.db"
        with RunningApp(empty, Path(scratch) / "server.txt") as app:
            browser = launch(playwright, search.path)
            for picture in PICTURES:
                print(take(browser, app.address, picture, folder).relative_to(ROOT))
            browser.close()
            for path in published.draw(app, folder):
                print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
