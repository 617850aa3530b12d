"""Places on the map with what was told of them, as batches of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodata.export.common.chosen import Chosen
from geodata.export.common.fields import GEOMETRY, Rows
from geodata.export.common.mentions import Read, of_stories, read
from geodata.export.common.spots import Spots
from geodata.export.common.table import batch_of
from geodata.stores.port import UNDATED, Store

if TYPE_CHECKING:
    from geodata.export.common.table import Batches

_EPOCH = 719_163
"""The ordinal of 1970-01-01, from which Arrow counts days."""
_LATEST = {
    "latest_story_id": "story_id",
    "latest_title": "title",
    "latest_outlet": "outlet",
    "latest_url": "url",
    "latest_archived": "archived",
}
Numbers = NDArray[np.int64]


def batches(store: Store, chosen: Chosen, spots: Spots) -> Batches:
    """A row for each place, the one named last first; see ``FIELDS[Rows.PLACES]``."""
    if len(chosen.mentions):
        sums = Sums(chosen, spots)
        yield from some(store, chosen, spots, sums, 0, len(sums.newest))


def some(store: Store, chosen: Chosen, spots: Spots, sums: Sums, first: int, last: int) -> Batches:
    """The rows from ``first`` up to ``last`` of those that ``batches`` gives; ``sums`` are of ``chosen``."""
    newest = Chosen(chosen.columns, chosen.mentions[sums.newest[first:last]])
    rank: Numbers = np.empty(len(chosen.columns.mentions.id), dtype=np.int64)
    rank[newest.mentions] = np.arange(first, first + len(newest.mentions))
    for part in read(store, newest):
        yield _batch(sums, spots, part, rank[part.rows])


class Sums:
    """What is counted of places; arrays by place, in the order of their newest mention, newest first."""

    def __init__(self, chosen: Chosen, spots: Spots) -> None:
        columns = chosen.columns
        spot = columns.mentions.spot[chosen.mentions].astype(np.int64)
        _, first, place = np.unique(chosen.place_of_spot[spot], return_index=True, return_inverse=True)
        order = np.argsort(first)
        self._size = len(order)
        self._place: Numbers = np.argsort(order)[place]
        self.newest = first[order]
        """By place: the position of its newest mention among those chosen."""
        story = chosen.story.astype(np.int64)
        day = columns.stories.day[story]
        self.mentions = np.bincount(self._place, minlength=self._size)
        self.stories = self._different(story)
        self.reports = self._different(columns.stories.report[story])
        self.undated = self._different(story, day == UNDATED)
        outlet = columns.stories.outlet[story]
        self.outlets = self._different(outlet, outlet > 0)
        # The finest spot of a place stands for it; the first in the order of the file among equals.
        finest = np.lexsort((np.arange(len(spot)), spots.precision[spot], self._place))
        self.spot = spot[finest[np.searchsorted(self._place[finest], np.arange(self._size))]]
        self.confidence = np.zeros(self._size)
        np.maximum.at(self.confidence, self._place, columns.mentions.confidence[chosen.mentions] / 100)
        self.first_day, self.last_day = self._days(day)

    def _different(self, thing: Numbers, among: NDArray[np.bool_] | None = None) -> Numbers:
        """How many different things each place has."""
        place, thing = (self._place, thing) if among is None else (self._place[among], thing[among])
        # A pair is one number, and sorted: np.unique takes ten times as long.
        size = int(thing.max(initial=0)) + 1
        pairs = np.sort(place.astype(np.int64) * size + thing)
        first = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
        return np.bincount(pairs[first] // size, minlength=self._size)

    def _days(self, day: Numbers) -> tuple[Numbers, Numbers]:
        """The first and the last day of each place; ``UNDATED`` where none is known."""
        dated = day != UNDATED
        far = np.iinfo(np.int64).max
        first, last = np.full(self._size, far), np.full(self._size, np.int64(UNDATED))
        np.minimum.at(first, self._place[dated], day[dated].astype(np.int64))
        np.maximum.at(last, self._place[dated], day[dated].astype(np.int64))
        return np.where(first == far, UNDATED, first), last


def _batch(sums: Sums, spots: Spots, part: Read, place: Numbers) -> pa.RecordBatch:
    told = of_stories(part.stories, part.story)
    spot = sums.spot[place]
    return batch_of(
        Rows.PLACES,
        {
            **{name: values.take(pa.array(spot)) for name, values in spots.place.items()},
            **{name: told[of] for name, of in _LATEST.items()},
            **{
                name: pa.array(getattr(sums, name)[place])
                for name in ("stories", "reports", "mentions", "undated", "outlets", "confidence")
            },
            "first_published": _iso(sums.first_day[place]),
            "last_published": _iso(sums.last_day[place]),
            "sentence": part.sentences(),
            GEOMETRY: spots.points(spot),
        },
    )


def _iso(day: Numbers) -> pa.Array:
    """Ordinals as ISO texts; null for ``UNDATED``."""
    days = pa.array((day - _EPOCH).astype(np.int32), mask=day == UNDATED).cast(pa.date32())
    return days.cast(pa.string())
