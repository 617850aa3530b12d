"""The marks of all spots, made once for a version of the data and written from often."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from geodata.columns.records import Columns, Integers
from geodata.cube.marks import FindArea, Mark, PlaceIndex, mark_of

SHARED = frozenset(
    (
        "name",
        "name_ar",
        "kind",
        "lat",
        "lon",
        "extent_km",
        "admin1",
        "admin1_name",
        "admin1_name_ar",
        "country",
    )
)
"""Fields that marks of one place share, unless they lie beside it."""

Objects = NDArray[np.object_]


class MarkTable:
    """The mark of each spot, in the order of the spots, which is that of their keys."""

    def __init__(self, columns: Columns, gazetteer: PlaceIndex | None, find_area: FindArea) -> None:
        """The gazetteer only lends the names of governorates; ``find_area`` the outlines of areas."""
        self.marks: tuple[Mark, ...] = tuple(mark_of(spot, gazetteer, find_area) for spot in columns.spots)
        self._fields = _by_field([mark.as_dict() for mark in self.marks])

    def by_field(self, spots: Integers) -> dict[str, list[Any]]:
        """Of the marks of these spots (ascending) a list for each field, as a cube's header has them."""
        if not len(spots):
            return {}
        chosen = {name: values[spots] for name, values in self._fields.items()}
        again = _same_as_before(chosen["id"])
        for name in SHARED:
            chosen[name][again & _same_as_before(chosen[name])] = None
        return {name: values.tolist() for name, values in chosen.items() if name in SHARED or _any(values)}


def mark_table(columns: Columns, gazetteer: PlaceIndex | None, find_area: FindArea) -> MarkTable:
    """The table of these columns, made when first asked for and kept as long as they are."""
    kept = _TABLES.get(columns)
    if kept is None or kept[0] is not gazetteer or kept[1] is not find_area:
        kept = _TABLES[columns] = gazetteer, find_area, MarkTable(columns, gazetteer, find_area)
    return kept[2]


_TABLES: WeakKeyDictionary[Columns, tuple[PlaceIndex | None, FindArea, MarkTable]] = WeakKeyDictionary()


def _by_field(marks: list[dict[str, Any]]) -> dict[str, Objects]:
    names = list(dict.fromkeys(name for mark in marks for name in mark))
    fields = {name: np.empty(len(marks), dtype=object) for name in names}
    for at, mark in enumerate(marks):
        for name, value in mark.items():
            fields[name][at] = value
        fields["key"][at] = mark["key"].removeprefix(mark["id"])
    return fields


def _same_as_before(values: Objects) -> NDArray[np.bool_]:
    same = np.zeros(len(values), dtype=np.bool_)
    same[1:] = values[1:] == values[:-1]
    return same


def _any(values: Objects) -> bool:
    return any(value is not None for value in values)
