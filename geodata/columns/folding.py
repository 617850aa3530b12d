"""Mentions folded to spot × day, so that every window's sums are exact.

A story counts once at a spot however often it names it, and a report once however many outlets tell it. Sums
over days would count a story twice whose sentences tell of two days, or a report told again the next day. So
beside the sums stand the *repeats*: each says that something counted on one day at a spot is counted there on
an earlier one, or among the undated, too. A window's count is its sum less the repeats whose earlier day lies
in it as well; the undated to be shown beside it are theirs less the other repeats that are of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geodata.columns.axis import Axis, Chains, changes
from geodata.columns.records import Columns, Flags, Integers
from geodata.models import Time


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of N cells, sorted by spot and step (step 0: the undated)."""

    spot: Integers
    step: Integers
    stories: Integers
    mentions: Integers
    reports: Integers
    uncertain: Integers
    """Mentions whose day is not certain."""

    def at(self, rows: Integers) -> Sums:
        """Those of some cells, by their rows."""
        return Sums(*(getattr(self, name).take(rows) for name in Sums.__slots__))


@dataclass(frozen=True, slots=True)
class Repeats:
    """R times something was counted again; sorted by ``later``."""

    spot: Integers
    """-1: on the whole map."""
    later: Integers
    """The step on which it was."""
    earlier: Integers
    """The step it was counted on before; 0 where only the undated hold it."""
    undated: Flags
    """Whether the undated hold it."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Sums by spot and of the whole map (whose ``spot`` is -1), with what was counted again in each."""

    all_cells: Sums
    """Of every cell there is, those too that hold nothing; in as few bytes as the counts need."""
    totals: Sums
    repeated_stories: Repeats
    repeated_reports: Repeats
    base: int
    """Ordinal of the day of step 1."""
    drawn: int
    """Stories with a mention among those folded."""

    @property
    def cells(self) -> Sums:
        """Of the cells that hold anything, in eight bytes a number."""
        found = self.all_cells.at(np.flatnonzero(self.all_cells.mentions > 0))
        return Sums(*(getattr(found, name).astype(np.int64) for name in Sums.__slots__))


def fold(columns: Columns, kept: Flags | None, time: Time) -> Fold:
    """The mentions a mask lets through (None: all), along one time."""
    axis = columns.axis(time)
    let = _Let.through(kept)
    cell = axis.cell.take(let.rows)
    doubtful = axis.cell.take(np.flatnonzero(axis.uncertain if kept is None else axis.uncertain & kept))
    mentions = let.counts(cell, axis.mentions)
    stories, again = _counted(axis, axis.stories, kept, mentions)
    reports, told_again = _counted(axis, axis.reports, kept, mentions)
    uncertain = np.zeros_like(mentions)
    np.add.at(uncertain, doubtful, uncertain.dtype.type(1))
    on_map, reports_on_map = axis.stories_on_map, axis.reports_on_map
    told = let.counts(on_map.link.take(let.rows), on_map.tellers) > 0
    let_stories = _Let.through(told)
    reported = let_stories.counts(reports_on_map.link.take(let_stories.rows), reports_on_map.tellers) > 0
    map_again, map_told_again = _repeated_on_map(on_map, told), _repeated_on_map(reports_on_map, reported)
    on_step = let.counts(axis.step.take(cell), axis.mentions_on_step)
    days = np.flatnonzero(on_step)
    by_step = (
        np.bincount(steps, minlength=axis.width)[days]
        for steps in (
            on_map.at.take(np.flatnonzero(told)),
            reports_on_map.at.take(np.flatnonzero(reported)),
            axis.step.take(doubtful),
        )
    )
    stories_on, reports_on, uncertain_on = by_step
    return Fold(
        all_cells=Sums(axis.spot, axis.step, stories, mentions, reports, uncertain),
        totals=Sums(np.full(len(days), -1), days, stories_on, on_step[days], reports_on, uncertain_on),
        repeated_stories=_together(again, map_again),
        repeated_reports=_together(told_again, map_told_again),
        base=axis.base,
        drawn=int(np.count_nonzero(told)) - len(map_again.spot),
    )


@dataclass(frozen=True, slots=True)
class _Let:
    """What a mask lets through, by the rows of the fewer: those let through, or those left out."""

    rows: Integers
    are_left_out: bool

    @classmethod
    def through(cls, kept: Flags | None) -> _Let:
        """What is kept; None lets all through."""
        if kept is None:
            return cls(np.zeros(0, dtype=np.intp), are_left_out=True)
        most = 2 * int(np.count_nonzero(kept)) > len(kept)
        return cls(np.flatnonzero(~kept if most else kept), most)

    def counts(self, numbers: Integers, of_all: Integers) -> Integers:
        """How many that are let through have each number, from those of ``rows``; all have ``of_all``."""
        counts = of_all.copy() if self.are_left_out else np.zeros_like(of_all)
        (np.subtract if self.are_left_out else np.add).at(counts, numbers, counts.dtype.type(1))
        return counts


def _counted(axis: Axis, chains: Chains, kept: Flags | None, mentions: Integers) -> tuple[Integers, Repeats]:
    """How many different things each cell holds, and where one was counted before.

    As many as ``mentions``, but where several of them tell one link.
    """
    let = _Let.through(None if kept is None else kept.take(chains.rows))
    tellers = let.counts(chains.link.take(let.rows), chains.tellers)
    several = np.flatnonzero(tellers > 1)
    counts = mentions.copy()
    np.subtract.at(counts, chains.at[several], (tellers[several] - 1).astype(counts.dtype))
    links, first = _told_again(chains, tellers > 0)
    step, cell = axis.step.take(chains.at.take(links)), chains.at[links[~first]]
    return counts, _repeats(axis.spot[cell], step, first)


def _repeated_on_map(chains: Chains, told: Flags) -> Repeats:
    """Where something was counted before on the whole map."""
    links, first = _told_again(chains, told)
    step = chains.at.take(links)
    return _repeats(np.full(np.count_nonzero(~first), -1, dtype=np.int32), step, first)


def _told_again(chains: Chains, told: Flags) -> tuple[Integers, Flags]:
    """The links told among those of chains of several, ascending; whether each is the first of its chain."""
    links = chains.of_several.take(np.flatnonzero(told.take(chains.of_several)))
    return links, changes(chains.chain.take(links))


def _repeats(spot: Integers, step: Integers, first: Flags) -> Repeats:
    """What the links after the first of their chain count again; ``spot`` by these, the others by link."""
    rows = np.flatnonzero(~first)
    # The undated come first in a chain: the link before is theirs, or of a day.
    has_undated = step.take(np.flatnonzero(first)) == 0
    chain = np.cumsum(first)[rows] - 1
    return Repeats(spot, step.take(rows), step.take(rows - 1), has_undated.take(chain))


def _together(*repeats: Repeats) -> Repeats:
    names = Repeats.__slots__
    columns = (np.concatenate([getattr(each, name) for each in repeats]) for name in names)
    spot, later, earlier, undated = columns
    order = np.argsort(later, kind="stable")
    return Repeats(spot[order], later[order], earlier[order], undated[order])
