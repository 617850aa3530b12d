"""Views by name, the copied link, back and forward, keys, the first visit, and tiles of one's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests import tiles
from tests.conftest import AppFactory
from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]

WINDOW = "?lang=en&from=2017-09-10&to=2017-10-20&mark=sy-raqqa"
SAVE = {"en": "Save", "ar": "حفظ"}
RENAME = {"en": "Rename", "ar": "تغيير الاسم"}


def _told(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_view_is_kept_by_name_opened_renamed_and_deleted(start: Start, language: str) -> None:
    shown = start(WINDOW.replace("en", language, 1))
    menu = shown.element("views-menu")
    shown.element("views").click()
    name = menu.locator("form input").first
    name.fill("خريف الرقة")
    menu.get_by_role("button", name=SAVE[language], exact=True).click()
    assert menu.locator(".kept-views a").all_inner_texts() == ["خريف الرقة"]
    assert shown.focused() == "", "the name's field has the focus again"
    shown.page.keyboard.press("Escape")
    assert menu.is_hidden()
    assert shown.focused() == "views"

    shown.open(f"?lang={language}")
    assert shown.state()["place"] == ""
    shown.element("views").click()
    menu.locator(".kept-views a").click()
    state = shown.until(lambda state: state["place"] == "sy-raqqa", "the view is open")
    assert state["ready"]
    assert _told(shown.url())["from"] == ["2017-09-10"]
    assert _told(shown.url())["lang"] == [language]
    shown.page.go_back()
    shown.until(lambda state: state["place"] == "", "the view is left")
    shown.page.go_forward()
    shown.until(lambda state: state["place"] == "sy-raqqa", "the view is back")

    shown.element("views").click()
    menu.locator(".kept-views .small").first.click()
    menu.locator(".kept-views input").fill("one")
    menu.get_by_role("button", name=RENAME[language], exact=True).click()
    assert menu.locator(".kept-views a").all_inner_texts() == ["one"]
    menu.locator(".kept-views .small").last.click()
    assert menu.locator(".kept-views a").count() == 0


@pytest.mark.parametrize("allowed", [True, False])
def test_the_link_is_copied(start: Start, page: Page, allowed: bool) -> None:
    shown = start(WINDOW)
    if allowed:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    shown.element("copy-link").click()
    notice = shown.element("notice")
    notice.wait_for()
    assert notice.inner_text() == "The link is copied."
    page.context.grant_permissions(["clipboard-read"])
    link: str = page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(f"{shown.address}/?lang=en&")
    assert _told(link)["mark"] == ["sy-raqqa"]
    assert _told(link)["to"] == ["2017-10-20"]


@pytest.mark.parametrize(("language", "key"), [("en", "?"), ("ar", "؟")])
def test_keys_are_listed_and_do_what_they_say(start: Start, language: str, key: str) -> None:
    shown = start(f"?lang={language}")
    press = shown.page.keyboard.press
    shown.page.evaluate(
        "(key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))", key
    )
    window = shown.element("help")
    window.wait_for()
    assert window.locator("kbd", has_text="?").count() == 1
    assert window.locator("tbody tr").count() > 12
    press("v")
    assert shown.element("views-menu").is_hidden(), "a window over the page has the keys for itself"
    press("Escape")
    window.wait_for(state="hidden")
    press("v")
    shown.element("views-menu").wait_for()
    press("Escape")

    shown.element("help-open").click()
    window.locator("input[type=checkbox]").uncheck()
    press("Escape")
    shown.element("histogram").evaluate("(node) => document.activeElement.blur()")
    press("v")
    assert shown.element("views-menu").is_hidden(), "letters were turned off"


def test_a_first_visit_is_told_three_things_once(
    watched: Callable[..., Watch], dashboard: RunningApp
) -> None:
    context = watched(first_visit=True)
    shown = Map(context.new_page(), dashboard.address).open("?lang=ar")
    hint = shown.element("hint")
    hint.wait_for()
    assert hint.locator("li").count() == 3
    box = hint.bounding_box()
    for tool in ("zoom-in", "layers", "draw-lasso", "table-open", "keys", "filter-chips", "play"):
        other = shown.element(tool).bounding_box()
        assert box
        assert not other or not (
            box["x"] < other["x"] + other["width"]
            and other["x"] < box["x"] + box["width"]
            and box["y"] < other["y"] + other["height"]
            and other["y"] < box["y"] + box["height"]
        ), f"the hint lies over {tool}"
    hint.get_by_role("button").click()
    assert hint.is_hidden()
    again = Map(context.new_page(), dashboard.address).open("?lang=en")
    assert again.element("hint").is_hidden()


def test_who_needs_no_hint_is_not_told_again(watched: Callable[..., Watch], dashboard: RunningApp) -> None:
    context = watched(first_visit=True)
    shown = Map(context.new_page(), dashboard.address).open("?lang=en")
    shown.element("hint").wait_for()
    point = shown.page.evaluate("() => window.conflictMap.whereIs('sy-raqqa')")
    shown.page.mouse.click(point["x"], point["y"])
    shown.until(lambda state: not state["hint"], "the hint is gone")
    assert Map(context.new_page(), dashboard.address).open().element("hint").is_hidden()


@pytest.fixture(scope="module")
def tiled(module_app: AppFactory, database: Path, tmp_path_factory: pytest.TempPathFactory) -> RunningApp:
    """A server whose base map is a file of tiles."""
    archive = tiles.vector_pmtiles(tmp_path_factory.mktemp("tiles") / "near.pmtiles")
    return module_app(database, "--basemap", str(archive))


@pytest.mark.parametrize(("language", "theme"), [("ar", "light"), ("en", "dark")])
def test_tiles_of_ones_own_are_drawn(page: Page, tiled: RunningApp, language: str, theme: str) -> None:
    shown = Map(page, tiled.address).open(f"?lang={language}&theme={theme}&view=37.1000,36.2000,6.20")
    drawn = """() => {
      const map = window.conflictMap.map();
      const found = map.queryRenderedFeatures().filter((one) => one.source === "tiles");
      return [...new Set(found.map((one) => one.layer.id))];
    }"""
    wait_until(
        lambda: {"earth", "water", "highways", "border-lines", "big-places"} <= set(page.evaluate(drawn)),
        "the tiles are drawn",
    )
    names = """() => window.conflictMap.map().queryRenderedFeatures({ layers: ["big-places"] })
      .map((one) => one.properties["name:" + document.documentElement.lang])"""
    assert set(page.evaluate(names)) == {"حلب" if language == "ar" else "Aleppo"}
    credit = page.locator(".credits")
    assert credit.inner_text().startswith("Tiles © Example people")
    assert credit.locator("a").count() == 0
    assert shown.places()
