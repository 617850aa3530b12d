"""What the dashboard is handed by ``app.py``: a store and a gazetteer. It makes neither itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from geodata.columns.loading import Shelf
from geodata.columns.records import Columns
from geodata.cube import etag
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.watched import Watched
from geodata.query import Query
from geodata.stores.port import Store


@dataclass(frozen=True)
class Services:
    """The rooms of geodata that the page asks."""

    own: Store
    """The user's stories."""
    known: Gazetteer | Watched
    """The places; of a folder that is watched, always those that lie in it now."""
    samples: Callable[[], Store] | None = None
    """Gives the stories to start with, in a database of their own; never mixed with the user's. Asked only
    once they are needed, for they may have to be read first."""
    gazetteers: Path | None = None
    """The folder of the gazetteers added beside the project's own; the outlines of areas are kept there."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The places there are now."""
        return self.known.gazetteer if isinstance(self.known, Watched) else self.known

    def tag(self, query: Query) -> str:
        """An ETag of what is told of a query: it changes with the stories shown and with the gazetteer."""
        version = self.known.version if isinstance(self.known, Watched) else ""
        return f"{etag(self.store, query)}-{version}" if version else etag(self.store, query)

    @property
    def shows_samples(self) -> bool:
        """Whether there is nothing of the user's to show yet."""
        return self.samples is not None and not self.own.stories(Query(), limit=1)

    @property
    def store(self) -> Store:
        """What is shown: the user's stories, or the samples until the first of them is there."""
        return self.samples() if self.samples is not None and self.shows_samples else self.own

    @property
    def columns(self) -> Columns:
        """What is shown, in memory."""
        samples = self._sample_shelf if self.shows_samples else None
        return (samples or self._own_shelf).columns()

    @cached_property
    def _own_shelf(self) -> Shelf:
        return Shelf(self.own)

    @cached_property
    def _sample_shelf(self) -> Shelf | None:
        return None if self.samples is None else Shelf(self.samples())
