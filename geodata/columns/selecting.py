"""Which stories and mentions a query lets through, as masks over the columns.

Each condition is worked out where it is cheapest, over stories or over spots, and carried to the mentions
once. They are kept apart by name, so that a filter's own choices can be counted without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np

from geodata.columns.records import Columns, Flags, Integers
from geodata.events.lexicon import Family, lexicon
from geodata.models import Time
from geodata.stores.port import UNDATED, Selection
from geodata.stores.relational.identity import outlet_key

Matching = Callable[[str], Integers | None]
"""From words to the ids of the stories that hold them; None where there is no word to look for."""

_COUNTRY_PREFIX = "iso-"


@dataclass(frozen=True, slots=True)
class Selected:
    """The masks of a query by the name of its filter; a filter that lets all through has none."""

    columns: Columns
    of_stories: Mapping[str, Flags]
    of_spots: Mapping[str, Flags]
    of_mentions: Mapping[str, Flags]

    def mentions(self, *, apart_from: str = "") -> Flags | None:
        """The mentions all filters but one let through; None where that is all of them."""
        stories, spots, own = (
            _all_of(masks, apart_from) for masks in (self.of_stories, self.of_spots, self.of_mentions)
        )
        mentions = self.columns.mentions
        carried = [] if own is None else [own]
        if stories is not None:
            # Rows are never out of bounds: to clip them only saves the time to look whether they are.
            carried.append(stories.take(mentions.story, mode="clip"))
        if spots is not None:
            carried.append(np.repeat(spots, self.columns.mentions_at))
        return reduce(np.logical_and, carried) if carried else None

    def mentions_in(self, rows: slice) -> Flags | None:
        """Of the mentions in some rows those all filters let through; None where that is all of them."""
        mentions = self.columns.mentions
        carried = [mask[mentions.story[rows]] for mask in self.of_stories.values()]
        carried += [mask[mentions.spot[rows]] for mask in self.of_spots.values()]
        carried += [mask[rows] for mask in self.of_mentions.values()]
        return reduce(np.logical_and, carried) if carried else None

    def stories(self) -> Flags | None:
        """The stories that fulfil what is asked of a story itself; None for all of them."""
        return _all_of(self.of_stories, "")

    @property
    def filters(self) -> frozenset[str]:
        """The names of the filters that leave anything out."""
        return frozenset((*self.of_stories, *self.of_spots, *self.of_mentions))


def select(columns: Columns, query: Selection, matching: Matching, *, window: bool = True) -> Selected:
    """The masks of a query; without ``window`` those of the same query over all time."""
    published = window and query.time is Time.PUBLISHED
    told = window and query.time is Time.EVENT
    return Selected(
        columns,
        _present(_story_masks(columns, query, matching, window=published)),
        _present(_spot_masks(columns, query)),
        _present(_mention_masks(columns, query, window=told)),
    )


def _story_masks(
    columns: Columns, query: Selection, matching: Matching, *, window: bool
) -> dict[str, Flags | None]:
    stories = columns.stories
    masks: dict[str, Flags | None] = {
        "window": _within(stories.day, query) if window else None,
        "source": None,
        "language": None,
        "text": None,
    }
    if query.sources:
        wanted = {outlet_key(name) for name in query.sources}
        named = [outlet_key(name) in wanted for name in columns.outlets]
        masks["source"] = np.array(named, dtype=np.bool_)[stories.outlet]
    if query.language:
        masks["language"] = np.array([name == query.language for name in columns.languages])[stories.language]
    if query.text and (found := matching(query.text)) is not None:
        masks["text"] = np.isin(stories.id, found)
    return masks


def _spot_masks(columns: Columns, query: Selection) -> dict[str, Flags | None]:
    places = [spot.place for spot in columns.spots]
    countries = {
        place.removeprefix(_COUNTRY_PREFIX).upper()
        for place in query.places
        if place.startswith(_COUNTRY_PREFIX)
    }
    asked = set(query.places)
    return {
        "place": _flags(
            bool(asked & {place.id, place.admin1, place.admin2}) or place.country in countries
            for place in places
        )
        if asked
        else None,
        "box": _in_box(columns, query),
        "area": _in_area(columns, query),
        "kind": _flags(place.kind in query.kinds for place in places) if query.kinds else None,
        "precision": columns.precisions <= query.precision if query.precision else None,
    }


def _mention_masks(columns: Columns, query: Selection, *, window: bool) -> dict[str, Flags | None]:
    mentions = columns.mentions
    other_roles = [number for number, name in enumerate(columns.roles) if name not in query.roles]
    day = columns.day_told if window else None
    return {
        "role": reduce(np.logical_and, (mentions.role != role for role in other_roles))
        if other_roles
        else None,
        "confidence": mentions.confidence >= query.confidence if query.confidence else None,
        "event": _tagged(columns, Family.EVENT, query.events),
        "actor": _tagged(columns, Family.ACTOR, query.actors),
        "window": None if day is None else _within(day, query),
    }


def _tagged(columns: Columns, family: Family, names: tuple[str, ...]) -> Flags | None:
    """The mentions whose sentence tells of any of these event types or actors."""
    if not names:
        return None
    wanted = lexicon().within(family, names)
    bits = sum(1 << bit for bit, code in enumerate(columns.tags) if code in wanted)
    told: Flags = (columns.mentions.tags & np.uint64(bits)) != 0
    return told


def _within(day: Integers, query: Selection) -> Flags | None:
    """The window over days that are ordinals or ``UNDATED``."""
    if not (query.first or query.last) and query.undated:
        return None
    first, last = query.first or date.min, query.last or date.max
    inside: Flags = (day >= first.toordinal()) & (day <= last.toordinal())
    return inside | (day == UNDATED) if query.undated else inside


def _in_box(columns: Columns, query: Selection) -> Flags | None:
    if query.bbox is None:
        return None
    west, south, east, north = query.bbox
    lat, lon = columns.positions.T
    across = (lon >= west) | (lon <= east) if west > east else (lon >= west) & (lon <= east)
    inside: Flags = across & (lat >= south) & (lat <= north)
    return inside


def _in_area(columns: Columns, query: Selection) -> Flags | None:
    """Inside the polygon: a line to the east crosses its edges an odd number of times."""
    if not query.area:
        return None
    north, east = columns.positions.T
    inside: Flags = np.zeros(len(columns.spots), dtype=np.bool_)
    for (lon, lat), (next_lon, next_lat) in zip(query.area, (*query.area[1:], query.area[0]), strict=True):
        if lat != next_lat:
            beside = lon + (north - lat) * ((next_lon - lon) / (next_lat - lat))
            low, high = sorted((lat, next_lat))
            inside ^= (north >= low) & (north < high) & (east < beside)
    return inside


def _flags(values: object) -> Flags:
    return np.fromiter(values, dtype=np.bool_)  # type: ignore[call-overload, no-any-return]


def _present(masks: Mapping[str, Flags | None]) -> dict[str, Flags]:
    return {name: mask for name, mask in masks.items() if mask is not None}


def _all_of(masks: Mapping[str, Flags], apart_from: str) -> Flags | None:
    wanted = [mask for name, mask in masks.items() if name != apart_from]
    return reduce(np.logical_and, wanted) if wanted else None
