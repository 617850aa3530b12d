"""Two languages, one map; and an address that brings one back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]


def _kept(state: dict[str, Any]) -> dict[str, Any]:
    names = ("window", "place", "text", "undated", "measure", "places", "stories")
    return {name: state[name] for name in names} | {
        "view": [round(state["view"][name], 2) for name in ("lon", "lat", "zoom")]
    }


def test_switching_to_arabic_keeps_window_place_and_view(start: Start) -> None:
    seen = start("?from=2017-10-01&to=2017-11-15&measure=mentions&view=39.5000,35.2000,7.00")
    seen.choose("sy-raqqa")
    before = seen.state()
    on_axis, on_map = seen.box("window-from")["x"], seen.box("histogram")["width"]
    assert before["view"]["zoom"] == 7
    seen.element("language").click()
    wait_until(lambda: seen.page.locator("html").get_attribute("lang") == "ar", "the page is in Arabic")
    seen.ready()
    after = seen.state()
    assert after["language"] == "ar"
    assert _kept(after) == _kept(before)
    root = seen.page.locator("html")
    assert (root.get_attribute("dir"), seen.page.title()) == ("rtl", "خريطة النزاع")
    expect(seen.page.locator("#story-panel h2")).to_contain_text("الرقة")
    seen.stories_shown()
    _is_mirrored_but_for_map_and_time(seen)
    assert seen.box("histogram")["width"] == pytest.approx(on_map, abs=40)
    share = (seen.box("window-from")["x"] - seen.box("histogram")["x"]) / seen.box("histogram")["width"]
    assert 0.1 < share < 0.5, "time runs from left to right"
    assert on_axis > 0


def _is_mirrored_but_for_map_and_time(seen: Map) -> None:
    panel, frame = seen.box("story-panel"), seen.box("map-frame")
    assert panel["x"] + panel["width"] <= frame["x"] + 2, "the panel stands on the left"
    assert seen.box("window-from")["x"] < seen.box("window-to")["x"]
    assert seen.box("step-back")["x"] < seen.box("step-forward")["x"]
    where = "(key) => window.conflictMap.whereIs(key).x"
    aleppo, deir = (seen.page.evaluate(where, key) for key in ("sy-aleppo", "sy-deir-ez-zor"))
    assert aleppo < deir, "the west is on the left"


def test_a_reload_brings_everything_back(start: Start) -> None:
    seen = start("?lang=ar&theme=dark&from=2017-09-20&to=2017-12-01&undated=0&mark=sy-aleppo&bin=week")
    seen.stories_shown()
    view = "() => { window.conflictMap.map().jumpTo({ center: [38.2, 35.9], zoom: 7.3 }); }"
    seen.page.evaluate(view)
    wait_until(lambda: "view=38.2000,35.9000,7.30" in seen.url(), "the address says where the map looks")
    before = seen.state()
    seen.page.reload()
    seen.ready()
    after = seen.state()
    assert _kept(after) == _kept(before)
    assert (after["language"], after["theme"], after["undated"]["shown"]) == ("ar", "dark", False)
    expect(seen.element("bin")).to_have_value("week")
    expect(seen.page.locator("#story-panel h2")).to_contain_text("حلب")
    assert seen.page.locator("html").get_attribute("data-theme") == "dark"


def test_back_and_forward_go_through_the_places_one_chose(start: Start) -> None:
    seen = start()
    heading = seen.page.locator("#story-panel h2")
    seen.choose("sy-raqqa")
    seen.choose("sy-aleppo")
    seen.page.go_back()
    seen.until(lambda state: state["place"] == "sy-raqqa", "back at Raqqa")
    expect(heading).to_contain_text("Raqqa")
    seen.page.go_back()
    seen.until(lambda state: state["place"] == "", "back at the list")
    expect(heading).to_have_text("Places")
    seen.page.go_forward()
    seen.page.go_forward()
    seen.until(lambda state: state["place"] == "sy-aleppo", "forward at Aleppo")
    expect(heading).to_contain_text("Aleppo")


def test_escape_and_a_click_on_the_bare_map_leave_a_place(start: Start) -> None:
    seen = start("?mark=sy-raqqa")
    seen.stories_shown()
    seen.page.keyboard.press("Escape")
    seen.until(lambda state: state["place"] == "", "Escape leaves")
    seen.choose("sy-aleppo")
    frame = seen.box("map-frame")
    seen.page.mouse.click(frame["x"] + frame["width"] * 0.7, frame["y"] + 40)
    seen.until(lambda state: state["place"] == "", "a click beside leaves")


def test_the_theme_is_changed_in_place(start: Start) -> None:
    seen = start("?from=2017-10-01&mark=sy-raqqa")
    seen.stories_shown()
    seen.element("theme").click()
    wait_until(lambda: seen.page.locator("html").get_attribute("data-theme") == "dark", "it is dark")
    seen.ready()
    state = seen.state()
    assert (state["theme"], state["place"], state["window"]["from"]) == ("dark", "sy-raqqa", "2017-10-01")
    paper = seen.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(26, 30, 34)"


def test_a_mangled_address_opens_the_map_all_the_same(
    page: Page, watch: Watch, dashboard: RunningApp
) -> None:
    seen = Map(page, dashboard.address).open(
        "?lang=xx&theme=pink&from=2017-02-30&to=never&view=999,99,99&mark=nowhere&bin=hour&undated=perhaps"
    )
    state = seen.state()
    assert (state["language"], state["theme"]) == ("en", "light")
    assert state["window"] == {"from": "2017-09-02", "to": "2017-12-28"}
    assert len(state["places"]) >= 5
    expect(page.locator("#story-panel h2")).to_have_text("Places")
    points = [
        page.evaluate("(key) => window.conflictMap.whereIs(key)", place["key"]) for place in state["places"]
    ]
    frame = seen.box("map-frame")
    assert all(0 < point["x"] < frame["x"] + frame["width"] for point in points), "the map shows the marks"


def test_the_address_keeps_what_is_at_its_default_short(start: Start) -> None:
    seen = start("?lang=en")
    seen.choose("sy-raqqa")
    wait_until(lambda: "view=" in seen.url(), "the address says where the map looks")
    assert set(parse_qs(urlsplit(seen.url()).query)) == {"lang", "mark", "view"}
