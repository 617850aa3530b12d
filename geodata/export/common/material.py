"""What an export is made from: a store, its columns, a gazetteer and one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from geodata.columns.records import Columns
from geodata.export.common.chosen import Chosen
from geodata.export.common.fields import Rows
from geodata.export.common.table import Table
from geodata.query import Query
from geodata.stores.port import Store

if TYPE_CHECKING:
    # What reads the rows brings pyarrow, and is imported once rows are read.
    from geodata.export.common.places import Sums
    from geodata.export.common.spots import PlaceIndex, Spots
    from geodata.export.common.table import Batches


@dataclass(frozen=True)
class Material:
    """The rows of a query, of each kind. Made anew for each export: columns change with the store."""

    store: Store
    columns: Columns
    gazetteer: PlaceIndex | None
    query: Query

    @cached_property
    def chosen(self) -> Chosen:
        """The mentions the query lets through."""
        return Chosen.of(self.columns, self.query, self.store.matching)

    @property
    def newest(self) -> date | None:
        """The newest day of publication among them: the data are of that day."""
        day = self.chosen.newest_day()
        return None if day is None else date.fromordinal(day)

    def count(self, rows: Rows) -> int:
        """How many rows a table of that kind has."""
        return self.chosen.count(rows)

    def table(self, rows: Rows) -> Table:
        """The table of that kind."""
        return Table(rows, self.count(rows), self._batches(rows), self._spots.bounds(self.chosen.spots))

    def page(self, rows: Rows, *, limit: int, offset: int) -> Table:
        """Some of the rows of ``table``, in the same order."""
        first, last = offset, offset + limit
        if rows is Rows.PLACES:
            from geodata.export.common import places

            # What is counted of a place is counted over all rows, and kept for the next page.
            size = max(0, min(last, self.count(rows)) - first)
            batches = places.some(self.store, self.chosen, self._spots, self._sums, first, last)
            return Table(rows, size, batches)
        some = self.chosen.some_mentions if rows is Rows.MENTIONS else self.chosen.some_stories
        return self.apart(some(first, last)).table(rows)

    def apart(self, chosen: Chosen) -> Material:
        """The same of some of the mentions."""
        found = Material(self.store, self.columns, self.gazetteer, self.query)
        found.__dict__.update(chosen=chosen, _spots=self._spots)
        return found

    @cached_property
    def _sums(self) -> Sums:
        from geodata.export.common.places import Sums

        return Sums(self.chosen, self._spots)

    def _batches(self, rows: Rows) -> Batches:
        from geodata.export.common import mentions, places, stories

        if rows is Rows.CITATIONS:
            return stories.citations(self.store, self.chosen)
        batches = {
            Rows.MENTIONS: mentions.batches,
            Rows.PLACES: places.batches,
            Rows.STORIES: stories.batches,
        }[rows]
        return batches(self.store, self.chosen, self._spots)

    @cached_property
    def _spots(self) -> Spots:
        from geodata.export.common.spots import Spots

        return Spots(self.columns, self.gazetteer)
