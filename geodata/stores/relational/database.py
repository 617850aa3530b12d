"""A database as a store holds it: connections to read and to write with, and its troubles in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from geodata.errors import ReadError, StoreError


class Database:
    """An SQLAlchemy engine with one writer at a time.

    ``name`` is what messages call it. Connections opened with the execution option ``writes`` must begin a
    transaction that excludes other writers.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name
        self._one_writer = threading.Lock()
        # A connection that all threads share has room for one transaction at a time.
        self._turn = threading.RLock() if isinstance(engine.pool, StaticPool) else nullcontext()

    def close(self) -> None:
        """See ``Store.close``."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees the database as it stands now, whatever is written meanwhile."""
        with self._turn, translated(self._name), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            self._turn,
            translated(self._name),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection


_REMEDIES = (
    ("locked", "another program is writing to it; try again when it has finished"),
    ("readonly", "it may not be written; check the permissions of the file and of its folder"),
    ("disk is full", "the disk is full; make room and repeat the command"),
    ("unable to open", "it cannot be opened; check that its folder exists and may be written"),
    ("not a database", "it is not a database; name another file with --database"),
    ("malformed", "the file is damaged; restore it from a copy or ingest the sources anew"),
)


def explain(name: str, said: str) -> str:
    """What a database driver said about the database called ``name``, in words that help."""
    remedy = next((words for sign, words in _REMEDIES if sign in said), said)
    return f"Database {name}: {remedy}."


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Database errors raised inside, as ``StoreError`` that says in words what to do.

    A text no database can hold is the story's fault, not the database's: ``ReadError``.
    """
    try:
        yield
    except DBAPIError as error:
        raise StoreError(explain(name, str(error.orig))) from error
    except UnicodeEncodeError as error:
        half = f"U+{ord(error.object[error.start]):04X}"
        msg = f"The text holds half a character ({half}), which cannot be kept; repair it and try again."
        raise ReadError(msg) from error
