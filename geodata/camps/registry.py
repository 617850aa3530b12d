"""All camps there are: those the project knows, overlaid by what the user keeps."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar

from geodata.camp_records import Camp, CampType, populations_on
from geodata.camps.bundled import bundled_camps, bundled_version
from geodata.camps.naming import names_in_texts
from geodata.camps.search import CampSearch
from geodata.errors import NotFoundError
from geodata.gazetteer.index import Gazetteer
from geodata.models import Kind, Place
from geodata.stores.camp_keeping import CampStore

_T = TypeVar("_T")
_GROWING = ("aliases", "former_names", "statuses", "populations", "links", "sources", "extra")
_OF_CLUSTER_KM = 3.0
"""How far a cluster of camps reaches from its middle, roughly."""


@dataclass(frozen=True)
class Known:
    """The camps at one time. ``own`` are the ids of those the user keeps."""

    camps: tuple[Camp, ...]
    own: frozenset[str]
    version: str

    @cached_property
    def by_id(self) -> dict[str, Camp]:
        """Every camp under its id and under that of its place."""
        return {camp.place: camp for camp in self.camps} | {camp.id: camp for camp in self.camps}

    @cached_property
    def index(self) -> CampSearch:
        """Their names."""
        return CampSearch(self.camps)


class Registry:
    """The camps of a store and the project's own, always as they are now. Safe for several threads."""

    def __init__(self, store: CampStore, bundled: Sequence[Camp] | None = None) -> None:
        """``bundled`` are the project's own unless others are given."""
        self._store = store
        self._bundled = bundled
        self._lock = threading.Lock()
        self._held: Known | None = None
        self._joined: tuple[Gazetteer, str, Gazetteer] | None = None

    @property
    def version(self) -> str:
        """A short text that changes with the camps. Raises ``DataError`` and ``StoreError``."""
        shipped = bundled_version() if self._bundled is None else "given"
        return f"{shipped}.{self._store.camps_version()}"

    def known(self) -> Known:
        """Everything as of now, the same object until it changes. Raises ``DataError`` and ``StoreError``."""
        version = self.version
        with self._lock:
            if self._held is None or self._held.version != version:
                self._held = self._read(version)
            return self._held

    def _read(self, version: str) -> Known:
        own = self._store.camps()
        bundled = bundled_camps() if self._bundled is None else self._bundled
        removed = self._store.camps_removed()
        camps = overlaid((camp for camp in bundled if camp.id not in removed), own)
        return Known(camps, frozenset(camp.id for camp in own), version)

    def camps(self) -> tuple[Camp, ...]:
        """Every camp, by id; histories of what both know are merged. Raises ``DataError``, ``StoreError``."""
        return self.known().camps

    def camp(self, camp_id: str) -> Camp:
        """The camp of that id, or that is the place of that id. Raises ``NotFoundError``."""
        try:
            return self.known().by_id[camp_id]
        except KeyError as error:
            msg = f"There is no camp {camp_id!r}; `camps search NAME` finds ids."
            raise NotFoundError(msg) from error

    def search(self, words: str, limit: int = 10) -> list[Camp]:
        """Camps by any of their names, in any script, the best first."""
        return self.known().index.search(words, limit)

    def places(self) -> tuple[Place, ...]:
        """Every camp as a place; where the gazetteer has it, under the same id."""
        return tuple(map(place_of, self.camps()))

    def own_places(self) -> tuple[Place, ...]:
        """Those of the user's camps alone: the project's own stand in its gazetteer already."""
        known = self.known()
        return tuple(place_of(camp) for camp in known.camps if camp.id in known.own)

    def joined(self, gazetteer: Gazetteer) -> Gazetteer:
        """A gazetteer with the user's camps in it, so that texts are searched for their names.

        The same object as long as neither changes.
        """
        version = self.version
        held = self._joined
        if held is None or held[0] is not gazetteer or held[1] != version:
            places = self.own_places()
            held = gazetteer, version, gazetteer.joined(places) if places else gazetteer
            self._joined = held
        return held[2]


def overlaid(bundled: Iterable[Camp], own: Iterable[Camp]) -> tuple[Camp, ...]:
    """Camps by id; of those in both, the own one with what only the other knows."""
    found = {camp.id: camp for camp in bundled}
    for camp in own:
        found[camp.id] = merged(found[camp.id], camp) if camp.id in found else camp
    return tuple(found[camp_id] for camp_id in sorted(found))


def merged(before: Camp, after: Camp) -> Camp:
    """One camp of two records: the later one's words where it has any, and the history of both.

    The earlier one's names stay names. Its position gives way to the later one's.
    """
    values: dict[str, Any] = {}
    for field in fields(Camp):
        earlier, later = getattr(before, field.name), getattr(after, field.name)
        if field.name in _GROWING:
            values[field.name] = _both(earlier, later)
        elif later is None or later in ("", CampType.UNKNOWN):
            values[field.name] = earlier
    one = replace(after, **values)
    names = [name for name in (before.name, before.name_ar) if name and name not in one.names]
    return replace(one, aliases=(*one.aliases, *names))


def _both(earlier: Iterable[_T], later: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*earlier, *later)))


def place_of(camp: Camp) -> Place:
    """A camp as a place of the gazetteer; its names say that it is a camp, for a town may bear them too."""
    names = names_in_texts(camp)
    own = (camp.name, camp.name_ar)
    reach = _OF_CLUSTER_KM if camp.type is CampType.CLUSTER else 0.0
    return Place(
        id=camp.place,
        name=camp.name,
        name_ar=camp.name_ar,
        kind=Kind.CAMP,
        lat=camp.lat,
        lon=camp.lon,
        country=camp.country,
        admin1=camp.admin1,
        admin2=camp.admin2,
        precision=camp.precision,
        extent_km=camp.blurred_m / 1000 if camp.blurred else reach,
        blurred=camp.blurred,
        population=_latest(camp),
        aliases=tuple(name for name in names if name not in own),
        pcode=camp.pcode,
        source="; ".join(source.name for source in camp.sources),
    )


def _latest(camp: Camp) -> int:
    """The newest figure of people."""
    last = max((figure.when.first for figure in camp.populations), default=None)
    known = populations_on(camp, last) if last else ()
    people = (one.population.count for one in known if one.population.unit == "people")
    return next((count for count in people if count), 0)
