"""From a store's scan to columns, and a shelf that keeps them while the database stays as it is."""

from __future__ import annotations

from threading import Lock

import numpy as np

from geodata.columns.records import Columns, Integers, MentionColumns, Spot, StoryColumns
from geodata.stores.port import Scan, Store


def columns_of(scan: Scan) -> Columns:
    """The columns of a scan; numbers of rows take the place of ids."""
    stories, mentions = scan.stories, scan.mentions
    report = _rows(stories.id, stories.report)
    return Columns(
        stories=StoryColumns(
            id=stories.id,
            day=stories.day,
            vague=stories.vague,
            outlet=stories.outlet,
            language=stories.language,
            report=report,
        ),
        mentions=MentionColumns(
            id=mentions.id,
            story=_rows(stories.id, mentions.story),
            spot=mentions.spot,
            role=mentions.role,
            confidence=mentions.confidence,
            told=mentions.told,
            vague=mentions.vague,
            tags=mentions.tags,
        ),
        spots=tuple(Spot(*spot) for spot in scan.spots),
        outlets=scan.outlets,
        languages=scan.languages,
        roles=scan.roles,
        tags=scan.tags,
        version=scan.version,
    )


def _rows(ids: Integers, wanted: Integers) -> Integers:
    return np.searchsorted(ids, wanted).astype(np.int32)


class Shelf:
    """The columns of a store, read when first asked for and again after the store has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._columns: Columns | None = None
        self._reading = Lock()

    def columns(self) -> Columns:
        """The columns as the store stands now; whoever asks while they are read waits for them."""
        columns = self._columns
        if columns is not None and columns.version == self._store.data_version():
            return columns
        with self._reading:
            if self._columns is None or self._columns.version != self._store.data_version():
                self._columns = columns_of(self._store.scan())
            return self._columns
