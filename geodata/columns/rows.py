"""A page of the mentions a query lets through, in the order a reader chose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from geodata.columns.records import Columns, Integers
from geodata.columns.selecting import Selected
from geodata.language.normalise import fold
from geodata.models import Time
from geodata.stores.port import UNDATED

BY_SPOT = ("place", "kind", "unit")
"""Orders by a word that each spot has."""
SORTS = ("day", *BY_SPOT, "role", "precision", "confidence", "outlet")

_sort_key = lru_cache(maxsize=2**15)(fold)


@dataclass(frozen=True, slots=True)
class Order:
    """By what mentions are sorted."""

    by: str = "day"
    """One of ``SORTS``."""
    descending: bool = False
    time: Time = Time.PUBLISHED
    """Whose day ``day`` is."""
    words: Sequence[str] = ()
    """What the reader sees: a word by spot for those of ``BY_SPOT``, by role for ``role``."""


def page_of_mentions(
    columns: Columns,
    selected: Selected,
    order: Order,
    *,
    spots: Iterable[int] | None = None,
    limit: int,
    offset: int = 0,
) -> tuple[int, Integers]:
    """How many mentions are let through, and the rows of a page of them; ``spots`` keeps to some spots.

    What has no day or no word comes last in either direction. Equals stand by spot, day and story, so that
    every mention is on one page and no other.
    """
    rows = _let_through(columns, selected, spots)
    first, last = min(offset, len(rows)), min(offset + limit, len(rows))
    if first == last:
        return len(rows), rows[:0]
    values = _values(columns, rows, order)
    missing = values < 0
    top = int(values.max(initial=0))
    values = np.where(missing, top + 1, top - values if order.descending else values)
    # One number tells mentions apart wholly, so that the page alone needs sorting.
    keys = values.astype(np.int64) * len(rows) + np.arange(len(rows))
    keys.partition([first, last - 1])
    page = np.sort(keys[first:last])
    return len(rows), rows[page % len(rows)]


def _let_through(columns: Columns, selected: Selected, spots: Iterable[int] | None) -> Integers:
    if spots is None:
        kept = selected.mentions()
        return np.arange(len(columns.mentions.id)) if kept is None else np.flatnonzero(kept)
    found = [np.zeros(0, dtype=np.int64)]
    for spot in sorted(spots):
        first, last = np.searchsorted(columns.mentions.spot, (spot, spot + 1))
        kept = selected.mentions_in(slice(first, last))
        found.append(np.arange(first, last) if kept is None else first + np.flatnonzero(kept))
    return np.concatenate(found)


def _values(columns: Columns, rows: Integers, order: Order) -> Integers:
    """A number for each row, in the order's own direction; negative where there is nothing to sort by."""
    mentions = columns.mentions
    if order.by == "day":
        told = (
            columns.day_told[rows] if order.time is Time.EVENT else columns.stories.day[mentions.story[rows]]
        )
        return np.where(told == UNDATED, -1, told)
    if order.by == "confidence":
        return mentions.confidence[rows].astype(np.int64)
    if order.by == "precision":
        return np.array([int(spot.precision) for spot in columns.spots], dtype=np.int64)[mentions.spot[rows]]
    if order.by == "outlet":
        return _ranks(columns.outlets)[columns.stories.outlet[mentions.story[rows]]]
    if order.by == "role":
        return _ranks(order.words)[mentions.role[rows]]
    return _ranks(order.words)[mentions.spot[rows]]


def _ranks(words: Sequence[str]) -> Integers:
    """The rank of each word among them, the same for words that read the same; -1 for none."""
    folded = [_sort_key(word) for word in words]
    rank = {word: number for number, word in enumerate(sorted(set(folded)))}
    return np.array(
        [rank[key] if word else -1 for key, word in zip(folded, words, strict=True)], dtype=np.int64
    )
