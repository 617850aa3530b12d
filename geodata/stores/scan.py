"""A whole database as columns: what a store gives to those who answer questions from memory.

Days are proleptic Gregorian ordinals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from geodata.models import Place, Precision, Vicinity

UNDATED = -1
"""The day of a story without a publication day."""

UNTOLD = -2
"""The day of a mention whose sentence tells none: it is taken to be that of publication."""

Column = NDArray[Any]


@dataclass(frozen=True, slots=True)
class ScannedStories:
    """Stories as columns of one length, by id ascending."""

    id: Column
    day: Column
    """Ordinal of the publication day, or ``UNDATED``."""
    report: Column
    """Id of the first story that tells the same report."""
    outlet: Column
    """Position in :attr:`Scan.outlets`."""
    language: Column
    """Position in :attr:`Scan.languages`."""
    vague: Column
    """Whether the publication is known only to a span of days."""


@dataclass(frozen=True, slots=True)
class ScannedMentions:
    """Mentions that may stand on the map, as columns of one length."""

    id: Column
    story: Column
    """Id of its story."""
    spot: Column
    """Position in :attr:`Scan.spots`."""
    role: Column
    """Position in :attr:`Scan.roles`."""
    confidence: Column
    """In whole percent."""
    told: Column
    """Ordinal of the first day its sentence tells; ``UNTOLD`` where none, ``UNDATED`` where only a year."""
    vague: Column
    """Whether that day is the first of a longer span."""
    tags: Column
    """A bit for each of :attr:`Scan.tags` its sentence tells of, as an unsigned number."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The whole database as columns; the first of ``outlets`` is no outlet."""

    stories: ScannedStories
    mentions: ScannedMentions
    spots: tuple[tuple[Place, Precision, Vicinity | None], ...]
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    roles: tuple[str, ...]
    tags: tuple[str, ...]
    """Codes of event types and actors, at most 64."""
    version: int
