"""What a picture shows: the marks of a query with their exact counts, and what must be told beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from shapely.geometry import shape as geometry
from shapely.geometry.base import BaseGeometry

from dashboard.areas.units import LEVELS, Units
from dashboard.basemap.areas import area_of
from dashboard.publication.order import Measure, Order, Source
from dashboard.publication.origins import origins
from dashboard.publication.surroundings import Named, Surroundings
from dashboard.services import Services
from geodata.columns.records import Columns, Integers, Spot
from geodata.columns.selecting import select
from geodata.cube.marks import covered
from geodata.errors import NotFoundError, UsageError
from geodata.gazetteer.sources import sources as added_gazetteers
from geodata.models import Language, Place, Precision, Time
from geodata.stores.port import UNDATED, BoundingBox, Store
from geodata.text import name_in
from geodata.text.vicinities import say_vicinity

MOST_OUTLETS = 6
"""That are named one by one; the others are counted."""
_NEAR_KM, _WIDEST_KM = 25.0, 900.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot with what the query counts there."""

    place_id: str
    name: str
    """In the picture's language; of what lies beside a place, how a text says it."""
    lat: float
    lon: float
    precision: Precision
    count: int
    """By the order's measure, the undated among them."""
    undated: int
    beside: bool = False
    """Whether it lies beside a place rather than at it."""
    outline: BaseGeometry | None = None
    """What it covers in degrees, longitude first, where that is known."""
    extent_km: float = 0.0
    """Radius of a circle that holds it; 0 for a point."""
    size: int = 0
    """People, roughly: which of two equals is better known."""
    spot: int = -1
    """Its row among the spots of the columns."""
    blurred: bool = False
    """Whether its position was made vague to protect people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All a picture needs beside its order and the base map."""

    marks: tuple[Mark, ...]
    """The largest first."""
    total: int
    """Of the measure, each story once however many places it names."""
    undated: int
    places: int
    first: date | None = None
    """The period shown: that of the query, where open that of the stories."""
    last: date | None = None
    as_of: date | None = None
    """The newest publication day of all stories there are."""
    outlets: tuple[str, ...] = ()
    """Those of the stories shown, the one with most first."""
    links: Mapping[str, str] = field(default_factory=dict)
    """By outlet where it leads, of those that are named; empty where an order has sources of its own."""
    sources: tuple[Source, ...] = ()
    """As asked for; empty where none were asked for."""
    named: tuple[Named, ...] = ()
    highlight: BaseGeometry | None = None
    highlight_name: str = ""
    credits: tuple[str, ...] = ()
    """Of the gazetteers in use."""
    samples: bool = False
    """Whether these are the stories to start with, not the user's."""
    beyond: int = 0
    """Of the measure, what has no mark on the map but was asked for."""
    mentions: Mentions | None = None
    """What was counted, to count a part of it."""
    surroundings: Surroundings | None = None

    def around(self, box: BoundingBox) -> list[Named]:
        """The settlements in a box of degrees that a close map may name, the best known first."""
        return self.surroundings.within(box) if self.surroundings else []

    def within(self, marks: Sequence[Mark], order: Order) -> Scene:
        """The same with only these of its marks, all that is told counted anew."""
        if self.mentions is None or len(marks) == len(self.marks):
            return self
        part = self.mentions.at({mark.spot for mark in marks})
        told = part.told(order)
        places = len({mark.place_id for mark in marks})
        return replace(self, marks=tuple(marks), places=places, beyond=self.total - told["total"], **told)


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """The mentions a query lets through, by their rows."""

    columns: Columns
    rows: Integers
    store: Store

    def at(self, spots: Collection[int]) -> Mentions:
        """Those at some spots."""
        chosen = np.isin(self.columns.mentions.spot[self.rows], sorted(spots))
        return Mentions(self.columns, self.rows[chosen], self.store)

    def counts(self, order: Order, first: date, last: date) -> Integers:
        """By spot how many there are in these days, each once, by the order's measure and time."""
        days = _days(self.columns, self.rows, order)
        rows = self.rows[(days >= first.toordinal()) & (days <= last.toordinal())]
        return _counts(self.columns, rows, order)[0]

    def told(self, order: Order) -> dict[str, Any]:
        """What is told of them all: the fields of a scene of these names."""
        first, last = _period(self.columns, self.rows, order)
        outlets = _outlets(self.columns, self.rows)
        named = outlets[:MOST_OUTLETS] if order.sources is None else ()
        return {
            "total": _total(self.columns, self.rows, order.measure),
            "undated": _undated_total(self.columns, self.rows, order),
            "first": first,
            "last": last,
            "outlets": outlets,
            "links": origins(self.store, self.columns, self.rows, named),
        }


def scene(services: Services, order: Order) -> Scene:
    """Count what an order asks for. Raises ``UsageError`` for a place or an area there is not."""
    outline, outline_name = _highlight(services, order)
    named = _named(services, order)
    columns = services.columns
    rows = _rows(services, columns, order)
    counts, undated = _counts(columns, rows, order)
    spots = np.flatnonzero(counts)
    marks = [
        replace(_mark(columns.spots[at], int(counts[at]), int(undated[at]), order.language), spot=int(at))
        for at in spots
    ]
    mentions = Mentions(columns, rows, services.store)
    return Scene(
        marks=tuple(sorted(marks, key=lambda mark: (-mark.count, -mark.size, mark.place_id, mark.name))),
        places=len({columns.spots[at].place.id for at in spots}),
        as_of=_as_of(columns),
        sources=order.sources or (),
        named=named,
        highlight=outline,
        highlight_name=outline_name,
        credits=_credits(services, columns, spots),
        samples=services.shows_samples,
        mentions=mentions,
        surroundings=Surroundings(services.gazetteer, order.language),
        **mentions.told(order),
    )


def _rows(services: Services, columns: Columns, order: Order) -> Integers:
    """The mentions the query lets through."""
    kept = select(columns, order.query, services.store.matching).mentions()
    return np.arange(len(columns.mentions.id)) if kept is None else np.flatnonzero(kept)


def _days(columns: Columns, rows: Integers, order: Order) -> Integers:
    if order.query.time is Time.EVENT:
        return columns.day_told[rows]
    days: Integers = columns.stories.day[columns.mentions.story[rows]]
    return days


def _things(columns: Columns, rows: Integers, measure: Measure) -> Integers:
    """By mention what is counted: itself, its story or its report."""
    if measure is Measure.MENTIONS:
        return columns.mentions.id[rows].astype(np.int64)
    story = columns.mentions.story[rows]
    reported: Integers = story if measure is Measure.STORIES else columns.stories.report[story]
    return reported.astype(np.int64)


def _counts(columns: Columns, rows: Integers, order: Order) -> tuple[Integers, Integers]:
    """By spot how many there are, each once, and how many of them have no day."""
    spot, size = columns.mentions.spot[rows], len(columns.spots)
    thing = _things(columns, rows, order.measure)
    dated = _days(columns, rows, order) != UNDATED
    counts, with_day = (_each_once(spot[mask], thing[mask], size) for mask in (slice(None), dated))
    return counts, counts - with_day


def _each_once(spot: Integers, thing: Integers, size: int) -> Integers:
    if not len(spot):
        return np.zeros(size, dtype=np.int64)
    width = int(thing.max()) + 1
    pairs = np.unique(spot.astype(np.int64) * width + thing)
    return np.bincount(pairs // width, minlength=size)


def _total(columns: Columns, rows: Integers, measure: Measure) -> int:
    return len(np.unique(_things(columns, rows, measure)))


def _undated_total(columns: Columns, rows: Integers, order: Order) -> int:
    dated = rows[_days(columns, rows, order) != UNDATED]
    return _total(columns, rows, order.measure) - _total(columns, dated, order.measure)


def _mark(spot: Spot, count: int, undated: int, language: Language) -> Mark:
    place, vicinity = spot.place, spot.vicinity
    lat, lon = spot.position
    outline = None
    if vicinity is not None:
        outline = geometry(covered(vicinity, place, area_of))
    elif spot.precision is not Precision.EXACT:
        outline = area_of(place.id)
    return Mark(
        place_id=place.id,
        name=say_vicinity(language, vicinity, place) if vicinity else name_in(place, language),
        lat=lat,
        lon=lon,
        precision=spot.precision,
        count=count,
        undated=undated,
        beside=vicinity is not None,
        outline=outline,
        extent_km=0.0 if vicinity else _extent(place, spot.precision),
        size=place.population,
        blurred=bool(place.blurred),
    )


def _extent(place: Place, precision: Precision) -> float:
    if precision is Precision.EXACT:
        return 0.0
    near = precision is Precision.NEAR and not place.blurred
    wide = max(place.extent_km, _NEAR_KM) if near else place.extent_km
    return wide if wide <= _WIDEST_KM else 0.0


def _period(columns: Columns, rows: Integers, order: Order) -> tuple[date | None, date | None]:
    query = order.query
    days = _days(columns, rows, order)
    known = days[days != UNDATED]
    if not len(known):
        return query.first, query.last
    first, last = (date.fromordinal(int(day)) for day in (known.min(), known.max()))
    return query.first or first, query.last or last


def _as_of(columns: Columns) -> date | None:
    known = columns.stories.day[columns.stories.day != UNDATED]
    return date.fromordinal(int(known.max())) if len(known) else None


def _outlets(columns: Columns, rows: Integers) -> tuple[str, ...]:
    stories = np.unique(columns.mentions.story[rows])
    counts = np.bincount(columns.stories.outlet[stories], minlength=len(columns.outlets))
    found = [at for at in np.flatnonzero(counts) if columns.outlets[at]]
    return tuple(
        columns.outlets[at] for at in sorted(found, key=lambda at: (-counts[at], columns.outlets[at]))
    )


def _highlight(services: Services, order: Order) -> tuple[BaseGeometry | None, str]:
    if not order.highlight:
        return None, ""
    place = _place(services, order.highlight)
    outline = area_of(place.id) or _added_area(services, place)
    if outline is None:
        msg = (
            f"No outline of “{name_in(place, order.language)}” is at hand; highlight a country, a "
            "governorate of Syria, or an area of a gazetteer that was added with boundaries."
        )
        raise UsageError(msg)
    return outline, name_in(place, order.language)


def _added_area(services: Services, place: Place) -> BaseGeometry | None:
    if services.gazetteers is None:
        return None
    units = Units(services.gazetteer, services.gazetteers)
    for level in units.levels():
        if level in LEVELS:
            for unit in units.of_level(level):
                if unit.place.id == place.id:
                    return unit.outline
    return None


def _named(services: Services, order: Order) -> tuple[Named, ...]:
    places = [_place(services, place_id) for place_id in order.label]
    return tuple(Named(place.id, name_in(place, order.language), place.lat, place.lon) for place in places)


def _place(services: Services, place_id: str) -> Place:
    try:
        return services.gazetteer.place(place_id)
    except NotFoundError as error:
        for place in services.store.looked_up():
            if place.id == place_id:
                return place
        msg = f"No gazetteer knows the place “{place_id[:60]}”; find its id with `places search`."
        raise UsageError(msg) from error


def _credits(services: Services, columns: Columns, spots: Integers) -> tuple[str, ...]:
    """Who must be named for where places lie."""
    from geodata.gazetteer.loaders import loader

    added = added_gazetteers(services.gazetteers) if services.gazetteers else []
    titles = {str(loader(source.loader).TITLE) for source in added} - {"GeoNames"}
    found = ("GeoNames (CC BY 4.0)", *sorted(titles))
    online = {columns.spots[at].place.source for at in spots if "©" in columns.spots[at].place.source}
    return (*found, *sorted(online))
