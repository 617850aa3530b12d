"""Mentions folded to spot × day, so that every window's sums are exact.

A story counts once at a spot however often it names it, and a report once however many outlets tell it. Sums
over days would count a story twice whose sentences tell of two days, or a report told again the next day. So
beside the sums stand the *repeats*: each says that something counted on one day at a spot is counted there on
an earlier one, or among the undated, too. A window's count is its sum less the repeats whose earlier day lies
in it as well; the undated to be shown beside it are theirs less the other repeats that are of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geodata.columns.axis import Axis, Chains
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
    let = _Let.through(kept)
    mentions = let.tally(axis.cell, axis.mentions)
    doubtful = np.flatnonzero(axis.uncertain if kept is None else axis.uncertain & kept)
    uncertain = np.bincount(axis.cell[doubtful], minlength=len(mentions))
    stories, again = _counted(axis, axis.stories, kept, mentions)
    reports, told_again = _counted(axis, axis.reports, kept, mentions)
    filled = np.flatnonzero(mentions > 0)
    of_cells = (axis.spot, axis.step, stories, mentions, reports, uncertain)
    cells = Sums(*(_narrow(each.take(filled)) for each in of_cells))
    on_map, reports_on_map = axis.stories_on_map, axis.reports_on_map
    is_told = let.tally(on_map.link, on_map.tellers) > 0
    told = np.flatnonzero(is_told)
    reported = np.flatnonzero(_Let.through(is_told).tally(reports_on_map.link, reports_on_map.tellers))
    return Fold(
        cells=cells,
        totals=_totals(axis, cells, on_map.at[told], reports_on_map.at[reported]),
        repeated_stories=_together(again, _repeated_on_map(on_map, told)),
        repeated_reports=_together(told_again, _repeated_on_map(reports_on_map, reported)),
        base=axis.base,
        drawn=int(np.count_nonzero(_changes(on_map.chain[told]))),
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

    def tally(self, numbers: Integers, of_all: Integers) -> Integers:
        """How many that are let through have each number, of which all have ``of_all``."""
        counts = _narrow(np.bincount(numbers.take(self.rows), minlength=len(of_all)))
        return of_all - counts if self.are_left_out else counts


def _counted(axis: Axis, chains: Chains, kept: Flags | None, mentions: Integers) -> tuple[Integers, Repeats]:
    """How many different things each cell holds, and where one was counted before.

    As many as ``mentions``, but where several of them tell one link.
    """
    tellers = _Let.through(None if kept is None else kept.take(chains.rows)).tally(
        chains.link, chains.tellers
    )
    told = np.flatnonzero(tellers)
    cells = chains.at[told]
    counts = mentions.copy()
    np.subtract.at(counts, cells, tellers[told] - 1)
    again = _again(chains.chain[told], axis.step[cells])
    return counts, replace(again, spot=axis.spot[cells[again.spot]])


def _repeated_on_map(chains: Chains, told: Integers) -> Repeats:
    """Where something was counted before on the whole map."""
    again = _again(chains.chain[told], chains.at[told])
    return replace(again, spot=np.full(len(again.spot), -1, dtype=np.int32))


def _again(chain: Integers, step: Integers) -> Repeats:
    """The links of a chain after its first, which count it again: their rows stand in place of the spot."""
    new = _changes(chain)
    rows = np.flatnonzero(~new)
    firsts = np.flatnonzero(new)
    of_chain = firsts[np.searchsorted(firsts, rows) - 1]
    # The undated come first: the link before is theirs, or a day's.
    return Repeats(rows, step[rows], step[rows - 1], step[of_chain] == 0)


def _totals(axis: Axis, cells: Sums, told: Integers, reported: Integers) -> Sums:
    """Sums by step, whatever the spot; of each story ``told`` and report its steps."""
    stories, reports = (np.bincount(steps, minlength=axis.width) for steps in (told, reported))
    mentions, uncertain = (
        np.bincount(cells.step, weights, axis.width).astype(np.int64)
        for weights in (cells.mentions, cells.uncertain)
    )
    days = np.flatnonzero(mentions)
    return Sums(np.full(len(days), -1), days, stories[days], mentions[days], reports[days], uncertain[days])


def _changes(values: Integers) -> Flags:
    """Where a value differs from the one before; true at the first."""
    changed = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _narrow(values: Integers) -> Integers:
    """Numbers in four bytes: no count of mentions needs more, and half as much is passed over."""
    return values.astype(np.int32, copy=False)


def _together(*repeats: Repeats) -> Repeats:
    names = Repeats.__slots__
    columns = (np.concatenate([getattr(each, name) for each in repeats]) for name in names)
    spot, later, earlier, undated = columns
    order = np.argsort(later, kind="stable")
    return Repeats(spot[order], later[order], earlier[order], undated[order])
