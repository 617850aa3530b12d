"""The watch over the browser notices what it should: without this, a silent test would prove nothing."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.watching import Watch


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a small server over ``tmp_path``."""
    (tmp_path / "favicon.ico").write_bytes(b"")
    handler = functools.partial(_Quiet, directory=tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("body", "noted"),
    [
        ("<script>console.error('no such layer')</script>", "console error: no such layer"),
        ("<script>absent.draw()</script>", "script error: ReferenceError: absent is not defined"),
        ("<script>Promise.reject(new Error('late'))</script>", "script error: Error: late"),
        (
            "<img src='https://tile.example.org/1.png'>",
            "request to another host: https://tile.example.org/1.png",
        ),
        (
            "<img src='missing.png'>",
            "console error: Failed to load resource: the server responded with a status of 404",
        ),
    ],
)
def test_what_goes_wrong_is_noted(
    page: Page, watch: Watch, site: str, tmp_path: Path, body: str, noted: str
) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{body}", encoding="utf-8")
    page.goto(f"{site}/index.html", wait_until="load")
    page.wait_for_timeout(100)
    assert noted in "\n".join(watch.problems())
    watch.tolerate("")
    assert watch.problems() == []


def test_a_page_that_behaves_leaves_no_note(page: Page, watch: Watch, site: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>x</title><p>Quiet", encoding="utf-8")
    page.goto(f"{site}/index.html")
    assert watch.problems() == []


def test_a_link_out_can_be_followed(page: Page, watch: Watch, site: str, tmp_path: Path) -> None:
    link = "<a target=_blank rel='noopener noreferrer' href='https://news.example.org/1'>Source</a>"
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{link}", encoding="utf-8")
    watch.stand_in(r"^https://news\.example\.org/")
    page.goto(f"{site}/index.html")
    with page.context.expect_page() as opened:
        page.get_by_text("Source").click()
    opened.value.wait_for_load_state()
    assert (opened.value.url, opened.value.title()) == ("https://news.example.org/1", "A source")
    assert watch.problems() == []


def test_the_browser_draws_webgl(page: Page) -> None:
    assert page.evaluate("() => !!document.createElement('canvas').getContext('webgl2')")
