"""The marks of all spots, made once for a version of the data and written from often."""

from __future__ import annotations

import json
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from geodata.columns.axis import changes
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

_NULL = b"null"


class MarkTable:
    """The mark of each spot, in the order of the spots, which is that of their keys."""

    def __init__(self, columns: Columns, gazetteer: PlaceIndex | None, find_area: FindArea) -> None:
        """The gazetteer only lends the names of governorates; ``find_area`` the outlines of areas."""
        self.marks: tuple[Mark, ...] = tuple(mark_of(spot, gazetteer, find_area) for spot in columns.spots)
        marks = [mark.as_dict() for mark in self.marks]
        for mark in marks:
            mark["key"] = mark["key"].removeprefix(mark["id"])
        names = dict.fromkeys(name for mark in marks for name in mark)
        self._fields = {name: _Field([mark.get(name) for mark in marks]) for name in names}

    def to_json(self, spots: Integers) -> bytes:
        """Of the marks of these spots (ascending) a list for each field, as a cube's header has them."""
        if not len(spots):
            return b"{}"
        chosen = {name: field.number[spots] for name, field in self._fields.items()}
        again = ~changes(chosen["id"])
        for name in SHARED:
            chosen[name][again & ~changes(chosen[name])] = 0
        lists = (
            b'"%s":[%s]' % (name.encode("ascii"), self._fields[name].to_json(numbers))
            for name, numbers in chosen.items()
            if name in SHARED or numbers.any()
        )
        return b"{%s}" % b",".join(lists)


class _Field:
    """The values of one field, each written as JSON once, however many marks have it."""

    def __init__(self, values: list[Any]) -> None:
        written = [json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() for value in values]
        rows = {_NULL: 0}
        self.number: Integers = np.array(
            [rows.setdefault(each, len(rows)) for each in written], dtype=np.int32
        )
        """By mark the row of its value; 0 is null."""
        self._written = np.array(list(rows), dtype=object)

    def to_json(self, numbers: Integers) -> bytes:
        """The values of these rows, with commas between."""
        return b",".join(self._written[numbers].tolist())


def mark_table(columns: Columns, gazetteer: PlaceIndex | None, find_area: FindArea) -> MarkTable:
    """The table of these columns, made when first asked for and kept as long as they are."""
    kept = _TABLES.get(columns)
    if kept is None or kept[0] is not gazetteer or kept[1] is not find_area:
        kept = _TABLES[columns] = gazetteer, find_area, MarkTable(columns, gazetteer, find_area)
    return kept[2]


_TABLES: WeakKeyDictionary[Columns, tuple[PlaceIndex | None, FindArea, MarkTable]] = WeakKeyDictionary()
