"""The cube: mentions folded to mark × day, small enough to be sent to the browser once.

A *mark* is a place at one precision, or what lies in one vicinity of it ("20 km east of Palmyra"), which has
a position and a shape of its own. A mention may be vaguer than the place it is tied to, and a mark must not
look exact when its mentions are not, so one place may carry several marks: ``sy-palmyra`` at the place's own
precision, ``sy-palmyra~2`` for mentions known only to precision 2, ``sy-palmyra~2~20km-E`` for those in the
vicinity of that code (:mod:`geodata.vicinity.codes`).

On the wire (``Cube.to_bytes``), "CMC1": four ASCII bytes ``CMC1``; the header's length H as u32; H bytes of
UTF-8 JSON, padded with spaces to a multiple of four; then little-endian arrays, each padded with zeros to a
multiple of four, in the order and at the offsets (counted from the end of the header) that
``header["arrays"]`` states. Mark ``i`` owns rows ``offsets[i]`` to ``offsets[i + 1]`` of ``day``,
``stories``, ``mentions`` and ``clusters``, sorted by day; days count from ``header["base"]``. Every story has
one day at most, so sums over any window are exact: mentions, stories at one mark, and (in the totals) stories
on the map.

Clusters (stories that tell the same report) may span days. For their sums to be exact and to add up as well,
a cluster counts once at each mark, on the day of its first story there, and once in the totals, on the day of
its first story on the map; among the undated only where none of its stories has a day. A window thus counts
the reports that begin in it: one that began before it and is repeated in it is not counted again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray
from shapely import Point, set_precision
from shapely.geometry import mapping

from geodata.errors import NotFoundError
from geodata.models import Kind, Language, Place, Precision, Vicinity, VicinityKind
from geodata.query import Query
from geodata.stores.port import UNDATED, PlaceDays, Store, StoryDays
from geodata.text.vicinities import say_vicinity
from geodata.vicinity import code_of, outline, shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAGIC = b"CMC1"
_LAYOUT = "CMC1 with clusters and vicinities"
"""Changes with what a cube holds, so that no browser keeps one of an earlier version."""
_ALIGNMENT = 4
_GRID = 1e-4
"""Degrees to which shapes are rounded: ten metres, where none is true to a kilometre."""
_PARTS_OF_AREAS = frozenset((VicinityKind.SIDE, VicinityKind.COUNTRYSIDE))
_AREAS = frozenset((Kind.COUNTRY, Kind.GOVERNORATE, Kind.REGION))
_U16_MAX = np.iinfo(np.uint16).max
_EPOCH = date(1970, 1, 1)

Integers = NDArray[np.int64]


class PlaceIndex(Protocol):
    """What the cube asks of a gazetteer: the name of the governorate a place lies in."""

    def place(self, place_id: str, /) -> Place:
        """The place of that id; raises ``NotFoundError``."""


FindArea = Callable[[str], "BaseGeometry | None"]
"""The outline of an area (longitude, latitude) by its place's id; None where none is at hand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to draw: a place at one precision, or what lies in one vicinity of it."""

    key: str
    place: Place
    precision: Precision
    admin1: Place | None = None
    """The governorate it lies in, where the gazetteer knows it."""
    vicinity: Vicinity | None = None
    shape: dict[str, Any] | None = None
    """Of a vicinity what it covers, as a GeoJSON geometry."""

    def as_dict(self) -> dict[str, Any]:
        """The mark as it stands in the header."""
        place, admin1 = self.place, self.admin1
        return {
            "key": self.key,
            "id": place.id,
            "name": place.name,
            "name_ar": place.name_ar,
            "kind": str(place.kind),
            "lat": round(place.lat, 5),
            "lon": round(place.lon, 5),
            "precision": int(self.precision),
            "extent_km": place.extent_km,
            "admin1": place.admin1,
            "admin1_name": admin1.name if admin1 else place.admin1,
            "admin1_name_ar": admin1.name_ar if admin1 else "",
            "country": place.country,
        } | self._beside()

    def _beside(self) -> dict[str, Any]:
        """What differs for a mark beside its place: where it stands, what it covers, what it is called."""
        if self.vicinity is None:
            return {}
        place = self.place
        found = outline(self.vicinity, place)
        return {
            "lat": found.lat,
            "lon": found.lon,
            "extent_km": found.extent_km,
            "vicinity": str(self.vicinity.kind),
            "title": say_vicinity(Language.ENGLISH, self.vicinity, place),
            "title_ar": say_vicinity(Language.ARABIC, self.vicinity, place),
            "shape": self.shape,
        }


@dataclass(frozen=True, slots=True)
class Cube:
    """P marks, N rows of (day, stories, mentions), D days of totals; see the module's text."""

    marks: tuple[Mark, ...]
    base: date
    """Day 0."""
    offsets: Integers
    """Length P + 1."""
    day: Integers
    stories: Integers
    mentions: Integers
    clusters: Integers
    undated_stories: Integers
    """Length P."""
    undated_mentions: Integers
    undated_clusters: Integers
    total_day: Integers
    """Length D: days on which a story stands on the map, each story counted once in ``total_stories``."""
    total_stories: Integers
    total_mentions: Integers
    total_clusters: Integers
    undated_total_stories: int
    undated_total_mentions: int
    undated_total_clusters: int
    without_place: int
    story_count: int
    """Stories in the query, on the map or not."""
    version: int

    def header(self) -> dict[str, Any]:
        """The JSON header without ``arrays``, which depend on the byte layout."""
        days = self.total_day
        return {
            "base": self.base.isoformat(),
            "first": self._iso(int(days[0])) if len(days) else None,
            "last": self._iso(int(days[-1])) if len(days) else None,
            "places": [mark.as_dict() for mark in self.marks],
            "undated": {
                "stories": self.undated_total_stories,
                "mentions": self.undated_total_mentions,
                "clusters": self.undated_total_clusters,
            },
            "without_place": self.without_place,
            "stories": self.story_count,
            "version": self.version,
        }

    def _iso(self, day: int) -> str:
        return date.fromordinal(self.base.toordinal() + day).isoformat()

    def to_bytes(self) -> bytes:
        """The cube in the format "CMC1"."""
        blocks = [
            ("offsets", self.offsets, True),
            ("day", self.day, False),
            ("stories", self.stories, False),
            ("mentions", self.mentions, False),
            ("clusters", self.clusters, False),
            ("undated_stories", self.undated_stories, True),
            ("undated_mentions", self.undated_mentions, True),
            ("undated_clusters", self.undated_clusters, True),
            ("total_day", self.total_day, False),
            ("total_stories", self.total_stories, True),
            ("total_mentions", self.total_mentions, True),
            ("total_clusters", self.total_clusters, True),
        ]
        entries, body, position = [], [], 0
        for name, values, wide in blocks:
            kind, data = _pack(values, wide=wide)
            entries.append({"name": name, "type": kind, "length": len(values), "offset": position})
            body.append(data)
            position += len(data)
        text = json.dumps(self.header() | {"arrays": entries}, ensure_ascii=False, separators=(",", ":"))
        header = _pad(text.encode("utf-8"), b" ")
        return b"".join([MAGIC, len(header).to_bytes(4, "little"), header, *body])


def build(
    store: Store, gazetteer: PlaceIndex | None, query: Query, find_area: FindArea | None = None
) -> Cube:
    """Fold the stories of a query; the gazetteer only lends the names of governorates.

    The side of a governorate, or of its countryside, ends where the outline ``find_area`` gives does.
    """
    version = store.data_version()  # first: what is written meanwhile must not hide behind a newer number
    cells, totals = store.place_days(query), store.story_days(query)
    counts = store.count(query)
    places = {place.id: place for place in store.places()}
    mark_of_cell, marks = _marks(cells, places, gazetteer, find_area or (lambda _: None))
    dated, size = cells.day != UNDATED, len(marks)
    base = _base(totals)
    offsets = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(mark_of_cell[dated], minlength=size), out=offsets[1:])
    order = np.lexsort((cells.day[dated], mark_of_cell[dated]))

    def undated(values: Integers) -> Integers:
        by_mark = np.zeros(size, dtype=np.int64)
        by_mark[mark_of_cell[~dated]] = values[~dated]
        return by_mark

    known = totals.day != UNDATED
    return Cube(
        marks=marks,
        base=base,
        offsets=offsets,
        day=cells.day[dated][order] - base.toordinal(),
        stories=cells.stories[dated][order],
        mentions=cells.mentions[dated][order],
        clusters=cells.clusters[dated][order],
        undated_stories=undated(cells.stories),
        undated_mentions=undated(cells.mentions),
        undated_clusters=undated(cells.clusters),
        total_day=totals.day[known] - base.toordinal(),
        total_stories=totals.stories[known],
        total_mentions=totals.mentions[known],
        total_clusters=totals.clusters[known],
        undated_total_stories=int(totals.stories[~known].sum()),
        undated_total_mentions=int(totals.mentions[~known].sum()),
        undated_total_clusters=int(totals.clusters[~known].sum()),
        without_place=counts.without_place,
        story_count=counts.stories,
        version=version,
    )


def etag(store: Store, query: Query) -> str:
    """A short ASCII tag (without quotes) that changes whenever the cube of this query may have."""
    asked = json.dumps(query.to_mapping(), sort_keys=True, ensure_ascii=False)
    parts = (_LAYOUT, store.identity(), str(store.data_version()), asked)
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:32]


def mark_key(place: Place, precision: Precision, vicinity: Vicinity | None = None) -> str:
    """A mark's id: the place's own where the precision is the place's own, else with ``~precision``.

    In a vicinity with ``~precision~code``.
    """
    if vicinity is not None:
        return f"{place.id}~{int(precision)}~{code_of(vicinity)}"
    return place.id if precision == place.precision else f"{place.id}~{int(precision)}"


def parse_mark_key(key: str) -> tuple[str, Precision | None, str]:
    """The place id; where the key states one, the precision (a plain id stands for the place's own); the code
    of the vicinity, "" for the place itself."""
    place_id, _, rest = key.partition("~")
    precision, _, code = rest.partition("~")
    known = {str(int(value)): value for value in Precision}
    return place_id, known.get(precision), code


def _base(totals: StoryDays) -> date:
    known = totals.day[totals.day != UNDATED]
    return date.fromordinal(int(known.min())) if len(known) else _EPOCH


def _marks(
    cells: PlaceDays, places: dict[str, Place], gazetteer: PlaceIndex | None, find_area: FindArea
) -> tuple[Integers, tuple[Mark, ...]]:
    """The mark of each cell, and the marks by place id, precision and vicinity."""
    width, kinds = max(Precision) + 1, len(cells.vicinities)
    codes, mark_of_cell = np.unique(
        (cells.place * width + cells.precision) * kinds + cells.vicinity, return_inverse=True
    )
    marks = []
    for code in codes.tolist():
        spot, vicinity = code // kinds, cells.vicinities[code % kinds]
        place, precision = places[cells.place_ids[spot // width]], Precision(spot % width)
        admin1 = _find(gazetteer, place.admin1)
        drawn = _shape(vicinity, place, find_area) if vicinity else None
        marks.append(Mark(mark_key(place, precision, vicinity), place, precision, admin1, vicinity, drawn))
    return mark_of_cell.astype(np.int64), tuple(marks)


def _shape(vicinity: Vicinity, place: Place, find_area: FindArea) -> dict[str, Any]:
    """What a vicinity covers, no farther than the area it is a part of where its outline is known."""
    covered: BaseGeometry = shape(vicinity, place)
    if vicinity.kind in _PARTS_OF_AREAS and place.kind in _AREAS:
        area = find_area(place.admin1 if place.kind is Kind.REGION else place.id)
        inside = covered.intersection(area) if area is not None else covered
        middle = outline(vicinity, place)
        # Of a coarse outline that leaves the mark itself outside, nothing is believed.
        if inside.geom_type in ("Polygon", "MultiPolygon") and inside.covers(Point(middle.lon, middle.lat)):
            covered = inside
    geometry: dict[str, Any] = mapping(set_precision(covered, _GRID))
    return geometry


def _find(gazetteer: PlaceIndex | None, place_id: str) -> Place | None:
    if gazetteer is None or not place_id:
        return None
    try:
        return gazetteer.place(place_id)
    except NotFoundError:
        return None


def _pack(values: Integers, *, wide: bool) -> tuple[str, bytes]:
    """Little-endian bytes, two a number where all fit and ``wide`` does not forbid it, padded to four."""
    narrow = not wide and (not len(values) or int(values.max()) <= _U16_MAX)
    kind, dtype = ("u16", "<u2") if narrow else ("u32", "<u4")
    return kind, _pad(values.astype(dtype).tobytes(), b"\0")


def _pad(data: bytes, filler: bytes) -> bytes:
    return data + filler * (-len(data) % _ALIGNMENT)
