"""Vicinities of places: each once, with the position it had when last named.

The position repeats what :mod:`geodata.vicinity` makes of the places, so that the database can ask what lies
in a box; it follows when one of the places is found to lie elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from geodata.models import Compass, Place, Vicinity, VicinityKind
from geodata.stores.relational import records
from geodata.stores.relational.tables import places, vicinities
from geodata.vicinity import code_of, position

_CHUNK = 400
_OTHER = places.alias("the_other")
_ALL = (
    select(vicinities, *(column.label(f"other_{column.name}") for column in _OTHER.c))
    .select_from(vicinities)
    .join(_OTHER, vicinities.c.other == _OTHER.c.number, isouter=True)
)
_KNOWN = select(vicinities).where(
    vicinities.c.place == bindparam("of"), vicinities.c.code == bindparam("called")
)


def number_of(
    connection: Connection, vicinity: Vicinity, place: Place, number: int, other: int | None
) -> tuple[int, bool]:
    """The number of a vicinity's row and whether it was written now.

    ``number`` and ``other`` are the rows of its place and of the other one.
    """
    values = _values(vicinity, place) | {"place": number, "other": other}
    known = connection.execute(_KNOWN, {"of": number, "called": values["code"]}).mappings().one_or_none()
    if known is None:
        made = insert(vicinities).values(values).returning(vicinities.c.number)
        return int(connection.execute(made).scalar_one()), True
    if any(known[name] != value for name, value in values.items()):
        there = vicinities.c.number == known["number"]
        connection.execute(update(vicinities).where(there).values(values))
        return int(known["number"]), True
    return int(known["number"]), False


def follow(connection: Connection, number: int) -> None:
    """Move the vicinities of a place, and those that lead to it, to where they are now that it has moved."""
    touched = or_(vicinities.c.place == number, vicinities.c.other == number)
    rows = connection.execute(_ALL.where(touched)).all()
    for row in rows:
        of = connection.execute(select(places).where(places.c.number == row.place)).one()
        lat, lon = position(records.place_of(of), _vicinity_of(row))
        there = update(vicinities).where(vicinities.c.number == row.number)
        connection.execute(there.values(lat=lat, lon=lon))


def by_number(connection: Connection, numbers: Iterable[int]) -> dict[int, Vicinity]:
    """The vicinities of these numbers."""
    wanted = sorted(set(numbers))
    found: dict[int, Vicinity] = {}
    for start in range(0, len(wanted), _CHUNK):
        some = _ALL.where(vicinities.c.number.in_(wanted[start : start + _CHUNK]))
        found.update((row.number, _vicinity_of(row)) for row in connection.execute(some))
    return found


def _vicinity_of(row: Row[Any]) -> Vicinity:
    return Vicinity(
        kind=VicinityKind(row.kind),
        side=Compass(row.side) if row.side else None,
        distance_km=row.distance_km,
        rough=bool(row.rough),
        other=records.place_of(row, "other_") if row.other is not None else None,
    )


def _values(vicinity: Vicinity, place: Place) -> records.Values:
    lat, lon = position(place, vicinity)
    return {
        "code": code_of(vicinity),
        "kind": str(vicinity.kind),
        "side": str(vicinity.side or ""),
        "distance_km": float(vicinity.distance_km),
        "rough": int(vicinity.rough),
        "lat": lat,
        "lon": lon,
    }
