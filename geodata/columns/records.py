"""Stories and mentions as columns: arrays of one length, row by row."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    """A bit for each of :attr:`Columns.tags` it carries, as u64."""


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
    def reports_told_often(self) -> Flags:
        """By story: whether another one tells the same report."""
        sizes = np.bincount(self.stories.report, minlength=len(self.stories.id))
        told: Flags = sizes[self.stories.report] > 1
        return told

    @cached_property
    def by_published(self) -> Axis:
        """The mentions along the days of publication."""
        return Axis.along(
            self, self.stories.day[self.mentions.story], self.stories.vague[self.mentions.story]
        )

    @cached_property
    def by_event(self) -> Axis:
        """The mentions along the days they tell of, uncertain where that is the day of publication."""
        mentions, published = self.mentions, self.stories.day[self.mentions.story]
        uncertain = mentions.vague | ((mentions.told == UNTOLD) & (published != UNDATED))
        return Axis.along(self, self.day_told, uncertain)

    @cached_property
    def day_told(self) -> Integers:
        """By mention: the day it tells of, else that of publication; ``UNDATED`` where neither is known."""
        mentions = self.mentions
        published = self.stories.day[mentions.story]
        return np.where(mentions.told == UNTOLD, published, mentions.told).astype(np.int32)

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
            for of_spots in ("positions", "spots_of_place"):
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


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions that may count something again, in an order that puts those of one thing together, by day.

    Taken out and sorted once, so that a question only passes over them.
    """

    at: Integers
    """Positions on the axis."""
    spot: Integers | None
    """Where each stands; None where the whole map counts as one spot."""
    thing: Integers
    """What may be counted again: a story, or a report."""
    step: Integers

    @classmethod
    def by(cls, at: Integers, spot: Integers | None, thing: Integers, step: Integers) -> Chain:
        """Sorted by spot, thing and step."""
        order = np.lexsort((step, thing) if spot is None else (step, thing, spot))
        return cls(at[order], None if spot is None else spot[order], thing[order], step[order])


@dataclass(frozen=True, slots=True)
class Chains:
    """All there are of an axis."""

    stories: Chain
    reports: Chain
    stories_on_map: Chain
    reports_on_map: Chain


@dataclass(frozen=True, slots=True)
class Axis:
    """The mentions sorted by spot, day and story, with what is summed along the days.

    A *cell* is a spot on a day: ``spot * width + step``, where step 0 holds the undated and step n the day
    ``base + n - 1``.
    """

    rows: Integers | None
    """The mentions' rows in this order; None where it is their own."""
    cell: Integers
    spot: Integers
    step: Integers
    story: Integers
    uncertain: Flags
    base: int
    """Ordinal of the first day."""
    width: int
    """Steps of a spot."""
    only_step: Integers
    """By story: the step of its only day; -1 where it has several."""
    several: Flags
    """By story: whether it has several days or its report is told by others as well, so that it may be
    counted again."""
    plain: Flags
    """By mention: whether its story is none of these."""
    chains: Chains

    @classmethod
    def along(cls, columns: Columns, day: Integers, uncertain: Flags) -> Axis:
        """The axis on which each mention has the ``day`` given (an ordinal or ``UNDATED``)."""
        mentions, size = columns.mentions, len(columns.stories.id)
        known = day[day != UNDATED]
        base = int(known.min()) if len(known) else 1
        width = int(known.max()) - base + 2 if len(known) else 1
        step = np.where(day == UNDATED, 0, day - (base - 1)).astype(np.uint16 if width < 2**16 else np.int32)
        cell = cells_of(mentions.spot, step, width, len(columns.spots))
        only = _only_steps(step, mentions.story, size)
        several: Flags = (only < 0) | columns.reports_told_often
        rows, spot, story = None, mentions.spot, mentions.story
        if len(cell) and not _ascending(cell, story):
            rows = np.lexsort((story, cell)).astype(np.int32)
            cell, spot, step, story = (each[rows] for each in (cell, spot, step, story))
            uncertain = uncertain[rows]
        chains = _chains(spot, step, story, columns.stories.report, several)
        plain = ~several[story]
        return cls(rows, cell, spot, step, story, uncertain, base, width, only, several, plain, chains)

    def here(self, kept: Flags | None) -> Flags | None:
        """A mask over mentions, in this order."""
        return kept if kept is None or self.rows is None else kept[self.rows]


def cells_of(spot: Integers, step: Integers, width: int, spots: int) -> Integers:
    """The cell of each spot and step, in as few bytes as all cells need."""
    small = spots * width < np.iinfo(np.int32).max
    cell: Integers = spot.astype(np.int32 if small else np.int64)
    cell *= cell.dtype.type(width)
    cell += step
    return cell


def _chains(spot: Integers, step: Integers, story: Integers, report: Integers, several: Flags) -> Chains:
    at = np.flatnonzero(several[story]).astype(np.int32)
    spot, step, story = spot[at], step[at], story[at]
    report = report[story]
    return Chains(
        stories=Chain.by(at, spot, story, step),
        reports=Chain.by(at, spot, report, step),
        stories_on_map=Chain.by(at, None, story, step),
        reports_on_map=Chain.by(at, None, report, step),
    )


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


def _ascending(cell: Integers, story: Integers) -> bool:
    later = cell[1:] > cell[:-1]
    return bool((later | ((cell[1:] == cell[:-1]) & (story[1:] >= story[:-1]))).all())


def _only_steps(step: Integers, story: Integers, size: int) -> Integers:
    """By story the one step all its mentions have, -1 where they have several or there are none."""
    only = np.full(size, -1, dtype=np.int32)
    only[story] = step
    differs = story[only[story] != step]
    only[differs] = -1
    return only
