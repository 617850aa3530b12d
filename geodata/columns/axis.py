"""Mentions along one of the two times: the cells they lie in, and what may be counted in several of them.

All that depends on the data alone is taken out and sorted here, once, so that a question only passes over it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.stores.port import UNDATED

Integers = NDArray[Any]
Flags = NDArray[np.bool_]

_AT_ONCE = 250_000
"""About how many mentions are sorted at once."""
_NONE: Integers = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Chains:
    """Where things (stories, or reports) may be counted again.

    A *link* is one thing on one step at one spot; the links of one thing at one spot are a *chain*, and links
    stand by chain and step.
    """

    rows: Integers
    """What tells the links: rows, ascending; of those on the map every row does, and none is named."""
    link: Integers
    """By what tells it: the link."""
    chain: Integers
    """By link: the number of its chain, ascending."""
    at: Integers
    """By link: its cell; its step where the whole map counts as one spot."""
    tellers: Integers
    """By link: the rows that tell it."""
    of_several: Integers
    """The links whose chain has others, ascending."""

    @classmethod
    def of(cls, link: Integers, chain: Integers, at: Integers, rows: Integers = _NONE) -> Chains:
        """With their tellers counted, and the chains of several links found."""
        tellers = _narrowed(np.bincount(link, minlength=len(chain)))
        of_several = np.flatnonzero(_beside_its_like(chain))
        return cls(rows, link, chain.astype(np.int32), at, tellers, of_several.astype(np.int32))


@dataclass(frozen=True, slots=True)
class Axis:
    """What is summed along the days of one time.

    A *cell* is a spot on a day that holds any mention, known by its row among C cells sorted by spot and
    step, where step 0 holds the undated and step n the day ``base + n - 1``.
    """

    cell: Integers
    """By mention."""
    uncertain: Flags
    """By mention: whether its day is not certain."""
    spot: Integers
    """By cell."""
    step: Integers
    """By cell."""
    mentions: Integers
    """By cell: how many lie in it, in as few bytes as the most need."""
    mentions_on_step: Integers
    """By step: how many there are at all spots."""
    base: int
    """Ordinal of the first day."""
    width: int
    """Steps of a spot."""
    stories: Chains
    """Of mentions whose story has others at their spot."""
    reports: Chains
    """Of mentions whose report has others at their spot."""
    stories_on_map: Chains
    """Of all mentions, whatever their spot."""
    reports_on_map: Chains
    """Of the links of ``stories_on_map``."""

    @classmethod
    def along(
        cls,
        day: Integers,
        uncertain: Flags,
        *,
        spot: Integers,
        story: Integers,
        report: Integers,
        spots: int,
    ) -> Axis:
        """The axis on which each mention has the ``day`` given (an ordinal or ``UNDATED``).

        Mentions stand by spot, publication day and story; ``report`` is that of each story.
        """
        known = day[day != UNDATED]
        base = int(known.min()) if len(known) else 1
        width = int(known.max()) - base + 2 if len(known) else 1
        step = np.where(day == UNDATED, 0, day - (base - 1)).astype(np.uint16 if width < 2**16 else np.int32)
        used, cell = _cells(_pairs(spot, step, width, spots), spot)
        # A story has one day of publication, so that its mentions at a spot are neighbours.
        with_others = _beside_its_like(story, spot)
        told_often = np.bincount(report, minlength=len(report))[report] > 1
        several = np.flatnonzero(with_others | told_often[story])
        at_spots = _AtSpots(spot, step, cell, spots, len(report), width)
        stories_on_map = _days_of_stories(story, step, width, len(report))
        return cls(
            cell=cell,
            uncertain=uncertain,
            spot=(used // width).astype(spot.dtype),
            step=(used % width).astype(step.dtype),
            mentions=_narrowed(np.bincount(cell, minlength=len(used))),
            mentions_on_step=np.bincount(step, minlength=width),
            base=base,
            width=width,
            stories=at_spots.chains(np.flatnonzero(with_others), story),
            reports=at_spots.chains(several, report[story]),
            stories_on_map=stories_on_map,
            reports_on_map=_days_of_reports(stories_on_map, report, width),
        )


@dataclass(frozen=True, slots=True)
class _AtSpots:
    """Where mentions are, and how many spots, things and steps there are."""

    spot: Integers
    step: Integers
    cell: Integers
    spots: int
    things: int
    width: int

    def chains(self, rows: Integers, thing: Integers) -> Chains:
        """The chains of those mentions among ``rows`` that share a thing and a spot; ``thing`` by mention."""
        _, chain = _numbered(_pairs(self.spot[rows], thing[rows], self.things, self.spots))
        shared = (np.bincount(chain) > 1)[chain]
        rows, chain = rows[shared], chain[shared]
        links, link = _numbered(_pairs(chain, self.step[rows], self.width, len(rows) + 1))
        at = np.empty(len(links), dtype=np.int32)
        at[link] = self.cell[rows]
        return Chains.of(link, links // self.width, at, rows.astype(np.int32))


def _pairs(first: Integers, second: Integers, width: int, size: int) -> Integers:
    """One number for each two, the first below ``size`` and the second below ``width``, sorted as they are;
    in as few bytes as all need."""
    pairs: Integers = first.astype(np.int32 if size * width < np.iinfo(np.int32).max else np.int64)
    pairs *= pairs.dtype.type(width)
    pairs += second
    return pairs


def _cells(values: Integers, spot: Integers) -> tuple[Integers, Integers]:
    """As ``_numbered``, of values that stand by spot: some spots at a time, for sorting takes room."""
    starts = np.append(np.flatnonzero(changes(spot)), len(spot))
    # The starts of spots next to each so many mentions, and the end.
    wanted = np.searchsorted(starts, np.arange(0, len(spot), _AT_ONCE))
    edges = np.unique(np.append(starts[wanted], len(spot)))
    cell = np.empty(len(values), dtype=np.int32)
    used, count = [values[:0]], 0
    for first, last in pairwise(edges.tolist()):
        different, number = _numbered(values[first:last])
        np.add(number, np.int32(count), out=cell[first:last])
        used.append(different)
        count += len(different)
    return np.concatenate(used), cell


def _numbered(values: Integers) -> tuple[Integers, Integers]:
    """The different values, ascending, and by value its row among them."""
    rising = bool((values[1:] >= values[:-1]).all())
    if rising:
        new = changes(values)
        return values[new], np.cumsum(new, dtype=np.int32) - np.int32(1)
    used, number = np.unique(values, return_inverse=True)
    return used, number.astype(np.int32)


def _narrowed(counts: Integers) -> Integers:
    """Counts in as few bytes as the largest needs: the fewer are passed over, the sooner."""
    return counts.astype(np.min_scalar_type(int(counts.max(initial=0))))


def changes(values: Integers) -> Flags:
    """Where a value differs from the one before; true at the first."""
    changed: Flags = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _beside_its_like(*values: Integers) -> Flags:
    """Whether all these are what they are one row before, or one after."""
    alike: Flags = ~np.logical_or.reduce([changes(each) for each in values])
    alike[:-1] |= alike[1:]
    return alike


def _days_of_stories(story: Integers, step: Integers, width: int, size: int) -> Chains:
    """The chains of all ``size`` stories on the whole map; ``story`` and ``step`` by mention.

    Most have one day, so that only those of several need sorting. A story that is nowhere on the map has a
    link as well, which nothing tells.
    """
    only = np.zeros(size, dtype=step.dtype)
    only[story] = step
    several: Flags = np.zeros(size, dtype=np.bool_)
    several[story[only[story] != step]] = True
    if not several.any():
        return Chains.of(story, np.arange(size), only)
    rows = np.flatnonzero(several[story])
    days, day = _numbered(_pairs(story[rows], step[rows], width, size))
    of_several = np.bincount(days // width, minlength=size)
    links = np.maximum(of_several, 1)
    first = np.cumsum(links) - links
    link = first.astype(np.int32)[story]
    link[rows] += day - (np.cumsum(of_several) - of_several)[story[rows]].astype(np.int32)
    at = np.zeros(int(links.sum()), dtype=step.dtype)
    at[link] = step
    return Chains.of(link, np.repeat(np.arange(size), links), at)


def _days_of_reports(stories: Chains, report: Integers, width: int) -> Chains:
    """The chains of reports on the whole map, told by the links of stories; ``report`` by story."""
    days, link = _numbered(_pairs(report[stories.chain], stories.at, width, len(report)))
    return Chains.of(link, days // width, (days % width).astype(stories.at.dtype))
