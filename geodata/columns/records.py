"""Stories and mentions as columns: arrays of one length, row by row."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.columns.axis import Axis
from geodata.models import Place, Precision, Time, Vicinity
from geodata.stores.port import UNDATED, UNTOLD
from geodata.vicinity import code_of, position

Integers = NDArray[Any]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where mentions stand: a place, at one precision and, where a text says so, in a vicinity of it."""

    place: Place
    precision: Precision
    vicinity: Vicinity | None = None

    @property
    def key(self) -> str:
        """The id of its mark, see :func:`mark_key`."""
        return mark_key(self.place, self.precision, self.vicinity)

    @property
    def position(self) -> tuple[float, float]:
        """Latitude and longitude: those of the vicinity where there is one."""
        return position(self.place, self.vicinity) if self.vicinity else (self.place.lat, self.place.lon)


def mark_key(place: Place, precision: Precision, vicinity: Vicinity | None = None) -> str:
    """A mark's id: the place's own where the precision is the place's own, else with ``~precision``.

    In a vicinity with ``~precision~code``.
    """
    if vicinity is not None:
        return f"{place.id}~{int(precision)}~{code_of(vicinity)}"
    return place.id if precision == place.precision else f"{place.id}~{int(precision)}"


@dataclass(frozen=True, slots=True)
class StoryColumns:
    """S stories, by id ascending."""

    id: Integers
    day: Integers
    """Ordinal of the publication day, or ``UNDATED``."""
    vague: Flags
    """Whether the publication is known only to a span of days."""
    outlet: Integers
    """Row in :attr:`Columns.outlets`; the first is no outlet at all."""
    language: Integers
    """Row in :attr:`Columns.languages`; the first is none."""
    report: Integers
    """Row of the first story that tells the same report, its own where it stands alone."""


@dataclass(frozen=True, slots=True)
class MentionColumns:
    """M mentions that may stand on the map, sorted by spot, publication day and story."""

    id: Integers
    story: Integers
    """Row of its story."""
    spot: Integers
    """Row in :attr:`Columns.spots`."""
    role: Integers
    """Row in :attr:`Columns.roles`."""
    confidence: Integers
    """In percent, 0 to 100."""
    told: Integers
    """Ordinal of the first day its sentence tells; ``UNTOLD`` where it tells none, ``UNDATED`` where only a
    year."""
    vague: Flags
    """Whether that day is the first of a longer span."""
    tags: Integers
    """A bit for each of :attr:`Columns.tags` it carries, as an unsigned number."""


class Columns:
    """Stories and mentions of a database as they stood at one ``version``.

    Attributes: ``stories``, ``mentions``, and the tables their numbers point into: ``spots`` (by their keys,
    ascending), ``outlets``, ``languages``, ``roles``, ``tags`` (at most 64).
    """

    def __init__(
        self,
        *,
        stories: StoryColumns,
        mentions: MentionColumns,
        spots: tuple[Spot, ...],
        outlets: tuple[str, ...],
        languages: tuple[str, ...],
        roles: tuple[str, ...],
        tags: tuple[str, ...] = (),
        version: int = 0,
    ) -> None:
        """``spots`` and ``mentions`` may come in any order; they are sorted here."""
        self.stories = stories
        self.outlets, self.languages = outlets, languages
        self.roles, self.tags, self.version = roles, tags, version
        order = sorted(range(len(spots)), key=lambda number: spots[number].key)
        self.spots = tuple(spots[number] for number in order)
        self.mentions = _sorted(_renumbered(mentions, order), stories)

    @cached_property
    def by_published(self) -> Axis:
        """The mentions along the days of publication."""
        story = self.mentions.story
        return self._along(self.stories.day[story], self.stories.vague[story])

    @cached_property
    def by_event(self) -> Axis:
        """The mentions along the days they tell of, uncertain where that is the day of publication."""
        mentions, published = self.mentions, self.stories.day[self.mentions.story]
        uncertain = mentions.vague | ((mentions.told == UNTOLD) & (published != UNDATED))
        return self._along(self._days_told(), uncertain)

    def _along(self, day: Integers, uncertain: Flags) -> Axis:
        return Axis.along(
            day,
            uncertain,
            spot=self.mentions.spot,
            story=self.mentions.story,
            report=self.stories.report,
            spots=len(self.spots),
        )

    @cached_property
    def day_told(self) -> Integers:
        """By mention: the day it tells of, else that of publication; ``UNDATED`` where neither is known."""
        return self._days_told()

    def _days_told(self) -> Integers:
        mentions = self.mentions
        published = self.stories.day[mentions.story]
        return np.where(mentions.told == UNTOLD, published, mentions.told).astype(np.int32)

    @cached_property
    def mentions_at(self) -> Integers:
        """By spot: how many mentions stand there, one after another."""
        return np.bincount(self.mentions.spot, minlength=len(self.spots))

    @cached_property
    def precisions(self) -> Integers:
        """By spot: its precision as a number."""
        return np.array([int(spot.precision) for spot in self.spots], dtype=np.int8)

    @cached_property
    def positions(self) -> NDArray[np.float64]:
        """By spot: latitude and longitude; shape (spots, 2)."""
        return np.array([spot.position for spot in self.spots], dtype=np.float64).reshape(-1, 2)

    @cached_property
    def spots_of_place(self) -> dict[str, list[int]]:
        """The rows of a place's spots, by its id."""
        found: dict[str, list[int]] = {}
        for number, spot in enumerate(self.spots):
            found.setdefault(spot.place.id, []).append(number)
        return found

    def standing(self, spots: tuple[Spot, ...]) -> Columns:
        """The same mentions, those of each spot at another of ``spots``, one for each there is.

        Spots of one key become one, the first of them. Where the keys stay as they are, all that does not
        depend on where spots lie is shared.
        """
        keys = [spot.key for spot in spots]
        if keys == [spot.key for spot in self.spots]:
            moved = copy.copy(self)
            moved.spots = spots
            for of_spots in ("precisions", "positions", "spots_of_place"):
                moved.__dict__.pop(of_spots, None)
            return moved
        number = {key: at for at, key in enumerate(dict.fromkeys(keys))}
        first = {number[key]: spot for key, spot in zip(reversed(keys), reversed(spots), strict=True)}
        spot_of = np.array([number[key] for key in keys], dtype=self.mentions.spot.dtype)
        return Columns(
            stories=self.stories,
            mentions=replace(self.mentions, spot=spot_of[self.mentions.spot]),
            spots=tuple(first[at] for at in range(len(first))),
            outlets=self.outlets,
            languages=self.languages,
            roles=self.roles,
            tags=self.tags,
            version=self.version,
        )

    def axis(self, time: Time) -> Axis:
        """The mentions along one of the two times."""
        return self.by_event if time is Time.EVENT else self.by_published


def _renumbered(mentions: MentionColumns, order: list[int]) -> MentionColumns:
    """Mentions whose spots now stand in another ``order``: of each, which one it was."""
    if order == list(range(len(order))):
        return mentions
    number = np.empty(len(order), dtype=mentions.spot.dtype)
    number[order] = np.arange(len(order))
    return replace(mentions, spot=number[mentions.spot])


def _sorted(mentions: MentionColumns, stories: StoryColumns) -> MentionColumns:
    order = np.lexsort((mentions.story, stories.day[mentions.story], mentions.spot))
    if bool((order[1:] > order[:-1]).all()):
        return mentions
    return MentionColumns(*(getattr(mentions, name)[order] for name in MentionColumns.__slots__))
