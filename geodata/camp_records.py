"""A camp as a place with a history: what it was called, what became of it and who counted how many when.

Figures that contradict one another stand side by side, each with its source; a figure that is missing from
a report is a gap (``count`` None), never a zero. Days are spans (``When``): much is known to the month only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date as Day  # noqa: N812  (a field of these records is called date)
from enum import StrEnum
from typing import Any, Literal, TypeVar, get_args

from geodata.errors import DataError
from geodata.models import DatePrecision, Precision, When


class CampType(StrEnum):
    """What kind of site it is, in the terms of the CCCM cluster (IASC)."""

    PLANNED_CAMP = "planned_camp"
    INFORMAL_SETTLEMENT = "informal_settlement"
    """Settled by those who live there: a self-settled camp."""
    COLLECTIVE_CENTRE = "collective_centre"
    RECEPTION_CENTRE = "reception_centre"
    TRANSIT_CENTRE = "transit_centre"
    EVACUATION_CENTRE = "evacuation_centre"
    CLUSTER = "cluster"
    """Many sites that go by one name."""
    UNKNOWN = "unknown"


class CampStatus(StrEnum):
    """What a camp is at a time."""

    PLANNED = "planned"
    OPEN = "open"
    BESIEGED = "besieged"
    PARTLY_EMPTIED = "partly_emptied"
    CLOSED = "closed"
    EVACUATED = "evacuated"
    MOVED = "moved"
    MERGED = "merged"
    UNKNOWN = "unknown"

    @property
    def ended(self) -> bool:
        """Whether nobody is expected to live there any more."""
        return self in _ENDED


_ENDED = frozenset({CampStatus.CLOSED, CampStatus.EVACUATED, CampStatus.MOVED, CampStatus.MERGED})


class PublicPrecision(StrEnum):
    """How finely the public may learn where a camp is."""

    EXACT = "exact"
    KM1 = "km1"
    KM10 = "km10"
    ADMIN = "admin"


class Relation(StrEnum):
    """What another camp is to this one."""

    PREDECESSOR = "predecessor"
    SUCCESSOR = "successor"
    MERGED_INTO = "merged_into"
    PART_OF = "part_of"


Unit = Literal["people", "households"]
UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class CampSource:
    """Who says so."""

    name: str
    url: str = ""
    date: When | None = None
    """When it was published; None where that is unknown."""
    note: str = ""
    tells: tuple[str, ...] = ()
    """The fields of the camp it is the source of (``lat``, ``name_ar``); empty: of the camp as a whole."""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """From when on a camp was what."""

    status: CampStatus
    when: When
    """When that began, as finely as it is known; it lasts until the next change."""
    note: str = ""
    sources: tuple[CampSource, ...] = ()


@dataclass(frozen=True, slots=True)
class Population:
    """How many lived there by one source at one time."""

    count: int | None
    """None where the source lists the camp without a figure: a gap. 0 is a report of nobody."""
    unit: Unit
    when: When
    method: str = ""
    """How it was counted, in few words: "registration", "estimate"; empty where the source does not say."""
    source: CampSource = CampSource("")
    note: str = ""
    parts: tuple[tuple[str, int], ...] = ()
    """What the source divides it into, by its own words: ``(("women", 310), ("girls", 402))``."""


@dataclass(frozen=True, slots=True)
class CampLink:
    """How another camp belongs to this one: ``camp_id`` is its ``relation``."""

    relation: Relation
    camp_id: str
    when: When | None = None
    source: CampSource | None = None


@dataclass(frozen=True, slots=True)
class Camp:
    """One camp, with all that is known of it over time."""

    id: str
    """Stable for ever; ``sy-rukban-camp``."""
    name: str
    name_ar: str = ""
    aliases: tuple[str, ...] = ()
    """Every other name in use, in any script."""
    former_names: tuple[str, ...] = ()
    type: CampType = CampType.UNKNOWN
    lat: float = 0.0
    lon: float = 0.0
    precision: Precision = Precision.NEAR
    """How finely ``lat`` and ``lon`` are known; never finer than the source can vouch for."""
    country: str = ""
    """ISO 3166-1 alpha-2, upper case."""
    admin1: str = ""
    """The id of the governorate in the gazetteer, else its name; empty where unknown."""
    admin2: str = ""
    admin3: str = ""
    pcode: str = ""
    managed_by: str = ""
    notes: str = ""
    place_id: str = ""
    """The place of the gazetteer that it is; empty where that bears the camp's own id."""
    statuses: tuple[StatusChange, ...] = ()
    populations: tuple[Population, ...] = ()
    links: tuple[CampLink, ...] = ()
    sources: tuple[CampSource, ...] = ()
    public: PublicPrecision | None = None
    """How finely the public may learn where it is; None: as the layer's setting says."""
    extra: tuple[tuple[str, str], ...] = ()
    """What an imported file says that no other field holds, by the file's own column names."""
    blurred: str = ""
    """How its position was made vague to protect people, a ``PublicPrecision`` as in ``Place.blurred``; such
    a camp is for showing and never kept. Empty: the position is its own."""
    blurred_m: int = 0
    """Of a blurred position: the radius in metres of the cell or area it stands for."""

    @property
    def place(self) -> str:
        """The id of the place it is in the gazetteer."""
        return self.place_id or self.id

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it has or had, each once: English, Arabic, others, former ones."""
        return tuple(
            dict.fromkeys(n for n in (self.name, self.name_ar, *self.aliases, *self.former_names) if n)
        )


@dataclass(frozen=True, slots=True)
class KnownPopulation:
    """The latest figure of a source, seen from a day."""

    population: Population
    age_days: int
    """Days from the end of the time it is of; 0 within that time."""


Event = StatusChange | Population | CampLink
"""What a camp's history is made of."""


def status_on(camp: Camp, day: Day) -> StatusChange | None:
    """The change that tells what the camp was on a day; None before the first one.

    A change known to the month or year counts from that month's or year's first day. Of two that may both
    have happened by then, the one that ended later counts.
    """
    begun = [change for change in camp.statuses if change.when.first <= day]
    return max(begun, key=lambda change: (change.when.first, change.when.last), default=None)


def populations_on(camp: Camp, day: Day) -> tuple[KnownPopulation, ...]:
    """The latest figure of each source in each unit up to a day, the newest first.

    A gap is such a figure too: a source that went silent is not quoted with what it said before.
    """
    latest: dict[tuple[str, str], Population] = {}
    for figure in sorted(camp.populations, key=_time):
        if figure.when.first <= day:
            latest[figure.source.name.casefold(), figure.unit] = figure
    return tuple(
        KnownPopulation(figure, max(0, (day - figure.when.last).days))
        for figure in sorted(latest.values(), key=_time, reverse=True)
    )


def history(camp: Camp) -> tuple[Event, ...]:
    """Everything that happened to a camp or was counted there, the oldest first, the undated last."""
    events: list[Event] = [*camp.statuses, *camp.populations, *camp.links]
    return tuple(sorted(events, key=_time))


def _time(event: Event) -> tuple[Day, Day]:
    when = event.when
    return (when.first, when.last) if when else (Day.max, Day.max)


def to_dict(camp: Camp) -> dict[str, Any]:
    """The camp as JSON can hold it: every field by its name, days as ``YYYY-MM-DD``; see `from_dict`."""
    return {name: _plain(value) for name, value in asdict(camp).items()}


def _plain(value: Any) -> Any:  # noqa: ANN401  (JSON)
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case Day():
            return value.isoformat()
        case Precision():
            return int(value)
        case StrEnum():
            return value.value
    return value


def from_dict(given: Mapping[str, Any]) -> Camp:
    """A camp from what :func:`to_dict` gave; fields that are absent have their defaults.

    Raises ``DataError``, naming what is wrong, for anything else.
    """
    try:
        return _camp(given)
    except KeyError as error:
        msg = f"A camp's record lacks {error}. Restore the database or the file it was read from."
        raise DataError(msg) from error
    except (TypeError, ValueError, AttributeError) as error:
        name = given.get("id", "?") if isinstance(given, Mapping) else "?"
        msg = f"The record of camp {name} is damaged: {error}. Restore the file it was read from."
        raise DataError(msg) from error


_T = TypeVar("_T")
_TEXTS = (
    "name_ar", "country", "admin1", "admin2", "admin3", "pcode", "managed_by", "notes", "place_id",
    "blurred",
)  # fmt: skip


def _camp(given: Mapping[str, Any]) -> Camp:
    public = given.get("public")
    return Camp(
        id=str(given["id"]),
        name=str(given["name"]),
        aliases=_texts(given.get("aliases", ())),
        former_names=_texts(given.get("former_names", ())),
        type=CampType(given.get("type", CampType.UNKNOWN)),
        lat=float(given["lat"]),
        lon=float(given["lon"]),
        precision=Precision(given.get("precision", Precision.NEAR)),
        statuses=_each(given.get("statuses", ()), _status),
        populations=_each(given.get("populations", ()), _population),
        links=_each(given.get("links", ()), _link),
        sources=_each(given.get("sources", ()), _source),
        public=None if public is None else PublicPrecision(public),
        extra=tuple((str(key), str(value)) for key, value in given.get("extra", ())),
        blurred_m=int(given.get("blurred_m", 0)),
        **{name: str(given.get(name, "")) for name in _TEXTS},
    )


def _each(given: Iterable[Mapping[str, Any]], read: Callable[[Mapping[str, Any]], _T]) -> tuple[_T, ...]:
    return tuple(read(one) for one in given)


def _texts(given: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(one) for one in given)


def _status(given: Mapping[str, Any]) -> StatusChange:
    return StatusChange(
        CampStatus(given["status"]),
        _when(given["when"]),
        str(given.get("note", "")),
        _each(given.get("sources", ()), _source),
    )


def _population(given: Mapping[str, Any]) -> Population:
    count, unit = given["count"], given["unit"]
    if unit not in UNITS:
        msg = f"{unit!r} is no unit of a population"
        raise ValueError(msg)
    return Population(
        None if count is None else int(count),
        unit,
        _when(given["when"]),
        str(given.get("method", "")),
        _source(given.get("source") or {"name": ""}),
        str(given.get("note", "")),
        tuple((str(part), int(number)) for part, number in given.get("parts", ())),
    )


def _link(given: Mapping[str, Any]) -> CampLink:
    when, source = given.get("when"), given.get("source")
    return CampLink(
        Relation(given["relation"]),
        str(given["camp_id"]),
        _when(when) if when else None,
        _source(source) if source else None,
    )


def _source(given: Mapping[str, Any]) -> CampSource:
    day = given.get("date")
    return CampSource(
        str(given["name"]),
        str(given.get("url", "")),
        _when(day) if day else None,
        str(given.get("note", "")),
        _texts(given.get("tells", ())),
    )


def _when(given: Mapping[str, Any]) -> When:
    return When(
        Day.fromisoformat(given["first"]),
        Day.fromisoformat(given["last"]),
        DatePrecision(given.get("precision", DatePrecision.DAY)),
        str(given.get("evidence", "")),
    )
