"""What a service is asked, what it answers, and what may go wrong: the same for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from geodata.errors import ConflictMapError
from geodata.models import Language, LookUp, Place


@dataclass(frozen=True, slots=True)
class Asked:
    """All that a service is ever told: a place's name, the countries it may lie in, a language."""

    name: str
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, upper case, sorted; empty where any will do."""
    language: Language = Language.ARABIC
    """The one the name is written in."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Who answered, as people are to be told."""

    title: str
    """The service's own name: ``Nominatim``."""
    attribution: str
    """What its terms ask to be said where its answers are shown."""
    terms: str
    """Where those terms stand."""


class Service(Protocol):
    """One service on the web, which geopy speaks with."""

    def places(self, asked: Asked) -> list[Place]:
        """The places it knows by that name, its best first; empty where it knows none.

        Raises ``ServiceError``.
        """


class Memory(Protocol):
    """What keeps the answers; a store is one. Both may raise ``StoreError``."""

    def keep_look_up(self, look_up: LookUp) -> None:
        """Keep an answer in place of what the same service answered to the same before."""

    def look_ups(self, name: str, countries: tuple[str, ...], language: Language) -> list[LookUp]:
        """What any service answered to this, the newest answer first."""

    def names_looked_up(self) -> frozenset[str]:
        """Every name that was ever asked for."""


class ServiceError(ConflictMapError, RuntimeError):
    """A service gave no answer this time."""

    def __init__(self, reason: str, *, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after
        """Seconds it asks to be left alone for; None where it does not say."""


class RefusedError(ServiceError):
    """A service will not answer at all: a wrong key, a quota used up, a program it does not want."""


class QueryError(ServiceError):
    """A service cannot make sense of what it was asked; another question may do."""
