"""The pace: one request a second for the whole application, however many threads and processes it has.

A turn lasts until the answer has come, and the next one begins a second after that: no two requests reach a
server within a second, however long the first of them was on its way.

The turns stand in a small SQLite file of this user, apart from any database of stories, so that two programs
with two databases keep the pace together. It holds moments and the addresses of services, and no word that
was looked up. Moments are those of the wall clock, the only one processes share; a clock that was set back is
noticed and costs one interval.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from geodata.errors import StoreError

INTERVAL = 1.05
"""Seconds from one request to the next: a second, and something for networks that are not even."""

LEASE = 30.0
"""Seconds after which a turn is over whatever became of its program; longer than any request lasts."""

_LOOK_AGAIN = 0.1
_PATIENCE = 30.0
"""Seconds to wait for another process that holds the file."""
_FILE = "geocoder-pace.sqlite"
_TABLES = (
    "CREATE TABLE IF NOT EXISTS turns (id INTEGER PRIMARY KEY CHECK (id = 1), free REAL NOT NULL, ends REAL)",
    "CREATE TABLE IF NOT EXISTS rest (service TEXT PRIMARY KEY, until REAL NOT NULL)",
)


class Pace:
    """Makes whoever asks wait for their turn."""

    def __init__(
        self,
        path: Path,
        *,
        interval: float = INTERVAL,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._path = path
        self._interval = interval
        self._clock = clock
        self._sleep = sleep

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for our turn and have it until the context is left.

        Raises ``StoreError`` where the file cannot be used.
        """
        while (left := self._take()) > 0:
            self._sleep(left)
        try:
            yield
        finally:
            self._leave()

    def rest(self, service: str, seconds: float) -> None:
        """Note that a service asks to be left alone, for every process to heed. Raises ``StoreError``."""
        until = self._clock() + seconds
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO rest VALUES (?, ?)", (service, until))

    def resting(self, service: str) -> float:
        """Seconds a service still asks to be left alone for; 0 for none. Raises ``StoreError``."""
        with self._transaction() as connection:
            row = connection.execute("SELECT until FROM rest WHERE service = ?", (service,)).fetchone()
        return max(0.0, row[0] - self._clock()) if row else 0.0

    def _take(self) -> float:
        """Take the turn if it is free, and give 0; else the seconds until it may be."""
        with self._transaction() as connection:
            now = self._clock()
            free, ends = connection.execute("SELECT free, ends FROM turns").fetchone() or (now, None)
            if ends is not None and now < ends <= now + LEASE:
                return float(min(_LOOK_AGAIN, ends - now))
            if free > now + self._interval:  # the clock was set back: begin anew from now
                free = now + self._interval
                connection.execute("UPDATE turns SET free = ?, ends = NULL", (free,))
            if free > now:
                return float(free - now)
            connection.execute(
                "INSERT OR REPLACE INTO turns VALUES (1, ?, ?)", (now + self._interval, now + LEASE)
            )
        return 0.0

    def _leave(self) -> None:
        with self._transaction() as connection:
            connection.execute("UPDATE turns SET free = ?, ends = NULL", (self._clock() + self._interval,))

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Alone with the file, for as long as it takes to look and to write."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(
                sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            ) as connection:
                connection.execute("BEGIN IMMEDIATE")
                for table in _TABLES:
                    connection.execute(table)
                yield connection
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            msg = (
                f"The file that keeps the pace of geocoders, {self._path}, cannot be used ({error}); "
                "delete it, or make its folder writable. Nothing was asked."
            )
            raise StoreError(msg) from error


def shared_file() -> Path:
    """The file all processes of this user share: in the system's folder for caches, else a temporary one."""
    if sys.platform == "win32":
        stated = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        stated = str(Path("~/Library/Caches").expanduser())
    else:
        stated = os.environ.get("XDG_CACHE_HOME", "") or str(Path("~/.cache").expanduser())
    folder = Path(stated) / "conflict-map" if Path(stated).is_absolute() else _brief()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = _brief()
    return (folder if os.access(folder, os.W_OK) else _brief()) / _FILE


def _brief() -> Path:
    """A folder of this user's among the temporary ones, for where there is no home to write to."""
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return Path(tempfile.gettempdir()) / f"conflict-map-{user}"
