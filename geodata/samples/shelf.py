"""The sample stories as a store of their own, in memory: the user's database never holds one of them."""

from __future__ import annotations

from geodata.gazetteer.index import Gazetteer
from geodata.geoparse import Geoparser
from geodata.ingest import ingest
from geodata.readers import Defaults
from geodata.samples import sample_sources
from geodata.stores import open_store
from geodata.stores.port import Store


def open_samples(gazetteer: Gazetteer) -> Store:
    """A store with every sample story, read as any other story is. Raises ``StoreError``."""
    store = open_store(":memory:")
    ingest(sample_sources(), store, Geoparser(gazetteer), Defaults())
    return store
