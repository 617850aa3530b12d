"""One dashboard over stories of our own for all tests of the browser, and a site their links lead to."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.ingest import ingest
from geodata.models import When
from geodata.readers import Defaults
from geodata.stores import open_store
from tests.e2e.driving import Map
from tests.serving import RunningApp

FIRST_DAY = date(2017, 9, 2)
PLACES = ("Raqqa", "Deir ez-Zor", "Aleppo", "Idlib")
REPORTS = 28

ARTICLE = """هدوء في الرقة بعد ليلة من القصف - وكالة للتجربة

هدوء في الرقة بعد ليلة من القصف

وكالة للتجربة - الرقة (خاص)
قال سكان إن الهدوء عاد إلى أحياء مدينة الرقة بعد ليلة من القصف المتبادل 🕊 وإن الأفران فتحت أبوابها.
وأضافوا أن عائلات وصلت من دير الزور قبل يومين، وأن الطرق لا تزال خطرة.

مقالات ذات صلة

سكان مخيم الركبان يطالبون بفتح الطريق أمام المساعدات
"""


@dataclass(slots=True)
class Site:
    """The source of the stories: a small server that remembers who asked it for what."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and ``Referer`` of every request."""


def _handler(site: Site) -> type[http.server.BaseHTTPRequestHandler]:
    class Source(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers.get("Referer", "")))
            body = f"<!doctype html><title>Source {self.path}</title><link rel=icon href=data:,><p>x".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Source


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """Where the stories' links lead."""
    made = Site()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(made)) as server:
        made.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield made
        server.shutdown()
        thread.join()


def _rows(site: Site) -> Iterator[dict[str, str]]:
    for number in range(REPORTS):
        place = PLACES[number % len(PLACES)]
        yield {
            "id": f"r{number}",
            "title": f"Report {number}: a market was hit",
            "text": "Nobody claimed it. "
            f"Residents of {place} said that a market was hit at noon. It was closed.",
            "published": (FIRST_DAY + timedelta(days=4 * number)).isoformat(),
            "source": "Example News",
            # Every second one leads to its source; the others can only be read here.
            "url": f"{site.address}/story/{number}" if number % 2 == 0 else "",
        }
    yield {"id": "u1", "title": "Flour runs short in Idlib", "source": "Example News"}
    yield {"id": "n1", "title": "The talks go on", "published": "2017-10-01", "source": "Example News"}
    script = "<img src=x onerror=document.title='broken'> seen in Aleppo"
    yield {"id": "s1", "title": script, "published": "2017-12-28", "source": "<b>Example</b>"}


@pytest.fixture(scope="session")
def database(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stories read as the command line reads them: a table of reports and one article."""
    folder = tmp_path_factory.mktemp("stories")
    table, article = folder / "reports.jsonl", folder / "article.txt"
    table.write_text("\n".join(json.dumps(row) for row in _rows(site)), encoding="utf-8")
    article.write_text(ARTICLE, encoding="utf-8")
    path = folder / "news.db"
    store = open_store(str(path))
    parser = Geoparser(bundled())
    published = When(date(2017, 10, 12), date(2017, 10, 12))
    report = ingest([table], store, parser, Defaults())
    written = ingest([article], store, parser, Defaults("وكالة للتجربة", published))
    store.close()
    assert not report.failed
    assert not written.failed
    return path


@pytest.fixture(scope="session")
def dashboard(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """``python app.py serve`` over those stories."""
    with RunningApp(database, tmp_path_factory.mktemp("server") / "output.txt") as running:
        yield running


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """``serve --no-sample`` over an empty database, for tests that only read; ``emptied`` for the others."""
    folder = tmp_path_factory.mktemp("nothing")
    with RunningApp(folder / "own.db", folder / "output.txt", "--no-sample") as running:
        yield running


@pytest.fixture
def emptied(nothing: RunningApp) -> Iterator[RunningApp]:
    """The same, for a test that adds something: what it leaves there is taken back after it."""
    yield nothing
    with closing(open_store(nothing.database)) as store:
        for batch in store.batches():
            if batch.undone is None:
                store.undo_batch(batch.number)
        for given in store.camp_batches():
            if given.undone is None:
                store.undo_camps(given.number)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """``serve`` as at somebody's first start: no database yet, so the sample stories are shown."""
    folder = tmp_path_factory.mktemp("samples")
    with RunningApp(folder / "empty.db", folder / "output.txt") as running:
        yield running


@pytest.fixture
def start(page: Page, dashboard: RunningApp) -> Callable[..., Map]:
    """Open the page under watch and wait for its map: ``start("?lang=ar")``."""

    def opened(search: str = "") -> Map:
        return Map(page, dashboard.address).open(search)

    return opened
