"""A phone in one hand; a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_a_touch_opens_the_sheet(
    watched: Callable[..., Watch], dashboard: RunningApp, language: str
) -> None:
    watch = watched(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = watch.new_page()
    seen = Map(page, dashboard.address).open(f"?lang={language}")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, "nothing sticks out"
    closed = seen.box("story-panel")
    assert closed["height"] < 120
    point = page.evaluate("() => window.conflictMap.whereIs('sy-raqqa')")
    page.touchscreen.tap(point["x"], point["y"])
    seen.until(lambda state: state["place"] == "sy-raqqa", "Raqqa is chosen")
    seen.stories_shown()
    wait_until(lambda: seen.box("story-panel")["height"] > 300, "the sheet is open")
    expect(page.locator("#story-panel mark").first).to_be_visible()
    wait_until(
        lambda: (
            page.evaluate("() => window.conflictMap.whereIs('sy-raqqa').y") < seen.box("story-panel")["y"]
        ),
        "the mark is not under the sheet",
    )
    page.locator("#story-panel .back").tap()
    seen.until(lambda state: state["place"] == "", "back at the places")
    for name in ("search", "play", "window-from", "window-to", "language"):
        box = seen.box(name)
        assert box["x"] >= -1
        assert box["x"] + box["width"] <= 391, name


def test_on_a_phone_the_slider_is_drawn_by_a_finger(
    watched: Callable[..., Watch], dashboard: RunningApp
) -> None:
    watch = watched(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = watch.new_page()
    seen = Map(page, dashboard.address).open()
    seen.element("play").tap()
    seen.until(lambda state: state["window"]["to"] < "2017-12-01", "it plays")
    seen.element("play").tap()
    handle, axis = seen.box("window-to"), seen.box("histogram")
    finger = page.context.new_cdp_session(page)
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2

    def touch(kind: str, at: float | None) -> None:
        points = [] if at is None else [{"x": at, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    goal = axis["x"] + 0.9 * axis["width"]
    touch("touchStart", x)
    for step in range(1, 7):
        touch("touchMove", x + (goal - x) * step / 6)
    touch("touchEnd", None)
    seen.until(
        lambda state: "2017-12-01" < state["window"]["to"] < "2017-12-28", "the edge follows the finger"
    )


def test_a_keyboard_reaches_everything(start: Start) -> None:
    seen = start()
    seen.page.evaluate("() => document.activeElement.blur()")
    order: list[str] = []
    while len(order) < 160 and order.count("skip") < 3:  # two of them, and the first once more
        seen.page.keyboard.press("Tab")
        order.append(seen.focused())
    wanted = ["skip", "search", "language", "theme", "zoom-in", "place-row", "step-back", "play"]
    wanted += ["window-from", "window-to", "window-all", "undated"]
    assert [name for name in wanted if name not in order] == [], order
    assert [name for name in order if name in wanted[:4]][:5] == ["skip", *wanted[:4]]
    time = ["step-back", "play", "window-from", "window-to"]
    assert [name for name in order if name in time] == time
    seen.page.keyboard.press("Enter")  # the round ended at the skip link
    wait_until(lambda: seen.focused() == "story-panel", "the panel has the focus")
    assert seen.state()["ready"]


def test_a_story_is_reached_without_a_mouse(start: Start) -> None:
    seen = start()
    page = seen.page
    page.locator("#story-panel .place-row").filter(has_text="Deir ez-Zor").focus()
    page.keyboard.press("Enter")
    seen.until(lambda state: state["place"] == "sy-deir-ez-zor", "Enter chooses")
    stories = seen.stories_shown()
    stories.first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(stories.first.locator("details dl")).to_be_visible()
    outline = stories.first.locator("summary").evaluate("(node) => getComputedStyle(node).outlineStyle")
    assert outline != "none", "what has the focus shows it"
    page.keyboard.press("Escape")
    seen.until(lambda state: state["place"] == "", "Escape leaves")


def test_space_plays_and_arrows_step_from_anywhere(start: Start) -> None:
    seen = start()
    seen.page.evaluate("() => document.activeElement.blur()")
    seen.page.keyboard.press("Space")
    expect(seen.element("play")).to_have_attribute("aria-pressed", "true")
    seen.page.keyboard.press("Space")
    expect(seen.element("play")).to_have_attribute("aria-pressed", "false")
    here = seen.state()["window"]
    seen.page.keyboard.press("ArrowRight")
    assert seen.state()["window"]["from"] > here["from"]
    seen.page.keyboard.press("ArrowLeft")
    assert seen.state()["window"] == here
