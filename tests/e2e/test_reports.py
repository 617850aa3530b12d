"""Reports that several outlets tell, and stories that changed, as a reader meets them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from geodata.gazetteer.index import bundled
from geodata.stores import open_store
from tests.e2e.driving import Map
from tests.making import mention, story
from tests.serving import RunningApp

WIRE = (
    "Shells fell on the market in Raqqa on Wednesday morning, killing 7 people and wounding 23, rescue "
    "workers said. The wounded were taken to two field hospitals. Residents said the market had been full."
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One report in three outlets, another story that was changed once."""
    folder = tmp_path_factory.mktemp("reports")
    store = open_store(str(folder / "news.db"))
    raqqa = bundled().place("sy-raqqa")
    for number, (outlet, text) in enumerate(
        [("One", WIRE), ("Two", WIRE.replace("had been full", "was full")), ("Three", WIRE.upper())]
    ):
        given = story(f"As {outlet} has it: Raqqa", text, day=f"2017-10-{11 + number}", outlet=outlet)
        store.add(given, [mention(raqqa, start=given.title.index("Raqqa"))])
    for words in ("The old words about seven men.", "The new words about nine men."):
        given = story("Bridge in Raqqa opens", words, outlet="Four", url="https://news.example/4")
        store.add(given, [mention(raqqa, start=given.title.index("Raqqa"))])
    store.close()
    with RunningApp(folder / "news.db", folder / "output.txt") as running:
        yield running


def test_a_report_is_folded_under_its_first_story_and_counted_once(page: Page, reports: RunningApp) -> None:
    seen = Map(page, reports.address).open("?mark=sy-raqqa")
    stories = seen.stories_shown()
    expect(page.locator("#story-panel .total")).to_have_text("4 stories · 4 outlets")
    expect(stories).to_have_count(2)
    first = stories.filter(has_text="As One has it")
    folded = first.locator("details.others")
    expect(folded.locator("summary")).to_have_text("and 2 more in 2 outlets")
    expect(folded.locator("li").first).not_to_be_visible()
    folded.locator("summary").click()
    expect(folded.locator("li")).to_have_count(2)
    expect(folded.locator("li").first).to_contain_text("Two")
    assert seen.places() == {"sy-raqqa": 4}
    seen.element("measure").select_option("clusters")
    seen.until(lambda state: state["measure"] == "clusters", "reports are counted")
    expect(seen.element("counts")).to_contain_text("2 distinct reports")
    expect(page).to_have_url(re.compile("measure=clusters"))


def test_the_story_s_page_lists_its_report_and_its_older_text(page: Page, reports: RunningApp) -> None:
    page.goto(f"{reports.address}/story/2?lang=en")
    expect(page.locator("aside h2").filter(has_text="The same report")).to_have_text(
        "The same report, 3 stories · 3 outlets"
    )
    expect(page.locator("ul.cluster li")).to_have_count(3)
    page.goto(f"{reports.address}/story/4?lang=ar")
    page.locator("ul.versions a").click()
    expect(page.locator("p.older")).to_be_visible()
    assert "version=1" in page.url
    expect(page.locator("del")).to_have_text(["old ", "seven "])
    expect(page.locator("ins")).to_have_text(["new ", "nine "])
    page.locator("p.older a").click()
    expect(page.locator("article")).to_contain_text("The new words")
