"""What online geocoders answered: each question once a service, and every place in its answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select

from geodata.models import Language, LookUp, Place
from geodata.stores.relational import records
from geodata.stores.relational.tables import look_ups, looked_up_places, mentions, places

_ASKED = ("name", "countries", "language", "service", "server")


def keep(connection: Connection, answer: LookUp) -> None:
    """Write an answer in place of an earlier one to the same question."""
    for found in answer.places:
        values = records.place_values(found)
        values |= {"aliases": _json(found.aliases), "population": found.population, "source": found.source}
        _put(connection, looked_up_places, values, ("id",))
    asked = {name: getattr(answer, name) for name in ("name", "service", "server")}
    asked |= {"countries": " ".join(answer.countries), "language": str(answer.language)}
    at = answer.at.astimezone(UTC).isoformat()
    values = asked | {"at": at, "places": _json([found.id for found in answer.places])}
    _put(connection, look_ups, values, _ASKED)


def answers(
    connection: Connection, name: str, countries: tuple[str, ...], language: Language
) -> list[LookUp]:
    """What was answered to a question, the newest answer first."""
    asked = {"name": name, "countries": " ".join(countries), "language": str(language)}
    rows = connection.execute(select(look_ups).filter_by(**asked).order_by(look_ups.c.at.desc())).all()
    return [
        LookUp(
            service=row.service,
            server=row.server,
            name=row.name,
            countries=countries,
            language=language,
            at=datetime.fromisoformat(row.at),
            places=tuple(_places(connection, json.loads(row.places))),
        )
        for row in rows
    ]


def names(connection: Connection) -> frozenset[str]:
    """Every name that was asked for."""
    return frozenset(connection.execute(select(look_ups.c.name).distinct()).scalars())


def place(connection: Connection, place_id: str) -> Place | None:
    """A place of any answer."""
    return next(iter(_places(connection, [place_id])), None)


def named(connection: Connection) -> list[Place]:
    """The places of answers that a mention now stands at, by id."""
    standing = select(places.c.id).where(places.c.number.in_(select(mentions.c.place)))
    wanted = select(looked_up_places).where(looked_up_places.c.id.in_(standing))
    return [_place_of(row) for row in connection.execute(wanted.order_by(looked_up_places.c.id))]


def _places(connection: Connection, ids: Sequence[str]) -> list[Place]:
    wanted = select(looked_up_places).where(looked_up_places.c.id.in_(ids))
    found = {row.id: _place_of(row) for row in connection.execute(wanted)}
    return [found[place_id] for place_id in ids if place_id in found]


def _place_of(row: Row[Any]) -> Place:
    told = records.place_of(row)
    return replace(told, aliases=tuple(json.loads(row.aliases)), population=row.population, source=row.source)


def _put(connection: Connection, table: Table, values: dict[str, Any], key: Sequence[str]) -> None:
    same = [table.c[name] == values[name] for name in key]
    connection.execute(delete(table).where(*same))
    connection.execute(insert(table).values(values))


def _json(value: Sequence[str]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
