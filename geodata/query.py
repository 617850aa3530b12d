"""One question for map, histogram, lists, exports and address bar alike.

A ``Query`` is a store's ``Selection`` that can be written as, and read from, plain text pairs: the parameters
of a URL, of a plain route or of the command line.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self, TypeVar

from geodata.errors import UsageError
from geodata.events.lexicon import Family, lexicon
from geodata.models import Kind, Language, Precision, Role, Time
from geodata.stores.port import DRAWN_ROLES, BoundingBox, Selection

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YES = frozenset({"1", "true", "yes", "on"})
_FEWEST_CORNERS, _MOST_CORNERS = 3, 500
_MOST_VALUES = 200
"""Of a filter that takes several."""
_MOST_LETTERS, _MOST_WORDS = 500, 40
"""Of what is searched for: each word is looked up by itself, so that more would keep the database busy."""
_NO = frozenset({"0", "false", "no", "off"})

PARAMETERS = (
    *("from", "to", "undated", "time", "place", "source", "text", "bbox", "area", "language", "roles"),
    *("kind", "precision", "confidence", "event", "actor"),
)
"""Every name ``Query.from_mapping`` knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Selection):
    """A window of time and filters. Hashable, so that it may key a cache."""

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            msg = f"The window ends ({self.last}) before it begins ({self.first}); swap the two dates."
            raise UsageError(msg)

    @classmethod
    def from_mapping(cls, values: Mapping[str, str | None]) -> Self:
        """A query from text pairs; unknown names are left to others, empty values mean "not asked".

        ``from`` and ``to`` are ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``; ``bbox`` is ``west,south,east,north``
        in degrees, ``area`` the corners of a polygon as ``lon lat,lon lat,…``; ``undated`` is yes or no.
        ``|`` stands between several places, sources, kinds, events or actors. Raises ``UsageError`` naming
        the pair that makes no sense.
        """
        given = {name: value.strip() for name, value in values.items() if value and value.strip()}
        return cls(
            first=_parse_date("from", given["from"], end=False) if "from" in given else None,
            last=_parse_date("to", given["to"], end=True) if "to" in given else None,
            undated=_parse_flag("undated", given.get("undated", "yes")),
            time=_parse_choice("time", given.get("time", Time.PUBLISHED), Time),
            places=_several("place", given.get("place", "")),
            sources=_several("source", given.get("source", "")),
            text=_parse_text(given.get("text", "")),
            bbox=_parse_bbox(given["bbox"]) if "bbox" in given else None,
            area=_parse_area(given["area"]) if "area" in given else (),
            language=_parse_language(given.get("language", "")),
            roles=_parse_roles(given["roles"]) if "roles" in given else DRAWN_ROLES,
            kinds=tuple(
                _parse_choice("kind", kind, Kind) for kind in _several("kind", given.get("kind", ""))
            ),
            precision=_parse_precision(given["precision"]) if "precision" in given else None,
            confidence=_parse_percent(given.get("confidence", "0")),
            events=_parse_tags(Family.EVENT, given.get("event", "")),
            actors=_parse_tags(Family.ACTOR, given.get("actor", "")),
        )

    def to_mapping(self) -> dict[str, str]:
        """The pairs that differ from an empty query, in a fixed order; ``from_mapping`` reads them back."""
        pairs = {
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
            "undated": "" if self.undated else "no",
            "time": "" if self.time is Time.PUBLISHED else self.time,
            "place": "|".join(self.places),
            "source": "|".join(self.sources),
            "text": self.text,
            "bbox": ",".join(repr(float(degrees)) for degrees in self.bbox) if self.bbox else "",
            "area": ",".join(f"{lon!r} {lat!r}" for lon, lat in self.area),
            "language": self.language,
            "roles": "" if set(self.roles) == set(DRAWN_ROLES) else ",".join(sorted(self.roles)),
            "kind": "|".join(self.kinds),
            "precision": str(int(self.precision)) if self.precision else "",
            "confidence": str(self.confidence) if self.confidence else "",
            "event": "|".join(self.events),
            "actor": "|".join(self.actors),
        }
        return {name: value for name, value in pairs.items() if value}


def _parse_date(name: str, value: str, *, end: bool) -> date:
    found = _DATE.fullmatch(value)
    try:
        if found:
            year, month, day = (int(part) if part else 0 for part in found.groups())
            month = month or (12 if end else 1)
            return date(year, month, day or (calendar.monthrange(year, month)[1] if end else 1))
    except (ValueError, calendar.IllegalMonthError):
        pass
    msg = f"“{value}” is not a date for “{name}”; write it as 2017-10-12, 2017-10 or 2017."
    raise UsageError(msg)


def _parse_flag(name: str, value: str) -> bool:
    if value.casefold() in _YES:
        return True
    if value.casefold() in _NO:
        return False
    msg = f"“{value}” is no answer for “{name}”; write yes or no."
    raise UsageError(msg)


def _parse_bbox(value: str) -> BoundingBox:
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError as error:
        msg = f"“{value}” is not a box; write west,south,east,north in degrees, such as 38.5,35.5,39.5,36.5."
        raise UsageError(msg) from error
    in_range = all(-180 <= degrees <= 180 for degrees in (west, east)) and -90 <= south <= north <= 90
    if not in_range:
        msg = (
            f"“{value}” is not a box on the globe; write west,south,east,north with longitudes "
            "from -180 to 180, latitudes from -90 to 90, and the south before the north."
        )
        raise UsageError(msg)
    return west, south, east, north


def _parse_area(value: str) -> tuple[tuple[float, float], ...]:
    try:
        corners = tuple(
            (float(lon), float(lat)) for lon, lat in (corner.split() for corner in value.split(","))
        )
    except ValueError as error:
        msg = f"“{value[:60]}” is no area; write its corners as lon lat,lon lat,lon lat in degrees."
        raise UsageError(msg) from error
    on_globe = all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in corners)
    if not _FEWEST_CORNERS <= len(corners) <= _MOST_CORNERS or not on_globe:
        msg = f"An area needs {_FEWEST_CORNERS} to {_MOST_CORNERS} corners on the globe, each as lon lat."
        raise UsageError(msg)
    return corners


def _parse_text(value: str) -> str:
    if len(value) > _MOST_LETTERS or len(value.split()) > _MOST_WORDS:
        most = f"{_MOST_WORDS} words, {_MOST_LETTERS} letters"
        msg = f"That is too much to search for at once; take at most {most}."
        raise UsageError(msg)
    return value


def _several(name: str, value: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip() for part in value.split("|") if part.strip()))
    if len(found) > _MOST_VALUES:
        msg = f"{len(found):,} values are too many for “{name}”; take at most {_MOST_VALUES}."
        raise UsageError(msg)
    return found


Choice = TypeVar("Choice", bound=StrEnum)


def _parse_choice(name: str, value: str, choices: type[Choice]) -> Choice:
    try:
        return choices(value)
    except ValueError as error:
        msg = f"“{value}” is no “{name}” there is; choose of {', '.join(choices)}."
        raise UsageError(msg) from error


def _parse_precision(value: str) -> Precision:
    try:
        return Precision(int(value))
    except ValueError as error:
        msg = f"“{value}” is no precision; write 1 (exact) to 7 (sea or air)."
        raise UsageError(msg) from error


def _parse_percent(value: str) -> int:
    if not value.isdecimal() or len(value) > len("100") or int(value) > 100:
        msg = f"“{value[:20]}” is no confidence; write a whole number from 0 to 100."
        raise UsageError(msg)
    return int(value)


def _parse_tags(family: Family, value: str) -> tuple[str, ...]:
    names = _several(str(family), value)
    for name in names:
        if lexicon().find(family, name) is None:
            known = ", ".join(each.name for each in lexicon().of(family))
            msg = f"“{name[:40]}” is no “{family}” there is; choose of {known}."
            raise UsageError(msg)
    return names


def _parse_language(value: str) -> str:
    names = [str(language) for language in Language]
    if value and value not in names:
        msg = f"“{value}” is no language stories are kept in; choose one of {', '.join(names)}."
        raise UsageError(msg)
    return value


def _parse_roles(value: str) -> tuple[Role, ...]:
    try:
        return tuple(sorted({Role(part.strip()) for part in value.split(",")}))
    except ValueError as error:
        msg = f"“{value}” names a role there is not; the roles are {', '.join(Role)}."
        raise UsageError(msg) from error
