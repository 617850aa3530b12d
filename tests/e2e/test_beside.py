"""What a text says lies beside a place stands there, with its area, and is told in words."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.distance import geodesic
from playwright.sync_api import Page, expect

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.ingest import ingest
from geodata.models import When
from geodata.readers import Defaults
from geodata.stores import open_store
from tests.conftest import AppFactory
from tests.e2e.driving import Map, wait_until
from tests.serving import RunningApp

ARABIC = "انفجار صباح الجمعة\n\nقال سكان إن انفجارا وقع على بعد 20 كم شرق تدمر صباح الجمعة، ولم تتبنه جهة.\n"
ENGLISH = "Convoy stopped\n\nA convoy of lorries was stopped 20 km east of Palmyra, drivers said on Friday.\n"
KEY = "sy-palmyra~2~20km-E"
PALMYRA = (34.561, 38.282)


@pytest.fixture(scope="module")
def app(module_app: AppFactory, tmp_path_factory: pytest.TempPathFactory) -> RunningApp:
    """A server over two stories of one place 20 km from a town."""
    folder = tmp_path_factory.mktemp("beside")
    texts = {folder / "arabic.txt": ARABIC, folder / "english.txt": ENGLISH}
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    store = open_store(str(folder / "news.db"))
    published = When(date(2017, 10, 13), date(2017, 10, 13))
    report = ingest(list(texts), store, Geoparser(bundled()), Defaults("Example News", published))
    store.close()
    assert not report.failed
    return module_app(folder / "news.db")


def _hatched(page: Page) -> int:
    """Areas the map draws."""
    drawn = (
        "() => window.conflictMap.map().queryRenderedFeatures({ layers: ['conflict-map-areas-fill'] }).length"
    )
    number: int = page.evaluate(drawn)
    return number


@pytest.mark.parametrize(
    ("language", "title", "extent"),
    [
        ("en", "20 km east of Palmyra", "within about 13 km"),
        ("ar", "على بعد 20 كم شرق تدمر", "في حدود 13 كم"),
    ],
)
def test_what_is_20_km_east_of_a_town_stands_there(
    page: Page, app: RunningApp, language: str, title: str, extent: str
) -> None:
    seen = Map(page, app.address).open(f"?lang={language}&view=38.4,34.56,8")
    [mark] = seen.state()["places"]
    assert (mark["key"], mark["stories"], mark["vicinity"]) == (KEY, 2, "offset")
    away = geodesic(PALMYRA, (mark["lat"], mark["lon"])).km
    assert 19.5 < away < 20.5
    assert mark["lon"] > PALMYRA[1]
    row = page.locator(f'#story-panel [data-mark="{KEY}"]')
    expect(row).to_contain_text(title)
    expect(row).to_contain_text(extent)
    assert _hatched(page) == 0
    seen.choose(KEY)
    expect(page.locator("#story-panel h2")).to_contain_text(title)
    assert seen.stories_shown().count() == 2
    wait_until(lambda: _hatched(page) == 1, "its area is drawn")
    wait_until(lambda: parse_qs(urlsplit(seen.url()).query).get("mark") == [KEY], "the address says so")


def test_its_address_leads_back_and_the_sign_at_the_pointer_tells_it(page: Page, app: RunningApp) -> None:
    seen = Map(page, app.address).open(f"?lang=en&view=38.4,34.56,8&mark={KEY}")
    expect(page.locator("#story-panel h2")).to_contain_text("20 km east of Palmyra")
    seen.stories_shown()
    point = page.evaluate("(key) => window.conflictMap.whereIs(key)", KEY)
    page.mouse.move(point["x"], point["y"])
    expect(seen.element("map-tip")).to_contain_text("20 km east of Palmyra")
    expect(seen.element("map-tip")).to_contain_text("within about 13 km")
    expect(seen.element("legend")).to_contain_text("beside a place")
    link = page.locator("#story-panel article.story").first.get_by_role("link", name="Read it in context")
    page.goto(f"{app.address}{link.get_attribute('href')}")
    expect(page.get_by_role("link", name="20 km east of Palmyra")).to_be_visible()
