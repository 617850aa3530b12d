"""One id for one place: rows of added sources joined to the places known already, and to one another.

A row is a known place where

1. its source says so: the id of another source, or OCHA's P-code, the same and not far off;
2. it is of a like kind in the same country, has a name in common, as written or by sound, and lies near:
   a few kilometres for a town, more for what is wide and has a middle that every source puts elsewhere;
3. failing that, its name differs by few letters and it lies in the same spot.

Of several rows near a place only the nearest is that place; the others are its homonyms and stay apart,
unless they are so near that the source itself has it twice. The place known first keeps id, kind, position
and precision, and takes on names, P-code and population it lacks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from geodata.gazetteer.distance import sphere_km
from geodata.gazetteer.index import BULK_PREFIXES, names_of
from geodata.gazetteer.keys import name_key
from geodata.gazetteer.likeness import like_kind, match_keys, reach_km, resembles
from geodata.gazetteer.neighbours import Neighbours
from geodata.models import Kind, Place

SAME_SPOT_KM = 1.0
"""Within this, names that differ by few letters are one."""
TWICE_KM = 2.0
"""Within this, a source's two rows of one name are one place."""
LINK_KM = 50.0
"""Beyond this, what a source says of another's id is taken for an error."""
_CELL = 0.02
_AREAS = frozenset((Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT))
_STATED, _NAMED, _SIMILAR = 1, 2, 3
"""How a row was recognised, the surest first."""


@dataclass(frozen=True, slots=True)
class Given:
    """One row of an added source."""

    place: Place
    also: tuple[str, ...] = ()
    """Ids of the same place in other sources."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A row that turned out to be a place known before."""

    id: str
    """The row's own id."""
    into: str
    """The id of the place."""
    km: float
    """How far apart the two lie."""


@dataclass(slots=True)
class Merged:
    """What added sources come to beside the places there were before."""

    changed: dict[str, Place] = field(default_factory=dict)
    """Places there were before that gained a name, a P-code or a population."""
    fresh: list[Place] = field(default_factory=list)
    """Places there were not, in the order of the sources."""
    joined: list[Joined] = field(default_factory=list)
    """One for each row that is not among ``fresh``."""


def merge(base: Iterable[Place], sources: Iterable[Sequence[Given]]) -> Merged:
    """Join sources in their order to the places of ``base``; the same input gives the same result."""
    places, sources = tuple(base), tuple(sources)
    countries = {given.place.country for source in sources for given in source} | {""}
    known = _Known(place for place in places if place.country in countries)
    owners = _owners(places)
    merged = Merged()
    for source in sources:
        keys = [match_keys(given.place) for given in source]
        pairs = _pairs(known, source, keys)
        for number, given in enumerate(source):
            into = pairs.get(number) or known.twin(given.place, keys[number])
            if into is None:
                into = given.place.id
                known.add(given.place, keys[number], fresh=True)
            else:
                km = round(sphere_km(given.place, known[into]), 2)
                merged.joined.append(Joined(given.place.id, into, km))
                known.join(into, given.place, owners)
            known.link(given, into)
    merged.changed = {key: known[key] for key in known.changed if key not in known.fresh}
    stated = [known.placed(known[key]) for key in known.fresh]
    neighbours = Neighbours((*(place for place in known if place.id not in known.fresh), *stated))
    merged.fresh = [neighbours.placed(place) for place in stated]
    return merged


def _owners(places: Iterable[Place]) -> dict[str, set[str]]:
    """Ids of the project's own places by each of their names."""
    owners: dict[str, set[str]] = defaultdict(set)
    for place in places:
        for name in names_of(place):
            owners[name_key(name)].add(place.id)
    return owners


def _pairs(known: _Known, source: Sequence[Given], keys: Sequence[frozenset[str]]) -> dict[int, str]:
    """The known place each row is, by the row's number; the surest and nearest pairs are made first."""
    found: list[tuple[int, float, int, str]] = []
    for number, given in enumerate(source):
        for strength, km, into in known.candidates(given, keys[number]):
            found.append((strength, km, number, into))
    pairs: dict[int, str] = {}
    taken: dict[str, int] = {}
    for strength, _, number, into in sorted(found):
        if number in pairs:
            continue
        first = taken.get(into)
        if first is not None:
            twice = sphere_km(source[first].place, source[number].place) <= TWICE_KM
            if strength == _SIMILAR or (strength == _NAMED and not twice):
                continue
        taken.setdefault(into, number)
        pairs[number] = into
    return pairs


class _Known:
    """The places there are, found by id, P-code, name and neighbourhood."""

    def __init__(self, base: Iterable[Place]) -> None:
        self._places: dict[str, Place] = {}
        self._ids: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._named: dict[str, list[str]] = defaultdict(list)
        self._cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._keys: dict[str, frozenset[str]] = {}
        self.fresh: dict[str, None] = {}
        """Ids of the places that sources brought."""
        self.changed: dict[str, None] = {}
        """Ids of those that gained something."""
        for place in base:
            self.add(place, match_keys(place), fresh=False)

    def __getitem__(self, place_id: str) -> Place:
        return self._places[place_id]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def add(self, place: Place, keys: frozenset[str], *, fresh: bool) -> None:
        """Take a place in; of two with one id the first stays."""
        if place.id in self._places:
            return
        self._places[place.id] = place
        self._ids[place.id] = place.id
        if fresh:
            self.fresh[place.id] = None
        if place.pcode:
            self._codes.setdefault(place.pcode, place.id)
        self._cells[_cell(place)].append(place.id)
        self._name(place.id, keys)

    def _name(self, place_id: str, keys: frozenset[str]) -> None:
        before = self._keys.get(place_id, frozenset())
        for key in sorted(keys - before):
            self._named[key].append(place_id)
        self._keys[place_id] = before | keys

    def link(self, given: Given, into: str) -> None:
        """Remember that a row's id, and those it names, mean this place."""
        for other in (given.place.id, *given.also):
            self._ids.setdefault(other, into)

    def placed(self, place: Place) -> Place:
        """The place with the units it lies in as they are called here.

        The first is the id of a unit of the project's own tables, else its name, which can still be read
        when the source is removed.
        """
        first, second = self._unit(place.admin1), self._unit(place.admin2)
        return replace(
            place, admin1=self._places[first].name if first in self.fresh else first, admin2=second
        )

    def _unit(self, stated: str) -> str:
        """A unit's id here, by its id or P-code there; a name as it is; nothing where it is missing."""
        if not stated.startswith(BULK_PREFIXES):
            return stated
        return self._ids.get(stated) or self._codes.get(stated.partition("-")[2], "")

    def candidates(self, given: Given, keys: frozenset[str]) -> Iterator[tuple[int, float, str]]:
        """Places a row may be, with how it was recognised and the distance in km."""
        place = given.place
        stated = [self._ids[other] for other in (place.id, *given.also) if other in self._ids]
        if place.pcode in self._codes:
            stated.append(self._codes[place.pcode])
        for other in map(self._places.__getitem__, dict.fromkeys(stated)):
            km = sphere_km(place, other)
            if km <= max(LINK_KM, other.extent_km) and like_kind(place, other):
                yield _STATED, km, other.id
        named = dict.fromkeys(other for key in sorted(keys) for other in self._named.get(key, ()))
        for other in map(self._places.__getitem__, named):
            if like_kind(place, other, keys & self._keys[other.id]):
                km = sphere_km(place, other)
                if km <= reach_km(place, other):
                    yield _NAMED, km, other.id
        for other in self._around(place):
            km = sphere_km(place, other)
            if km <= SAME_SPOT_KM and like_kind(place, other) and resembles(keys, self._keys[other.id]):
                yield _SIMILAR, km, other.id

    def _around(self, place: Place) -> Iterator[Place]:
        row, column = _cell(place)
        for y in range(row - 1, row + 2):
            for x in range(column - 1, column + 2):
                yield from map(self._places.__getitem__, self._cells.get((y, x), ()))

    def twin(self, place: Place, keys: frozenset[str]) -> str | None:
        """The row of the same source that is this place once more: the same name in the same spot."""
        for other in self._around(place):
            shared = keys & self._keys[other.id]
            if other.id not in self.fresh or not shared or not like_kind(place, other, shared):
                continue
            if sphere_km(place, other) <= TWICE_KM:
                return other.id
        return None

    def join(self, into: str, place: Place, owners: Mapping[str, set[str]]) -> None:
        """Give a known place what a row of it has and it lacks.

        A name that a place of the project's own tables bears already is given to no other of them: it would
        make a namesake of what is none.
        """
        known, fresh = self._places[into], into in self.fresh
        taken = {name_key(name) for name in names_of(known)}
        gained = []
        for name in names_of(place) if known.kind is not Kind.COUNTRY else ():
            key = name_key(name)
            if key and key not in taken and (fresh or not owners.get(key, set()) - {into}):
                taken.add(key)
                gained.append(name)
        arabic = known.name_ar or (place.name_ar if place.name_ar in gained else "")
        joined = replace(
            known,
            name_ar=arabic,
            aliases=(*known.aliases, *(name for name in gained if name != arabic)),
            pcode=known.pcode or place.pcode,
            population=known.population or place.population,
        )
        if fresh and place.extent_km and not known.extent_km and known.kind in _AREAS:
            # A middle worked out from an outline is better than a rough one.
            joined = replace(joined, lat=place.lat, lon=place.lon, extent_km=place.extent_km)
        if joined != known:
            self._places[into] = joined
            self.changed[into] = None
            self._name(into, match_keys(joined))
        if joined.pcode:
            self._codes.setdefault(joined.pcode, into)


def _cell(place: Place) -> tuple[int, int]:
    return int(place.lat // _CELL), int(place.lon // _CELL)
