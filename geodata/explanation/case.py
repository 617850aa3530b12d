"""One name to be explained, and how its reasons are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from geodata import text
from geodata.explanation.places import KnownPlaces
from geodata.explanation.records import Line
from geodata.explanation.wording import country_name, line, service_name, words
from geodata.geoparse.geometry import distance_km
from geodata.geoparse.reasons import COUNTRY_DETAILS, PLACE_DETAILS, SERVICE_DETAILS
from geodata.models import Candidate, Language, Place, Precision, Reason, Role, Tag, Vicinity, When

_HERE_KM = 0.5
"""Nearer than this two places are not told apart by distance."""


class Told(Protocol):
    """What an explanation asks of a mention, fresh or stored."""

    @property
    def surface(self) -> str:
        """The name as the text has it."""

    @property
    def role(self) -> Role:
        """What it does in its sentence."""

    @property
    def precision(self) -> Precision | None:
        """How finely its place is known."""

    @property
    def confidence(self) -> float:
        """How sure the reading is, 0 to 1."""

    @property
    def event(self) -> When | None:
        """When what its sentence tells happened."""

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The places it could have meant."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The evidence."""

    @property
    def reference(self) -> bool:
        """Whether it only says where another place lies."""

    @property
    def vicinity(self) -> Vicinity | None:
        """Where beside its place it is, if not there."""

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The event types and actors its sentence tells of."""


@dataclass(frozen=True, slots=True)
class Case:
    """A name of the text with the place it was read as, for readers of a language."""

    surface: str
    place: Place | None
    places: KnownPlaces
    language: Language

    def find(self, place_id: str) -> Place | None:
        """The place of that id, also where it is the one read, looked up online and kept nowhere else."""
        if self.place is not None and self.place.id == place_id:
            return self.place
        return self.places(place_id)

    def line(self, key: str, **values: str | Line) -> Line:
        """The words for ``key``. Raises ``KeyError`` for one the catalogue lacks."""
        return line(self.language, key, **self._own_values(), **values)

    def reason(self, family: str, reason: Reason, place: Place | None) -> Line | None:
        """A reason in the words of a family (``reason``, ``factor``, ``apart``), said of ``place``.

        None for a code that has no words there: a newer version wrote it, or one that is gone.
        """
        detail, there = reason.detail, None
        if reason.code in COUNTRY_DETAILS:
            detail = country_name(detail, self.places, self.language)
        elif reason.code in PLACE_DETAILS:
            there = self.find(detail)
            detail = text.name_in(there, self.language) if there else detail
        elif reason.code in SERVICE_DETAILS:
            detail = service_name(detail)
        key = f"{family}.{reason.code}"
        distance = distance_km(place, there) if place and there else 0.0
        known = words(self.language)
        variant = f"{key}.{self._lies(place, there, distance)}" if place and there else key
        key = variant if variant in known else key
        if key not in known:
            return None
        return self.line(key, detail=detail, km=f"{distance:,.0f}")

    def reasons(self, reasons: Sequence[Reason]) -> list[Line]:
        """Reasons as sentences about the place, each sentence once."""
        said = (self.reason("reason", reason, self.place) for reason in reasons)
        return list(dict.fromkeys(each for each in said if each is not None))

    def _lies(self, place: Place, there: Place, distance: float) -> str:
        """How a place lies to another, as far as it is more than a distance."""
        if place.id == there.id:
            return "same"
        unit = self.places.unit(place)
        if there.id in (unit.id if unit else "", place.admin2):
            return "within"
        return "here" if distance < _HERE_KM else ""

    def _own_values(self) -> dict[str, str]:
        name = text.name_in(self.place, self.language) if self.place else self.surface
        return {"surface": self.surface, "place": name}


@dataclass(frozen=True, slots=True)
class MentionCase(Case):
    """A mention to be explained."""

    mention: Told
