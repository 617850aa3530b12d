"""Looks whenever stories were added on the page, and tells webhooks while the map is served.

Everything happens in one thread of its own: nobody who adds a story waits for it. It sees what the public
sees.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from threading import Event, Lock, Thread

from dashboard.services import Services
from geodata.errors import ConflictMapError
from geodata.explanation import KnownPlaces
from geodata.watching import Words, look, tell
from geodata.watching.sending import Send

_LONGEST_REST = 3600.0
"""Seconds between two looks at the clock while something waits to be told."""
_SHORTEST_REST = 5.0


class Watchman:
    """One thread, begun when there is first something to do; ``send`` is None where nobody is told."""

    def __init__(self, services: Services, send: Send | None) -> None:
        self._services = services
        self._send = send
        self._due = Event()
        self._done = Event()
        self._beginning = Lock()
        self._thread: Thread | None = None

    def look(self) -> None:
        """Look soon."""
        self._done.clear()
        self._due.set()
        with self._beginning:
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="watchman", daemon=True)
                self._thread.start()

    def settled(self, seconds: float) -> bool:
        """Wait until the looks asked for so far are over; whether they are."""
        return self._done.wait(seconds)

    def words(self) -> Words:
        """What says watches in words, places by the names known now."""
        return Words(KnownPlaces(self._services.gazetteer, self._services.store.place))

    def _watch(self) -> None:
        rest: float | None = None
        while True:
            self._due.wait(rest)
            self._due.clear()
            rest = _LONGEST_REST
            try:
                rest = self._once()
            except ConflictMapError:
                logging.getLogger(__name__).exception("looking at what is watched failed")
            if not self._due.is_set():
                self._done.set()

    def _once(self) -> float | None:
        """Look and tell; returns the seconds until something is to be told, None where nothing waits."""
        services = self._services
        if services.shows_samples:
            return None
        for watch, why in look(services.own, lambda: services.columns).problems:
            logging.getLogger(__name__).warning("watch %d cannot look: %s", watch.id, why)
        if self._send is None:
            return None
        tell(services.own, self.words(), self._send)
        due = services.own.next_delivery()
        if due is None:
            return None
        left = (due - datetime.now(UTC)).total_seconds()
        return min(max(left, _SHORTEST_REST), _LONGEST_REST)
