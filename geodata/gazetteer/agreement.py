"""How well an added gazetteer agrees with itself, with its countries and with the project's own places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from geodata.gazetteer.distance import sphere_km
from geodata.gazetteer.index import bundled_places
from geodata.gazetteer.likeness import like_kind, match_keys, reach_km
from geodata.gazetteer.merge import Joined
from geodata.gazetteer.merged import merged_places
from geodata.gazetteer.neighbours import Neighbours
from geodata.gazetteer.sources import PLACES, Source, sources
from geodata.gazetteer.tables import read_places
from geodata.models import Kind, Place

FAR_KM = 5.0
_WIDE = frozenset((Kind.COUNTRY, Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT, Kind.REGION, Kind.RIVER))
_ANOTHER_KM = 25.0
"""Beyond this, places of one name are surely two."""
_ASTRAY_KM = 40.0
"""A place farther than this from every other of its country is looked at."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was found about one source."""

    source: Source
    joined: int = 0
    """Rows that are places of the project's own tables, or of a source added before."""
    twice: int = 0
    """Rows that are places of an earlier row of this source."""
    without_arabic: int = 0
    unplaced: int = 0
    """Places whose governorate is neither stated nor told by their neighbours."""
    astray: tuple[Place, ...] = ()
    """Places that lie among those of another country, far from all of their own."""
    apart: tuple[tuple[Place, Place, float], ...] = ()
    """Rows 5 km and more from the own place they were joined to, or 5 to 25 km from one of that name in its
    district: row, own place, km. Wide areas, whose middle is a matter of taste, are left out."""
    kinds: dict[str, int] = field(default_factory=dict)


def agreements(folder: Path) -> list[Agreement]:
    """Look at every source of a folder. Raises ``DataError`` for a damaged one."""
    merged = merged_places(folder)
    own = {place.id: merged.changed.get(place.id, place) for place in bundled_places()}
    known = {**own, **{place.id: place for place in merged.fresh}}
    joined = {one.id: one for one in merged.joined}
    neighbours = Neighbours(own.values())
    found = []
    for source in sources(folder):
        rows = read_places(folder / source.name / PLACES)
        found.append(_agreement(source, rows, own, known, joined, neighbours))
    return found


def _agreement(
    source: Source,
    rows: Sequence[Place],
    own: dict[str, Place],
    known: dict[str, Place],
    joined: dict[str, Joined],
    neighbours: Neighbours,
) -> Agreement:
    ids = {row.id for row in rows}
    kinds: dict[str, int] = {}
    for row in rows:
        kinds[row.kind.value] = kinds.get(row.kind.value, 0) + 1
    fresh = [known[row.id] for row in rows if row.id in known]
    return Agreement(
        source=source,
        joined=sum(row.id in joined and joined[row.id].into not in ids for row in rows),
        twice=sum(row.id in joined and joined[row.id].into in ids for row in rows),
        without_arabic=sum(not row.name_ar for row in rows),
        unplaced=sum(not place.admin1 and place.kind not in _WIDE for place in fresh),
        astray=tuple(row for row in rows if _astray(row, neighbours)),
        apart=tuple(_apart(rows, fresh, own, joined)),
        kinds=dict(sorted(kinds.items(), key=lambda pair: -pair[1])),
    )


def _astray(row: Place, neighbours: Neighbours) -> bool:
    if row.kind in _WIDE or any(True for _ in neighbours.within(row, _ASTRAY_KM)):
        return False
    return any(True for _ in neighbours.within(row, _ASTRAY_KM, abroad=True))


def _apart(
    rows: Iterable[Place], fresh: Iterable[Place], own: dict[str, Place], joined: dict[str, Joined]
) -> Iterable[tuple[Place, Place, float]]:
    """Joined rows far from their place, then new ones of a name that an own place of the district has."""
    for row in rows:
        one = joined.get(row.id)
        if one and one.into in own and one.km > FAR_KM and row.kind not in _WIDE:
            yield row, own[one.into], one.km
    named: dict[tuple[str, str], list[Place]] = {}
    for place in own.values():
        if place.admin2 and place.kind not in _WIDE:
            for key in _shown(place):
                named.setdefault((place.admin2, key), []).append(place)
    for place in fresh:
        others = {
            other.id: other
            for key in sorted(_shown(place))
            for other in named.get((place.admin2, key), ())
            if like_kind(place, other)
        }
        for other in others.values():
            km = round(sphere_km(place, other), 1)
            if max(FAR_KM, reach_km(place, other)) < km <= _ANOTHER_KM:
                yield place, other, km


def _shown(place: Place) -> frozenset[str]:
    return match_keys(replace(place, aliases=()))
