"""The sample stories as a store of their own, in memory: the user's database never holds one of them."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from geodata.samples import sample_sources

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.stores.port import Store


class Samples:
    """A store with every sample story, read as any other story is when it is first asked for.

    That takes seconds, so the page comes before it; whoever asks meanwhile waits. Call it for the store; a
    call raises ``StoreError``.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._store: Store | None = None
        self._opening = Lock()

    def __call__(self) -> Store:
        """The store, the same one each time. Raises ``StoreError``."""
        with self._opening:
            if self._store is None:
                self._store = _open(self._gazetteer)
            return self._store


def _open(gazetteer: Gazetteer) -> Store:
    from geodata.geoparse import Geoparser
    from geodata.ingest import ingest
    from geodata.readers import Defaults
    from geodata.stores import open_store

    store = open_store(":memory:")
    ingest(sample_sources(), store, Geoparser(gazetteer), Defaults())
    return store
