"""The table of mentions: the same as on the map, linked both ways, in both languages and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]
GRID = "dash_ag_grid"


def _total(seen: Map) -> int:
    state = seen.until(lambda state: state["table"]["total"] is not None, "the table has its rows")
    return int(state["table"]["total"])


def _query(seen: Map) -> dict[str, list[str]]:
    return parse_qs(urlsplit(seen.url()).query)


def _row(page: Page, words: str) -> Locator:
    return page.locator("#table-grid .ag-row", has_text=words).first


def _scripts(page: Page) -> list[str]:
    names: list[str] = page.evaluate("() => performance.getEntriesByType('resource').map((one) => one.name)")
    return [name for name in names if GRID in name]


def test_it_is_fetched_when_opened_and_counts_what_the_map_counts(start: Start, page: Page) -> None:
    seen = start("?lang=en")
    assert not _scripts(page)
    seen.element("table-open").click()
    assert _total(seen) == seen.state()["mentions"]
    assert _scripts(page)
    expect(seen.element("table-count")).to_contain_text("mentions")
    expect(page.locator("#table-grid .ag-row").first).to_contain_text("28 December 2017")
    # What a story says is text, whatever it looks like.
    expect(_row(page, "<img src=x")).to_be_visible()
    assert page.title() != "broken"
    before = _total(seen)
    page.goto(f"{seen.address}/?lang=en&table=1&from=2017-10-01&to=2017-10-31&undated=0")
    seen.ready()
    wait_until(lambda: 0 < _total(seen) < before, "the window narrows the rows")
    assert _total(seen) == seen.state()["mentions"]


def test_a_row_leads_to_its_mark_and_a_mark_to_its_rows(start: Start, page: Page) -> None:
    seen = start("?lang=en&table=1")
    whole = _total(seen)
    row = _row(page, "Residents of Raqqa")
    row.locator(".cell-place").click()
    seen.until(lambda state: state["place"] == "sy-raqqa", "the row's mark is chosen")
    expect(page.locator("#story-panel h2")).to_contain_text("Raqqa")
    expect(page.locator("#table-grid .ag-row.chosen").first).to_contain_text("Raqqa")
    seen.element("table-only").click()
    wait_until(lambda: _total(seen) < whole, "only its rows are left")
    expect(page.locator("#table-grid .ag-row:not(.chosen)")).to_have_count(0)
    wait_until(lambda: _query(seen).get("only") == ["1"], "the address says so")


def test_it_is_sorted_by_a_column_and_the_address_says_so(start: Start, page: Page) -> None:
    seen = start("?lang=en&table=1")
    _total(seen)
    page.locator("#table-grid .ag-header-cell[col-id=place]").click()
    address = "the address tells the order"
    wait_until(lambda: {"sort": ["place"], "dir": ["asc"]}.items() <= _query(seen).items(), address)
    first = page.locator("#table-grid .ag-row[row-index='0'] .cell-day")
    expect(first).to_have_text("10 September 2017")  # in Aleppo; by day it stands far below
    seen.element("table-close").click()
    expect(seen.element("table")).to_be_hidden()
    assert seen.focused() == "table-open"


def test_in_arabic_it_runs_from_right_to_left(start: Start, page: Page) -> None:
    seen = start("?lang=ar&table=1&sort=place&dir=asc")
    _total(seen)
    expect(page.locator("#table-grid .ag-rtl").first).to_be_visible()
    first = page.locator("#table-grid .ag-row[row-index='0'] .cell-place")
    expect(first).to_have_text("إدلب")
    day, place = (page.locator(f"#table-grid .ag-header-cell[col-id={name}]") for name in ("day", "place"))
    right, left = day.bounding_box(), place.bounding_box()
    assert right
    assert left
    assert right["x"] > left["x"]


def test_on_a_phone_it_covers_the_page_and_makes_way_for_what_is_chosen(
    watched: Callable[..., Watch], dashboard: RunningApp
) -> None:
    page = watched(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    seen = Map(page, dashboard.address).open("?lang=en")
    seen.element("table-open").tap()
    _total(seen)
    assert seen.box("table")["height"] > 700
    page.locator("#table-grid .ag-row[row-index='0'] .cell-place").tap()
    expect(seen.element("table")).to_be_hidden()
    seen.until(lambda state: state["place"], "the row's mark is chosen")


@pytest.mark.parametrize(("language", "title"), [("en", "Named together with"), ("ar", "يُذكر معه")])
def test_what_is_named_together_leads_there(start: Start, page: Page, language: str, title: str) -> None:
    seen = start(f"?lang={language}&mark=sy-raqqa")
    section = page.locator("#story-panel .together")
    expect(section).to_contain_text(title)
    section.locator("[data-place=sy-deir-ez-zor]").click()
    seen.until(lambda state: state["place"] == "sy-deir-ez-zor", "the other place is chosen")
    expect(section.locator("[data-place=sy-raqqa]")).to_be_visible()
