"""The index of names: from what is written to the places it may mean."""

from __future__ import annotations

import copy
import functools
import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from rapidfuzz import fuzz, process

from geodata.errors import NotFoundError
from geodata.gazetteer.keys import compact_key, is_arabic, name_key, skeleton, sound_key, without_article
from geodata.gazetteer.neighbours import Neighbours
from geodata.gazetteer.tables import read_places
from geodata.models import Kind, Place

DATA = Path(__file__).parent / "data"
TABLES = (DATA / "core.csv", DATA / "world.csv")
BULK_PREFIXES = ("gn-", "wof-", "cod-")
"""How ids of rows taken over in bulk begin: GeoNames, Who's On First, OCHA's boundaries."""

_WEIGHT_OF_KIND = {
    Kind.COUNTRY: 0.95,
    Kind.MACROREGION: 0.8,
    Kind.GOVERNORATE: 0.7,
    Kind.CITY: 0.7,
    Kind.REGION: 0.6,
    Kind.TOWN: 0.5,
    Kind.CAMP: 0.45,
    Kind.SEA: 0.45,
    Kind.RIVER: 0.45,
    Kind.CROSSING: 0.4,
    Kind.AIRFIELD: 0.4,
    Kind.DISTRICT: 0.35,
    Kind.QUARTER: 0.35,
    Kind.SUBDISTRICT: 0.3,
    Kind.VILLAGE: 0.2,
}
_NAMED_AFTER_TOWN = frozenset((Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT))
_OTHER_KIND = 0.35
_SHORTEST_TO_MISSPELL = 3
_GOVERNORATE_WORD = re.compile(r"^محافظه | governorate$| province$")


def is_bulk(place: Place) -> bool:
    """Whether a row was taken over in bulk; every other one was chosen because the news names it."""
    return place.id.startswith(BULK_PREFIXES)


def prominence(place: Place) -> float:
    """How likely the news means this place when it could mean several, 0 to 1, by kind and population."""
    weight = _WEIGHT_OF_KIND.get(place.kind, _OTHER_KIND)
    people = min(math.log10(place.population + 1) / 7, 1.0)
    chosen = 0.0 if is_bulk(place) else 1.0
    return 0.55 * weight + 0.3 * people + 0.15 * chosen


def names_of(place: Place) -> Iterator[str]:
    """Every name of a place, in any script, the shown ones first."""
    return (name for name in chain((place.name, place.name_ar), place.aliases) if name)


def _without_type(key: str) -> str:
    """A governorate's key without the word that says it is one: ``حلب`` for ``محافظه حلب``."""
    return _GOVERNORATE_WORD.sub("", key)


def _told_by(place: Place, other: Place) -> Place:
    """A place with another's position and, beside its own, the other's names."""
    gained = (name for name in names_of(other) if name not in (place.name, place.name_ar))
    aliases = tuple(dict.fromkeys((*place.aliases, *gained)))
    return replace(
        place,
        aliases=aliases,
        lat=other.lat,
        lon=other.lon,
        precision=other.precision,
        extent_km=other.extent_km,
    )


@dataclass(frozen=True, slots=True)
class Added:
    """What gazetteers beside the project's own tables brought to the places of a gazetteer."""

    ids: frozenset[str] = frozenset()
    """Of the places that none of those tables has."""
    same: Mapping[str, str] = field(default_factory=dict)
    """By ids that places have in them, the ids they have here."""
    unjudged: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By place of the project's tables, names of one word it gained: found when a name is looked up, and not
    looked for in texts, for nobody has judged whether they are ordinary words."""


class Gazetteer:
    """Places and the names they are found under. Immutable; the same input gives the same order."""

    def __init__(self, places: Iterable[Place], added: Added | None = None) -> None:
        """Index ``places``, ``added`` ones among them; of two with the same id the first stays."""
        self._added = added or Added()
        self._by_id: dict[str, Place] = {}
        for place in places:
            self._by_id.setdefault(place.id, place)
        self.places: tuple[Place, ...] = tuple(self._by_id.values())
        self._keys: dict[str, tuple[int, ...]] = {}
        for position, place in enumerate(self.places):
            for name in names_of(place):
                key = name_key(name)
                self._add(self._keys, key, position)
                if place.kind is Kind.GOVERNORATE:
                    self._add(self._keys, _without_type(key), position)

    def with_places(self, change: Callable[[Place], Place]) -> Gazetteer:
        """The same names for places some of which are told otherwise, each with its own id still.

        Costs a pass over the places: the names are not indexed anew.
        """
        changed = copy.copy(self)
        changed.places = tuple(change(place) for place in self.places)
        changed._by_id = {place.id: place for place in changed.places}
        changed.__dict__.pop("around", None)
        return changed

    def joined(self, others: Iterable[Place]) -> Gazetteer:
        """This gazetteer with more places; one whose id is here brings its position and its names to it.

        Costs the names of ``others``: those of this one are not indexed anew.
        """
        one = copy.copy(self)
        for cached in ("around", "_sorted", "_sound_list", "_compact", "_sounds", "_skeletons"):
            one.__dict__.pop(cached, None)
        places, one._keys, fresh = list(self.places), dict(self._keys), set[str]()
        positions = {place.id: position for position, place in enumerate(places)}
        for other in others:
            position = positions.setdefault(other.id, len(places))
            if position < len(places):
                places[position] = _told_by(places[position], other)
            else:
                places.append(other)
                fresh.add(other.id)
            for name in names_of(other):
                self._add(one._keys, name_key(name), position)
        one.places = tuple(places)
        one._by_id = {place.id: place for place in places}
        one._added = replace(self._added, ids=self._added.ids | fresh)
        return one

    @staticmethod
    def _add(keys: dict[str, tuple[int, ...]], key: str, position: int) -> None:
        if not key:
            return
        known = keys.get(key, ())
        if position not in known:
            keys[key] = (*known, position)

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places)

    def place(self, place_id: str) -> Place:
        """The place with that id, here or in a gazetteer joined to this; raises ``NotFoundError``."""
        try:
            return self._by_id[self._added.same.get(place_id, place_id)]
        except KeyError as error:
            msg = f"the gazetteer has no place {place_id!r}; `places search NAME` lists ids"
            raise NotFoundError(msg) from error

    def names(self) -> Iterable[tuple[str, tuple[int, ...]]]:
        """Every folded name texts are searched for, with the positions of its places in :attr:`places`."""
        for key, positions in self._keys.items():
            if key not in self._unjudged:
                yield key, positions
            elif judged := tuple(p for p in positions if self.places[p].id not in self._unjudged[key]):
                yield key, judged

    def only_added(self, positions: Iterable[int]) -> bool:
        """Whether none of these places stands in the project's own tables."""
        return all(self.places[position].id in self._added.ids for position in positions)

    def named(self, key: str) -> tuple[int, ...]:
        """Positions of the places whose folded name (:func:`~geodata.gazetteer.keys.name_key`) is ``key``."""
        return self._keys.get(key, ())

    def one_place(self, positions: Iterable[int]) -> bool:
        """Whether these are one place, its district and governorate of the same name not counted."""
        return len([p for p in positions if self.places[p].kind not in _NAMED_AFTER_TOWN]) == 1

    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places of that name, most prominent first.

        Tried in turn, the first that fits wins: as written; with the Arabic article added or taken off
        where that leaves exactly one place; without regard to spaces; by sound (Latin script).
        """
        key = name_key(name)
        if not key:
            return ()
        positions = self.named(key)
        if not positions and is_arabic(key):
            other = self.named(without_article(key))
            positions = other if self.one_place(other) else ()
        if not positions:
            positions = self._compact.get(compact_key(name), ())
        if not positions and (sound := sound_key(name)):
            positions = self._sounds.get(sound, ())
        return self._ranked(positions)

    def sounding_like(self, name: str) -> tuple[Place, ...]:
        """Places whose consonants are those of ``name`` (Latin script): candidates, not matches."""
        return self._ranked(self._skeletons.get(skeleton(sound_key(name)), ()))

    def resembling(self, name: str, limit: int = 20, cutoff: float = 80.0) -> tuple[Place, ...]:
        """Places with a name that differs by few letters (in Latin script, by few sounds): candidates."""
        key, sound = name_key(name), sound_key(name)
        table, query = (self._sounds, sound) if sound else (self._keys, key)
        if not query:
            return ()
        choices = self._sound_list if sound else self._sorted
        near = process.extract(query, choices, scorer=fuzz.ratio, score_cutoff=cutoff, limit=limit)
        return self._ranked(dict.fromkeys(position for found, _, _ in near for position in table[found]))

    def search(self, text: str, limit: int = 10) -> list[Place]:
        """Places whose name begins with, or nearly is, ``text``, best first, at most ``limit``.

        Any script; tolerates a missing article, other spellings and typing errors.
        """
        query = name_key(text)
        if not query or limit < 1:
            return []
        scores: dict[int, float] = {}
        for strength, positions in self._findings(query):
            for position in positions:
                scores[position] = max(scores.get(position, 0.0), strength)
        if len(scores) < limit and len(query) > _SHORTEST_TO_MISSPELL:
            for strength, positions in self._near(query):
                for position in positions:
                    scores.setdefault(position, strength)
        order = sorted(scores, key=lambda p: (-(scores[p] + prominence(self.places[p])), p))
        return [self.places[position] for position in order[:limit]]

    def _findings(self, query: str) -> Iterator[tuple[float, tuple[int, ...]]]:
        yield 2.0, self.named(query)
        yield 1.8, self.named(without_article(query))
        yield 1.6, self._compact.get(query.replace(" ", ""), ())
        if sound := sound_key(query):
            yield 1.4, self._sounds.get(sound, ())
        for start in (query, f"ال{query}", f"al {query}"):
            for key in self._beginning_with(start):
                yield 1.0, self._keys[key]

    def _beginning_with(self, start: str, most: int = 2000) -> Iterator[str]:
        first = bisect_left(self._sorted, start)
        for key in self._sorted[first : first + most]:
            if not key.startswith(start):
                return
            yield key

    def _near(self, query: str) -> Iterator[tuple[float, tuple[int, ...]]]:
        """Names within a few typing errors, weaker the further off."""
        for key, likeness, _ in process.extract(
            query, self._sorted, scorer=fuzz.ratio, score_cutoff=75, limit=50
        ):
            yield likeness / 100 - 0.1, self._keys[key]

    def _ranked(self, positions: Iterable[int]) -> tuple[Place, ...]:
        order = sorted(positions, key=lambda p: (-prominence(self.places[p]), p))
        return tuple(self.places[position] for position in order)

    @cached_property
    def _unjudged(self) -> dict[str, set[str]]:
        """The places by each name that no text is searched for on their account."""
        found: dict[str, set[str]] = {}
        for place_id, names in self._added.unjudged.items():
            for name in names:
                found.setdefault(name_key(name), set()).add(place_id)
        return found

    @cached_property
    def around(self) -> Neighbours:
        """The places that are points, by where they lie."""
        return Neighbours(self.places)

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._keys)

    @cached_property
    def _sound_list(self) -> list[str]:
        return list(self._sounds)

    @cached_property
    def _compact(self) -> dict[str, tuple[int, ...]]:
        return self._merged((key.replace(" ", ""), positions) for key, positions in self._keys.items())

    @cached_property
    def _sounds(self) -> dict[str, tuple[int, ...]]:
        return self._merged((sound_key(key), positions) for key, positions in self._keys.items())

    @cached_property
    def _skeletons(self) -> dict[str, tuple[int, ...]]:
        return self._merged((skeleton(sound), positions) for sound, positions in self._sounds.items())

    @staticmethod
    def _merged(pairs: Iterable[tuple[str, tuple[int, ...]]]) -> dict[str, tuple[int, ...]]:
        merged: dict[str, tuple[int, ...]] = {}
        for key, positions in pairs:
            if key:
                known = merged.get(key)
                merged[key] = tuple(dict.fromkeys((*known, *positions))) if known else positions
        return merged


@functools.cache
def bundled_places() -> tuple[Place, ...]:
    """The places of the tables the project ships: the chosen core first, then the world.

    Raises ``DataError`` where a table is missing or damaged.
    """
    return tuple(chain.from_iterable(map(read_places, TABLES)))


@functools.cache
def bundled() -> Gazetteer:
    """The gazetteer of these places alone.

    Raises ``DataError`` where a table is missing or damaged.
    """
    return Gazetteer(bundled_places())
