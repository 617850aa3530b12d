"""The pace of asking: one request a second to a host, whoever asks and whatever for."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Pace:
    """Makes callers wait for their turn with a host; seconds on a clock that never jumps."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._held: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, interval: float) -> None:
        """Return when ``interval`` has passed since the last turn with this host, and take the next."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._last.get(host, now - interval) + interval, self._held.pop(host, now))
            self._last[host] = turn
        if turn > now:
            self._sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Let the next turn with this host come no sooner than in so many seconds."""
        with self._lock:
            self._held[host] = max(self._held.get(host, 0.0), self._clock() + seconds)
