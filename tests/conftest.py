"""What every test gets: no network, none of the user's settings; a server and a browser where it asks."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests import ROOT, network
from tests.serving import RunningApp

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

    from tests.watching import Watch

AppFactory = Callable[..., RunningApp]
PageFactory = Callable[..., "Page"]

ORDER = ("conventions", "unit", "contracts", "eval", "benchmarks", "e2e")
"""Folders of tests, the quick ones first; what is in none of them runs after the conventions."""
PATIENCE_MS = 20_000
"""How long a browser is waited for by default; only a test that fails takes as long."""

hypothesis.settings.register_profile("project", deadline=None, max_examples=100, print_blob=True)
hypothesis.settings.register_profile(
    "ci", parent=hypothesis.settings.get_profile("project"), derandomize=True, database=None
)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "project")

network.forbid()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slow folders last, keeping the order within each."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    folder = (
        item.path.relative_to(ROOT / "tests").parts[0] if item.path.is_relative_to(ROOT / "tests") else ""
    )
    return ORDER.index(folder) if folder in ORDER else 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Let the ``page`` fixtures know whether their test failed, so that they keep a picture."""
    report = yield
    if report.when == "call":
        item.stash[_failed] = report.failed
    return report


_failed: pytest.StashKey[bool] = pytest.StashKey()


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail a test that tries to reach another machine, even where the code it tests swallows the refusal."""
    network.attempts.clear()
    yield
    if network.attempts:
        tried = ", ".join(network.attempts)
        network.attempts.clear()
        pytest.fail(f"This test tried to reach another machine: {tried}")


@pytest.fixture(autouse=True)
def no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the ``CONFLICT_MAP_*`` variables of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("CONFLICT_MAP_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def module_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppFactory]:
    """Servers for one module: ``module_app(database, *arguments, environment={})`` starts a RunningApp."""
    with ExitStack() as stack:

        def start(database: Path | str, *arguments: str, **options: Any) -> RunningApp:
            log = tmp_path_factory.mktemp("server") / "output.txt"
            return stack.enter_context(RunningApp(database, log, *arguments, **options))

        yield start


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """A Chromium that can draw the map; without one the test fails and says what to install."""
    from tests.browser import find_chromium

    search = find_chromium()
    if search.path is None:
        pytest.fail(search.explanation(), pytrace=False)
    return search.path


@pytest.fixture(scope="session")
def playwright_driver(chromium_path: Path) -> Iterator[Playwright]:
    """Playwright, one for the session; only after the search for a browser, which needs one of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright_driver: Playwright, chromium_path: Path) -> Iterator[Browser]:
    """One headless browser for the session."""
    from playwright.sync_api import expect

    from tests.browser import launch

    expect.set_options(timeout=PATIENCE_MS)
    running = launch(playwright_driver, chromium_path)
    yield running
    running.close()


@pytest.fixture
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Watch]]:
    """Make watched browser contexts; any problem one of them noted fails the test in the end.

    ``watched(viewport={"width": 390, "height": 844}, locale="ar", color_scheme="dark")`` takes what
    Playwright's ``new_context`` takes; with ``first_visit=True`` the page greets as it does at first.
    """
    from tests.watching import BEEN_HERE, Watch

    watches = []
    contexts = []

    def make(*, first_visit: bool = False, **options: Any) -> Watch:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options}
        )
        context.set_default_timeout(PATIENCE_MS)
        if not first_visit:
            context.add_init_script(BEEN_HERE)
        contexts.append(context)
        watches.append(Watch(context))
        return watches[-1]

    yield make
    problems = [problem for watch in watches for problem in watch.problems()]
    if problems or request.node.stash.get(_failed, False):
        _keep_pictures([page for context in contexts for page in context.pages], request.node.name)
    for context in contexts:
        context.close()
    if problems:
        pytest.fail("The browser noted:\n" + "\n".join(problems), pytrace=False)


def _keep_pictures(pages: list[Page], test: str) -> None:
    """Save what the pages of a failed test looked like under ``build/failures``."""
    from playwright.sync_api import Error

    for number, page in enumerate(pages):
        name = re.sub(r"[^\w-]+", "-", f"{test}-{number}").strip("-")
        try:
            page.screenshot(path=ROOT / "build" / "failures" / f"{name}.png", timeout=10_000)
        except Error as error:  # a page that crashed has no picture; the failure itself is what matters
            print(f"No picture of {page.url}: {error.message}")


@pytest.fixture
def watch(watched: Callable[..., Watch]) -> Watch:
    """The watch over the ``page`` fixture's context, to tolerate an error or stand in for another host."""
    return watched()


@pytest.fixture
def page(watch: Watch) -> Page:
    """A page of 1280 by 800 in English, under watch."""
    return watch.new_page()
