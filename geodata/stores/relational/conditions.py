"""A ``Selection`` as SQL conditions, every value bound."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select

from geodata.models import DatePrecision, Time
from geodata.stores.port import UNDATED, Selection
from geodata.stores.relational import tagging
from geodata.stores.relational.identity import outlet_key
from geodata.stores.relational.tables import mentions, places, stories, vicinities

Condition = ColumnElement[bool]

_COUNTRY_PREFIX = "iso-"


def story_conditions(query: Selection, text: Condition | None) -> list[Condition]:
    """What a story must fulfil by itself; ``text`` is the full-text condition of the database at hand."""
    conditions = [*_window(query)] if query.time is Time.PUBLISHED else []
    if query.sources:
        conditions.append(stories.c.outlet_key.in_([outlet_key(name) for name in query.sources]))
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
    if query.time is Time.EVENT:
        conditions.extend(_window_of_events(query))
    if query.precision:
        conditions.append(mentions.c.precision <= int(query.precision))
    if query.confidence:
        # As rounded to whole percents wherever it is shown.
        conditions.append(func.round(mentions.c.confidence * 100) >= query.confidence)
    return [*conditions, *tagging.conditions(query), *place_conditions(query)]


def place_conditions(query: Selection) -> list[Condition]:
    """Where a mention must lie; empty where that does not matter."""
    where = _lies_in(query)
    if query.kinds:
        where.append(places.c.kind.in_([str(kind) for kind in query.kinds]))
    found: list[Condition] = [mentions.c.place.in_(select(places.c.number).where(*where))] if where else []
    if query.bbox is None and not query.area:
        return found
    at_place = select(places.c.number).where(*_within(query, places.c.lat, places.c.lon))
    beside = select(vicinities.c.number).where(*_within(query, vicinities.c.lat, vicinities.c.lon))
    stands = or_(
        and_(mentions.c.vicinity.is_(None), mentions.c.place.in_(at_place)), mentions.c.vicinity.in_(beside)
    )
    return [*found, stands]


def _within(query: Selection, lat: ColumnElement[float], lon: ColumnElement[float]) -> list[Condition]:
    return [*_box(query, lat, lon), *_area(query, lat, lon)]


def on_map(query: Selection) -> Condition:
    """Whether a story has a mention on the map."""
    found = exists().where(mentions.c.story_id == stories.c.id, *mention_conditions(query))
    return found.correlate(stories)


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
    if not query.places:
        return []
    inside = [column.in_(query.places) for column in (places.c.id, places.c.admin1, places.c.admin2)]
    countries = [
        place.removeprefix(_COUNTRY_PREFIX).upper()
        for place in query.places
        if place.startswith(_COUNTRY_PREFIX)
    ]
    if countries:
        inside.append(places.c.country.in_(countries))
    return [or_(*inside)]


def _window_of_events(query: Selection) -> list[Condition]:
    """The window over the day a mention tells of, or else its story's."""
    known_to_the_year = mentions.c.event_precision == str(DatePrecision.YEAR)
    day = case(
        (known_to_the_year, None),
        (mentions.c.event_first.is_not(None), mentions.c.event_first),
        (stories.c.day == UNDATED, None),
        else_=stories.c.published_first,
    )
    dated: list[Condition] = []
    if query.first:
        dated.append(day >= query.first.isoformat())
    if query.last:
        dated.append(day <= query.last.isoformat())
    if not query.undated:
        return [*dated, day.is_not(None)]
    return [or_(day.is_(None), and_(*dated))] if dated else []


def _box(query: Selection, lat: ColumnElement[float], lon: ColumnElement[float]) -> list[Condition]:
    if query.bbox is None:
        return []
    west, south, east, north = query.bbox
    east_of, west_of = lon >= west, lon <= east
    across = or_(east_of, west_of) if west > east else and_(east_of, west_of)
    return [lat.between(south, north), across]


def _area(query: Selection, lat: ColumnElement[float], lon: ColumnElement[float]) -> list[Condition]:
    """Inside the polygon: a line to the east crosses its edges an odd number of times."""
    if not query.area:
        return []
    crossings: ColumnElement[int] = literal(0)
    for (from_lon, from_lat), (to_lon, to_lat) in zip(
        query.area, (*query.area[1:], query.area[0]), strict=True
    ):
        if from_lat != to_lat:
            beside = from_lon + (lat - from_lat) * ((to_lon - from_lon) / (to_lat - from_lat))
            low, high = sorted((from_lat, to_lat))
            crosses = and_(lat >= low, lat < high, lon < beside)
            crossings = crossings + case((crosses, 1), else_=0)
    return [crossings % 2 == 1]
