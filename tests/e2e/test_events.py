"""Event types and actors: filtered by in the rail, shown below the sentences with the words that say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from geodata.events.lexicon import lexicon
from geodata.models import Language
from tests.e2e.driving import Map, wait_until

Start = Callable[..., Map]


@pytest.mark.parametrize("language", list(Language))
def test_a_type_of_event_is_chosen_and_its_words_are_shown(start: Start, language: Language) -> None:
    seen = start(f"?lang={language}")
    everything = seen.state()["stories"]
    group = seen.page.locator("[data-facet=event]")
    head = group.locator(".facet-head")
    head.wait_for()
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    row = group.locator("input[type=checkbox]").first.locator("xpath=..")
    value = group.locator("input[type=checkbox]").first.get_attribute("value")
    name = lexicon().called(f"event:{value}", language)
    expect(row).to_contain_text(name)
    counted = int(row.locator(".facet-count").inner_text())
    assert 0 < counted < everything
    group.locator("input[type=checkbox]").first.check()
    state = seen.until(lambda state: state["stories"] == counted, "the map follows")
    wait_until(lambda: f"event={value}" in seen.url(), "the address says so")
    expect(seen.page.locator("#filter-chips button")).to_contain_text(name)
    seen.choose(state["places"][0]["key"])
    tags = seen.page.locator("#story-panel .sentence .tag.event")
    expect(tags.first).to_be_visible()
    words = tags.first.locator(".tag-words").inner_text()
    assert words
    assert words in seen.page.locator("#story-panel .story").first.inner_text()
