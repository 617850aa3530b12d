"""A store in memory, and a hand to watch and look with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from geodata.columns.loading import Shelf
from geodata.stores import open_store
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Rule, Watch, WatchEntry
from geodata.watching import checked, look

TODAY = date(2017, 12, 31)
Look = Callable[[], list[WatchEntry]]
MakeWatch = Callable[..., Watch]


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    yield opened
    opened.close()


@pytest.fixture
def make_watch(store: Store) -> MakeWatch:
    def make(**given: object) -> Watch:
        return store.add_watch(checked(Rule(**({"name": "Watched", "asked": ()} | given))))  # type: ignore[arg-type]

    return make


@pytest.fixture
def look_now(store: Store) -> Look:
    shelf = Shelf(store)
    return lambda: look(store, shelf.columns, TODAY).entries
