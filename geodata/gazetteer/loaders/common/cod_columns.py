"""The columns of OCHA's boundaries, which have changed over the years, and what a row says in them.

Three generations: ``ADM1_EN, ADM1_AR, ADM1_PCODE``; ``admin1Name_en, admin1RefName, admin1Pcode``; and since
2024 ``adm1_name, adm1_name1, adm1_pcode, adm1_ref_name``, whose languages stand in ``lang, lang1, …``.
Shapefiles cut them to ten letters (``admin1Na_1``). Names are told apart by their script, whatever the
column says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_CODE = re.compile(r"adm(?:in)?_?(\d)_?p?cod(?:e)?")
_NAME = re.compile(
    r"adm(?:in)?_?(\d)_?"
    r"(?:(?:ref|alt|src)\d?_?)?(?:n(?:ame?|a)?)?\d?"
    r"_?(?:en|ar|fr|tr|ku|fa|he|es|pt|eng|ara|ckb|kmr|\d)?"
)
_LATITUDE = re.compile(r"(?:center_?|centroid_?)?lat(?:itude)?|y_?(?:coord|centroid)?|point_y")
_LONGITUDE = re.compile(r"(?:center_?|centroid_?)?lon(?:g(?:itude)?)?|x_?(?:coord|centroid)?|point_x")
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a layer hold what, by administrative level."""

    codes: Mapping[int, str]
    names: Mapping[int, tuple[str, ...]]
    """Preferred ones first."""
    latitude: str = ""
    longitude: str = ""

    @property
    def telling(self) -> bool:
        """Whether this is a layer of administrative units at all."""
        return any(level in self.names for level in self.codes)


def columns_of(headings: Iterable[str]) -> Columns:
    """The columns of a layer by its headings."""
    codes: dict[int, str] = {}
    names: dict[int, list[str]] = {}
    latitude = longitude = ""
    for heading in headings:
        plain = str(heading).strip().lower().replace(" ", "_")
        if found := _CODE.fullmatch(plain):
            codes.setdefault(int(found[1]), heading)
        elif found := _NAME.fullmatch(plain):
            names.setdefault(int(found[1]), []).append(heading)
        elif _LATITUDE.fullmatch(plain):
            latitude = latitude or heading
        elif _LONGITUDE.fullmatch(plain):
            longitude = longitude or heading
    return Columns(
        {level: codes[level] for level in sorted(codes) if level <= DEEPEST},
        {level: tuple(sorted(found, key=_order)) for level, found in names.items()},
        latitude,
        longitude,
    )


def _order(heading: str) -> tuple[int, str]:
    """The name in use before the reference names, alternatives last; English before the others."""
    plain = heading.lower()
    rank = 2 if "alt" in plain else 1 if "ref" in plain else 0
    return rank, plain.removesuffix("_en")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a row says of the unit it is about: the deepest level it fills."""

    level: int
    code: str
    names: tuple[str, ...]
    codes: Mapping[int, str]
    """Codes of this unit and those it lies in, by level, as far as stated."""


def unit_of(row: Mapping[str, object], columns: Columns) -> Unit | None:
    """The unit a row is about; None where it states no code."""
    codes = {level: _text(row.get(column)) for level, column in columns.codes.items()}
    stated = {level: code for level, code in codes.items() if code}
    if not stated:
        return None
    level = max(stated)
    names = [_text(row.get(column)) for column in columns.names.get(level, ())]
    return Unit(level, stated[level], tuple(name for name in names if name), stated)


def _text(value: object) -> str:
    """A cell's text; nothing for what is empty, whatever stands for that."""
    text = "" if value is None else str(value).strip()
    return "" if text.lower() in ("nan", "none", "<na>", "n/a") else text
