"""How fast a camp's page, its table and the layer's records are answered over a large collection.

The collection is made up (:mod:`tests.benchmarks.synthetic`); the place its stories name most is Rukban, and
a third of all mentions tell of shelling.
"""

from __future__ import annotations

import argparse
import dataclasses
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from dashboard.factory import create_app
from dashboard.services import Services
from geodata.gazetteer.index import bundled
from geodata.settings import Settings
from geodata.stores import open_store
from tests.benchmarks import synthetic

STORIES = 100_000
_ASKED = (
    "/camp/sy-rukban-camp",
    "/camp/sy-rukban-camp?lang=ar",
    "/camp/sy-rukban-camp?page=40",
    "/camp/sy-rukban-camp?km=50",
    "/camp/sy-hol-camp",
    "/camps",
    "/camps?q=الركبان&lang=ar",
    "/camps/compare?id=sy-rukban-camp&id=sy-hol-camp&id=jo-zaatari-camp&id=sy-atmeh-camp",
    "/api/camps",
    "/camp/sy-rukban-camp.pdf",
)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks dossier", description=main.__doc__)
    parser.add_argument("--stories", type=int, default=STORIES, help="how many there are")
    parser.add_argument("--times", type=int, default=40, help="how often each address is asked for")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "made-up.db"
        _make(options.stories, database)
        with closing(open_store(str(database))) as store:
            client = create_app(Services(store, bundled()), Settings()).server.test_client()
            print(f"\ncamps' pages over {options.stories:,} stories", flush=True)
            for address in _ASKED:
                _measure(client, address, options.times if not address.endswith(".pdf") else 3)
    return 0


def _make(stories: int, path: Path) -> None:
    made = synthetic.collection(stories * synthetic.STORIES_EACH)
    places = (bundled().place("sy-rukban-camp"), *made.places[1:])
    synthetic.database(dataclasses.replace(made, places=places), path)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("INSERT INTO tag_sets (number, codes) VALUES (1, '|event:shelling|')")
        connection.execute("UPDATE mentions SET tag_set = 1 WHERE id % 3 = 0")
    connection.close()


def _measure(client: object, address: str, times: int) -> None:
    taken = []
    for _ in range(times + 1):
        started = time.perf_counter()
        answer = client.get(address)  # type: ignore[attr-defined]
        taken.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, answer.text[:300]
    first, rest = taken[0], sorted(taken[1:])
    middle, late = rest[len(rest) // 2], rest[min(len(rest) - 1, round(len(rest) * 0.95))]
    print(
        f"  {address:<50.50} first {first:7.1f} ms, then {middle:6.1f} ms, p95 {late:6.1f} ms "
        f"({len(answer.data) / 1000:,.0f} kB)",
        flush=True,
    )
