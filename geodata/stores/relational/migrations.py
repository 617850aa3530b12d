"""Recorded migrations: each runs once, in order, in a transaction of its own, and leaves its name behind.

A migration that has been released is never changed; what is to be different becomes the next one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, inspect, select

from geodata.errors import StoreError
from geodata.stores.relational import tables


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from one layout of the database to the next."""

    name: str
    apply: Callable[[Connection], None]


def statements(*texts: str) -> Callable[[Connection], None]:
    """A migration's body that runs SQL statements in order."""

    def apply(connection: Connection) -> None:
        for text in texts:
            connection.exec_driver_sql(text)

    return apply


def migrate(engine: Engine, known: Sequence[Migration], name: str) -> list[str]:
    """Bring a database up to date and return the names of the migrations that ran.

    Raises ``StoreError`` where the database called ``name`` was made by a newer version of this program or by
    another program.
    """
    ran = []
    for migration in known:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            if migration.name in _applied(connection, known, name):
                continue
            migration.apply(connection)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(tables.migrations.insert().values(name=migration.name, applied=now))
            ran.append(migration.name)
    return ran


def pending(engine: Engine, known: Sequence[Migration], name: str) -> list[str]:
    """The migrations a database still needs; raises as ``migrate`` does, changes nothing."""
    with engine.connect() as connection, connection.begin():
        applied = _applied(connection, known, name)
    return [migration.name for migration in known if migration.name not in applied]


def _applied(connection: Connection, known: Sequence[Migration], name: str) -> set[str]:
    present = inspect(connection).get_table_names()
    if tables.migrations.name not in present:
        if present:
            msg = f"{name} is a database of another program; name another one with --database."
            raise StoreError(msg)
        return set()
    applied = set(connection.execute(select(tables.migrations.c.name)).scalars())
    unknown = applied - {migration.name for migration in known}
    if unknown:
        msg = (
            f"{name} was made by a newer version of this program (it knows {', '.join(sorted(unknown))}); "
            "update the program, or name another database with --database."
        )
        raise StoreError(msg)
    return applied


def first_state(connection: Connection) -> None:
    """Give a new database its identity."""
    row = {"id": 1, "identity": secrets.token_hex(8), "data_version": 0}
    connection.execute(tables.state.insert().values(row))
