"""The circuit breaker: a service that keeps failing is left alone and tried once after a while.

After M. Nygard, "Release It!" (2nd ed. 2018), "Circuit Breaker": closed, open, half-open.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 4
"""Failures in a row after which a service is left alone."""
REST = 60.0
"""Seconds it is left alone at first; twice as long after each trial that fails."""
LONGEST = 900.0


class Breaker:
    """Says whether a service may be asked; made safe for threads."""

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        rest: float = REST,
        longest: float = LONGEST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = failures
        self._first_rest = rest
        self._longest = longest
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rest = rest
        self._until: float | None = None
        self._trying = False

    def allows(self) -> bool:
        """Whether to ask now. After a rest one caller is let through, the others once it has succeeded."""
        with self._lock:
            if self._until is None:
                return True
            if self._trying or self._clock() < self._until:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """There was an answer: all may ask again."""
        with self._lock:
            self._failures, self._until, self._trying = 0, None, False
            self._rest = self._first_rest

    def failed(self, rest: float | None = None) -> None:
        """There was none; ``rest`` is how long the service itself asks to be left alone, in seconds."""
        with self._lock:
            self._failures += 1
            trial, self._trying = self._trying, False
            if rest is not None:
                self._until = self._clock() + rest
            elif trial or self._failures >= self._most:
                self._until = self._clock() + self._rest
                self._rest = min(2 * self._rest, self._longest)

    def shut(self) -> None:
        """It will not answer whatever is asked: never ask again."""
        with self._lock:
            self._until, self._trying = float("inf"), False

    @property
    def open(self) -> bool:
        """Whether the service is being left alone."""
        with self._lock:
            return self._until is not None
