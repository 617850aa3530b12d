"""The page in a browser, asked what it draws and moved as a hand would move it."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from typing import Any, Self

from matplotlib.image import imread
from playwright.sync_api import FloatRect, Locator, Page

PATIENCE = 60.0
"""Seconds for anything to happen; much of it is the drawing of WebGL without a graphics card."""


def wait_until(true: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Ask again and again. The page's policy forbids eval, so Playwright's own waiting for words cannot."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, f"after {patience:.0f} s still not: {what}"
        time.sleep(0.05)


class Map:
    """A page of the dashboard."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, search: str = "") -> Self:
        """Go there and wait until everything is drawn."""
        self.page.goto(f"{self.address}/{search}")
        return self.ready()

    def ready(self) -> Self:
        """Wait until data and map (or the word that there is none) are there."""
        ready = "() => Boolean(window.conflictMap && window.conflictMap.state().ready)"
        wait_until(lambda: self.page.evaluate(ready), "the map is ready")
        return self

    def state(self) -> dict[str, Any]:
        """What is drawn."""
        state: dict[str, Any] = self.page.evaluate("() => window.conflictMap.state()")
        return state

    def until(self, true: Callable[[dict[str, Any]], object], what: str) -> dict[str, Any]:
        """Wait for a state, and return it."""
        wait_until(lambda: true(self.state()), what)
        return self.state()

    def places(self) -> dict[str, int]:
        """Stories by the key of each mark drawn."""
        return {place["key"]: place["stories"] for place in self.state()["places"]}

    def element(self, name: str) -> Locator:
        """The element of an id."""
        return self.page.locator(f"#{name}")

    def box(self, name: str) -> FloatRect:
        """Where the element of an id stands."""
        box = self.element(name).bounding_box()
        assert box is not None, f"{name} is not to be seen"
        return box

    def until_whole(self) -> None:
        """Wait until the base map has all it draws: marks stand and answer before that."""
        whole = "() => window.conflictMap.map().loaded()"
        wait_until(lambda: bool(self.page.evaluate(whole)), "the base map is there")

    def at_rest(self, key: str) -> dict[str, float]:
        """Where a mark is on the screen, once the map under it no longer moves."""
        place = "(key) => window.conflictMap.map().isMoving() ? null : window.conflictMap.whereIs(key)"
        seen: list[dict[str, float] | None] = [None]

        def stays() -> bool:
            last = seen[-1]
            seen.append(self.page.evaluate(place, key))
            self.page.wait_for_timeout(60)
            return last is not None and last == seen[-1]

        wait_until(stays, f"{key} stands still on the map")
        point = seen[-1]
        assert point is not None
        return point

    def choose(self, key: str) -> None:
        """Click a mark on the map, and wait for its stories."""
        point = self.at_rest(key)
        self.page.mouse.click(point["x"], point["y"])
        state = self.until(lambda state: state["place"] == key, f"{key} is chosen")
        names = {place["key"]: (place["name"], place["name_ar"]) for place in state["places"]}
        heading = self.page.locator("#story-panel h2")
        wait_until(lambda: any(name in heading.inner_text() for name in names[key]), f"{key} is read")
        self.stories_shown()

    def stories_shown(self) -> Locator:
        """The stories in the panel, once they are there."""
        stories = self.page.locator("#story-panel article.story")
        stories.first.wait_for()
        return stories

    def drag(self, name: str, share: float) -> None:
        """Take a handle of the timeline and draw it to a share of the axis, in small steps as a hand does."""
        handle, axis = self.box(name), self.box("histogram")
        self.page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(axis["x"] + share * axis["width"], handle["y"] + 10, steps=8)
        self.page.mouse.up()

    def url(self) -> str:
        """The address as it is now; Playwright's own copy lags behind."""
        url: str = self.page.evaluate("() => location.href")
        return url

    def colour_at(self, key: str) -> tuple[int, int, int]:
        """The colour at the middle of a mark: red, green, blue from 0 to 255."""
        point = self.page.evaluate("(key) => window.conflictMap.whereIs(key)", key)
        shot = self.page.screenshot(
            clip={"x": round(point["x"]) - 1, "y": round(point["y"]) - 1, "width": 3, "height": 3}
        )
        red, green, blue = (round(float(part) * 255) for part in imread(BytesIO(shot))[1, 1, :3])
        return red, green, blue

    def focused(self) -> str:
        """The id, else the class, of what has the focus."""
        name: str = self.page.evaluate(
            "() => document.activeElement.id || document.activeElement.className.split(' ')[0]"
        )
        return name
