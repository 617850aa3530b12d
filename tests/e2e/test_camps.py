"""Camps: their layer of the slider's day, the way to a dossier, the table, an import that is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.driving import Map
from tests.e2e.test_accessibility import faults
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]
LIST = (
    "Camp Name;Governorate;Latitude;Longitude;Individuals;Date\n"
    "Willow Camp;Raqqa;35.95;39.02;1200;2017-03-01\n"
    ";Raqqa;35.9;39.0;5;2017-03-01\n"
)


@pytest.fixture
def quiet(watched: Callable[..., Watch]) -> Iterator[Page]:
    """A page that lets axe-core's script in."""
    yield watched(
        bypass_csp=True, reduced_motion="reduce", viewport={"width": 1000, "height": 700}
    ).new_page()


def signs(shown: Map) -> dict[str, list[object]]:
    """Status and count of each camp that is drawn."""
    state = shown.until(lambda state: state["camps"] and state["camps"]["signs"], "the camps are drawn")
    return {each[0]: each[1:] for each in state["camps"]["signs"]}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_layer_follows_the_end_of_the_window(start: Start, language: str) -> None:
    shown = start(f"?lang={language}&from=2017-09-10&to=2017-10-20")
    state = shown.until(lambda state: state["camps"] and state["camps"]["signs"], "the camps are drawn")
    assert state["camps"]["day"] == "2017-10-20"
    assert signs(shown)["sy-rukban-camp"][0] == "open"
    layers = shown.page.evaluate("() => window.conflictMap.map().getLayersOrder()")
    assert layers.index("conflict-map-camps") < layers.index("conflict-map-names")
    shown.element("layers").click()
    expect(shown.page.locator(".all-camps")).to_be_visible()
    shown.page.locator(".layer-panel .layer", has=shown.page.locator(".layer-sign.camps")).locator(
        "input"
    ).click()
    shown.until(lambda state: state["camps"] is None, "the layer is off")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_the_table_to_a_dossier_and_back_to_the_map(start: Start, language: str) -> None:
    shown = start(f"?lang={language}")
    page = shown.page
    shown.element("camps").click()
    page.locator("input[name=q]").fill("al-Rokban")
    page.locator(".asked button").click()
    page.locator("tbody th a").first.click()
    expect(page.locator("h1")).to_have_text("مخيم الركبان" if language == "ar" else "Rukban Camp")
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("svg.chart").count() >= 3
    assert page.locator(".stories li").count() >= 1
    page.locator(".brand").click()
    shown.ready()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_has_the_lock_and_its_pages_of_camps_fit(
    watched: Callable[..., Watch], dashboard: RunningApp, language: str
) -> None:
    page = watched(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    for path in ("camps", "camp/sy-rukban-camp"):
        page.goto(f"{dashboard.address}/{path}?lang={language}")
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), path
    assert page.locator(".narrow:visible > svg.chart").count() >= 2
    assert page.locator(".wide:visible").count() == 0
    shown = Map(page, dashboard.address).open(f"?lang={language}")
    shown.element("views").click()
    words = shown.element("exact").get_attribute("aria-label")
    shown.element("views-menu").get_by_role("button", name=words, exact=True).click()
    expect(page.locator("#exact[aria-pressed=true]")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_import_is_looked_at_kept_and_undone(
    page: Page, emptied: RunningApp, tmp_path: Path, language: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    page.goto(f"{emptied.address}/camps/import?lang={language}")
    page.locator("input[type=file]").set_input_files(file)
    page.locator(".asked button").click()
    agree = page.locator(".agree button")
    expect(agree).to_be_enabled()
    expect(page.locator(".plan-group.refuse li").first).to_be_visible()
    assert page.request.get(f"{emptied.address}/camp/x").status == 404
    assert "Willow" not in page.request.get(f"{emptied.address}/api/camps").text()
    agree.click()
    expect(page.locator(".earlier button")).to_be_visible()
    assert "Willow" in page.request.get(f"{emptied.address}/api/camps").text()
    page.locator(".earlier button").click()
    expect(page.locator(".earlier button")).to_have_count(0)
    assert "Willow" not in page.request.get(f"{emptied.address}/api/camps").text()


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_pages_about_camps_have_no_serious_fault(
    quiet: Page, nothing: RunningApp, language: str, theme: str
) -> None:
    found = []
    for path in (
        "camps",
        "camp/sy-rukban-camp",
        "camps/compare?id=sy-rukban-camp&id=sy-hol-camp",
        "camps/import",
    ):
        pair = "&" if "?" in path else "?"
        quiet.goto(f"{nothing.address}/{path}{pair}lang={language}&theme={theme}")
        found += faults(quiet, path)
        assert quiet.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), path
    assert found == []
