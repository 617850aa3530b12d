"""The columns of every table that is exported: name, what it holds, unit. Told once, here.

The README beside a download, ``docs/exports.md``, the sheet of columns in a workbook and the descriptions in
a GeoPackage and a GeoParquet file are all made of these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Rows(StrEnum):
    """What a table has a row for."""

    MENTIONS = "mentions"
    PLACES = "places"
    STORIES = "stories"
    CITATIONS = "citations"


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DAY = "day"


class Shape(StrEnum):
    """The geometry of a row, WGS 84 (EPSG:4326); as GDAL names it."""

    POINT = "Point"
    POINTS = "MultiPoint"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A column. ``tells`` says what it holds, as a sentence's end."""

    name: str
    tells: str
    type: Type = Type.TEXT
    unit: str = ""

    @property
    def described(self) -> str:
        """What it holds, with the unit."""
        return f"{self.tells} ({self.unit})" if self.unit else self.tells


GEOMETRY = "geometry"

_ISO = "ISO 8601"
_SEVERAL = "“|” between several"

_STORY = (
    Field("story_id", "the story's number in the database it comes from", Type.WHOLE),
    Field("title", "its headline, as the outlet wrote it"),
    Field("outlet", "who published it"),
    Field("published", "the day it was published; of a span of days the first", Type.DAY, _ISO),
    Field("published_last", "the last day of that span, the same where the day is known", Type.DAY, _ISO),
    Field("published_precision", "how exactly that is known: day, days, week, month or year"),
    Field("url", "the address of the story at its outlet"),
    Field("archived", "the address of an archived copy, where one is known"),
    Field("language", "the language it is written in, ar or en", unit="ISO 639-1"),
)
_KIND = (
    Field("kind", "article (with its text), headline (a title alone) or related (found under an article)"),
    Field("found_in", "of a related headline, the number of the story it was found under", Type.WHOLE),
    Field(
        "report",
        "the number of the first story that tells the same report, its own where it stands alone: count the "
        "different ones to count reports",
        Type.WHOLE,
    ),
)
_PLACE = (
    Field("place_id", "the place's id in the gazetteer; it never changes"),
    Field("place", "its English name"),
    Field("place_ar", "its Arabic name"),
    Field("place_kind", "what it is: city, town, village, quarter, camp, governorate, country, …"),
    Field("vicinity", "where beside it, as a code (20km-E, N, road); empty at the place itself"),
    Field("vicinity_other", "the other place of a stretch or road; the town a countryside is called after"),
    Field("lat", "latitude, north above 0", Type.NUMBER, "degrees, WGS 84"),
    Field("lon", "longitude, east above 0", Type.NUMBER, "degrees, WGS 84"),
    Field("admin1_id", "the id of the governorate (first-level unit) it lies in, where known"),
    Field("admin1", "that unit's English name"),
    Field("admin1_ar", "that unit's Arabic name"),
    Field("admin1_pcode", "that unit's P-code, to join with OCHA's boundaries", unit="OCHA P-code"),
    Field("admin2", "the district (second-level unit) it lies in"),
    Field("country", "its country", unit="ISO 3166-1 alpha-2"),
    Field("pcode", "the place's own P-code, where a source states it", unit="OCHA P-code"),
)
_PRECISION = Field(
    "precision",
    "how exactly the place is known: 1 itself, 2 within about 25 km, 3 its district, 4 its governorate, "
    "5 a region, road or river, 6 its country, 7 sea or air",
    Type.WHOLE,
    "UCDP where_prec",
)
_RADIUS = Field(
    "precision_m",
    "the radius around lat, lon within which the true place is believed to lie; empty at sea or in the air",
    Type.WHOLE,
    "metres",
)
_CONFIDENCE = Field(
    "confidence",
    "how sure it is that this name means this place; says nothing of whether what is reported is true",
    Type.NUMBER,
    "0 to 1",
)
_SENTENCE = Field("sentence", "the sentence that names the place, as it stands in the story")
_EVENTS = (
    Field("events", f"what the sentence tells of, by name of event type; {_SEVERAL}"),
    Field("actors", f"who takes part in it; {_SEVERAL}"),
)

_MENTION_FIELDS = (
    Field("mention_id", "the mention's number in the database it comes from", Type.WHOLE),
    *_STORY,
    *_KIND,
    Field("part", "the part of the story it stands in: title or text"),
    Field("start", "where it begins in that part", Type.WHOLE, "characters"),
    Field("end", "where it ends", Type.WHOLE, "characters"),
    Field("mention", "the place's name as it is written there"),
    _SENTENCE,
    Field("role", "what the name does there: location, or dateline (where it was reported from)"),
    *_PLACE,
    _PRECISION,
    _RADIUS,
    _CONFIDENCE,
    Field(
        "event_date", "the day the sentence tells of; of a span the first; empty where none", Type.DAY, _ISO
    ),
    Field("event_last", "the last day of that span", Type.DAY, _ISO),
    Field("event_precision", "how exactly that is known: day, days, week, month or year"),
    *_EVENTS,
    Field("tagged_by", f"the words of the sentence that say so; {_SEVERAL}"),
)

_PLACE_FIELDS = (
    *_PLACE,
    replace(_PRECISION, tells=f"the finest of its mentions: {_PRECISION.tells}"),
    replace(_RADIUS, tells=f"of that finest one, {_RADIUS.tells}"),
    replace(_CONFIDENCE, tells=f"of its surest mention, {_CONFIDENCE.tells}"),
    Field("stories", "how many stories name it", Type.WHOLE),
    Field("reports", "how many different reports these are", Type.WHOLE),
    Field("mentions", "how many times it is named", Type.WHOLE),
    Field("undated", "how many of the stories have no known day of publication", Type.WHOLE),
    Field("outlets", "how many named outlets these are", Type.WHOLE),
    Field("first_published", "the earliest day of publication among them", Type.DAY, _ISO),
    Field("last_published", "the latest", Type.DAY, _ISO),
    Field("latest_story_id", "the number of the newest of them", Type.WHOLE),
    Field("latest_title", "the newest one's headline"),
    Field("latest_outlet", "the newest one's outlet"),
    Field("latest_url", "the newest one's address"),
    Field("latest_archived", "the address of an archived copy of it, where one is known"),
    replace(_SENTENCE, tells="a sentence of the newest one that names the place"),
)

_STORY_FIELDS = (
    *_STORY,
    Field("dateline", "the place named before the text begins, as written"),
    *_KIND,
    Field("mentions", "how many times it names a place on the map", Type.WHOLE),
    Field("places", "how many different places these are", Type.WHOLE),
    Field("place_ids", f"their ids in the gazetteer; {_SEVERAL}"),
    Field("place_names", f"their English names, in the same order; {_SEVERAL}"),
    Field("place_names_ar", f"their Arabic names, in the same order; {_SEVERAL}"),
    Field("pcodes", f"their P-codes, in the same order, nothing between two “|” where none; {_SEVERAL}"),
    Field("points", f"where they lie, latitude and longitude, in the same order; {_SEVERAL}"),
    replace(_PRECISION, tells=f"the finest of its mentions: {_PRECISION.tells}"),
    replace(_CONFIDENCE, tells=f"of its surest mention, {_CONFIDENCE.tells}"),
    replace(_SENTENCE, tells="the first sentence that names a place on the map"),
    *(
        replace(field, tells=field.tells.replace("the sentence tells", "its sentences tell"))
        for field in _EVENTS
    ),
)

_CITATION_FIELDS = (
    Field("key", "a key to cite it by, the same in the BibTeX list"),
    *_STORY,
    Field("citation", "the whole citation, ready to be pasted"),
)

FIELDS: dict[Rows, tuple[Field, ...]] = {
    Rows.MENTIONS: _MENTION_FIELDS,
    Rows.PLACES: _PLACE_FIELDS,
    Rows.STORIES: _STORY_FIELDS,
    Rows.CITATIONS: _CITATION_FIELDS,
}
"""The columns of each table, in their order; the geometry stands beside them."""

SHAPES: dict[Rows, Shape] = {
    Rows.MENTIONS: Shape.POINT,
    Rows.PLACES: Shape.POINT,
    Rows.STORIES: Shape.POINTS,
    Rows.CITATIONS: Shape.NONE,
}

TOLD: dict[Rows, str] = {
    Rows.MENTIONS: "a row for each time a story names a place on the map",
    Rows.PLACES: "a row for each place on the map",
    Rows.STORIES: "a row for each story on the map",
    Rows.CITATIONS: "the stories on the map as sources to cite",
}
