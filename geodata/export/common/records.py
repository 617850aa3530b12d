"""One row for each mention on the map: what every exporter writes.

Only mentions that are drawn are exported, so that the rows of a file are as many as the map, the lists and
the counts say. Names that could not be resolved have no place to stand and are left out.

``precision_m`` is the radius in metres within which the true place is believed to lie: the place's own extent
where the mention is as precise as its place, but never less than its class of precision on UCDP's scale says:

=========  ==============================  ==========
precision  meaning                         metres
=========  ==============================  ==========
1          the place itself                500
2          near it (UCDP: within 25 km)    25,000
3          its district                    30,000
4          its governorate                 80,000
5          a region, a road, a river       100,000
6          its country                     300,000
7          the sea or the air              (none)
=========  ==============================  ==========

What lies beside a place has an extent of its own (:mod:`geodata.vicinity.shapes`), which is its radius.
Class 2 is UCDP's definition; the radii of classes 3, 4 and 6 are about those of a circle with the area of a
middling Syrian district, governorate and of Syria; class 5 has none by nature and stands between its
neighbours. Source of the scale: UCDP GED codebook, ``where_prec``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Protocol

from geodata.errors import NotFoundError
from geodata.events.lexicon import Family
from geodata.models import Part, Place, Precision, Vicinity, When
from geodata.stores.port import Selection, Store, StoredMention, StoredStory
from geodata.vicinity import code_of, outline, position

_RADIUS_M: dict[Precision, int | None] = {
    Precision.EXACT: 500,
    Precision.NEAR: 25_000,
    Precision.DISTRICT: 30_000,
    Precision.GOVERNORATE: 80_000,
    Precision.FUZZY: 100_000,
    Precision.COUNTRY: 300_000,
    Precision.SEA_OR_AIR: None,
}


class PlaceIndex(Protocol):
    """What exporting asks of a gazetteer: the name of the governorate a place lies in."""

    def place(self, place_id: str, /) -> Place:
        """The place of that id; raises ``NotFoundError``."""


@dataclass(frozen=True, slots=True)
class Row:
    """A mention with its story and place. Dates are ISO 8601, degrees WGS 84; None and "" mean unknown."""

    story_id: int
    title: str
    outlet: str
    published: str
    """The first day of the span."""
    published_last: str
    published_precision: str
    url: str
    archived: str
    """An archived copy's address."""
    language: str
    kind: str
    found_in: int | None
    """For a related headline: the article it was found under."""
    report: int
    """The first story that tells the same report, which may be itself: count these to count reports."""
    part: str
    start: int
    end: int
    mention: str
    sentence: str
    role: str
    place_id: str
    place: str
    place_ar: str
    place_kind: str
    vicinity: str
    """Where beside the place it is, by its code (:mod:`geodata.vicinity.codes`): ``20km-E``, ``N``."""
    vicinity_other: str
    """The other place of a stretch or road; the town a countryside is called after."""
    lat: float
    lon: float
    admin1: str
    country: str
    precision: int
    precision_m: int | None
    confidence: float
    event_date: str
    """The first day of what the sentence tells."""
    event_last: str
    event_precision: str
    events: str
    """What the sentence tells of: names of event types (``geodata.events``) with ``|`` between."""
    actors: str
    tagged_by: str
    """The words that say so, in the order of the sentence, with ``|`` between."""

    def as_dict(self) -> dict[str, Any]:
        """The row by column."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(column.name for column in fields(Row))


def rows(store: Store, gazetteer: PlaceIndex | None, query: Selection) -> Iterator[Row]:
    """Every mention on the map, newest story first, read as it is consumed."""
    places = {place.id: place for place in store.places()}
    governorates: dict[str, str] = {}
    for story, mention in store.rows(query):
        if mention.place_id not in places:  # named for the first time since the export began
            places[mention.place_id] = store.place(mention.place_id)
        place = places[mention.place_id]
        if place.admin1 not in governorates:
            governorates[place.admin1] = _name_of(gazetteer, place.admin1)
        yield _row(story, mention, place, governorates[place.admin1])


def radius_m(place: Place, precision: Precision, vicinity: Vicinity | None = None) -> int | None:
    """The radius of the circle a mention of ``place`` stands for, in metres; see the module's table."""
    if vicinity is not None:
        return round(outline(vicinity, place).extent_km * 1000)
    least = _RADIUS_M[precision]
    return None if least is None else max(least, round(place.extent_km * 1000))


def _row(story: StoredStory, mention: StoredMention, place: Place, admin1: str) -> Row:
    whole = story.title if mention.part is Part.TITLE else story.text
    precision, vicinity = mention.precision or place.precision, mention.vicinity
    lat, lon = position(place, vicinity)
    published, published_last, published_precision = _dates(story.published)
    event_date, event_last, event_precision = _dates(mention.event)
    return Row(
        story_id=story.id,
        title=story.title,
        outlet=story.outlet,
        published=published,
        published_last=published_last,
        published_precision=published_precision,
        url=story.url,
        archived=story.archived,
        language=str(story.language or ""),
        kind=str(story.kind),
        found_in=story.parent_id,
        report=story.cluster,
        part=str(mention.part),
        start=mention.start,
        end=mention.end,
        mention=mention.surface,
        sentence=whole[mention.sentence_start : mention.sentence_end].strip(),
        role=str(mention.role),
        place_id=place.id,
        place=place.name,
        place_ar=place.name_ar,
        place_kind=str(place.kind),
        vicinity=code_of(vicinity).partition(":")[0],
        vicinity_other=vicinity.other.name if vicinity and vicinity.other else "",
        lat=round(lat, 5),
        lon=round(lon, 5),
        admin1=admin1,
        country=place.country,
        precision=int(precision),
        precision_m=radius_m(place, precision, vicinity),
        confidence=mention.confidence,
        event_date=event_date,
        event_last=event_last,
        event_precision=event_precision,
        events=_tags(mention, Family.EVENT),
        actors=_tags(mention, Family.ACTOR),
        tagged_by="|".join(dict.fromkeys(tag.words.replace("|", " ") for tag in mention.tags)),
    )


def _tags(mention: StoredMention, family: Family) -> str:
    codes = (tag.code.partition(":") for tag in mention.tags)
    return "|".join(name for kind, _, name in codes if kind == family)


def _dates(when: When | None) -> tuple[str, str, str]:
    if when is None:
        return "", "", ""
    return when.first.isoformat(), when.last.isoformat(), str(when.precision)


def _name_of(gazetteer: PlaceIndex | None, place_id: str) -> str:
    if gazetteer is None or not place_id:
        return place_id
    try:
        return gazetteer.place(place_id).name
    except NotFoundError:
        return place_id
