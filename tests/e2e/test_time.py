"""Time: presets, typed dates, both times, the play, two windows compared, coverage, what has no date."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.ingest import ingest
from geodata.readers import Defaults
from geodata.stores import open_store
from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp
from tests.watching import Watch

FIRST, LAST = date(2017, 3, 1), date(2017, 10, 28)
PLACES = ("Raqqa", "Deir ez-Zor", "Aleppo")


def _rows() -> Iterator[dict[str, str]]:
    days = [FIRST + timedelta(days=3 * number) for number in range(80)]
    silent = (date(2017, 5, 1), date(2017, 6, 30))
    for number, day in enumerate(day for day in days if not silent[0] <= day <= silent[1]):
        # Aleppo falls silent in July, Deir ez-Zor is not spoken of before.
        place = PLACES[number % 2] if day > silent[1] else PLACES[2 - 2 * (number % 2)]
        told = " on 4 March 2017" if day == date(2017, 10, 24) else ""
        yield {
            "id": f"r{number}",
            "title": f"Report {number}",
            "text": f"Residents of {place} said that a market was hit{told}. It was closed.",
            "published": day.isoformat(),
            "source": "Example News" if number % 4 else "Northern Post",
        }
    yield {"id": "last", "title": "Bread in Raqqa", "published": LAST.isoformat(), "source": "Northern Post"}
    yield {"id": "none", "title": "Flour runs short in Raqqa", "source": "Example News"}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """A server over eight months with two silent ones among them."""
    folder = tmp_path_factory.mktemp("time")
    table = folder / "rows.jsonl"
    table.write_text("\n".join(json.dumps(row) for row in _rows()), encoding="utf-8")
    path = folder / "news.db"
    store = open_store(str(path))
    assert not ingest([table], store, Geoparser(bundled()), Defaults()).failed
    store.close()
    with RunningApp(path, folder / "output.txt") as running:
        yield running


@pytest.fixture
def start(page: Page, served: RunningApp) -> Callable[..., Map]:
    """Open the page: ``start("?lang=ar")``."""
    return lambda search="": Map(page, served.address).open(search)


Start = Callable[..., Map]


@pytest.mark.parametrize(("language", "newest"), [("en", "28 Oct 2017"), ("ar", "28 تشرين الأول 2017")])
def test_a_preset_ends_with_the_newest_story_and_says_so(start: Start, language: str, newest: str) -> None:
    seen = start(f"?lang={language}&tools=1")
    expect(seen.page.locator("#presets .until")).to_contain_text(newest)
    seen.page.locator("#presets [data-preset=week]").click()
    seen.until(lambda state: state["window"] == {"from": "2017-10-22", "to": "2017-10-28"}, "a week")
    expect(seen.page.locator("#presets [data-preset=week]")).to_have_attribute("aria-pressed", "true")
    wait_until(lambda: "from=2017-10-22" in seen.url(), "the week is in the address")
    seen.page.go_back()
    seen.until(lambda state: state["window"]["from"] == "2017-03-01", "back to the whole time")
    field = seen.page.locator("#dates input[name=from]")
    field.fill("آب ٢٠١٧" if language == "ar" else "1 August 2017")
    seen.page.locator("#dates input[name=to]").fill("2017-08")
    seen.page.locator("#dates button").click()
    state = seen.until(
        lambda state: state["window"] == {"from": "2017-08-01", "to": "2017-08-31"}, "August as typed"
    )
    counts = seen.element("counts").inner_text()
    assert str(state["stories"]) in counts
    assert str(state["mentions"]) in counts
    asked = "from=2017-08-01&to=2017-08-31"
    assert len(state["places"]) == 2
    listed = seen.page.request.get(f"{seen.address}/api/stories?mark=sy-raqqa&{asked}").json()
    assert listed["total"] == seen.places()["sy-raqqa"], "what is counted is what is listed"


def test_what_is_no_date_is_said_at_its_field_and_changes_nothing(start: Start) -> None:
    seen = start("?tools=1")
    before = seen.state()["window"]
    field = seen.page.locator("#dates input[name=to]")
    field.fill("the other day")
    field.press("Enter")
    expect(seen.page.locator("#dates [role=alert]")).to_contain_text("“the other day” is no date")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("2017-02-01")
    field.press("Enter")
    seen.page.locator("#dates input[name=from]").fill("2017-09-01")
    seen.page.locator("#dates button").click()
    expect(seen.page.locator("#dates [role=alert]")).to_contain_text("before the first")
    assert seen.state()["window"]["to"] in (before["to"], "2017-03-01", "2017-02-01")


def test_the_day_told_is_another_time_than_the_day_of_print(start: Start) -> None:
    seen = start("?from=2017-03-04&to=2017-03-04")
    published = seen.state()
    seen.page.locator("#time-axis [data-time=event]").click()
    state = seen.until(
        lambda state: state["time"] == "event" and state["stories"] > published["stories"], "told days"
    )
    assert state["uncertain"] > 0, "who tells no day is put on that of print, and that is not certain"
    expect(seen.element("counts")).to_contain_text("uncertain day")
    wait_until(lambda: "time=event" in seen.url(), "it is in the address")
    told = seen.page.request.get(
        f"{seen.address}/api/stories?mark=sy-raqqa&time=event&from=2017-03-04&to=2017-03-04"
    ).json()
    assert told["total"] == seen.places()["sy-raqqa"]


def test_the_play_grows_skips_and_begins_anew(start: Start) -> None:
    seen = start("?tools=1&bin=week&from=2017-04-15&to=2017-04-28&skip=1&mode=cumulative")
    page = seen.page
    seen.element("speed").select_option("20")
    seen.element("loop").click()
    seen.element("play").click()
    ends: set[str] = set()
    wait_until(lambda: ends.add(seen.state()["window"]["to"]) or "2017-10-28" in ends, "it plays to the end")
    assert seen.state()["window"]["from"] == "2017-04-15", "it grows from its first day"
    assert not [end for end in ends if "2017-05-12" < end < "2017-06-30"], "silent weeks are passed over"
    wait_until(lambda: seen.state()["window"]["to"] < "2017-10-01", "it begins anew")
    seen.element("play").click()
    assert not seen.state()["playing"]
    seen.element("play-mode").select_option("start")
    seen.until(lambda state: state["window"]["from"] == "2017-03-01", "from the first story")
    for pair in ("mode=start", "skip=1", "loop=1", "speed=20"):
        wait_until(lambda pair=pair: pair in seen.url(), pair)
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("Home")
    seen.until(lambda state: state["window"]["to"] < "2017-03-10", "home")
    page.keyboard.press("Shift+ArrowRight")
    seen.until(lambda state: "2017-04-15" < state["window"]["to"] < "2017-05-10", "seven weeks on")
    page.keyboard.press("End")
    seen.until(lambda state: state["window"]["to"] == "2017-10-28", "end")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_two_windows_side_by_side(start: Start, language: str) -> None:
    seen = start(f"?lang={language}&tools=1&from=2017-07-15&to=2017-09-14")
    seen.element("compare").click()
    state = seen.until(lambda state: state["comparison"], "compared")
    found = state["comparison"]
    assert (found["b"]["from"], found["b"]["to"]) == ("2017-05-14", "2017-07-14"), "right before, as long"
    expect(seen.element("second-body")).to_be_visible()
    seen.drag("second-body", 0.12)
    state = seen.until(lambda state: state["comparison"]["b"]["from"] < "2017-03-20", "dragged")
    found = state["comparison"]
    assert (found["new"], found["gone"]) == (1, 1), "Deir ez-Zor is new, Aleppo is gone"
    for which, begin, end in (("a", "2017-07-15", "2017-09-14"), ("b", found["b"]["from"], found["b"]["to"])):
        numbers = seen.page.locator(f"#comparison tr.{which} td")
        raw = seen.page.request.get(f"{seen.address}/api/outlets?undated=no&from={begin}&to={end}").json()
        expect(numbers.nth(3)).to_have_text(str(raw["outlets"]))
        assert numbers.nth(0).inner_text() == str(found[which]["stories"])
    circles = (
        "() => window.conflictMap.map().getSource('conflict-map-changes')?.serialize().data.features.length"
    )
    wait_until(lambda: seen.page.evaluate(circles) == 3, "the changes are on the map")
    wait_until(lambda: f"vs_from={found['b']['from']}" in seen.url(), "it is in the address")
    seen.page.reload()
    seen.ready()
    again = seen.until(lambda state: state["comparison"], "compared again")
    assert again["comparison"] == found
    seen.page.locator("#comparison button").click()
    seen.until(lambda state: state["comparison"] is None, "ended")
    expect(seen.element("comparison")).to_be_hidden()
    wait_until(lambda: seen.page.evaluate(circles) == 0, "the changes are gone")


def test_coverage_shows_where_nothing_is_known(start: Start) -> None:
    seen = start("?tools=1")
    wait_until(lambda: seen.state()["coverage"], "the coverage is there")
    days = [first for first, length in seen.state()["coverage"]["silent"] if length > 50]
    assert len(days) == 1, "one long silence"
    seen.element("coverage").click()
    rows = seen.page.locator("#coverage-table tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="Northern Post")).to_contain_text("28 Oct 2017")
    drawn = rows.locator(".outlet-days").evaluate_all(
        "(bars) => bars.map((bar) => getComputedStyle(bar).backgroundImage)"
    )
    assert all("gradient" in each for each in drawn), "each outlet's days are a strip"
    assert len(set(drawn)) == 2, "and not the same one"
    strip = seen.page.evaluate(
        """() => { const canvas = document.querySelector('#coverage-strip');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, 1);
        const drawn = [...Array(canvas.width).keys()].filter((i) => data[4 * i + 3] > 0);
        return drawn.length / canvas.width; }"""
    )
    assert 0.2 < strip < 0.95, "drawn, with gaps"
    seen.page.keyboard.press("Tab")
    seen.page.locator("#coverage-table button").press("Escape")
    expect(seen.element("coverage-table")).to_be_hidden()


MOVED = """() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().flatMap((entry) => entry.sources)
    .filter(({ node }) => node && node.id === "timeline")
    .map(({ previousRect, currentRect }) => [previousRect.top, currentRect.top]);
}"""


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (390, 844)])
def test_neither_the_start_nor_a_step_changes_the_size_of_the_map(
    watched: Callable[..., Watch], served: RunningApp, language: str, size: tuple[int, int]
) -> None:
    page = watched(viewport={"width": size[0], "height": size[1]}).new_page()
    shown = Map(page, served.address).open(f"?lang={language}")
    shown.until_whole()
    top = shown.box("timeline")["y"]
    assert page.evaluate(MOVED) == []
    # As many words as there are, and fewer.
    counts = shown.element("counts")
    for days in ("from=2017-10-28&to=2017-10-28", "from=2017-05-03&to=2017-05-04", ""):
        before = counts.inner_text()
        page.evaluate("(search) => history.pushState(null, '', search)", f"?lang={language}&{days}")
        page.evaluate("() => dispatchEvent(new PopStateEvent('popstate'))")
        expect(counts).not_to_have_text(before)
        assert shown.box("timeline")["y"] == top


def test_what_has_no_date_has_a_bin_that_opens(start: Start) -> None:
    seen = start("?from=2017-08-01&to=2017-08-31")
    expect(seen.page.locator("#undated-bin .sum")).to_have_text("1")
    seen.element("undated-bin").click()
    expect(seen.page.locator("#story-panel h2").first).to_have_text("Stories without a date")
    expect(seen.stories_shown()).to_have_count(1)
    expect(seen.stories_shown().first).to_contain_text("Flour runs short")
    wait_until(lambda: "mark=undated" in seen.url(), "it is in the address")
    seen.page.locator("#story-panel .back").click()
    seen.until(lambda state: state["place"] == "", "back at the places")
    seen.element("undated").click()
    seen.until(lambda state: not state["undated"]["shown"], "hidden")
    assert "off" in (seen.element("undated-bin").get_attribute("class") or "")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_nothing_is_cut_and_everything_is_reached(
    watched: Callable[..., Watch], served: RunningApp, language: str
) -> None:
    watch = watched(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = watch.new_page()
    seen = Map(page, served.address).open(f"?lang={language}")
    cut = page.evaluate(
        "() => { const e = document.querySelector('.told'); const b = e.getBoundingClientRect(); "
        "return e.scrollWidth > e.clientWidth + 1 || b.left < 0 || b.right > 390 || b.bottom > 844; }"
    )
    assert not cut, "all counts are to be read"
    assert seen.box("timeline")["height"] < 76
    expect(seen.element("compare")).to_be_hidden()
    seen.element("time-more").tap()
    for name in ("compare", "coverage", "speed", "play-mode", "bin", "measure", "undated"):
        box = seen.box(name)
        assert box["height"] >= 38, f"{name} is large enough for a finger"
        assert box["x"] >= 0, name
        assert box["x"] + box["width"] <= 390, name
    page.locator("#presets [data-preset=month]").tap()
    seen.until(lambda state: state["window"]["from"] == "2017-09-29", "a month")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
