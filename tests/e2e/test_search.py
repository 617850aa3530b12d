"""The search box: a place by any of its names, or stories by their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.driving import Map, wait_until

Start = Callable[..., Map]


@pytest.mark.parametrize(
    ("language", "searches"),
    [
        ("en", [("deir ezz", "sy-deir-ez-zor", "Deir ez-Zor"), ("الركبان", "sy-rukban-camp", "Rukban")]),
        ("ar", [("الرق", "sy-raqqa", "الرقة"), ("Aleppo", "sy-aleppo", "حلب")]),
    ],
)
def test_a_place_is_found_by_its_arabic_and_its_english_name(
    start: Start, language: str, searches: list[tuple[str, str, str]]
) -> None:
    seen = start(f"?lang={language}")
    for typed, key, name in searches:
        box = seen.element("search")
        box.fill("")
        box.press_sequentially(typed, delay=25)
        option = seen.page.locator("#search-results [role=option]").filter(has_text=name).first
        option.click()
        state = seen.until(lambda state, key=key: state["place"] == key, f"{key} is chosen")
        expect(seen.page.locator("#story-panel h2")).to_contain_text(name)
        place = next(place for place in state["places"] if place["key"] == key)
        there = (pytest.approx(place["lat"], abs=0.2), pytest.approx(place["lon"], abs=0.2))
        seen.until(
            lambda state, there=there: (
                (state["view"]["lat"], state["view"]["lon"]) == there and state["view"]["zoom"] > 8.9
            ),
            "the map goes there",
        )


def test_words_filter_everything_and_the_address_says_so(start: Start) -> None:
    seen = start()
    seen.page.keyboard.press("/")
    assert seen.focused() == "search"
    seen.element("search").press_sequentially("flour", delay=25)
    option = seen.page.get_by_role("option", name="Stories that contain “flour”")
    option.wait_for()
    seen.element("search").press("Enter")
    state = seen.until(lambda state: state["text"] == "flour", "the words filter")
    state = seen.until(lambda state: state["stories"] == 1, "one story is left")
    assert [place["key"] for place in state["places"]] == ["sy-idlib"]
    expect(seen.element("counts")).to_contain_text("only “flour”")
    expect(seen.element("period")).to_have_text("No dated stories")
    wait_until(lambda: "text=flour" in seen.url(), "the address says so")
    seen.page.go_back()
    seen.until(lambda state: state["text"] == "" and len(state["places"]) >= 5, "back to all stories")


def test_words_are_found_in_arabic_whatever_their_spelling(start: Start) -> None:
    seen = start("?text=الافران")  # the text says الأفران
    state = seen.state()
    assert set(seen.places()) == {"sy-raqqa", "sy-deir-ez-zor"}
    assert state["stories"] == 1
    expect(seen.element("search")).to_have_value("الافران")
    seen.element("search").fill("")
    seen.until(lambda state: len(state["places"]) >= 5, "emptied, it filters no more")


def answered(seen: Map, words: str) -> None:
    """Wait for the answer to all that was typed: those to its beginnings come before it."""
    seen.page.get_by_role("option", name=f"Stories that contain “{words}”").wait_for()


def test_a_place_without_stories_is_shown_and_said(start: Start) -> None:
    seen = start()
    seen.element("search").press_sequentially("Palmyra", delay=25)
    answered(seen, "Palmyra")
    seen.page.get_by_role("option").filter(has_text="no stories here").first.click()
    expect(seen.element("notice")).to_contain_text("No story on this map names")
    state = seen.until(lambda state: state["view"]["zoom"] > 8.5, "the map goes there")
    assert abs(state["view"]["lat"] - 34.55) < 0.2
    assert state["place"] == ""


def test_the_list_is_worked_by_keys_alone(start: Start) -> None:
    seen = start()
    box = seen.element("search")
    box.press_sequentially("raqqa", delay=25)
    options = seen.page.locator("#search-results [role=option]")
    answered(seen, "raqqa")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    expect(seen.element("search-results")).to_be_hidden()
    box.press("Escape")
    expect(box).to_have_value("")
