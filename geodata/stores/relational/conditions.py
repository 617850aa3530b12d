"""A ``Selection`` as SQL conditions, every value bound."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select

from geodata.stores.port import UNDATED, Selection
from geodata.stores.relational.identity import outlet_key
from geodata.stores.relational.tables import mentions, places, stories

Condition = ColumnElement[bool]

_COUNTRY_PREFIX = "iso-"


def story_conditions(query: Selection, text: Condition | None) -> list[Condition]:
    """What a story must fulfil by itself; ``text`` is the full-text condition of the database at hand."""
    conditions = [*_window(query)]
    if query.source:
        conditions.append(stories.c.outlet_key == outlet_key(query.source))
    if query.language:
        conditions.append(stories.c.language == query.language)
    if text is not None:
        conditions.append(text)
    return conditions


def mention_conditions(query: Selection) -> list[Condition]:
    """What a mention must fulfil to stand on the map."""
    conditions: list[Condition] = [
        mentions.c.place.is_not(None),
        mentions.c.reference == 0,
        mentions.c.role.in_([str(role) for role in query.roles]),
    ]
    return [*conditions, *place_conditions(query)]


def place_conditions(query: Selection) -> list[Condition]:
    """Where a mention's place must lie; empty where that does not matter."""
    where = [*_lies_in(query), *_box(query)]
    return [mentions.c.place.in_(select(places.c.number).where(*where))] if where else []


def on_map(query: Selection) -> Condition:
    """Whether a story has a mention on the map."""
    found = exists().where(mentions.c.story_id == stories.c.id, *mention_conditions(query))
    return found.correlate(stories)


def narrowed_by_place(query: Selection) -> bool:
    """Whether only stories at certain places are asked for."""
    return bool(query.place or query.bbox)


def _window(query: Selection) -> list[Condition]:
    day = stories.c.day
    dated: list[Condition] = []
    if query.first:
        dated.append(day >= query.first.toordinal())
    if query.last:
        dated.append(day <= query.last.toordinal())
    if not query.undated:
        return [*dated, day != UNDATED]
    return [or_(day == UNDATED, and_(*dated))] if dated else []


def _lies_in(query: Selection) -> list[Condition]:
    """The place itself, or anything in it: a governorate's towns, a country's every place."""
    if not query.place:
        return []
    inside = [column == query.place for column in (places.c.id, places.c.admin1, places.c.admin2)]
    if query.place.startswith(_COUNTRY_PREFIX):
        inside.append(places.c.country == query.place.removeprefix(_COUNTRY_PREFIX).upper())
    return [or_(*inside)]


def _box(query: Selection) -> list[Condition]:
    if query.bbox is None:
        return []
    west, south, east, north = query.bbox
    east_of, west_of = places.c.lon >= west, places.c.lon <= east
    across = or_(east_of, west_of) if west > east else and_(east_of, west_of)
    return [places.c.lat.between(south, north), across]
