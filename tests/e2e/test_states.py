"""What the page says when there is nothing, when something fails, and where the map cannot be drawn."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.e2e.driving import Map
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]


def test_an_empty_database_says_how_to_begin(page: Page, nothing: RunningApp) -> None:
    seen = Map(page, nothing.address).open()
    expect(page.get_by_role("heading", name="Your map starts with a story")).to_be_visible()
    expect(page.locator("pre")).to_contain_text("python app.py ingest")
    expect(seen.element("period")).to_have_text("No dated stories")
    assert (seen.state()["places"], seen.state()["window"]) == ([], None)
    expect(seen.element("play")).to_be_disabled()
    expect(seen.element("legend")).to_be_hidden()
    seen.element("window-to").press("ArrowLeft")
    page.keyboard.press("Escape")
    seen.open("?lang=ar")
    expect(page.get_by_role("heading", name="خريطتك تبدأ بخبر")).to_be_visible()


def test_without_stories_of_ones_own_there_are_samples_and_they_say_so(
    page: Page, samples: RunningApp
) -> None:
    seen = Map(page, samples.address).open()
    expect(page.get_by_text("Sample stories", exact=True)).to_be_visible()
    assert {"sy-raqqa", "sy-deir-ez-zor"} <= set(seen.places())
    expect(page.get_by_role("heading", name="Your map starts with a story")).to_be_hidden()


def test_a_failure_is_said_and_can_be_tried_again(
    page: Page, watch: Watch, database: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    watch.tolerate("ERR_CONNECTION_REFUSED|Failed to fetch|503")
    with RunningApp(database, tmp_path_factory.mktemp("server") / "output.txt") as app:
        seen = Map(page, app.address).open()
        seen.until_whole()
        app.stop()
        point = page.evaluate("() => window.conflictMap.whereIs('sy-raqqa')")
        page.mouse.click(point["x"], point["y"])
        failure = page.locator("#story-panel [role=alert]")
        expect(failure).to_contain_text("The stories could not be fetched. Nothing is lost")
        assert page.locator("#story-panel .loading").count() == 0
        assert seen.places()["sy-raqqa"] > 0, "the map still stands"
        seen.drag("window-to", 0.5)
        assert seen.state()["window"]["to"] < "2017-12-01", "and the slider still moves it"
        page.wait_for_timeout(800)  # the list follows the slider when it rests, and fails again
        expect(failure).to_have_count(1)
        page.route("**/api/stories?*", lambda route: route.fulfill(json={"total": 0, "stories": []}))
        failure.get_by_role("button", name="Try again").click()
        expect(page.locator("#story-panel")).to_contain_text("No story here in this period")
        expect(failure).to_have_count(0)


def test_without_its_data_the_page_says_so_and_tries_again(
    page: Page, watch: Watch, dashboard: RunningApp
) -> None:
    watch.tolerate("Failed to load resource")
    page.route("**/api/cube*", lambda route: route.fulfill(status=500, body="{}"))
    seen = Map(page, dashboard.address)
    page.goto(dashboard.address)
    failure = page.locator("#story-panel [role=alert]")
    expect(failure).to_contain_text("The map’s data could not be fetched", timeout=30_000)
    page.unroute("**/api/cube*")
    failure.get_by_role("button", name="Try again").click()
    seen.ready()
    assert len(seen.state()["places"]) >= 5
    expect(failure).to_have_count(0)


def test_bytes_that_are_no_cube_are_a_failure_too(page: Page, dashboard: RunningApp) -> None:
    page.route("**/api/cube*", lambda route: route.fulfill(body=b"CMC3\x00\x00\x00\x00"))
    page.goto(f"{dashboard.address}/?lang=ar")
    failure = page.locator("#story-panel [role=alert]")
    expect(failure).to_contain_text("تعذّر جلب بيانات الخريطة", timeout=30_000)


# ---- a browser without WebGL


@pytest.fixture
def flat(playwright_driver: Playwright, chromium_path: Path) -> Iterator[Browser]:
    """A browser that cannot draw the map."""
    arguments = [
        "--disable-gpu",
        "--disable-webgl",
        "--disable-webgl2",
        "--disable-3d-apis",
        "--no-first-run",
    ]
    arguments.append("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    running = playwright_driver.chromium.launch(executable_path=chromium_path, args=arguments)
    yield running
    running.close()


def test_without_webgl_places_and_stories_can_be_read(flat: Browser, dashboard: RunningApp) -> None:
    context: Any = flat.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    watch = Watch(context)
    watch.tolerate(
        "WebGL2 is required to display this map"
    )  # plotly's own word for it, which no page can stop
    page = watch.new_page()
    seen = Map(page, dashboard.address).open()
    assert not page.evaluate("() => !!document.createElement('canvas').getContext('webgl2')")
    assert not seen.state()["mapReady"]
    expect(seen.element("map-message")).to_contain_text("This browser cannot draw the map")
    expect(seen.element("map-message")).to_be_visible()
    rows = page.locator("#story-panel .place-row")
    assert rows.count() >= 5
    rows.filter(has_text="Raqqa").first.click()
    expect(seen.stories_shown().first.locator("mark")).to_have_text("Raqqa")
    before = seen.places()
    seen.drag("window-to", 0.3)
    assert sum(seen.places().values()) < sum(before.values())
    page.reload()
    seen.ready()
    assert seen.state()["place"] == "sy-raqqa"
    assert watch.problems() == []
