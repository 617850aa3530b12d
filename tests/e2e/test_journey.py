"""The product's main job in a browser: from a window of time to a mark, to its sentence, to its source."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import FIRST_DAY, REPORTS, Site
from tests.e2e.driving import Map, wait_until

Start = Callable[..., Map]
REPORTED = ("sy-raqqa", "sy-deir-ez-zor", "sy-aleppo", "sy-idlib")


def test_the_map_shows_every_story_where_it_says(start: Start) -> None:
    seen = start()
    state = seen.state()
    assert state["mapReady"]
    places = {place["key"]: place for place in state["places"]}
    assert set(REPORTED) | {"sy-rukban-camp"} <= set(places)
    assert places["sy-raqqa"]["stories"] == REPORTS // 4 + 1
    assert state["window"] == {"from": FIRST_DAY.isoformat(), "to": "2017-12-28"}
    # The headline found under the article has no date of its own: its mark is hollow.
    rukban = places["sy-rukban-camp"]
    assert rukban["hollow"]
    assert (round(rukban["lat"], 1), round(rukban["lon"], 1)) == (33.3, 38.7)
    assert not places["sy-raqqa"]["hollow"]
    assert state["undated"] == {"shown": True, "stories": 2}
    assert state["withoutPlace"] == 1
    expect(seen.element("counts")).to_contain_text(f"{state['stories']} stories")
    expect(seen.element("counts")).to_contain_text("2 without a date · 1 without a place")
    wait_until(lambda: _is_accent(seen.colour_at("sy-raqqa")), "Raqqa is filled")
    assert not _is_accent(seen.colour_at("sy-rukban-camp")), "without a date there is a ring, not a disc"
    view = state["view"]
    seen.page.set_viewport_size({"width": 1000, "height": 700})
    seen.page.wait_for_timeout(600)
    assert seen.state()["view"] == pytest.approx(view, abs=1e-6), "a smaller window moves nothing"


def _is_accent(colour: tuple[int, int, int]) -> bool:
    red, green, blue = colour
    return red > 150 and red - green > 60 and red - blue > 60


def test_the_slider_changes_the_marks(start: Start) -> None:
    seen = start()
    before = seen.places()
    seen.drag("window-to", 0.25)
    state = seen.until(lambda state: state["window"]["to"] < "2017-11-01", "the window is shorter")
    assert state["window"]["from"] == FIRST_DAY.isoformat()
    after = seen.places()
    assert after["sy-raqqa"] < before["sy-raqqa"]
    assert sum(after.values()) < sum(before.values())
    assert after["sy-rukban-camp"] == 1, "what has no date is in every window"
    wait_until(lambda: f"to={state['window']['to']}" in seen.url(), "the address says the window")
    expect(seen.element("period")).to_contain_text("2 Sept 2017")
    seen.element("window-all").click()
    assert seen.until(lambda state: state["window"]["to"] == "2017-12-28", "all time again")
    assert seen.places() == before


def test_the_window_moves_whole_and_a_click_takes_a_bar(start: Start) -> None:
    seen = start("?bin=month&from=2017-10-01&to=2017-10-31")
    body, axis = seen.box("window-body"), seen.box("histogram")
    seen.page.mouse.move(body["x"] + body["width"] / 2, body["y"] + 8)
    seen.page.mouse.down()
    seen.page.mouse.move(body["x"] + body["width"] / 2 + 0.3 * axis["width"], body["y"] + 8, steps=6)
    seen.page.mouse.up()
    state = seen.until(lambda state: state["window"]["from"] > "2017-10-25", "the window moved")
    first, last = (date.fromisoformat(state["window"][edge]) for edge in ("from", "to"))
    assert (last - first).days == 30
    seen.page.mouse.click(axis["x"] + 0.12 * axis["width"], axis["y"] + axis["height"] / 2)
    state = seen.until(lambda state: state["window"]["to"] < "2017-10-25", "a bar is taken")
    assert state["window"] == {"from": "2017-09-02", "to": "2017-09-30"}, (
        "September, as far as there are stories"
    )


def test_keys_move_the_handles(start: Start) -> None:
    seen = start("?from=2017-10-01&to=2017-10-31")

    def window() -> dict[str, str]:
        return seen.state()["window"]

    to, first, body = (seen.element(name) for name in ("window-to", "window-from", "window-body"))
    to.press("ArrowLeft")
    assert window() == {"from": "2017-10-01", "to": "2017-10-30"}
    to.press("Shift+ArrowRight")
    assert window() == {"from": "2017-10-01", "to": "2017-11-06"}
    first.press("ArrowUp")
    assert window()["from"] == "2017-10-02"
    body.press("PageDown")
    assert window() == {"from": "2017-09-02", "to": "2017-10-07"}
    to.press("End")
    first.press("Home")
    assert window() == {"from": "2017-09-02", "to": "2017-12-28"}
    expect(to).to_have_attribute("aria-valuetext", "28 December 2017")
    first.press("End")
    assert window() == {"from": "2017-12-28", "to": "2017-12-28"}


def test_play_moves_the_window_until_someone_stops_it(start: Start) -> None:
    seen = start()
    play = seen.element("play")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    expect(play).to_have_attribute("aria-label", "Pause")
    opened = seen.until(lambda state: state["window"]["to"] < "2017-12-28", "a part of the time")["window"]
    seen.until(lambda state: state["window"]["from"] > opened["from"], "the window moves on")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "false")
    rest = seen.state()["window"]
    time.sleep(1.0)
    assert seen.state()["window"] == rest
    seen.element("step-forward").click()
    assert seen.state()["window"]["from"] > rest["from"]
    seen.element("step-back").click()
    assert seen.state()["window"] == rest
    seen.element("window-body").press("End")
    seen.element("step-back").click()
    play.click()
    seen.until(lambda state: state["window"]["to"] == "2017-12-28", "the end is reached")
    expect(play).to_have_attribute("aria-pressed", "false")


def test_a_mark_leads_to_its_sentences_and_to_the_source(start: Start, site: Site) -> None:
    seen = start()
    seen.choose("sy-raqqa")
    stories = seen.stories_shown()
    assert stories.count() == REPORTS // 4 + 1
    expect(seen.page.locator("#story-panel h2")).to_contain_text("Raqqa")
    newest = stories.first
    expect(newest.locator("h3")).to_have_text("Report 24: a market was hit")
    expect(newest.locator("blockquote")).to_have_text(
        "Residents of Raqqa said that a market was hit at noon."
    )
    assert newest.locator("blockquote mark").all_inner_texts() == ["Raqqa"]
    expect(newest.locator(".meta").first).to_contain_text("Example News · 7 December 2017")
    link = newest.locator("a.source-link")
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener noreferrer"
    with seen.page.context.expect_page() as opened:
        link.click()
    source = opened.value
    source.wait_for_load_state()
    assert source.url == f"{site.address}/story/24"
    assert source.title() == "Source /story/24"
    assert source.evaluate("() => window.opener === null && document.referrer === ''")
    assert ("/story/24", "") in site.asked, "the source does not learn where its reader came from"


def test_the_panel_says_why_a_story_is_here(start: Start) -> None:
    seen = start("?mark=sy-raqqa")
    why = seen.stories_shown().first.locator("details.why")
    expect(why.locator("dl")).to_be_hidden()
    why.locator("summary").click()
    said = dict(zip(why.locator("dt").all_inner_texts(), why.locator("dd").all_inner_texts(), strict=True))
    assert list(said) == [
        "The name",
        "A place?",
        "Which one?",
        "How sure?",
        "Its role",
        "How exactly?",
        "When?",
    ]
    assert said["How exactly?"] == "Meant: the place itself."
    assert said["Its role"] == "Read as: where it happened."
    assert "%" in said["How sure?"]
    sentences = why.locator("dd p").all_inner_texts()
    assert [told for told in sentences if not told.endswith((".", "%)"))] == [], "sentences, not codes"


@pytest.mark.parametrize(
    ("language", "title", "sentence", "direction"),
    [
        ("en", "Why these places?", "“Raqqa” is the name as the map writes it.", "ltr"),
        ("ar", "لماذا هذه الأماكن؟", "«Raqqa» هو الاسم كما تكتبه الخريطة.", "rtl"),
    ],
)
def test_the_storys_page_says_why_each_place_is_there(
    start: Start, language: str, title: str, sentence: str, direction: str
) -> None:
    seen = start(f"?mark=sy-raqqa&lang={language}")
    link = seen.stories_shown().first.locator("a.page-link").get_attribute("href")
    page = seen.page
    page.goto(f"{seen.address}{link}")
    expect(page.locator("#whys")).to_have_text(title)
    why = page.locator("details.why").first
    expect(why.locator(".because")).to_be_hidden()
    # By the keyboard alone: to the summary, and open.
    why.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(why.locator(".because")).to_be_visible()
    expect(why.locator("dd p").first).to_have_text(sentence)
    assert why.locator("dd p bdi").first.inner_text() == "Raqqa"
    assert page.evaluate("() => getComputedStyle(document.querySelector('.whys')).direction") == direction
    # From the explanation back to the words it is about.
    why.locator(".back a").first.click()
    assert page.locator("article a.place:target").inner_text() == "Raqqa"
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_story_without_an_address_opens_a_page_of_ours(start: Start) -> None:
    seen = start("?mark=sy-deir-ez-zor")
    item = seen.stories_shown().filter(has_text="Report 25")
    assert item.locator("a.source-link").count() == 0
    with seen.page.context.expect_page() as opened:
        item.locator("h3 a").click()
    story = opened.value
    story.wait_for_load_state()
    assert urlsplit(story.url).path.startswith("/story/")
    assert story.locator("article mark").all_inner_texts() == ["Deir ez-Zor"]
    expect(story.locator("h1")).to_have_text("Report 25: a market was hit")
    # And back to the map, to the place it names.
    story.locator("article a.place").click()
    back = Map(story, seen.address).ready()
    assert back.state()["place"] == "sy-deir-ez-zor"


def test_a_related_headline_leads_to_its_article(start: Start) -> None:
    seen = start()
    seen.choose("sy-rukban-camp")
    item = seen.stories_shown().first
    expect(item.locator("h3")).to_have_text("سكان مخيم الركبان يطالبون بفتح الطريق أمام المساعدات")
    expect(item.locator(".meta").first).to_contain_text("date unknown")
    assert item.locator("mark").all_inner_texts() == ["الركبان"]
    with seen.page.context.expect_page() as opened:
        item.locator(".found a").click()
    article = opened.value
    article.wait_for_load_state()
    expect(article.locator("h1")).to_have_text("هدوء في الرقة بعد ليلة من القصف")
    assert article.locator("article").get_attribute("dir") == "rtl"
    assert "دير الزور" in article.locator("article mark").all_inner_texts()
    # Letters beyond the basic plane (🕊) do not shift the mark.
    seen.choose("sy-deir-ez-zor")
    item = seen.stories_shown().filter(has_text="هدوء في الرقة")
    assert item.locator("mark").all_inner_texts() == ["دير الزور"]


def test_where_one_looks_before_the_base_map_is_whole_stays(start: Start) -> None:
    seen = start("?mark=sy-aleppo")
    seen.stories_shown()
    seen.page.evaluate("() => { window.conflictMap.map().jumpTo({ center: [36, 32], zoom: 7 }); }")
    seen.until_whole()
    # Plotly looks where its layout says: at the end of its start, and when the window changes its size.
    begun = "() => Boolean(document.querySelector('.js-plotly-plot')._fullLayout.map._subplot.viewInitial)"
    wait_until(lambda: seen.page.evaluate(begun), "plotly is done with its start")
    width = "() => window.conflictMap.map().getCanvas().clientWidth"
    before = seen.page.evaluate(width)
    seen.page.set_viewport_size({"width": 1100, "height": 700})
    wait_until(lambda: seen.page.evaluate(width) != before, "the map has its new size")
    seen.at_rest("sy-raqqa")
    looks = "() => [...window.conflictMap.map().getCenter().toArray(), window.conflictMap.map().getZoom()]"
    assert seen.page.evaluate(looks) == pytest.approx([36, 32, 7])
    assert "view=36.0000,32.0000,7.00" in seen.url()


def test_what_stories_say_is_never_html(start: Start) -> None:
    seen = start("?mark=sy-aleppo")
    item = seen.stories_shown().filter(has_text="onerror")
    expect(item.locator("h3")).to_contain_text("<img src=x onerror=document.title='broken'> seen in Aleppo")
    expect(item.locator(".meta").first).to_contain_text("<b>Example</b>")
    assert item.locator("img, b").count() == 0
    with seen.page.context.expect_page() as opened:
        item.locator("h3 a").click()
    opened.value.wait_for_load_state()
    assert opened.value.locator("img").count() == 0
    assert "broken" not in (seen.page.title(), opened.value.title())


def test_what_is_counted_can_be_chosen(start: Start) -> None:
    seen = start()
    seen.element("undated").click()
    state = seen.until(lambda state: not state["undated"]["shown"], "undated stories are hidden")
    assert "sy-rukban-camp" not in {place["key"] for place in state["places"]}
    expect(seen.element("undated")).to_have_attribute("aria-pressed", "false")
    expect(seen.element("counts")).to_contain_text("2 without a date, hidden")
    wait_until(lambda: "undated=0" in seen.url(), "the address says so")
    seen.element("undated").click()
    assert "sy-rukban-camp" in seen.places()
    seen.element("measure").select_option("mentions")
    state = seen.until(lambda state: state["measure"] == "mentions", "mentions are counted")
    expect(seen.element("counts")).to_contain_text(f"{state['mentions']} mentions")
    expect(seen.element("legend")).to_contain_text("mentions")
    seen.page.get_by_role("button", name="1 story names no place that we know").click()
    expect(seen.stories_shown().locator("h3")).to_have_text("The talks go on")
    seen.page.get_by_role("button", name="All places").click()
    expect(seen.page.locator("#story-panel .place-row").first).to_be_visible()
