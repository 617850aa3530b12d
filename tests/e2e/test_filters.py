"""The filters: chosen in the rail, shown as chips, followed by everything that counts or lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from dashboard.text import say
from geodata.models import Language
from tests.e2e.driving import Map, wait_until

Start = Callable[..., Map]


def _choice(seen: Map, facet: str, value: str) -> Locator:
    """The checkbox of a choice; its group is opened where it is folded."""
    group = seen.page.locator(f"[data-facet={facet}]")
    head = group.locator(".facet-head")
    head.wait_for()
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    return group.locator(f"input[value='{value}']")


def _counted(seen: Map, facet: str, value: str) -> int:
    row = _choice(seen, facet, value).locator("xpath=..")
    return int(row.locator(".facet-count").inner_text())


@pytest.mark.parametrize("language", list(Language))
def test_what_is_chosen_is_what_is_drawn_counted_and_listed(start: Start, language: Language) -> None:
    seen = start(f"?lang={language}")
    everything = seen.state()["stories"]
    expected = _counted(seen, "place", "sy-idlib-governorate")
    assert 0 < expected < everything
    _choice(seen, "place", "sy-idlib-governorate").check()
    state = seen.until(lambda state: state["stories"] == expected, "the map follows")
    assert [place["key"] for place in state["places"]] == ["sy-idlib"]
    expect(seen.element("counts")).to_contain_text(say(language, "count.stories", count=expected))
    expect(seen.page.locator("#story-panel .place-row")).to_have_count(1)
    wait_until(lambda: "place=sy-idlib-governorate" in seen.url(), "the address says so")
    chip = seen.page.locator("#filter-chips button")
    expect(chip).to_contain_text("إدلب" if language is Language.ARABIC else "Idlib")
    seen.choose("sy-idlib")
    expect(seen.page.locator("#story-panel .total")).to_contain_text(
        say(language, "count.stories", count=expected)
    )
    seen.page.go_back()
    seen.page.go_back()
    seen.until(lambda state: state["stories"] == everything, "back undoes it")
    expect(seen.element("filter-chips")).to_be_hidden()


def test_counts_follow_the_other_filters_and_the_period(start: Start) -> None:
    seen = start("?text=flour")
    wait_until(lambda: _counted(seen, "source", "Example News") == 1, "one story has the word")
    assert _choice(seen, "source", "<b>Example</b>").count() == 0
    seen.page.locator("#filter-chips [data-filter=text]").click()
    seen.until(lambda state: state["text"] == "", "the chip takes the words away")
    wait_until(lambda: _counted(seen, "source", "Example News") > 20, "all of them are counted")
    every = _counted(seen, "source", "Example News")
    seen.drag("window-from", 0.6)
    wait_until(lambda: 0 < _counted(seen, "source", "Example News") < every, "those of the period")


def test_stories_without_a_place_follow_the_filters(start: Start) -> None:
    seen = start("?source=Example News")
    assert seen.state()["withoutPlace"] == 1
    seen.page.locator("#story-panel > .more").click()
    expect(seen.stories_shown()).to_have_count(1)
    other = start("?source=<b>Example</b>")
    assert (other.state()["withoutPlace"], other.state()["stories"]) == (0, 1)


def test_where_nothing_is_left_a_button_loosens_what_costs_most(start: Start) -> None:
    seen = start("?source=<b>Example</b>&text=flour&filters=open")
    empty = seen.element("filters-empty")
    expect(empty).to_be_visible()
    expect(seen.page.locator("#story-panel .empty")).to_contain_text("No story passes")
    empty.get_by_role("button").first.click()
    seen.until(lambda state: state["stories"] == 1, "one filter less leaves something")
    expect(empty).to_be_hidden()


def test_a_place_is_searched_for_only_there(start: Start) -> None:
    seen = start()
    seen.element("search").press_sequentially("Idlib", delay=25)
    seen.page.get_by_role("option", name="Only stories in Idlib", exact=True).click()
    state = seen.until(lambda state: len(state["places"]) == 1, "only there")
    assert state["places"][0]["key"] == "sy-idlib"
    expect(seen.page.locator("#filter-chips [data-filter=place]")).to_contain_text("Idlib")
    wait_until(lambda: "place=sy-idlib" in seen.url(), "the address says so")


def test_the_keyboard_chooses_and_stays_where_it_is(start: Start) -> None:
    seen = start()
    box = _choice(seen, "language", "ar")
    box.focus()
    seen.page.keyboard.press("Space")
    seen.until(lambda state: state["filters"]["set"] == ["language:ar"], "it is chosen")
    wait_until(lambda: "language=ar" in seen.url(), "the address says so")
    seen.until(lambda state: state["filters"]["stories"] == state["stories"], "the choices are counted")
    focused = seen.page.evaluate("() => document.activeElement.value")
    assert focused == "ar"
    assert seen.state()["language"] == "en", "the page's own language stays"


def test_the_rail_folds_and_says_how_many_are_set(start: Start) -> None:
    seen = start("?kind=city")
    wide = seen.box("map")["width"]
    seen.element("filters-toggle").click()
    expect(seen.element("filters-body")).to_be_hidden()
    expect(seen.element("filters-toggle")).to_have_attribute("aria-expanded", "false")
    expect(seen.page.locator(".filters-set")).to_have_text("1")
    wait_until(lambda: seen.box("map")["width"] > wide, "the map takes the room")
    wait_until(lambda: "filters=folded" in seen.url(), "the address says so")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_the_filters_are_a_sheet(start: Start, language: str) -> None:
    seen = start(f"?lang={language}")
    seen.page.set_viewport_size({"width": 390, "height": 844})
    seen.until(lambda state: not state["filters"]["open"], "they are folded")
    seen.element("filters-toggle").click()
    _choice(seen, "source", "Example News").check()
    seen.until(lambda state: state["filters"]["set"] == ["source:Example News"], "chosen")
    sheet = seen.box("filters")
    assert (sheet["x"], sheet["width"]) == (0, 390)
    assert sheet["y"] + sheet["height"] == 844
    seen.page.keyboard.press("Escape")
    expect(seen.element("filters-body")).to_be_hidden()
    assert seen.focused() == "filters-toggle"
    assert seen.state()["filters"]["set"] == ["source:Example News"]
