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

from geodata.columns.records import Axis, Chain, Columns, Flags, Integers
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

    cells: Sums
    totals: Sums
    repeated_stories: Repeats
    repeated_reports: Repeats
    base: int
    """Ordinal of the day of step 1."""
    drawn: int
    """Stories with a mention among those folded."""


def fold(columns: Columns, kept: Flags | None, time: Time) -> Fold:
    """The mentions a mask lets through (None: all), along one time."""
    axis = columns.axis(time)
    chosen = _Chosen.of(axis, axis.here(kept))
    starts = np.flatnonzero(chosen.begins_cell)
    mentions = np.diff(np.append(starts, len(chosen.story)))
    first = starts if chosen.at is None else chosen.at[starts]
    spot, step = axis.spot[first].astype(np.int64), axis.step[first].astype(np.int64)
    doubtful = np.add.reduceat(chosen.uncertain, starts, dtype=np.int64) if len(starts) else starts
    # A story alone with its report and of one day is counted where it begins; the others by their chains.
    plain = np.add.reduceat(chosen.begins_plain, starts, dtype=np.int64) if len(starts) else starts
    stories, again = _counted(chosen, axis.chains.stories, len(starts))
    reports, told_again = _counted(chosen, axis.chains.reports, len(starts))
    cells = Sums(spot, step, plain + stories, mentions, plain + reports, doubtful)
    present: Flags = np.zeros(len(columns.stories.id), dtype=np.bool_)
    present[chosen.story] = True
    totals, map_again, map_told_again = _whole_map(axis, chosen, cells, present)
    return Fold(
        cells=cells,
        totals=totals,
        repeated_stories=_together(again, map_again),
        repeated_reports=_together(told_again, map_told_again),
        base=axis.base,
        drawn=int(np.count_nonzero(present)),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The mentions let through, in the order of an axis."""

    kept: Flags | None
    at: Integers | None
    """Their positions on the axis; None where all are let through."""
    story: Integers
    uncertain: Flags
    begins_cell: Flags
    begins_plain: Flags
    """Whether it is the first in its cell of a story that can never be counted again."""
    number: Integers
    """By position on the axis: which of the cells that hold any it lies in, where it is let through."""

    @classmethod
    def of(cls, axis: Axis, kept: Flags | None) -> _Chosen:
        """Those a mask on the axis lets through; None lets all through."""
        at = None if kept is None else np.flatnonzero(kept)
        arrays = (axis.cell, axis.story, axis.uncertain, axis.plain)
        cell, story, uncertain, plain = arrays if at is None else tuple(each[at] for each in arrays)
        begins = _changes(cell)
        begins_plain = (begins | _changes(story)) & plain
        if at is None:
            number = np.cumsum(begins, dtype=np.int32) - 1
        else:
            marks = np.zeros(len(axis.cell), dtype=np.bool_)
            marks[at[begins]] = True
            number = np.cumsum(marks, dtype=np.int32) - 1
        return cls(kept, at, story, uncertain, begins, begins_plain, number)

    def chain(self, chain: Chain) -> Chain:
        """The part of a chain that is let through."""
        if self.kept is None:
            return chain
        let = self.kept[chain.at]
        spot = None if chain.spot is None else chain.spot[let]
        return Chain(chain.at[let], spot, chain.thing[let], chain.step[let])


def _counted(chosen: _Chosen, chain: Chain, cells: int) -> tuple[Integers, Repeats]:
    """How many different things of a chain each cell holds, and where one was counted before."""
    let = chosen.chain(chain)
    once, again = _once(let)
    return np.bincount(chosen.number[let.at[once]], minlength=cells), again


def _once(chain: Chain) -> tuple[Flags, Repeats]:
    """Of each spot, thing and step the first row; where a thing was counted before."""
    new = _changes(chain.thing)
    if chain.spot is not None:
        new |= _changes(chain.spot)
    once = new | _changes(chain.step)
    step, new = chain.step[once].astype(np.int64), new[once]
    spot = np.broadcast_to(np.int64(-1), step.shape) if chain.spot is None else chain.spot[once]
    firsts = np.flatnonzero(new)
    undated = np.repeat(step[firsts] == 0, np.diff(np.append(firsts, len(new)))) & (step > 0)
    before = np.roll(step, 1)
    before[new] = 0
    again = np.flatnonzero((before > 0) | undated)
    again = again[np.argsort(step[again], kind="stable")]
    return once, Repeats(spot[again], step[again], before[again], undated[again])


def _whole_map(axis: Axis, chosen: _Chosen, cells: Sums, present: Flags) -> tuple[Sums, Repeats, Repeats]:
    """Sums by day, whatever the spot, and what is counted again on the map."""
    plain = np.bincount(axis.only_step[present & ~axis.several], minlength=axis.width)
    counts, repeats = [], []
    for chain in (axis.chains.stories_on_map, axis.chains.reports_on_map):
        let = chosen.chain(chain)
        once, again = _once(let)
        counts.append(plain + np.bincount(let.step[once], minlength=axis.width))
        repeats.append(again)
    mentions, doubtful = (
        np.bincount(cells.step, weights, axis.width).astype(np.int64)
        for weights in (cells.mentions, cells.uncertain)
    )
    days = np.flatnonzero(mentions)
    spot = np.full(len(days), -1)
    totals = Sums(spot, days, counts[0][days], mentions[days], counts[1][days], doubtful[days])
    return totals, repeats[0], repeats[1]


def _changes(values: Integers) -> Flags:
    """Where a value differs from the one before; true at the first."""
    changed = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _together(*repeats: Repeats) -> Repeats:
    names = Repeats.__slots__
    columns = (np.concatenate([getattr(each, name) for each in repeats]) for name in names)
    spot, later, earlier, undated = columns
    order = np.argsort(later, kind="stable")
    return Repeats(spot[order], later[order], earlier[order], undated[order])
