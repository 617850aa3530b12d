"""How the analyst's map bears a million mentions: on the server, and in a real browser.

The collection is made up (:mod:`tests.benchmarks.synthetic`), the server and the page are the product's own.
Beside the page's steps stand, from the same machine and run, an empty map that repaints, ``Plotly.restyle``
and the usual Dash way (a server callback that answers with the whole figure). ``--large`` measures ten
million mentions too, in memory only.
"""

from __future__ import annotations

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

import numpy as np

from dashboard.stories.records import stories_at
from geodata import cube
from geodata.columns.facets import facets
from geodata.columns.folding import fold
from geodata.columns.loading import Shelf
from geodata.columns.records import Columns
from geodata.columns.selecting import Matching, select
from geodata.gazetteer.index import Gazetteer
from geodata.models import Kind, Precision, Role, Time
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import UNDATED, Store
from tests.benchmarks import browsing, synthetic
from tests.benchmarks.machine import memory_of, peak, resident
from tests.serving import RunningApp

MILLION = 1_000_000
ARTICLES = 100_000
AREA = ((37.0, 34.0), (39.5, 34.2), (40.0, 36.5), (37.2, 36.6))
WHOLE = (Query(), Query(time=Time.EVENT))
"""Everything, along either time: asked at each visit, so the server keeps the answers while the data stay."""
QUERIES = (
    Query(sources=("Outlet 0",)),
    Query(sources=("Outlet 5", "Outlet 17", "Outlet 31")),
    Query(language="en"),
    Query(kinds=(Kind.TOWN, Kind.CITY)),
    Query(precision=Precision.EXACT),
    Query(confidence=70),
    Query(places=("made-unit-3", "made-unit-7")),
    Query(area=AREA),
    Query(roles=(Role.ACTOR,)),
    Query(time=Time.EVENT, sources=("Outlet 2",), confidence=50),
    Query(language="ar", kinds=(Kind.VILLAGE,), bbox=(36.0, 33.0, 39.0, 36.0)),
)
WORDS = (
    "حلب",
    "الرقة",
    "قصف",
    "مخيم",
    "دير الزور",
    "aleppo",
    "camp",
    "civilians",
    "shell",
    "in the",
    '"in the"',
    "ال",
)
ROUNDS = 5
WINDOWS = 12


def main(arguments: list[str]) -> int:
    """Measure and print; 1 where a window's sum differs from a scan of the mentions."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks dashboard", description=main.__doc__)
    parser.add_argument("--large", action="store_true", help="ten million mentions as well, in memory")
    parser.add_argument("--no-browser", action="store_true", help="the server alone")
    options = parser.parse_args(arguments)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "million.db"
        synthetic.database(synthetic.collection(MILLION), database)
        print(
            f"1 M mentions, {synthetic.PLACES:,} places, {synthetic.DAYS:,} days, {synthetic.OUTLETS} outlets"
        )
        wrong += _database(database)
        _server(database, Path(folder) / "server.log")
        if not options.no_browser:
            browsing.measure(database, Path(folder))
        _search(Path(folder) / "articles.db")
    if options.large:
        print("\n10 M mentions, in a process of their own")
        subprocess.run([sys.executable, "-m", "tests.benchmarks.dashboard"], check=True)
    return 1 if wrong else 0


def _database(database: Path) -> int:
    before = resident()
    store = open_store(str(database))
    started = time.perf_counter()
    columns = Shelf(store).columns()
    taken = time.perf_counter() - started
    print(
        f"  read into memory in {taken:.1f} s; {resident():.0f} MB held, "
        f"{resident() - before:.0f} MB of it for this"
    )
    wrong = _in_memory(columns, store.matching)
    _panel(store, columns)
    store.close()
    return wrong


def _in_memory(columns: Columns, matching: Matching) -> int:
    def answer(query: Query) -> object:
        return cube.build(columns, None, query, matching).to_bytes()

    def count(query: Query) -> object:
        return facets(columns, select(columns, query, matching))

    whole = cube.build(columns, None, Query(), matching).to_bytes()
    print(
        f"  cube on the wire: {len(gzip.compress(whole, 6)) / 1e6:.2f} MB gzipped, "
        f"{len(whole) / 1e6:.1f} MB before"
    )
    print(f"  any filter, sums and bytes: {_spread(answer, QUERIES)}")
    print(f"  no filter, once for a version of the data: {_spread(answer, WHOLE)}")
    print(f"  choices of all filters: {_spread(count, QUERIES)}")
    wrong = _differences(columns)
    print(f"  window sums that differ from a scan of the mentions: {wrong} of {WINDOWS * len(Time)}")
    print(f"  {resident():.0f} MB held by this process after that, {peak():.0f} MB at most")
    return wrong


def _spread(task: Callable[[Query], object], queries: Sequence[Query], rounds: int = ROUNDS) -> str:
    for query in queries[:1]:
        task(query)
    times = []
    for _ in range(rounds):
        for query in queries:
            started = time.perf_counter()
            task(query)
            times.append(1000 * (time.perf_counter() - started))
    return in_words(times)


def in_words(times: Sequence[float]) -> str:
    """Median and 95th percentile of milliseconds."""
    return f"median {np.median(times):.1f} ms, p95 {np.percentile(times, 95):.1f} ms"


def _differences(columns: Columns) -> int:
    """Windows whose stories or mentions on the whole map are not what looking at each mention gives."""
    chance = random.Random(1)
    wrong = 0
    for when in Time:
        found = fold(columns, None, when)
        day = columns.day_told if when is Time.EVENT else columns.stories.day[columns.mentions.story]
        for _ in range(WINDOWS):
            first = synthetic.FIRST + chance.randrange(synthetic.DAYS)
            last = first + chance.randrange(400)
            inside = (day >= first) & (day <= last) & (day != UNDATED)
            totals, again = found.totals, found.repeated_stories
            low, high = first - found.base + 1, last - found.base + 1
            rows = (totals.step >= max(low, 1)) & (totals.step <= high)
            repeats = (
                (again.spot < 0)
                & (again.later >= low)
                & (again.later <= high)
                & (again.earlier >= max(low, 1))
            )
            stories = int(totals.stories[rows].sum()) - int(repeats.sum())
            scanned = len(np.unique(columns.mentions.story[inside]))
            same = (stories, int(totals.mentions[rows].sum())) == (scanned, int(inside.sum()))
            wrong += not same
    return wrong


def _panel(store: Store, columns: Columns) -> None:
    """The stories at a mark in a window, the first page and later ones."""
    chance = random.Random(2)
    places = [f"made-{min(int(chance.paretovariate(0.7)), synthetic.PLACES) - 1}" for _ in range(60)]

    gazetteer = Gazetteer([])  # the made-up places stand in the store alone

    def ask(place: str) -> None:
        first = date.fromordinal(synthetic.FIRST) + timedelta(days=chance.randrange(synthetic.DAYS))
        query = Query(first=first, last=first + timedelta(days=365)) if chance.random() < 0.5 else Query()
        offset = chance.choice((0, 0, 30))
        page = stories_at(store, columns, gazetteer, place, query, limit=30, offset=offset)
        found.append(page["total"])

    times: list[float] = []
    found: list[int] = []
    for place in places:
        started = time.perf_counter()
        ask(place)
        times.append(1000 * (time.perf_counter() - started))
    told = f"{sum(map(bool, found))} of {len(found)} questions had any"
    print(f"  stories at a mark: {in_words(times)}; {told}")


def _server(database: Path, log: Path) -> None:
    """The memory of the server as its users start it, asked for all that its page asks for."""
    asked = [urlencode({name: str(value) for name, value in each.to_mapping().items()}) for each in QUERIES]
    both = ("", urlencode({"time": Time.EVENT.value}))
    paths = [
        *("/", "/api/health", "/api/places?q=Place", "/api/stories?mark=made-1", "/api/coverage"),
        *(f"/api/{name}?{pairs}" for pairs in (*both, *asked) for name in ("cube", "facets")),
    ]
    direct = build_opener(ProxyHandler({}))
    direct.addheaders = [("Accept-Encoding", "br, gzip")]
    with RunningApp(database, log) as app:
        for path in paths:
            direct.open(app.address + path, timeout=120).read()
        held, most = memory_of(app.process)
    print(f"  the server itself: {held:.0f} MB held after {len(paths)} answers, {most:.0f} MB at most")


def _search(path: Path) -> None:
    synthetic.database(synthetic.collection(ARTICLES * synthetic.STORIES_EACH, seed=5), path, words=300)
    with_words = open_store(str(path))

    def find(query: Query) -> object:
        return with_words.matching(query.text)

    found = _spread(find, [Query(text=words) for words in WORDS])
    print(f"\nfull-text search of {ARTICLES:,} articles of 300 words: {found}")
    with_words.close()


def large() -> None:
    """Ten million mentions in memory."""
    columns = synthetic.columns(synthetic.collection(10 * MILLION))
    for when in Time:
        columns.axis(when)
    print(f"  {resident():.0f} MB held")
    _in_memory(columns, lambda _words: None)


if __name__ == "__main__":
    large()
