"""The records everything else is made of: frozen, plain, without behaviour that needs another room.

Offsets are Python string indices (code points), end exclusive, into the text exactly as it was given.
Coordinates are WGS 84 degrees (EPSG:4326), latitude before longitude. Distances are kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum


class Language(StrEnum):
    """The languages texts are read in and the interface speaks."""

    ARABIC = "ar"
    ENGLISH = "en"


class StoryKind(StrEnum):
    """What a story is made of."""

    ARTICLE = "article"
    """A title and a text."""
    HEADLINE = "headline"
    """A title alone."""
    RELATED = "related"
    """A headline found under another article; its own date is unknown."""


class Part(StrEnum):
    """The part of a story an offset refers to."""

    TITLE = "title"
    TEXT = "text"


class Role(StrEnum):
    """What a place name does in its sentence."""

    LOCATION = "location"
    DATELINE = "dateline"
    ORGANISATION = "organisation"
    ACTOR = "actor"
    DEMONYM = "demonym"

    @property
    def drawn(self) -> bool:
        """Whether mentions in this role stand on the map: only where something was reported."""
        return self in (Role.LOCATION, Role.DATELINE)


class Kind(StrEnum):
    """What a place is. The order of the groups is the order of size."""

    MACROREGION = "macroregion"
    COUNTRY = "country"
    REGION = "region"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    QUARTER = "quarter"
    CAMP = "camp"
    CROSSING = "crossing"
    AIRFIELD = "airfield"
    BASE = "base"
    DAM = "dam"
    OILFIELD = "oilfield"
    HILL = "hill"
    MOUNTAIN = "mountain"
    RIVER = "river"
    LAKE = "lake"
    SEA = "sea"
    ROAD = "road"
    ISLAND = "island"
    SITE = "site"


class Precision(IntEnum):
    """How finely a place is known, on the scale of UCDP's ``where_prec`` (UCDP GED codebook)."""

    EXACT = 1
    NEAR = 2
    """Within about 25 km."""
    DISTRICT = 3
    GOVERNORATE = 4
    FUZZY = 5
    """A region, or something long: a road, a river."""
    COUNTRY = 6
    SEA_OR_AIR = 7

    @property
    def is_area(self) -> bool:
        """Whether a mark must look like an area rather than a point."""
        return self >= Precision.DISTRICT


class DatePrecision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    DAYS = "days"
    """A span of days: "last night", "over the past two days"."""
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Time(StrEnum):
    """Which of a mention's two days is meant."""

    PUBLISHED = "published"
    """The day its story was published."""
    EVENT = "event"
    """The day its own sentence tells; where it tells none, the day of publication, counted as uncertain."""


@dataclass(frozen=True, slots=True)
class When:
    """A span of days, both ends included; for an exact date ``first == last``."""

    first: date
    last: date
    precision: DatePrecision = DatePrecision.DAY
    evidence: str = ""
    """Where it was read: ``given``, ``metadata``, or the words of the text themselves."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer."""

    id: str
    name: str
    """The English name shown to readers."""
    name_ar: str
    kind: Kind
    lat: float
    lon: float
    country: str = ""
    """ISO 3166-1 alpha-2, upper case; empty for what spans several."""
    admin1: str = ""
    """The id of the governorate (or first-level unit) it lies in, else its name; empty where unknown."""
    admin2: str = ""
    precision: Precision = Precision.EXACT
    extent_km: float = 0.0
    """Radius of a circle that holds most of it; 0 for a point."""
    population: int = 0
    aliases: tuple[str, ...] = ()
    """Every other name in any script, without ``name`` and ``name_ar``."""
    pcode: str = ""
    """OCHA P-code; empty where no source at hand states it."""
    source: str = ""
    blurred: str = ""
    """How its position was made vague to protect people, a ``PublicPrecision`` such as ``km1``: position,
    precision and extent are then those of a cell of a grid or of an area. Empty: they are its own."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for a decision, as a code that ``geodata.explanation`` puts into words.

    ``code`` is one of ``geodata.geoparse.reasons``; ``detail`` is what it is about: a word of the text, the
    id of a place, the code of a country. Never a sentence, nor a name in one language.
    """

    code: str
    detail: str = ""
    weight: float = 0.0
    """What it added to a candidate's score, below 0 where it speaks against it; 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name could have meant, with its score from 0 to 1."""

    place_id: str
    score: float
    evidence: tuple[Reason, ...] = ()
    """What the score is made of, where there is a rival. The weights sum to it but for rounding and for what
    lies below 0 or above 1."""


class Compass(StrEnum):
    """The eight directions the news speaks of."""

    NORTH = "N"
    NORTHEAST = "NE"
    EAST = "E"
    SOUTHEAST = "SE"
    SOUTH = "S"
    SOUTHWEST = "SW"
    WEST = "W"
    NORTHWEST = "NW"

    @property
    def bearing(self) -> float:
        """Degrees clockwise from north."""
        return 45.0 * list(Compass).index(self)

    @property
    def cardinal(self) -> bool:
        """Whether it is one of the four that are not made of two."""
        return len(self.value) == 1


class VicinityKind(StrEnum):
    """How a text describes where something lies, by a place it names."""

    AROUND = "around"
    """Near it: "near Palmyra", ``محيط تدمر``."""
    OUTSKIRTS = "outskirts"
    SIDE = "side"
    """Towards one direction, from it or within it: "north of Hasakah", "northern Iraq"."""
    COUNTRYSIDE = "countryside"
    """The land that is called after a town, or one side of that land: ``ريف حلب الشمالي``."""
    OFFSET = "offset"
    """So many kilometres from it, mostly in a direction."""
    BETWEEN = "between"
    """Between it and another place."""
    ROAD = "road"
    """On the road between it and another place."""


@dataclass(frozen=True, slots=True)
class Vicinity:
    """What a text says about where something lies beside a place; :mod:`geodata.vicinity` draws it."""

    kind: VicinityKind
    side: Compass | None = None
    distance_km: float = 0.0
    """Of an offset; above 0 there."""
    rough: bool = False
    """Of an offset: whether the text says "about"."""
    other: Place | None = None
    """The place at the other end of a road or stretch; the town a countryside is called after."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A type of event or an actor that a sentence tells of, with the words that say so."""

    code: str
    """Family and name in ``geodata.events.lexicon``: ``event:air_strike``, ``actor:sdf``."""
    start: int
    end: int
    words: str
    """The words from ``start`` to ``end`` of the mention's part."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name found in a story."""

    part: Part
    start: int
    end: int
    surface: str
    role: Role
    place: Place | None
    """None where a name was recognised but nothing in the gazetteer fits."""
    precision: Precision | None
    confidence: float
    """0 to 1: how sure it is that this name means this place."""
    sentence_start: int
    sentence_end: int
    event: When | None = None
    """When what the sentence tells happened; None where the sentence does not say."""
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[Reason, ...] = ()
    reference: bool = False
    """Named only to say where the place named right before it lies: "Atman, north of Daraa"; not drawn."""
    vicinity: Vicinity | None = None
    """Where beside ``place`` it is, if not there; such a mention stands at a position of its own."""
    tags: tuple[Tag, ...] = ()
    """What its sentence tells of: each event type and actor once, in the order of their first words."""

    @property
    def drawn(self) -> bool:
        """Whether it stands on the map."""
        return self.place is not None and self.role.drawn and not self.reference


@dataclass(frozen=True, slots=True)
class Article:
    """One story as a reader gives it, before places are found."""

    title: str
    text: str = ""
    kind: StoryKind = StoryKind.ARTICLE
    language: Language | None = None
    """None: to be detected."""
    url: str = ""
    """Canonical http(s) address of the source; empty where unknown."""
    outlet: str = ""
    dateline: str = ""
    """The place named before the text begins, as written (``الرقة``)."""
    published: When | None = None
    source_id: str = ""
    """The id the source gave it; unique within its outlet or file."""
    origin: str = ""
    """Where it was read: a file's name, with ``:row`` in tables."""
    notes: tuple[Reason, ...] = ()
    """What the reader could not use and left out (an impossible date, a broken address)."""
    related: tuple[Article, ...] = field(default=())
    """Headlines found under it, each of kind ``related``."""
    archived: str = ""
    """An archived copy's address; empty where none is known."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered, byte for byte, so that a story can be checked against it later."""

    address: str
    """The address that was asked for."""
    final_address: str
    """The one that answered, after redirects; the same where there were none."""
    at: datetime
    """When it was asked, in UTC."""
    status: int
    """HTTP status of the answer."""
    content_type: str
    """As the server stated it, with its charset; empty where it said nothing."""
    sha256: str
    """Of ``body``, 64 hexadecimal digits."""
    body: bytes
    """Decompressed, not decoded."""
    archived: str = ""
    """An archived copy's address, where one was given or this is one."""
    etag: str = ""
    """``ETag`` and ``Last-Modified`` as the server sent them, to ask next time whether anything changed."""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """What an online geocoder answered to a name, and all that it was told."""

    service: str
    """Its name in ``geodata.geocoders``: ``nominatim``."""
    server: str
    """The address it stands at."""
    name: str
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes, sorted."""
    language: Language
    at: datetime
    """When it was asked, in UTC."""
    places: tuple[Place, ...] = ()
    """Its best first; empty where it knows none of that name."""
