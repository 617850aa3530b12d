"""What the dashboard is handed, while it is served."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.factory import create_app
from dashboard.services import Services
from geodata.gazetteer import shelf
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.watched import Watched
from geodata.query import Query
from geodata.samples import shelf as shelf_of_samples
from geodata.samples.shelf import Samples
from geodata.settings import Settings
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.unit.geodata.gazetteer.test_shelf import VILLAGE, wof


def test_a_gazetteer_that_is_added_is_served_without_a_restart(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "gazetteers"
    services = Services(store, Watched(folder), gazetteers=folder)
    client = create_app(services, Settings()).server.test_client()

    def found() -> list[str]:
        return [place["id"] for place in client.get("/api/places?q=Zarnouqiye").json["places"]]

    assert "wof-11" not in found()
    tags = {
        path: client.get(path).headers["ETag"] for path in ("/api/cube", "/api/facets", "/api/areas/cube")
    }
    shelf.add(folder, "whosonfirst", wof(tmp_path / "wof.tsv", VILLAGE))
    ends = time.monotonic() + 20
    while "wof-11" not in found():
        assert time.monotonic() < ends, "the place was not taken up"
        time.sleep(0.02)
    for path, tag in tags.items():
        answer = client.get(path, headers={"If-None-Match": tag})
        assert answer.status_code == 200, path
        assert answer.headers["ETag"] != tag


def test_a_tag_is_of_the_query_and_without_additions_of_the_stories_alone(
    store: Store, tmp_path: Path
) -> None:
    services = Services(store, Watched(tmp_path))
    assert services.tag(Query()) == services.tag(Query())
    assert services.tag(Query()) != services.tag(Query(language="ar"))
    assert "-" not in services.tag(Query())


def test_the_page_comes_before_the_samples_are_read_and_they_are_read_once(
    store: Store, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Gazetteer] = []
    opened = open_store(":memory:")

    def slowly(known: Gazetteer) -> Store:
        given.append(known)
        time.sleep(0.05)
        return opened

    monkeypatch.setattr(shelf_of_samples, "_open", slowly)
    services = Services(store, gazetteer, Samples(gazetteer))
    client = create_app(services, Settings()).server.test_client()
    for path in ("/", "/_dash-layout", "/_dash-dependencies", "/api/health"):
        assert client.get(path).status_code == 200
    assert services.shows_samples
    assert given == []
    with ThreadPoolExecutor(4) as asking:
        answers = list(asking.map(lambda _: services.store.identity(), range(4)))
    assert answers == [opened.identity()] * 4
    assert given == [gazetteer]
    assert services.columns.version == opened.data_version()
    opened.close()
