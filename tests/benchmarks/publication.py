"""How soon a picture for publication is there, first and later, and how long a film takes.

The collection is made up (:mod:`tests.benchmarks.synthetic`), 10,000 mentions unless told otherwise. Each
first picture is asked of a process of its own: loading matplotlib, base map and fonts counts;
beside them stands how soon a request is refused that makes no sense. A film goes on by a day at each of its
frames, so that none is drawn twice.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from flask.testing import FlaskClient

from dashboard.animation.film import LAST_SECONDS, Film
from dashboard.config import API
from dashboard.factory import create_app
from dashboard.services import Services
from geodata.gazetteer.index import bundled
from geodata.query import Query
from geodata.settings import Settings
from geodata.stores import open_store
from tests.benchmarks import synthetic

MENTIONS = 10_000
PICTURES = {
    "PNG 1200×675": "/figure.png?size=1200x675&title=A+map",
    "PNG 1200×675, Arabic": "/figure.png?size=1200x675&lang=ar&title=%D8%AE%D8%B1%D9%8A%D8%B7%D8%A9",
    "PNG 1920×1080 at 2×": "/figure.png?size=1920x1080&scale=2&title=A+map",
    "PNG A4, 300 dpi": "/figure.png?size=a4-portrait&title=A+map",
    "SVG 1200×675": "/figure.svg?size=1200x675&title=A+map",
    "PDF A4": "/figure.pdf?size=a4-landscape&title=A+map",
}
FILMS = {
    "MP4 1920×1080, 30 s": {"format": "mp4", "size": "1920x1080", "seconds": "30"},
    "GIF 800×450, 10 s": {"format": "gif", "size": "1920x1080", "seconds": "10"},
}
REFUSED = {
    "a size of 10⁹": "/figure.png?size=1000000000x1000000000",
    "a title of 1 MB": f"/figure.png?title={'x' * 1_000_000}",
    "an unknown language": "/figure.png?lang=tlh",
}
ROUNDS = 5


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks publication", description=main.__doc__)
    parser.add_argument("--mentions", type=int, default=MENTIONS, help="how many there are")
    parser.add_argument("--database", type=Path, help="one that lies at hand, instead of a made-up one")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        one(options.one, options.database)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        database = options.database
        if database is None:
            database = Path(folder) / "made-up.db"
            synthetic.database(synthetic.collection(options.mentions), database)
        print(f"\npictures of the mentions of {database.name}, {options.mentions:,} unless it says otherwise")
        for name in (*PICTURES, *FILMS, *REFUSED):
            again = [sys.executable, "-m", "tests.benchmarks", "publication", "--database", str(database)]
            told = subprocess.run([*again, "--one", name], check=True, capture_output=True, encoding="utf-8")
            # The first line tells of the machine, which was told.
            print(told.stdout.partition("\n")[2], end="", flush=True)
    return 0


def one(name: str, database: Path) -> None:
    """Ask for one of the pictures, and print how long it took first and after."""
    with closing(open_store(str(database))) as store:
        services = Services(store, bundled())
        client = create_app(services, Settings()).server.test_client()
        len(services.columns.spots)  # a served map has read its stories before anyone asks for a picture
        services.store.count(Query())
        _asked(client, f"{API}/health", 200)
        if name in FILMS:
            print(f"  {name:<22} {_film(services, FILMS[name])}")
            return
        if name in REFUSED:
            print(f"  {name:<22} refused in {1000 * _asked(client, REFUSED[name], 400)[0]:.0f} ms")
            return
        first, size = _asked(client, PICTURES[name], 200)
        # Another headline each time: what was drawn before is kept.
        later = min(_asked(client, f"{PICTURES[name]}{number}", 200)[0] for number in range(ROUNDS))
    print(f"  {name:<22} first in {first:.2f} s, then in {later:.2f} s, {size / 1e6:.2f} MB")


def _film(services: Services, pairs: Mapping[str, str]) -> str:
    """How long a film took, in words: drawn and written, a day a frame, up to the newest story."""
    newest = int(services.columns.stories.day.max())
    film = Film.from_mapping({**pairs, "step": "day", "title": "A map"})
    last = date.fromordinal(newest)
    first = last - timedelta(days=int((film.seconds - LAST_SECONDS) * film.fps) - 1)
    period = {"from": first.isoformat(), "to": last.isoformat()}
    started = time.perf_counter()
    from dashboard.animation.frames import reel
    from dashboard.animation.writing import write

    drawn = reel(services, Film.from_mapping({**pairs, **period, "step": "day", "title": "A map"}))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, f"film.{film.format}")
        write(drawn, out)
        size = out.stat().st_size
    seconds = time.perf_counter() - started
    return f"{len(drawn.steps)} steps, {drawn.total} frames in {seconds:.1f} s, {size / 1e6:.2f} MB"


def _asked(client: FlaskClient, address: str, expected: int) -> tuple[float, int]:
    """Seconds until the answer was there, and its size."""
    started = time.perf_counter()
    answer = client.get(address)
    taken = time.perf_counter() - started
    if answer.status_code != expected:
        msg = f"{address[:80]} was answered with {answer.status_code}"
        raise RuntimeError(msg)
    return taken, len(answer.data)
