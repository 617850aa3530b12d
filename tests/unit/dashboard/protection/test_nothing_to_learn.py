"""Two worlds whose camps stand elsewhere in one cell are told the same: no question tells them apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.services import Services
from geodata.camp_records import Camp, Population
from geodata.gazetteer.index import Gazetteer
from geodata.models import Precision
from geodata.protection.grid import cell_of
from geodata.query import Query
from geodata.settings import Settings
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, mention, on, story
from tests.unit.dashboard.protection.conftest import BY_KIND, HOMS

CELL = cell_of(BY_KIND.lat, BY_KIND.lon, 0.01)
CORNER = replace(BY_KIND, lat=CELL.lat - 0.0049, lon=CELL.lon + 0.0057)
"""In the same cell, as far from the first as may be."""
STEPS = 24
"""Halvings: far below a metre."""


def filled(store: Store, camp: Any) -> Services:
    """A store with stories of the camp and of towns."""
    store.add(story("Report of the camp", day="2017-09-01"), [mention(camp), mention(RAQQA, start=30)])
    store.add(story("Raqqa alone", day="2017-09-02"), [mention(), mention(DEIR, start=30)])
    store.add(story("Mosul alone", day="2017-09-03"), [mention(MOSUL)])
    return Services(store, Gazetteer([RAQQA, DEIR, MOSUL, RAQQA_GOVERNORATE, HOMS, camp]))


@pytest.fixture
def worlds() -> Iterator[tuple[Services, Services]]:
    """One map of each world."""
    with closing(open_store(":memory:")) as one, closing(open_store(":memory:")) as other:
        yield filled(one, BY_KIND), filled(other, CORNER)


def client(services: Services) -> FlaskClient:
    """Who asks it."""
    return create_app(services, Settings()).server.test_client()


def boxes() -> Iterator[tuple[float, float, float, float]]:
    """Boxes that halve the way to the true position from each side, and cut its cell."""
    for edge, step in product(range(4), range(STEPS)):
        box = [BY_KIND.lon - 1, BY_KIND.lat - 1, BY_KIND.lon + 1, BY_KIND.lat + 1]
        true = (BY_KIND.lon, BY_KIND.lat)[edge % 2]
        box[edge] = true + (1 if edge > 1 else -1) * 0.5**step * (1 if step % 2 else -1)
        if box[1] <= box[3] and box[0] <= box[2]:
            yield tuple(box)  # type: ignore[misc]


def questions() -> Iterator[str]:
    """Every filter and order that knows of places, on the routes that count and list."""
    for box in boxes():
        yield f"bbox={','.join(map(repr, box))}"
        west, south, east, north = box
        yield f"area={west!r} {south!r},{east!r} {south!r},{east!r} {north!r},{west!r} {north!r}"
    for precision in Precision:
        yield f"precision={int(precision)}"
    for sort, order in product(("place", "kind", "unit", "precision", "confidence"), ("asc", "desc")):
        yield f"sort={sort}&dir={order}"
    yield from ("kind=camp", f"place={BY_KIND.id}", f"place={HOMS.id}", "text=camp", "confidence=90")


def test_no_question_tells_one_world_from_the_other(worlds: tuple[Services, Services]) -> None:
    one, other = map(client, worlds)
    routes = (
        "/api/cube",
        "/api/mentions",
        "/api/facets",
        f"/api/stories?mark={BY_KIND.id}",
        "/api/areas/cube",
    )
    for question in questions():
        for route in routes:
            path = f"{route}{'&' if '?' in route else '?'}{question}"
            told = one.get(path)
            assert told.status_code == 200, (path, told.get_data(as_text=True))
            assert told.get_data() == other.get(path).get_data(), path


def test_lists_pictures_feeds_and_files_are_the_same(worlds: tuple[Services, Services]) -> None:
    one, other = map(client, worlds)
    paths = (
        *(f"/api/together?mark={BY_KIND.id}", "/api/together?mark=sy-raqqa", "/api/places?q=Hidden"),
        *(
            "/figure.png?size=480x400",
            "/figure.svg?size=480x400",
            "/api/figure",
            "/api/figure/point?x=0.3&y=0.6",
        ),
        *("/export/mentions.csv", "/export/places.geojson", "/export/stories.csv", "/export/map.html"),
        *("/story/1?lang=ar", "/api/v1/places?format=geojson", f"/camp/{BY_KIND.id}"),
    )
    for path in paths:
        assert one.get(path).get_data() == other.get(path).get_data(), path


@pytest.fixture
def kept_worlds(worlds: tuple[Services, Services]) -> tuple[Services, Services]:
    """The same worlds, where the user keeps that camp with its history."""
    for services, place in zip(worlds, (BY_KIND, CORNER), strict=True):
        notes = f"Gate at {place.lat}, {place.lon}; water from the west."
        lies = {"lat": place.lat, "lon": place.lon, "precision": Precision.EXACT}
        figures = (Population(120, "people", on("2017-09-01"), note=f"{place.lat} {place.lon}"),)
        own = Camp(
            BY_KIND.id, BY_KIND.name, BY_KIND.name_ar, country="SY", admin1=HOMS.id, notes=notes, **lies
        )
        services.own.keep_camps([replace(own, populations=figures)], "camps")
    return worlds


def test_a_camps_own_pages_and_files_are_the_same(kept_worlds: tuple[Services, Services]) -> None:
    """Its page with every distance, its files, the table, the layer, what is watched."""
    one, other = map(client, kept_worlds)
    camp = BY_KIND.id
    paths = (
        *(f"/camp/{camp}?km={km}&lang={lang}" for km, lang in product((5, 10, 25, 50), ("en", "ar"))),
        *(f"/camp/{camp}.csv", f"/camp/{camp}.geojson", "/camps", "/camps?q=Hidden&lang=ar", "/api/camps"),
        *(f"/camps/compare?id={camp}&id=sy-rukban-camp", f"/watch?place={camp}", "/api/v1/places"),
        *("/api/cube", f"/api/stories?mark={camp}", f"/api/together?mark={camp}", "/story/1"),
    )
    for path in paths:
        told = one.get(path)
        assert told.status_code == 200, path
        assert told.get_data() == other.get(path).get_data(), path
    assert "water from the west" in one.get(f"/camp/{camp}").get_data(as_text=True)


def test_exactly_the_worlds_differ(worlds: tuple[Services, Services]) -> None:
    """The questions above are sharp: asked exactly, they tell the worlds apart."""
    exact = [replace(each, exact=True) for each in worlds]
    one, other = map(client, exact)
    for question in (f"bbox={BY_KIND.lon - 1},{BY_KIND.lat - 0.001},{BY_KIND.lon + 1},{BY_KIND.lat + 1}",):
        assert (
            one.get(f"/api/mentions?{question}").get_data()
            != other.get(f"/api/mentions?{question}").get_data()
        )
    assert one.get("/api/cube").get_data() != other.get("/api/cube").get_data()
    assert one.get("/figure.png?size=480x400&frame=38.3,34,38.6,34.3").get_data() != (
        other.get("/figure.png?size=480x400&frame=38.3,34,38.6,34.3").get_data()
    )


def test_the_covered_store_answers_as_its_columns_do(worlds: tuple[Services, Services]) -> None:
    """What asks the store itself is told the same, too."""
    for box in boxes():
        query = Query(bbox=box)
        told = [
            (
                [each.id for each in services.store.stories(query)],
                services.store.count(query),
                [(one.id, found.id) for one, found in services.store.rows(query)],
            )
            for services in worlds
        ]
        assert told[0] == told[1], box
    assert worlds[0].store.stories(
        Query(bbox=(CELL.lon - 0.001, CELL.lat - 0.001, CELL.lon + 0.001, CELL.lat + 0.001))
    )


def test_who_asks_often_learns_nothing_more(worlds: tuple[Services, Services]) -> None:
    one, _ = map(client, worlds)
    assert len({one.get("/api/cube").get_data() for _ in range(5)}) == 1
