"""What the dashboard is handed by ``app.py``: a store and a gazetteer. It makes neither itself.

Whatever is told of stories, places and camps passes through here, and here it is covered: positions that
could put people at risk are those of a grid (:mod:`geodata.protection`), unless whoever asks may see them
exactly and has said so. Who has said nothing sees what the public sees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock

from dashboard.exactness import asker_sees_exactly
from geodata.camps.registry import Registry
from geodata.columns.loading import Shelf
from geodata.columns.records import Columns
from geodata.cube import etag
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.watched import Watched
from geodata.protection import Cover, CoveredRegistry, Levels, cover_for, covered_store
from geodata.query import Query
from geodata.stores.port import Store

_EXACT = "exact"


@dataclass(frozen=True)
class Services:
    """The rooms of geodata that the page asks."""

    own: Store
    """The user's stories as they are kept, to write to; what is told of them is read from ``store``."""
    known: Gazetteer | Watched
    """The places; of a folder that is watched, always those that lie in it now."""
    samples: Callable[[], Store] | None = None
    """Gives the stories to start with, in a database of their own; never mixed with the user's. Asked only
    once they are needed, for they may have to be read first."""
    gazetteers: Path | None = None
    """The folder of the gazetteers added beside the project's own; the outlines of areas are kept there."""
    protection: Levels = field(default_factory=Levels)
    """How finely the public may learn where things are."""
    exact: bool = False
    """Whether all that asks is the person at the machine, who wants positions as they are."""

    @property
    def sees_exactly(self) -> bool:
        """Whether positions are told as they are, now and to whoever asks."""
        return self.exact or asker_sees_exactly()

    @property
    def exact_gazetteer(self) -> Gazetteer:
        """The places there are now with the user's camps, as they are: for what is written to the user's own
        store alone."""
        return self._joined(self.known.gazetteer if isinstance(self.known, Watched) else self.known)

    @cached_property
    def exact_camps(self) -> Registry:
        """The camps there are now, as they are: for what is written to the user's own store alone."""
        return Registry(self.own)

    @property
    def camps(self) -> Registry:
        """The camps there are now."""
        return self.exact_camps if self.sees_exactly else self._covered.camps()

    @property
    def gazetteer(self) -> Gazetteer:
        """The places there are now."""
        return self.exact_gazetteer if self.sees_exactly else self._covered.gazetteer()

    @property
    def cover(self) -> Cover | None:
        """What covers places for whoever asks now; None where they are told as they are."""
        return None if self.sees_exactly else self._covered.cover()

    @property
    def covers_anything(self) -> bool:
        """Whether the public is told anything less exactly than it is known."""
        return self._covered.cover().covers_anything

    def tag(self, query: Query) -> str:
        """An ETag of what is told of a query: it changes with the stories shown, with the gazetteer, and with
        how exactly positions are told."""
        version = self.known.version if isinstance(self.known, Watched) else ""
        seal = _EXACT if self.sees_exactly else self._covered.cover().version
        parts = (etag(self._shown, query), version, self.exact_camps.version, seal)
        return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:32]

    @property
    def shows_samples(self) -> bool:
        """Whether there is nothing of the user's to show yet."""
        return self.samples is not None and not self.own.stories(Query(), limit=1)

    @property
    def store(self) -> Store:
        """What is shown: the user's stories, or the samples until the first of them is there."""
        return self._shown if self.sees_exactly else self._covered.store(self._shown)

    @property
    def columns(self) -> Columns:
        """What is shown, in memory."""
        columns = self._shown_columns()
        return columns if self.sees_exactly else self._covered.columns(columns)

    @property
    def _shown(self) -> Store:
        return self.samples() if self.samples is not None and self.shows_samples else self.own

    def _shown_columns(self) -> Columns:
        samples = self._sample_shelf if self.shows_samples else None
        return (samples or self._own_shelf).columns()

    @cached_property
    def _joined(self) -> Callable[[Gazetteer], Gazetteer]:
        """A gazetteer with the user's camps; made again when either changes."""
        held: list[tuple[Gazetteer, str, Gazetteer]] = []

        def joined(gazetteer: Gazetteer) -> Gazetteer:
            version = self.exact_camps.version
            if not held or held[0][0] is not gazetteer or held[0][1] != version:
                held[:] = [(gazetteer, version, self.exact_camps.joined(gazetteer))]
            return held[0][2]

        return joined

    @cached_property
    def _own_shelf(self) -> Shelf:
        return Shelf(self.own)

    @cached_property
    def _sample_shelf(self) -> Shelf | None:
        return None if self.samples is None else Shelf(self.samples())

    @cached_property
    def _covered(self) -> _Covered:
        return _Covered(self)


class _Covered:
    """What the public may see, kept as long as what it was made from stays the same."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._making = Lock()
        self._cover: tuple[Gazetteer, str, Cover] | None = None
        self._camps: tuple[Cover, Registry] | None = None
        self._gazetteer: tuple[Gazetteer, str, Gazetteer] | None = None
        self._columns: tuple[Columns, str, Columns] | None = None

    def cover(self) -> Cover:
        """The cover by today's settings, camps and gazetteer."""
        services = self._services
        places, version = services.exact_gazetteer, services.exact_camps.version
        held = self._cover
        if held is None or held[0] is not places or held[1] != version:
            cover = cover_for(services.protection, services.exact_camps, places)
            held = self._cover = places, version, cover
        return held[2]

    def camps(self) -> Registry:
        """The camps, covered."""
        cover, held = self.cover(), self._camps
        if held is None or held[0] is not cover:
            held = self._camps = cover, CoveredRegistry(self._services.exact_camps, cover)
        return held[1]

    def gazetteer(self) -> Gazetteer:
        """The places, covered."""
        cover, exact = self.cover(), self._services.exact_gazetteer
        version = cover.version
        with self._making:
            held = self._gazetteer
            if held is None or held[0] is not exact or held[1] != version:
                held = self._gazetteer = exact, version, exact.with_places(cover.place)
            return held[2]

    def columns(self, exact: Columns) -> Columns:
        """The columns, their spots covered once for a version of the data."""
        cover = self.cover()
        version = cover.version
        with self._making:
            held = self._columns
            if held is None or held[0] is not exact or held[1] != version:
                held = self._columns = exact, version, cover.columns(exact)
            return held[2]

    def store(self, exact: Store) -> Store:
        """A store whose answers are covered."""
        return covered_store(exact, self.cover(), lambda: self.columns(self._services._shown_columns()))
