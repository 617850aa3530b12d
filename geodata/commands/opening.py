"""What commands open: the gazetteer with the user's camps in it, the camps where there is no database yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.settings import Settings
    from geodata.stores.port import Store

_IN_MEMORY = ":memory:"


def gazetteer_of(settings: Settings, store: Store | None = None) -> Gazetteer:
    """The places there are: the project's, those added beside them, and the user's camps.

    The camps are those of ``store``, else of the database there is. Raises ``DataError`` and ``StoreError``.
    """
    from geodata.gazetteer.shelf import open_gazetteer

    gazetteer = open_gazetteer(settings.gazetteers)
    if store is None and not _is_there(settings.database):
        return gazetteer  # with the project's own camps; no database is asked for others
    from geodata.camps.registry import Registry

    if store is not None:
        return Registry(store).joined(gazetteer)
    with reading(settings) as kept:
        return Registry(kept).joined(gazetteer)


@contextmanager
def reading(settings: Settings) -> Iterator[Store]:
    """The database for what only reads it; an empty one where there is none yet, which is not made.

    Raises ``StoreError``.
    """
    from geodata.stores import open_store

    database = settings.database if _is_there(settings.database) else _IN_MEMORY
    with closing(open_store(database, create=False)) as store:
        yield store


def _is_there(database: str) -> bool:
    return "://" in database or Path(database).exists()
