"""What the dashboard is handed, while it is served."""

from __future__ import annotations

import time
from pathlib import Path

from dashboard.factory import create_app
from dashboard.services import Services
from geodata.gazetteer import shelf
from geodata.gazetteer.watched import Watched
from geodata.query import Query
from geodata.settings import Settings
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
