"""The publish panel: three clicks to a picture, every field in it, the server's words, the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from matplotlib.image import imread
from playwright.sync_api import Page, expect

from tests.e2e.driving import Map, wait_until
from tests.e2e.test_accessibility import faults
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]
TITLE = {"en": "Markets hit in autumn", "ar": "أسواق قُصفت في الخريف"}
OPEN = {"en": "Publish a picture", "ar": "نشر صورة"}
SAVED = {"en": "is saved", "ar": "حُفظ"}


def _picture(shown: Map, before: str = "") -> dict[str, Any]:
    """The preview, once it is another than ``before``."""

    def drawn() -> dict[str, Any] | None:
        picture: dict[str, Any] | None = shown.state()["picture"]
        return picture if picture and picture["address"] != before else None

    wait_until(drawn, "a preview is drawn", 60)
    found = drawn()
    assert found is not None
    return found


def _asked(picture: dict[str, Any]) -> dict[str, list[str]]:
    return parse_qs(urlsplit(picture["address"]).query)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_the_screen_to_a_file_in_three_clicks(start: Start, language: str, tmp_path: Path) -> None:
    shown = start(f"?lang={language}&from=2017-09-10&to=2017-10-20&view=38.5,35.4,6.2")
    shown.element("publish").click()
    first = _picture(shown)
    asked = _asked(first)
    assert asked["from"] == ["2017-09-10"]
    assert asked["to"] == ["2017-10-20"]
    west, south, east, north = (float(degrees) for degrees in asked["frame"][0].split(","))
    assert west < 38.5 < east
    assert south < 35.4 < north
    window = shown.element("publishing")
    assert window.locator("[name=alt]").input_value()
    assert window.locator(".publish-rows input").first.input_value() == "Example News"
    with shown.page.expect_download() as kept:
        window.locator(".primary").first.click()
    path = tmp_path / "picture.png"
    kept.value.save_as(path)
    assert imread(path).shape[:2] == (675, 1200)
    wait_until(lambda: SAVED[language] in window.locator("[role=status]").first.inner_text(), "it says so")

    window.locator("[name=title]").fill(TITLE[language])
    window.locator("[name=size]").select_option("1080x1080")
    window.locator("[name=highlight]").select_option("sy-raqqa-governorate")
    window.locator("[name=labels]").check()
    window.locator(".publish-places").first.select_option("sy-raqqa")
    window.locator(".publish-places").last.select_option("sy-raqqa")
    words = window.locator("li .where + input")
    expect(words).to_be_focused()
    words.fill("x")
    wait_until(lambda: "annotations" in _asked(_picture(shown)), "it points")
    second = _picture(shown)
    assert second["width"] == second["height"]
    asked = _asked(second)
    assert asked["title"] == [TITLE[language]]
    assert asked["label"] == ["sy-raqqa"]
    assert asked["highlight"] == ["sy-raqqa-governorate"]
    assert asked["annotations"][0].endswith("|x")
    command = window.locator("code").text_content() or ""
    assert command.startswith("python app.py figure conflict-map.png --preset 1080x1080")
    assert "--highlight sy-raqqa-governorate" in command

    shown.page.keyboard.press("Escape")
    assert shown.focused() == "publish"
    assert shown.state()["publishing"] == ""
    wait_until(
        lambda: parse_qs(urlsplit(shown.url()).query).get("title") == [TITLE[language]], "the address has it"
    )


def test_a_click_on_the_preview_points_and_a_bad_size_is_told_in_words(start: Start, watch: Watch) -> None:
    watch.tolerate(r"status of 400")
    shown = start("?lang=en")
    shown.page.keyboard.press("i")
    _picture(shown)
    window = shown.element("publishing")
    image = window.locator("img")
    box = image.bounding_box()
    assert box is not None
    image.click(position={"x": box["width"] * 0.4, "y": box["height"] * 0.5})
    window.locator("li .where").wait_for()
    lat, lon = (float(part) for part in window.locator("li .where").inner_text().split(","))
    assert 20 < lat < 50
    assert 20 < lon < 60
    before = shown.state()["picture"]["address"]
    window.locator("[name=size]").select_option("own")
    window.locator("[type=number]").first.fill("99999")
    problem = window.locator("[role=alert]")
    expect(problem).to_contain_text("99999", timeout=20_000)
    window.locator("[type=number]").first.fill("800")
    assert _picture(shown, before)["width"] == 800
    expect(problem).to_be_hidden()


@pytest.mark.parametrize(("language", "theme", "width"), [("en", "light", 1000), ("ar", "dark", 390)])
def test_the_panel_has_no_serious_fault_and_fits(
    watched: Callable[..., Watch], dashboard: RunningApp, language: str, theme: str, width: int
) -> None:
    size = {"width": width, "height": 700}
    page: Page = watched(bypass_csp=True, reduced_motion="reduce", viewport=size).new_page()
    shown = Map(page, dashboard.address).open(f"?lang={language}&theme={theme}")
    if width < 720:
        shown.element("views").click()
        shown.element("views-menu").get_by_role("button", name=OPEN[language], exact=True).click()
    else:
        shown.element("publish").click()
    _picture(shown)
    assert faults(page, "publish") == []
    wide = page.evaluate("() => document.querySelector('#publishing').scrollWidth")
    assert wide <= width
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("() => Boolean(document.activeElement.closest('#publishing'))")
