"""A gazetteer that takes up what is added to its folder while the program runs."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from threading import Lock, Thread

from geodata.errors import ConflictMapError
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.shelf import open_gazetteer
from geodata.gazetteer.sources import ABOUT, is_source

Stamp = tuple[tuple[str, int, int], ...]
"""Of every source of a folder: its name, and when its description was written and how long that is."""


class Watched:
    """The gazetteer of a folder, opened again in the background once the folder has changed.

    Nobody waits: who asks meanwhile is given the one that was opened before. Looking costs a few file names
    and times. Raises ``DataError`` for a folder that is damaged at the start; one that is damaged later is
    left until it changes again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = _stamp(folder)  # before it is opened: what changes meanwhile is noticed
        self._held = open_gazetteer(folder), self._seen
        self._opening = Lock()

    @property
    def gazetteer(self) -> Gazetteer:
        """The places, as of the last time the folder was opened."""
        self._look()
        return self._held[0]

    @property
    def version(self) -> str:
        """A short text that changes with the gazetteer; empty while nothing was added."""
        self._look()
        stamp = self._held[1]
        return hashlib.sha256(repr(stamp).encode("utf-8")).hexdigest()[:12] if stamp else ""

    def _look(self) -> None:
        stamp = _stamp(self._folder)
        if stamp != self._seen and self._opening.acquire(blocking=False):
            Thread(target=self._open, args=(stamp,), daemon=True).start()

    def _open(self, stamp: Stamp) -> None:
        try:
            self._held = open_gazetteer(self._folder), stamp
        except (ConflictMapError, OSError) as error:
            logging.getLogger(__name__).warning("The gazetteers stay as they were: %s", error)
        finally:
            self._seen = stamp
            self._opening.release()


def _stamp(folder: Path) -> Stamp:
    found = []
    try:
        names = sorted(path.name for path in folder.iterdir() if is_source(path.name))
    except OSError:  # no folder yet
        return ()
    for name in names:
        try:
            told = (folder / name / ABOUT).stat()
        except OSError:  # being replaced, or no gazetteer
            continue
        found.append((name, told.st_mtime_ns, told.st_size))
    return tuple(found)
