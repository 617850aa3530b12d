"""The offline file, opened from the disk with the network off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests import ROOT
from tests.watching import Watch

PATIENCE = 90_000


@pytest.fixture(scope="module")
def file(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file as the command line writes it."""
    out = tmp_path_factory.mktemp("offline") / "map.html"
    command = [sys.executable, "app.py", "export", "--format", "html", str(out), "--database", str(database)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    return out


@pytest.fixture(autouse=True)
def opened_from_disk(watch: Watch) -> None:
    """Nobody is asked for the file itself."""
    watch.tolerate(r"request to another host: file://")


def _opened(page: Page, file: Path, search: str) -> tuple[list[str], list[str]]:
    """The page with its map drawn; what it asked for, and what it complained of, go on being listed."""
    asked: list[str] = []
    complaints: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{file.as_uri()}{search}")
    page.wait_for_selector(".page.map-ready", timeout=PATIENCE)
    page.wait_for_function("() => window.conflictMap.state().ready", timeout=PATIENCE)
    return asked, complaints


def _state(page: Page) -> dict[str, Any]:
    state: dict[str, Any] = page.evaluate("() => window.conflictMap.state()")
    return state


MARK_COLOURS = """(key) => new Promise((resolve) => {
  const map = window.conflictMap.map();
  map.once("render", () => {
    const gl = map.painter.context.gl;
    const at = window.conflictMap.whereIs(key);
    const box = map.getCanvas().getBoundingClientRect();
    const ratio = map.getCanvas().width / box.width;
    const pixel = new Uint8Array(4);
    const [x, y] = [(at.x - box.left) * ratio, (box.bottom - at.y) * ratio];
    gl.readPixels(x, y, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    resolve(Array.from(pixel));
  });
  map.triggerRepaint();
})"""


@pytest.mark.parametrize(("language", "title"), [("en", "Raqqa"), ("ar", "الرقة")])
def test_the_file_is_the_whole_map_without_a_network(
    page: Page, file: Path, language: str, title: str
) -> None:
    asked, complaints = _opened(page, file, f"?lang={language}")
    state = _state(page)
    raqqa = next(place for place in state["places"] if place["id"] == "sy-raqqa")
    red, green, blue, _ = page.evaluate(MARK_COLOURS, raqqa["key"])
    assert red > green + 40, "no mark is drawn where Raqqa is"
    assert red > blue + 40

    # The slider moves: one step of the window leaves fewer stories.
    page.locator("#presets button").first.click()
    page.wait_for_function("(before) => window.conflictMap.state().stories < before", arg=state["stories"])

    # The panel opens a sentence, and the story's source is a link out of the file.
    page.locator("#window-all").click()
    page.locator(f'[data-mark="{raqqa["key"]}"]').click()
    page.wait_for_selector(".story .quote mark")
    assert title in page.locator(".panel-head h2").inner_text()
    assert page.locator(".story .source-link").first.get_attribute("href").startswith("http")
    assert page.locator(".story .page-link").count() == 0

    assert page.title() != "broken"
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert [address for address in asked if not address.startswith(("file:", "data:", "blob:"))] == []
    assert complaints == []


def test_filters_words_and_the_other_language_work_in_the_file(page: Page, file: Path) -> None:
    asked, complaints = _opened(page, file, "?lang=en&theme=dark&text=market")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    found = _state(page)["stories"]
    assert 0 < found < 40
    page.wait_for_selector('.facet [type="checkbox"]')
    page.locator("#search").fill("الرقة")
    page.wait_for_selector("#search-results [role=option]")
    assert "Raqqa" in page.locator("#search-results").inner_text()
    page.keyboard.press("Escape")
    page.locator("#language").click()
    page.wait_for_selector(".page.map-ready", timeout=PATIENCE)
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert _state(page)["stories"] == found
    assert [address for address in asked if not address.startswith(("file:", "data:", "blob:"))] == []
    assert complaints == []
