"""How well names are placed once a bigger gazetteer was added, and whether texts suffer from it.

The own table was partly chosen from the very names asked for. So the same is measured with rows left out:
each name with a quarter of the own Syrian rows missing, the one it means among them (``held_out``); and
without any row that names UCDP as a source of its point.
"""

from __future__ import annotations

import csv
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from geodata.gazetteer import shelf
from geodata.gazetteer.index import Gazetteer, bundled, bundled_places
from geodata.gazetteer.loaders import Entry, loader
from geodata.gazetteer.merge import Given, merge
from geodata.geoparse.geocode import geocode
from geodata.models import Kind, Place
from tests.eval.corpora import SHARED
from tests.eval.scoring import Spot, kilometres

KIND, FILE = "whosonfirst", "wof_sy.tsv"
NAMES = "ucdp_places_syria_dev.csv"
_FOLDS = 4
_KM = 25.0
_STAY = frozenset((Kind.COUNTRY, Kind.GOVERNORATE))
Row = dict[str, str]
Figures = dict[str, float]


def file_beside(shared: Path = SHARED) -> Path:
    """The gazetteer that is added, where it lies beside the shared corpora."""
    return shared.parent / "data" / "whosonfirst" / FILE


def opened(shared: Path = SHARED) -> Gazetteer:
    """The own places with that gazetteer, added as a person would."""
    with tempfile.TemporaryDirectory() as folder:
        shelf.add(Path(folder), KIND, file_beside(shared))
        return shelf.open_gazetteer(Path(folder))


def held_out(shared: Path = SHARED) -> Figures:
    """Shares of names right within 25 km where the own row of each is missing: by name, with governorate."""
    source = _source(shared)
    folds: list[list[Row]] = [[] for _ in range(_FOLDS)]
    for row in _rows(shared):
        found = geocode(bundled(), row["where_coordinates"], admin1=row["adm_1"], country="SY")
        folds[_fold(found.place.id if found else row["where_coordinates"])].append(row)
    pairs = [
        (_without(source, lambda place, missing=number: _fold(place.id) == missing), rows)  # type: ignore[misc]
        for number, rows in enumerate(folds)
    ]
    return _figures(pairs)


def without_ucdp(shared: Path = SHARED) -> Figures:
    """The same without any own row whose point UCDP stated or confirmed."""
    return _figures([(_without(_source(shared), lambda place: "UCDP" in place.source), list(_rows(shared)))])


def _fold(text: str) -> int:
    return zlib.crc32(text.encode()) % _FOLDS


def _rows(shared: Path) -> Iterator[Row]:
    with (shared / NAMES).open(encoding="utf-8", newline="") as stream:
        yield from (row for row in csv.DictReader(stream) if row["where_prec"] == "1")


def _source(shared: Path) -> list[Given]:
    found = loader(KIND).read(file_beside(shared))
    return [Given(one.place, one.also) for one in found if isinstance(one, Entry)]


def _without(source: Sequence[Given], missing: Callable[[Place], bool]) -> Gazetteer:
    kept = [p for p in bundled_places() if p.country != "SY" or p.kind in _STAY or not missing(p)]
    merged = merge(kept, [source])
    return Gazetteer((*(merged.changed.get(place.id, place) for place in kept), *merged.fresh))


def _figures(pairs: Sequence[tuple[Gazetteer, Sequence[Row]]]) -> Figures:
    hits = {"by name": 0, "with governorate": 0}
    for gazetteer, rows in pairs:
        for row in rows:
            hits["by name"] += _right(gazetteer, row, "")
            hits["with governorate"] += _right(gazetteer, row, row["adm_1"])
    total = sum(len(rows) for _, rows in pairs)
    return {name: count / total for name, count in hits.items()}


def _right(gazetteer: Gazetteer, row: Row, admin1: str) -> bool:
    found = geocode(gazetteer, row["where_coordinates"], admin1=admin1, country="SY")
    gold = Spot(0, 0, float(row["latitude"]), float(row["longitude"]))
    return found is not None and kilometres(gold, Spot(0, 0, found.lat, found.lon)) <= _KM
