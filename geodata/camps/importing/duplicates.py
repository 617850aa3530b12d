"""Whether two rows are one camp: by their names, how far apart they lie, the areas and codes they state.

Lists of sites hold many camps of one name ("Al Rayan" four times in a governorate) and one camp under many.
So how far two rows may lie apart depends on how like their names are, and what differs by a number is never
one. What is neither sure nor unlikely is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from geodata.camps.importing.names import ACROSS, SAME_SOUND, NameForm, form_of, likeness

SPELT = 0.97
"""From here on two names are spellings of one."""
ALIKE = 0.82
RESEMBLING = 0.72

SAME_NAME_KM = 5.0
OTHER_DISTRICT_KM = 3.0
"""How far apart one name's two points may lie; less where they are stated in different districts."""
ACROSS_KM = 1.0
"""The same between Arabic and Latin, whose vowels cannot be held together."""
ALIKE_KM = 0.3
CODE_KM = 25.0
ASKED_KM = 15.0
ASKED_ALIKE_KM = 1.0
_CELL = 0.02
_NEAR_LATITUDE = 0.0092
"""Degrees: a little more than ``ASKED_ALIKE_KM``."""
_EARTH_KM = 6371.0


class Verdict(StrEnum):
    """What two rows are."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a row says of a camp that tells it from others."""

    key: str
    """An id or the number of a row."""
    names: tuple[str, ...]
    lat: float | None = None
    """None where only an area is known."""
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    """The id of the governorate where it is known, else its name."""
    admin2: str = ""
    pcode: str = ""

    @property
    def forms(self) -> tuple[NameForm, ...]:
        """Its names taken apart."""
        return _forms(self.names)


@lru_cache(maxsize=20_000)
def _forms(names: tuple[str, ...]) -> tuple[NameForm, ...]:
    return tuple(dict.fromkeys(form_of(name) for name in names if name))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What two rows are taken for, and by what."""

    verdict: Verdict
    name: float
    """Likeness of the likest names, 0 to 1."""
    km: float | None
    """None where one of them has no point."""
    reason: str
    """``code``, ``name_near``, ``alike_near``, ``name_area``; of what is asked ``name_far``, ``alike``,
    ``code_other``, ``name_only``, ``number``; else ``homonym`` or ``unlike``."""


def judge(one: Sketch, other: Sketch) -> Judgement:
    """Whether two rows are one camp; the same whichever comes first."""
    name, qualified = _names(one, other)
    km = _km(one, other)

    def verdict(what: Verdict, reason: str) -> Judgement:
        return Judgement(what, round(name, 3), None if km is None else round(km, 3), reason)

    if one.country and other.country and one.country != other.country:
        return verdict(Verdict.DIFFERENT, "unlike")
    if one.pcode and one.pcode.casefold() == other.pcode.casefold():
        if not qualified and name < SPELT:
            return verdict(Verdict.ASK, "code_other")
        sure = name >= RESEMBLING - 0.2 if km is None or km <= CODE_KM else False
        return verdict(Verdict.SAME if sure else Verdict.ASK, "code" if sure else "code_other")
    if not qualified:
        near = km is not None and km <= ALIKE_KM / 3
        one_lacks = any(not form.qualifiers for sketch in (one, other) for form in sketch.forms)
        asked = near and one_lacks and name >= SPELT
        return verdict(Verdict.ASK, "number") if asked else verdict(Verdict.DIFFERENT, "unlike")
    return verdict(*_by_area(one, other, name) if km is None else _by_distance(one, other, name, km))


def _names(one: Sketch, other: Sketch) -> tuple[float, bool]:
    """Likeness of the likest names, and whether numbers, sides and ages agree in those."""
    best, agree = 0.0, True
    for first in one.forms:
        for second in other.forms:
            found, same = likeness(first, second), first.qualifiers == second.qualifiers
            if (found if same else found - 0.01) > (best if agree else best - 0.01):
                best, agree = found, same
    return best, agree


def _by_distance(one: Sketch, other: Sketch, name: float, km: float) -> tuple[Verdict, str]:
    apart = _differ(one.admin2, other.admin2) or _differ(one.admin1, other.admin1)
    if name >= SPELT and km <= (OTHER_DISTRICT_KM if apart else SAME_NAME_KM):
        return Verdict.SAME, "name_near"
    if name >= ACROSS and km <= ACROSS_KM:
        return Verdict.SAME, "name_near"
    if name >= ALIKE and km <= ALIKE_KM:
        return Verdict.SAME, "alike_near"
    if name >= SPELT:
        far = apart or km > ASKED_KM
        return (Verdict.DIFFERENT, "homonym") if far else (Verdict.ASK, "name_far")
    if km <= (ASKED_ALIKE_KM if name >= ALIKE else ALIKE_KM) and name >= RESEMBLING:
        return Verdict.ASK, "alike"
    return Verdict.DIFFERENT, "unlike"


def _by_area(one: Sketch, other: Sketch, name: float) -> tuple[Verdict, str]:
    """Where a point is missing, only one name in one district is sure."""
    if name < ALIKE or _differ(one.admin1, other.admin1) or _differ(one.admin2, other.admin2):
        return Verdict.DIFFERENT, "unlike"
    if one.admin2 and other.admin2:
        return (Verdict.SAME, "name_area") if name >= ACROSS else (Verdict.ASK, "name_only")
    if one.admin1 and other.admin1 and name >= SAME_SOUND:
        return Verdict.ASK, "name_only"
    return Verdict.DIFFERENT, "unlike"


def _differ(one: str, other: str) -> bool:
    """Whether two areas are stated and certainly not one."""
    return bool(one and other) and one != other and not _same_area(one, other)


@lru_cache(maxsize=4096)
def _same_area(one: str, other: str) -> bool:
    return likeness(form_of(one), form_of(other)) >= ALIKE


def _km(one: Sketch, other: Sketch) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres on a sphere (haversine), within half a percent of the ellipsoid."""
    first, second = radians(lat), radians(other_lat)
    half = sin((second - first) / 2) ** 2
    half += cos(first) * cos(second) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True, slots=True)
class Match:
    """A known camp that a row is, or may be."""

    key: str
    judgement: Judgement


class Known:
    """Camps to look for the likes of a row among, by code, by name and by where they lie."""

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._codes: dict[str, list[str]] = defaultdict(list)
        self._named: dict[str, list[str]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        for sketch in sketches:
            self.add(sketch)

    def add(self, sketch: Sketch) -> None:
        """Take a camp in; one of the same key is replaced."""
        self._sketches[sketch.key] = sketch
        if sketch.pcode:
            self._codes[sketch.pcode.casefold()].append(sketch.key)
        for form in sketch.forms:
            for key in {form.joined, form.ordered, form.consonants} - {""}:
                self._named[key].append(sketch.key)
        if sketch.lat is not None and sketch.lon is not None:
            self._cells[_cell(sketch.lat, sketch.lon)].append(sketch.key)

    def judged(self, row: Sketch) -> tuple[list[Match], list[Match]]:
        """Those a row is or may be, the surest first (by verdict, likeness, distance); and its homonyms.

        Homonyms are camps of the same name that are others, the nearest first.
        """
        found = [
            Match(key, judge(row, self._sketches[key])) for key in self._candidates(row) if key != row.key
        ]
        kept = [match for match in found if match.judgement.verdict is not Verdict.DIFFERENT]
        homonyms = [match for match in found if match.judgement.reason == "homonym"]
        return sorted(kept, key=_rank), sorted(homonyms, key=lambda match: match.judgement.km or 0.0)

    def matches(self, row: Sketch) -> list[Match]:
        """Those a row is or may be, the surest first."""
        return self.judged(row)[0]

    def _candidates(self, row: Sketch) -> Iterator[str]:
        found: dict[str, None] = dict.fromkeys(self._codes.get(row.pcode.casefold(), ()) if row.pcode else ())
        for form in row.forms:
            for key in (form.joined, form.ordered, form.consonants):
                found.update(dict.fromkeys(self._named.get(key, ())))
        if row.lat is not None and row.lon is not None:
            narrow = cos(radians(row.lat))
            y, x = _cell(row.lat, row.lon)
            for cell in ((y + v, x + h) for v in (-1, 0, 1) for h in (-1, 0, 1)):
                for key in self._cells.get(cell, ()):
                    other = self._sketches[key]
                    # Farther off, only one of the same name or code can be meant, and those are found by it.
                    high, wide = (other.lat or 0.0) - row.lat, (other.lon or 0.0) - row.lon
                    if abs(high) < _NEAR_LATITUDE and abs(wide) * narrow < _NEAR_LATITUDE:
                        found[key] = None
        yield from found


def _rank(match: Match) -> tuple[bool, float, float, str]:
    judged = match.judgement
    return judged.verdict is not Verdict.SAME, -judged.name, judged.km or 0.0, match.key


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return int(lat // _CELL), int(lon // _CELL)
