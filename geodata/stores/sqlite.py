"""The default store: one SQLite file, with write-ahead logging and FTS5.

What has been acknowledged is kept: ``synchronous=FULL`` makes each commit wait until the log is on the disk
(sqlite.org/pragma.html#pragma_synchronous), which was measured at a tenth of a millisecond a story.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import URL, Connection, Engine, Select, column, create_engine, event, func, select, table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlalchemy.sql.elements import ColumnElement

from geodata.errors import StoreError
from geodata.language.normalise import fold
from geodata.stores.relational.clusters import assign_all
from geodata.stores.relational.database import explain, translated
from geodata.stores.relational.migrations import Migration, first_state, migrate, statements
from geodata.stores.relational.search_terms import Term, parse_terms
from geodata.stores.relational.sqlite_schema import (
    BATCH_TABLES,
    CAMP_TABLES,
    CLUSTER_TABLES,
    FETCHED_TABLES,
    FIRST_TABLES,
    LOOK_UP_TABLES,
    REFERENCE_COLUMN,
    TAG_TABLES,
    VICINITY_TABLES,
    WATCH_TABLES,
)
from geodata.stores.relational.store import RelationalStore
from geodata.stores.relational.tables import stories

SCHEME = "sqlite"
IN_MEMORY = ":memory:"

MIGRATIONS = (
    Migration("0001 first tables", statements(*FIRST_TABLES)),
    Migration("0002 identity", first_state),
    Migration("0003 batches", statements(*BATCH_TABLES)),
    Migration("0004 clusters", statements(*CLUSTER_TABLES)),
    Migration("0005 clusters of what was there", assign_all),
    Migration("0006 fetched bytes and archived copies", statements(*FETCHED_TABLES)),
    Migration("0007 references", statements(*REFERENCE_COLUMN)),
    Migration("0008 looked-up places", statements(*LOOK_UP_TABLES)),
    Migration("0009 vicinities", statements(*VICINITY_TABLES)),
    Migration("0010 event types and actors", statements(*TAG_TABLES)),
    Migration("0011 camps", statements(*CAMP_TABLES)),
    Migration("0012 watches", statements(*WATCH_TABLES)),
)

_PATIENCE_MS = 30_000
"""How long a writer waits for another program's transaction."""

_story_index = table("story_index", column("rowid"), column("title"), column("text"))
_INDEX = _story_index.insert()


class SqliteFullText:
    """Folded titles and texts in an FTS5 table that shares its row numbers with ``stories``."""

    def add(self, connection: Connection, story_id: int, title: str, text: str) -> None:
        """Index a new story."""
        values = {"rowid": story_id, "title": fold(title), "text": fold(text)}
        connection.execute(_INDEX, values)

    def replace(self, connection: Connection, story_id: int, title: str, text: str) -> None:
        """Index a story in place of what was indexed for it before."""
        connection.execute(_story_index.delete().where(_story_index.c.rowid == story_id))
        self.add(connection, story_id, title, text)

    def remove(self, connection: Connection, wanted: Select[Any]) -> None:
        """Forget the stories whose ids the query yields."""
        connection.execute(_story_index.delete().where(_story_index.c.rowid.in_(wanted)))

    def matching(self, text: str) -> ColumnElement[bool] | None:
        """The condition that a story contains every word; None where there is no word to look for."""
        found = _holding(text)
        return None if found is None else stories.c.id.in_(select(_story_index.c.rowid).where(found))

    def ids(self, connection: Connection, text: str) -> NDArray[np.int64] | None:
        """The stories that contain every word, ascending; None where there is no word to look for.

        The index tells them in one text: row by row, Python takes ten times as long as the search.
        """
        found = _holding(text)
        if found is None:
            return None
        told = connection.execute(select(func.group_concat(_story_index.c.rowid)).where(found)).scalar_one()
        return np.sort(np.fromstring(told or "", dtype=np.int64, sep=","))


class SqliteStore(RelationalStore):
    """A store in one SQLite file, or in memory."""

    def check(self) -> list[str]:
        """See ``Store.check``."""
        with self._reading() as connection:
            found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
            problems = [f"SQLite reports: {line}" for line in found if line != "ok"]
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if orphans:
                problems.append(f"{len(orphans)} rows point to rows that are gone")
            difference = connection.exec_driver_sql(_UNINDEXED).scalar_one()
            if difference:
                problems.append(f"{difference} stories and their full-text index disagree")
        return problems


_UNINDEXED = """
    SELECT (SELECT count(*) FROM stories WHERE id NOT IN (SELECT rowid FROM story_index))
         + (SELECT count(*) FROM story_index WHERE rowid NOT IN (SELECT id FROM stories))
"""


def open_database(location: str, *, create: bool = True) -> SqliteStore:
    """Open (and where needed make, or bring up to date) the database in a file; ``:memory:`` for none.

    Raises ``StoreError`` where the file cannot be opened or written, is something else, or was made by a
    newer version of this program; with ``create`` off also where it does not exist.
    """
    if location != IN_MEMORY:
        _check_path(Path(location), create=create)
    engine = _engine(location)
    try:
        _use_write_ahead_log(engine, location)
        with translated(location):
            migrate(engine, MIGRATIONS, location)
        return SqliteStore(engine, SqliteFullText(), location)
    except StoreError:
        engine.dispose()
        raise


def _use_write_ahead_log(engine: Engine, location: str) -> None:
    """Lets readers read while one writes. Cannot be set within a transaction, hence the bare connection."""
    try:
        with contextlib.closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode=WAL")
    except (sqlite3.Error, DBAPIError) as error:
        raise StoreError(explain(location, str(getattr(error, "orig", error)))) from error


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        msg = f"{path} is a folder; name a file in it, such as {path / 'conflict-map.db'}."
        raise StoreError(msg)
    if not path.parent.is_dir():
        msg = f"The folder {path.parent} does not exist; make it, or name another database with --database."
        raise StoreError(msg)
    if not create and not path.exists():
        msg = f"There is no database {path}; ingest something first, or name another one with --database."
        raise StoreError(msg)


def _engine(location: str) -> Engine:
    # One connection shared by all threads is the only way several see one database in memory.
    pool: dict[str, Any] = {"poolclass": StaticPool} if location == IN_MEMORY else {"pool_size": 8}
    url = URL.create("sqlite", database=location)
    engine = create_engine(url, connect_args={"check_same_thread": False}, **pool)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # Python's driver must not open transactions by itself: _on_begin does, so that schema changes take part.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
    connection.execute("PRAGMA synchronous=FULL")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _holding(text: str) -> ColumnElement[bool] | None:
    """The condition that a row of the index holds every word; None where there is no word to look for."""
    terms = parse_terms(text)
    if not terms:
        return None
    return column("story_index").op("MATCH")(" AND ".join(dict.fromkeys(_fts5(term) for term in terms)))


def _fts5(term: Term) -> str:
    """A term as FTS5 takes it: words are letters and digits only, and quoted, so none is an operator."""
    star = "*" if term.unfinished else ""
    phrases = (f'"{" ".join(words)}"{star}' for words in term.spellings)
    return f"({' OR '.join(phrases)})"
