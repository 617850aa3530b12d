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

from geodata.columns.records import Axis, Columns, Flags, Integers, Time


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
    mask = axis.here(kept)
    cell, story, uncertain = axis.cell, axis.story, axis.uncertain
    if mask is not None:
        cell, story, uncertain = cell[mask], story[mask], uncertain[mask]
    new_cell = _changes(cell)
    starts = np.flatnonzero(new_cell)
    entry = np.flatnonzero(new_cell | _changes(story))
    cells = cell[starts].astype(np.int64)
    mentions = np.diff(np.append(starts, len(cell)))
    spot, step = np.divmod(cells, axis.width)
    doubtful = np.add.reduceat(uncertain, starts, dtype=np.int64) if len(starts) else starts
    of_entry = np.searchsorted(starts, entry, side="right") - 1
    told = _Told.at_spots(columns, axis, spot[of_entry], step[of_entry], story[entry], of_entry, len(starts))
    at_spots = Sums(spot, step, told.stories, mentions, told.reports, doubtful)
    totals, on_map = _whole_map(columns, axis, story, at_spots)
    return Fold(
        cells=at_spots,
        totals=totals,
        repeated_stories=_together(told.repeated_stories, on_map.repeated_stories),
        repeated_reports=_together(told.repeated_reports, on_map.repeated_reports),
        base=axis.base,
        drawn=int(np.count_nonzero(_present(story, len(columns.stories.id)))),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Stories and reports by cell, and which were counted again."""

    stories: Integers
    reports: Integers
    repeated_stories: Repeats
    repeated_reports: Repeats

    @classmethod
    def at_spots(
        cls,
        columns: Columns,
        axis: Axis,
        spot: Integers,
        step: Integers,
        story: Integers,
        cell: Integers,
        cells: int,
    ) -> _Told:
        """Of E entries, each a story in a cell (``cell`` its number), none of them twice."""
        # Only stories of several days, and those others tell as well, can be counted again.
        several = (axis.day_of_story[story] < 0) | columns.reports_told_often[story]
        plain = np.bincount(cell[~several], minlength=cells)
        spot, step, story, cell = spot[several], step[several], story[several], cell[several]
        stories, again = _counted(spot, story, step, cell, cells)
        reports, told_again = _counted(spot, columns.stories.report[story], step, cell, cells)
        return cls(plain + stories, plain + reports, again, told_again)


def _counted(
    spot: Integers, what: Integers, step: Integers, cell: Integers, cells: int
) -> tuple[Integers, Repeats]:
    """How many different things each cell holds, and where one was counted before."""
    order = np.lexsort((step, what, spot))
    spot, what, step, cell = spot[order], what[order], step[order], cell[order]
    first_day = _changes(spot) | _changes(what)
    once = first_day | _changes(step)
    spot, step, cell, first_day = spot[once], step[once], cell[once], first_day[once]
    chain = np.cumsum(first_day) - 1
    of_undated = (step[first_day] == 0)[chain] & (step > 0)
    before = np.where(first_day, 0, np.roll(step, 1))
    again = np.flatnonzero((before > 0) | of_undated)
    again = again[np.argsort(step[again], kind="stable")]
    repeats = Repeats(spot[again], step[again], before[again], of_undated[again])
    return np.bincount(cell, minlength=cells), repeats


def _whole_map(columns: Columns, axis: Axis, story: Integers, cells: Sums) -> tuple[Sums, _Told]:
    """Sums by day, whatever the spot, and what is counted again on the map."""
    present = np.flatnonzero(_present(story, len(columns.stories.id)))
    day = axis.day_of_story[present]
    single = present[day >= 0]
    steps = [day[day >= 0].astype(np.int64)]
    stories = [single.astype(np.int64)]
    if len(single) < len(present):
        several = axis.day_of_story[story] < 0
        keys = np.unique(_entries(cells, axis, story, several))
        stories.append(keys // axis.width)
        steps.append(keys % axis.width)
    return _by_day(columns, axis, np.concatenate(stories), np.concatenate(steps), cells)


def _entries(cells: Sums, axis: Axis, story: Integers, wanted: Flags) -> Integers:
    """Story and step in one number, of the mentions wanted."""
    step = np.repeat(cells.step, cells.mentions)[wanted]
    entries: Integers = story[wanted].astype(np.int64) * axis.width + step
    return entries


def _by_day(columns: Columns, axis: Axis, story: Integers, step: Integers, cells: Sums) -> tuple[Sums, _Told]:
    days, number = np.unique(step, return_inverse=True)
    everywhere = np.full(len(story), -1, dtype=np.int64)
    told = _Told.at_spots(columns, axis, everywhere, step, story, number, len(days))
    mentions = np.bincount(cells.step, cells.mentions, axis.width).astype(np.int64)[days]
    doubtful = np.bincount(cells.step, cells.uncertain, axis.width).astype(np.int64)[days]
    spot = np.full(len(days), -1, dtype=np.int64)
    return Sums(spot, days, told.stories, mentions, told.reports, doubtful), told


def _changes(values: Integers) -> Flags:
    """Where a value differs from the one before; true at the first."""
    changed = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed


def _present(story: Integers, size: int) -> Flags:
    present: Flags = np.zeros(size, dtype=np.bool_)
    present[story] = True
    return present


def _together(*repeats: Repeats) -> Repeats:
    names = Repeats.__slots__
    columns = (np.concatenate([getattr(each, name) for each in repeats]) for name in names)
    spot, later, earlier, undated = columns
    order = np.argsort(later, kind="stable")
    return Repeats(spot[order], later[order], earlier[order], undated[order])
