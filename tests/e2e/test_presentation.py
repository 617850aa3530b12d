"""Presentation for a screenshot, and the page that other sites may frame."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from playwright.sync_api import Frame, Page

from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp
from tests.watching import Watch

Start = Callable[..., Map]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_tools_go_and_come_back_by_key(start: Start, language: str) -> None:
    shown = start(f"?lang={language}&title=Raqqa&from=2017-09-10&view=38.5,35.4,6.2")
    before = shown.state()["view"]
    shown.page.keyboard.press("p")
    shown.until(lambda state: state["presenting"], "it is presented")
    for gone in ("search", "filters", "story-panel", "play", "zoom-in", "layers", "publish", "measure"):
        assert shown.element(gone).is_hidden(), gone
    for stays in ("headline", "period", "counts", "legend", "scale-bar"):
        assert shown.element(stays).is_visible(), stays
    assert shown.page.locator(".credits").is_visible()
    assert shown.element("headline").inner_text() == "Raqqa"
    # A picture cannot be unfolded, and what chooses its shape hides none of its words.
    shown.page.locator(".camps-key .line").first.wait_for()
    shown.page.mouse.move(400, 300)
    bar, headline = shown.box("presenting"), shown.box("headline")
    assert bar["y"] >= headline["y"] + headline["height"]
    shown.element("presenting").locator("select").select_option("4x5")
    shown.until(lambda state: state["ratio"] == "4x5", "another shape")
    box = shown.box("page")
    assert box["width"] / box["height"] == pytest.approx(0.8, abs=0.01)
    wait_until(lambda: parse_qs(urlsplit(shown.url()).query).get("present") == ["1"], "the address says so")
    shown.page.keyboard.press("Escape")
    shown.until(lambda state: not state["presenting"], "the tools are back")
    assert shown.element("search").is_visible()
    assert shown.page.locator(".camps-key .line").first.is_hidden()
    back = shown.until(
        lambda state: abs(state["view"]["zoom"] - before["zoom"]) < 0.05, "the map stands where it stood"
    )
    assert back["view"]["lon"] == pytest.approx(before["lon"], abs=0.05)


class _Other(http.server.BaseHTTPRequestHandler):
    """Another site's page, which frames the address in its query."""

    def do_GET(self) -> None:
        source = escape(unquote(urlsplit(self.path).query))
        frame = f'<iframe src="{source}" width="800" height="520"></iframe>'
        body = f"<!doctype html><title>News</title><link rel=icon href=data:,>{frame}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def other_site() -> Iterator[str]:
    """The address of a site that is not the map's: another host's name, another port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()


def _framed(page: Page, other_site: str, address: str) -> Frame:
    """A page of another site with the map in a frame."""
    page.goto(f"{other_site}/?{quote(address)}")
    element = page.locator("iframe").element_handle()
    frame = element.content_frame() if element else None
    assert frame is not None
    return frame


def _state(frame: Frame) -> dict[str, Any] | None:
    found: dict[str, Any] | None = frame.evaluate(
        "() => window.conflictMap ? window.conflictMap.state() : null"
    )
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_another_site_frames_map_and_slider_and_can_change_nothing(
    page: Page, watch: Watch, dashboard: RunningApp, other_site: str, language: str
) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(urlsplit(request.url).path))
    search = f"?lang={language}&from=2017-09-10&to=2017-10-20"
    frame = _framed(page, other_site, f"{dashboard.address}/embed{search}")
    wait_until(lambda: (_state(frame) or {}).get("ready"), "the framed map is ready")
    state = _state(frame)
    assert state is not None
    assert state["window"] == {"from": "2017-09-10", "to": "2017-10-20"}
    assert {path for path in asked if path.startswith("/api/")} <= {
        "/api/cube",
        "/api/areas",
        "/api/areas/cube",
        "/api/camps",
    }
    assert frame.locator("#legend").count() == 1
    assert frame.locator(".credits").is_visible()
    link = frame.locator("#embed-open")
    whole = urlsplit(link.get_attribute("href") or "")
    assert whole.path == "/"
    assert parse_qs(whole.query)["from"] == ["2017-09-10"]
    reachable = frame.evaluate(
        "() => [...document.querySelectorAll('a, button, input, select, textarea, [tabindex=\"0\"]')]"
        ".filter((node) => node.checkVisibility() && !node.disabled && node.tabIndex >= 0)"
        ".map((node) => node.id || node.className || node.tagName)"
    )
    known = {"zoom-in", "zoom-out", "zoom-all", "embed-open", "step-back", "play", "step-forward"}
    known |= {"window-body", "window-from", "window-to", "layer-key-title"}
    assert known <= set(reachable)
    assert [name for name in reachable if name not in known and "canvas" not in name.lower()] == []
    watch.tolerate("Content Security Policy|Failed to fetch|Refused to connect")
    for path in ("/api/access", "/api/drafts", "/api/health"):
        outcome = frame.evaluate(
            "(path) => fetch(path, { method: 'POST', headers: { 'X-Conflict-Map': 'page' } })"
            ".then(() => 'sent', () => 'refused')",
            path,
        )
        assert outcome == "refused", path


@pytest.mark.parametrize("path", ["/", "/story/1", "/embed/"])
def test_no_other_page_may_be_framed(
    page: Page, watch: Watch, dashboard: RunningApp, other_site: str, path: str
) -> None:
    watch.tolerate("frame-ancestors|X-Frame-Options|Refused to (display|frame)|Framing")
    frame = _framed(page, other_site, f"{dashboard.address}{path}")
    page.wait_for_timeout(1500)
    assert not frame.url.startswith(dashboard.address)
