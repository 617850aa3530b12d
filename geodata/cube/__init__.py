"""The cube: mentions folded to mark × day, small enough to be sent to the browser once.

A *mark* is a place at one precision, or what lies in one vicinity of it ("20 km east of Palmyra"), which has
a position and a shape of its own. A mention may be vaguer than the place it is tied to, and a mark must not
look exact when its mentions are not, so one place may carry several marks: ``sy-palmyra`` at the place's own
precision, ``sy-palmyra~2`` for mentions known only to precision 2, ``sy-palmyra~2~20km-E`` for those in the
vicinity of that code (:mod:`geodata.vicinity.codes`).

On the wire (``Cube.to_bytes``), "CMC3": four ASCII bytes ``CMC3``; the header's length H as u32; H bytes of
UTF-8 JSON, padded with spaces to a multiple of four; then the arrays of ``header["arrays"]`` as
:mod:`geodata.cube.packing` writes them, at offsets counted from the end of the header. Days count from
``header["base"]``.

``header["marks"]`` has a list for each field of the marks: like beside like compresses best. ``key`` is what
follows the ``id``; in a field that marks of one place share, null stands for what the one before has, of the
same ``id``; elsewhere for nothing. What has a ``vicinity`` and no ``shape`` is all within ``extent_km``.
``rows`` holds the number of rows of each mark, which follow one another: ``day`` (each as the difference to
the one before of its mark), ``stories``, ``mentions`` (less ``stories``), ``clusters`` (``stories`` less
them: stories that tell one report are a cluster) and ``uncertain`` (mentions whose day is not certain).
``undated_stories`` and so on have one number a mark; ``total_day`` and so on are the rows of the whole map.

Sums over a window count a story or cluster again that has two days at a mark, so the ``again_stories_…``
and ``again_clusters_…`` say where: ``mark`` (the number of marks: the whole map), ``day`` (differences,
ascending), ``gap`` (days since it was counted before; 0: only among the undated), ``undated`` (1 where the
undated hold it too). See :mod:`geodata.columns.folding`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.columns.folding import Fold, Repeats, Sums, fold
from geodata.columns.records import Columns, mark_key
from geodata.columns.selecting import Matching, select
from geodata.cube.mark_table import MarkTable, mark_table
from geodata.cube.marks import FindArea, Mark, PlaceIndex, parse_mark_key, spots_of
from geodata.cube.packing import packed, padded
from geodata.query import Query
from geodata.stores.port import Store

__all__ = [
    "Cube",
    "FindArea",
    "Mark",
    "PlaceIndex",
    "build",
    "etag",
    "mark_key",
    "parse_mark_key",
    "spots_of",
]

MAGIC = b"CMC3"
_LAYOUT = "CMC3"
"""Changes with what a cube holds, so that no browser keeps one of an earlier version."""
_EPOCH = date(1970, 1, 1)

Integers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Cube:
    """Marks and their sums; ``fold`` counts spots by their position in ``marks``."""

    table: MarkTable
    spots: Integers
    """Rows in the table of the marks there are, ascending."""
    fold: Fold
    without_place: int
    story_count: int
    """Stories in the query, on the map or not."""
    version: int

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks there are, by their keys."""
        return tuple(self.table.marks[spot] for spot in self.spots)

    @property
    def base(self) -> date:
        """The day days are counted from."""
        dated = self.fold.totals.step > 0
        return date.fromordinal(self.fold.base) if dated.any() else _EPOCH

    def _header(self) -> dict[str, Any]:
        """The JSON header without ``arrays``, which depend on the byte layout, and ``marks``."""
        totals = self.fold.totals
        steps = totals.step[totals.step > 0]
        undated = _undated_row(totals)
        return {
            "base": self.base.isoformat(),
            "first": self._iso(int(steps[0])) if len(steps) else None,
            "last": self._iso(int(steps[-1])) if len(steps) else None,
            "undated": {
                "stories": int(totals.stories[undated].sum()),
                "mentions": int(totals.mentions[undated].sum()),
                "clusters": int(totals.reports[undated].sum()),
            },
            "without_place": self.without_place,
            "stories": self.story_count,
            "version": self.version,
        }

    def _iso(self, step: int) -> str:
        return date.fromordinal(self.fold.base + step - 1).isoformat()

    def to_bytes(self) -> bytes:
        """The cube in the format "CMC3"."""
        entries, body = packed(self._arrays())
        told = json.dumps(self._header() | {"arrays": entries}, separators=(",", ":")).encode("ascii")
        header = padded(b'%s,"marks":%s}' % (told.removesuffix(b"}"), self.table.to_json(self.spots)), b" ")
        return b"".join([MAGIC, len(header).to_bytes(4, "little"), header, body])

    def _arrays(self) -> Iterator[tuple[str, Integers]]:
        cells, size = self.fold.all_cells, len(self.spots)
        held = cells.mentions > 0
        dated, undated = (cells.at(np.flatnonzero(held & each)) for each in (cells.step > 0, cells.step == 0))
        yield "rows", np.diff(np.searchsorted(dated.spot, np.arange(size + 1, dtype=np.int32)))
        yield from _sums(dated, "")
        for name, values in (
            ("stories", undated.stories),
            ("mentions", undated.mentions),
            ("clusters", undated.reports),
        ):
            by_mark = np.zeros(size, dtype=np.int64)
            by_mark[undated.spot] = values
            yield f"undated_{name}", by_mark
        totals = self.fold.totals
        yield from _sums(totals.at(np.flatnonzero(totals.step > 0)), "total_")
        yield from _again(self.fold.repeated_stories, "again_stories_", size)
        yield from _again(self.fold.repeated_reports, "again_clusters_", size)


def build(
    columns: Columns,
    gazetteer: PlaceIndex | None,
    query: Query,
    matching: Matching,
    find_area: FindArea | None = None,
) -> Cube:
    """Fold what a query asks for; the gazetteer only lends the names of governorates.

    The side of a governorate, or of its countryside, ends where the outline ``find_area`` gives does.
    ``matching`` finds the stories that hold given words, as ``Store.matching``.
    """
    selected = select(columns, query, matching)
    folded = fold(columns, selected.mentions(), query.time)
    stories = selected.stories()
    count = len(columns.stories.id) if stories is None else int(np.count_nonzero(stories))
    count = folded.drawn if query.asks_of_mentions else count
    table = mark_table(columns, gazetteer, find_area or _no_area)
    spots, counted = only_drawn(folded, len(columns.spots))
    return Cube(
        table=table,
        spots=spots,
        fold=counted,
        without_place=count - folded.drawn,
        story_count=count,
        version=columns.version,
    )


def etag(store: Store, query: Query) -> str:
    """A short ASCII tag (without quotes) that changes whenever the cube of this query may have."""
    asked = json.dumps(query.to_mapping(), sort_keys=True, ensure_ascii=False)
    parts = (_LAYOUT, store.identity(), str(store.data_version()), asked)
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:32]


def _no_area(_place_id: str) -> None:
    return None


def only_drawn(folded: Fold, size: int) -> tuple[Integers, Fold]:
    """The spots of ``size`` that hold anything, ascending, and the fold with spots counted among these.

    The whole map comes after the last.
    """
    cells = folded.all_cells
    filled = np.flatnonzero(cells.mentions > 0)
    first_cell = np.searchsorted(cells.spot, np.arange(size + 1, dtype=cells.spot.dtype))
    spots = np.flatnonzero(np.diff(np.searchsorted(filled, first_cell)))
    position = np.full(size + 1, len(spots), dtype=np.int32)
    position[spots] = np.arange(len(spots))
    told, reported = (
        replace(each, spot=position[each.spot]) for each in (folded.repeated_stories, folded.repeated_reports)
    )
    counted = replace(cells, spot=np.repeat(position[:-1], np.diff(first_cell)))
    return spots, replace(folded, all_cells=counted, repeated_stories=told, repeated_reports=reported)


def _undated_row(totals: Sums) -> Integers:
    return np.flatnonzero(totals.step == 0)


def _sums(sums: Sums, prefix: str) -> Iterator[tuple[str, Integers]]:
    """Rows of one or several marks; the first day of each mark counts from the base."""
    day = sums.step.astype(np.int32) - 1
    since = day.copy()
    since[1:] -= np.where(sums.spot[1:] == sums.spot[:-1], day[:-1], 0)
    yield f"{prefix}day", since
    yield f"{prefix}stories", sums.stories
    yield f"{prefix}mentions", sums.mentions - sums.stories
    yield f"{prefix}clusters", sums.stories - sums.reports
    yield f"{prefix}uncertain", sums.uncertain


def _again(repeats: Repeats, prefix: str, size: int) -> Iterator[tuple[str, Integers]]:
    later, earlier = repeats.later.astype(np.int32), repeats.earlier.astype(np.int32)
    yield f"{prefix}mark", np.where(repeats.spot < 0, size, repeats.spot)
    yield f"{prefix}day", np.diff(later, prepend=1)
    yield f"{prefix}gap", np.where(earlier > 0, later - earlier, 0)
    yield f"{prefix}undated", repeats.undated.astype(np.uint8)
