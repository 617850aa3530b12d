"""Looking names up: from what is kept, else at the service, at its pace and with patience.

1. an answer that is kept is the answer; "there is none" is believed for a month
2. a service that keeps failing, or asked for rest, is left alone
3. one request a second for the whole application
4. what passes (too many requests, a server in trouble, a lost connection) is tried again, later each time,
   as late as the service says
5. what came is kept
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from geodata.geocoders.common.breaker import Breaker
from geodata.geocoders.common.pace import Pace
from geodata.geocoders.port import Asked, Credit, Memory, QueryError, RefusedError, Service, ServiceError
from geodata.models import LookUp, Place

NOTHING_KEPT_FOR = timedelta(days=30)
"""How long it is believed that a service knows no place of a name; maps grow."""
TRIES = 3
FIRST_PAUSE = 2.0
"""Seconds before the second try; twice as long before the next."""
LONGEST_PAUSE = 30.0
"""A service that asks to be left alone for longer is left alone, and the name waits for another day."""

NAMES_REMEMBERED_FOR = 5.0
"""Seconds until the names that were asked for are read anew."""

Tell = Callable[[str], None]
"""Takes one sentence for the person at the keyboard."""


class Looks(Protocol):
    """Whatever answers for names: a service, or only what is kept of one."""

    def look_up(self, asked: Asked) -> LookUp | None:
        """The answer, which may be that there is no such place; None where there is no answer."""


@dataclass(slots=True)
class Tally:
    """What became of the names, each counted once a call."""

    known: int = 0
    """Answered from what is kept."""
    asked: int = 0
    """Answered by the service."""
    unanswered: int = 0
    """Not answered, because the service failed or was left alone."""


class Geocoder:
    """One service with its manners; for any number of threads."""

    def __init__(
        self,
        name: str,
        credit: Credit,
        address: str,
        service: Service,
        memory: Memory,
        pace: Pace,
        *,
        breaker: Breaker | None = None,
        tell: Tell = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.name = name
        self.credit = credit
        self.tally = Tally()
        self._address = address
        self._service = service
        self._memory = memory
        self._pace = pace
        self._breaker = breaker or Breaker()
        self._tell = tell
        self._sleep = sleep
        self._now = now
        self._said: set[str] = set()
        self._lock = threading.Lock()

    def look_up(self, asked: Asked) -> LookUp | None:
        """The answer to a name; None where there is none this time. Raises ``StoreError``."""
        kept = self._kept(asked)  # 1
        if kept is not None:
            self._count("known")
            return kept
        places = self._ask(asked)
        if places is None:
            self._count("unanswered")
            return None
        answer = LookUp(
            service=self.name,
            server=self._address,
            name=asked.name,
            countries=asked.countries,
            language=asked.language,
            at=self._now(),
            places=tuple(places),
        )
        self._memory.keep_look_up(answer)  # 5
        self._count("asked")
        return answer

    def _kept(self, asked: Asked) -> LookUp | None:
        for answer in self._memory.look_ups(asked.name, asked.countries, asked.language):
            ours = (answer.service, answer.server) == (self.name, self._address)
            if ours and (answer.places or self._now() - answer.at < NOTHING_KEPT_FOR):
                return answer
        return None

    def _ask(self, asked: Asked) -> list[Place] | None:
        """Steps 2 to 4."""
        pause = FIRST_PAUSE
        for attempt in range(1, TRIES + 1):
            if (left := self._pace.resting(self._address)) > 0:
                self._breaker.failed(left)
            if not self._breaker.allows():
                self._say_trouble("it is left alone for a while")
                return None
            self._say_once(
                f"{self.credit.title} is asked for names no gazetteer knows, one a second. It is sent each "
                "name, the codes of the countries in question and the language."
            )
            try:
                with self._pace.turn():
                    places = self._service.places(asked)
            except QueryError:
                self._breaker.succeeded()  # it answers, only not to this
                return None
            except RefusedError as error:
                self._breaker.shut()
                self._say_trouble(str(error))
                return None
            except ServiceError as error:
                wait = self._failed(error, pause)
                if wait is None or attempt == TRIES:
                    return None
                self._sleep(wait)
                pause *= 2
            else:
                self._breaker.succeeded()
                return places
        return None

    def _failed(self, error: ServiceError, pause: float) -> float | None:
        """Seconds until the next try; None where there is to be none."""
        if error.after is not None and error.after > LONGEST_PAUSE:
            self._pace.rest(self._address, error.after)
            self._breaker.failed(error.after)
        else:
            self._breaker.failed()
        if self._breaker.open:
            self._say_trouble(str(error))
            return None
        return pause if error.after is None else max(error.after, pause)

    def _say_trouble(self, reason: str) -> None:
        self._say_once(
            f"{self.credit.title} does not answer",
            f": {reason}. Names it was not asked for stay unresolved; repeat the command later for them.",
        )

    def _say_once(self, sentence: str, more: str = "") -> None:
        """Tell the person at the keyboard; what is said once is not said again with another ending."""
        with self._lock:
            new = sentence not in self._said
            self._said.add(sentence)
        if new:
            self._tell(sentence + more)

    def _count(self, what: str) -> None:
        with self._lock:
            setattr(self.tally, what, getattr(self.tally, what) + 1)


class Kept:
    """Only what is kept, of whatever service: asks nobody.

    Most names were never asked for; so as not to look for each in the database, the names are remembered for
    a few seconds.
    """

    def __init__(self, memory: Memory, clock: Callable[[], float] = time.monotonic) -> None:
        self._memory = memory
        self._clock = clock
        self._names: tuple[float, frozenset[str]] = (-NAMES_REMEMBERED_FOR, frozenset())

    def look_up(self, asked: Asked) -> LookUp | None:
        """The newest answer, one with places before those without. Raises ``StoreError``."""
        now = self._clock()
        since, names = self._names
        if now - since >= NAMES_REMEMBERED_FOR:
            names = self._memory.names_looked_up()
            self._names = now, names
        if asked.name not in names:
            return None
        answers = self._memory.look_ups(asked.name, asked.countries, asked.language)
        return next((answer for answer in answers if answer.places), answers[0] if answers else None)
