"""Adding stories on the page: paste, files, address; looked at, kept, taken back. In both languages."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page
from waitress import create_server

from dashboard.factory import create_app
from dashboard.services import Services
from geodata.fetching import Fetcher, Policy
from geodata.gazetteer.index import bundled
from geodata.settings import Settings
from geodata.stores import open_store
from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp
from tests.watching import Watch

ARTICLE = """أهالي الرقة يعودون إلى بيوتهم - وكالة للتجربة

أهالي الرقة يعودون إلى بيوتهم

وكالة للتجربة - الرقة (خاص)
عادت عائلات إلى مدينة الرقة، ووصلت أخرى من دير الزور، بحسب سكان.
"""
WORDS = {
    "en": {"files": "Files", "address": "Address", "undo": "Undo", "undone": "as it was before"},
    "ar": {"files": "ملفات", "address": "رابط", "undo": "تراجع", "undone": "كما كانت"},
}
LANGUAGES = ("en", "ar")


@pytest.fixture
def opened(page: Page, emptied: RunningApp) -> Callable[[str], Map]:
    """The map over an empty database, with the window for adding open."""

    def open_window(language: str) -> Map:
        shown = Map(page, emptied.address).open(f"?lang={language}")
        shown.element("add").click()
        page.locator("#adding textarea").wait_for()
        return shown

    return open_window


def look(page: Page) -> None:
    page.locator("#adding form .primary").click()
    page.locator("#adding .drafts").wait_for(timeout=30_000)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pasted_text_is_looked_at_kept_and_taken_back(opened: Callable[[str], Map], language: str) -> None:
    shown = opened(language)
    page, words = shown.page, WORDS[language]
    page.locator("#adding textarea").fill(ARTICLE)
    page.locator("#adding input[name=published]").fill("2017-11-02")
    look(page)
    draft = page.locator("#adding .draft")
    assert draft.locator("h3").inner_text() == "أهالي الرقة يعودون إلى بيوتهم"
    assert "2017" in draft.locator(".meta").first.inner_text()
    drawn = draft.locator(".chip.drawn").all_inner_texts()
    assert ("الرقة" if language == "ar" else "Raqqa") in drawn
    assert shown.state()["stories"] == 0, "looking keeps nothing"

    page.locator("#adding .primary").click()
    page.locator("#adding .done").wait_for(timeout=30_000)
    wait_until(lambda: "sy-raqqa" in shown.places(), "Raqqa stands on the map")

    page.locator("#adding").get_by_text(words["undo"]).click()
    wait_until(lambda: words["undone"] in page.locator("#adding").inner_text(), "it is undone")
    wait_until(lambda: shown.state()["stories"] == 0, "the map is empty again")


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_read_and_what_is_broken_is_told(
    opened: Callable[[str], Map], tmp_path: Path, language: str
) -> None:
    shown = opened(language)
    page = shown.page
    good, broken = tmp_path / "news.csv", tmp_path / "broken.csv"
    good.write_text(
        "title,date,source\nShelling in Raqqa,2017-10-12,A\nAid reaches Idlib,2017-10-13,B\n", "utf-8"
    )
    broken.write_bytes(b"\x00\x01\x02" * 50)
    page.locator("#adding").get_by_role("button", name=WORDS[language]["files"], exact=True).click()
    page.locator("#adding input[type=file]").set_input_files([good, broken])
    look(page)
    assert page.locator("#adding .draft").count() == 2
    assert "broken.csv" in page.locator("#adding .refusals").inner_text()
    page.locator("#adding .primary").click()
    page.locator("#adding .done").wait_for(timeout=30_000)
    page.locator("#adding .primary").click()
    assert not page.locator("#adding").is_visible()
    wait_until(lambda: {"sy-raqqa", "sy-idlib"} <= set(shown.places()), "both places stand on the map")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_is_not_fetched_until_someone_turns_it_on(
    opened: Callable[[str], Map], watch: Watch, language: str
) -> None:
    # The status of a refusal is an error to the browser's console; the page says it in words.
    watch.tolerate(r"status of 400 .*/api/adding")
    shown = opened(language)
    page = shown.page
    page.locator("#adding").get_by_role("button", name=WORDS[language]["address"], exact=True).click()
    page.locator("#adding input[name=address]").fill("https://example.org/story")
    page.locator("#adding form .primary").click()
    wait_until(lambda: "--fetch" in page.locator("#adding").inner_text(), "the page says how to turn it on")


def test_escape_closes_the_window_and_the_text_is_still_there(opened: Callable[[str], Map]) -> None:
    shown = opened("en")
    page = shown.page
    page.locator("#adding textarea").fill("Half a story")
    page.keyboard.press("Escape")
    assert not page.locator("#adding").is_visible()
    shown.element("add").click()
    assert page.locator("#adding textarea").input_value() == "Half a story"


PAGE_HTML = """<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<title>{title} - Test Agency</title><meta property="og:site_name" content="Test Agency">
<meta property="article:published_time" content="2018-03-04T10:00:00+02:00"></head>
<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"""
STORIES = {
    "en": (
        "Trucks reach Deir ez-Zor",
        "Twelve trucks with flour reached Deir ez-Zor on Sunday, drivers said. " * 8,
    ),
    "ar": (
        "شاحنات تصل إلى دير الزور",
        "وصلت اثنتا عشرة شاحنة محملة بالطحين إلى دير الزور يوم الأحد بحسب السائقين. " * 8,
    ),
}


@pytest.fixture
def agency() -> Iterator[str]:
    """A news site on this machine, in both languages."""

    class Agency(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            title, text = STORIES.get(self.path.strip("/"), ("", ""))
            body = PAGE_HTML.format(language=self.path.strip("/"), title=title, text=text).encode()
            self.send_response(200 if title else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Agency) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


@pytest.fixture
def fetching(agency: str) -> Iterator[str]:
    """The dashboard with fetching turned on; its fetcher may ask the agency although that is not public."""
    port = int(agency.rpartition(":")[2])
    fetcher = Fetcher(Policy(ports=frozenset({port}), may_ask=lambda address: True, interval=0.01))
    with closing(open_store(":memory:")) as store:
        app = create_app(Services(store, bundled()), Settings(fetch=True), fetcher)
        server = create_server(app.server, host="127.0.0.1", port=0, threads=4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()
        thread.join(timeout=10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fetched_page_becomes_a_story_with_its_source(
    page: Page, agency: str, fetching: str, language: str
) -> None:
    shown = Map(page, fetching).open(f"?lang={language}")
    shown.element("add").click()
    page.locator("#adding textarea").wait_for()
    page.locator("#adding").get_by_role("button", name=WORDS[language]["address"], exact=True).click()
    page.locator("#adding input[name=address]").fill(f"{agency}/{language}")
    look(page)
    draft = page.locator("#adding .draft")
    assert draft.locator("h3").inner_text() == STORIES[language][0]
    assert "Test Agency" in draft.locator(".meta").first.inner_text()
    page.locator("#adding .primary").click()
    page.locator("#adding .done").wait_for(timeout=30_000)
    page.locator("#adding .primary").click()
    wait_until(lambda: "sy-deir-ez-zor" in shown.places(), "Deir ez-Zor stands on the map")
    shown.choose("sy-deir-ez-zor")
    assert page.locator("#story-panel .source-link").first.get_attribute("href") == f"{agency}/{language}"
