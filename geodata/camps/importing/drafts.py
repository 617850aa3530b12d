"""From the cells of a row to what it says of a camp, each value cleaned, what cannot be used noted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from geodata.camp_records import CampStatus, CampType
from geodata.camps.importing import cleaning
from geodata.camps.importing.asking import values_of
from geodata.camps.importing.cleaning import Count, Fault
from geodata.camps.importing.headings import KEEP, Understood
from geodata.camps.importing.records import Remark
from geodata.camps.importing.tables import Row
from geodata.models import When

PARTS = ("girls", "boys", "women", "men")
_T = TypeVar("_T")


@dataclass(slots=True)
class Draft:
    """What a row says."""

    row: int
    id: str = ""
    name: str = ""
    name_ar: str = ""
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    type: CampType | None = None
    status: CampStatus | None = None
    status_when: When | None = None
    opened: When | None = None
    closed: When | None = None
    lat: float | None = None
    lon: float | None = None
    fine: bool = False
    """Whether its point is written with three decimals or more."""
    country: str = ""
    admin1: str = ""
    admin1_code: str = ""
    admin2: str = ""
    admin3: str = ""
    pcode: str = ""
    managed_by: str = ""
    notes: str = ""
    source: str = ""
    source_url: str = ""
    method: str = ""
    when: When | None = None
    people: Count | None = None
    households: Count | None = None
    parts: dict[str, int] = field(default_factory=dict)
    gaps: set[str] = field(default_factory=set)
    """Of ``people`` and ``households`` those whose column is there and says nothing that can be used."""
    said: dict[str, str] = field(default_factory=dict)
    """What such a cell says where it says something."""
    extra: tuple[tuple[str, str], ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    refused: Remark | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it gives."""
        given = (self.name, self.name_ar, *self.aliases, *self.former_names)
        return tuple(dict.fromkeys(name for name in given if name))

    @property
    def called(self) -> str:
        """What to call it."""
        return self.name or self.name_ar or self.pcode

    def note(self, code: str, **values: object) -> None:
        """Add a remark."""
        self.remarks.append(Remark(code, values_of(**values)))


class Cells:
    """The cells of a row by field."""

    def __init__(
        self, draft: Draft, columns: Sequence[Understood], headings: Sequence[str], row: Row
    ) -> None:
        self._draft = draft
        self.by_field: dict[str, str] = {}
        kept = []
        for understood, heading, cell in zip(columns, headings, row.cells, strict=True):
            if understood.field == KEEP:
                if value := cleaning.text(cell):
                    kept.append((heading, value))
            elif understood.field and (understood.field not in self.by_field or cell.strip()):
                self.by_field[understood.field] = cell
        draft.extra = tuple(kept)

    def text(self, name: str) -> str:
        """A field's text."""
        return cleaning.text(self.by_field.get(name, ""))

    def read(self, name: str, reader: Callable[[str], _T | None]) -> _T | None:
        """A field by its reader; None, and a remark, where the cell is none."""
        cell = self.by_field.get(name, "")
        try:
            return reader(cell)
        except Fault as fault:
            self._draft.note(fault.code, field=f"@field.{name}", cell=cleaning.text(cell)[:60])
            return None


def draft_of(row: Row, columns: Sequence[Understood], headings: Sequence[str], today: date) -> Draft:
    """What a row says; the remarks tell of what was cleaned or cannot be used."""
    draft = Draft(row.number)
    cells = Cells(draft, columns, headings, row)
    _name(draft, cells)
    _facts(draft, cells, today)
    _point(draft, cells)
    _figures(draft, cells)
    return draft


def _name(draft: Draft, cells: Cells) -> None:
    given, dirty = cleaning.name(cells.by_field.get("name", ""))
    arabic, also_dirty = cleaning.name(cells.by_field.get("name_ar", ""))
    if dirty or also_dirty:
        draft.note("name_cleaned", before=cells.by_field.get("name", "").strip()[:60], after=given or arabic)
    if given and cleaning.in_arabic(given):
        # A list in Arabic has but one column of names.
        given, arabic = ("", given) if not arabic else ("" if given == arabic else given, arabic)
    draft.name, draft.name_ar = given or arabic, arabic
    draft.aliases = cleaning.names(cells.by_field.get("aliases", ""))
    draft.former_names = cleaning.names(cells.by_field.get("former_names", ""))
    if not draft.name and draft.aliases:
        draft.name, draft.aliases = draft.aliases[0], draft.aliases[1:]
    draft.id, draft.pcode = cells.text("id"), cells.text("pcode")
    if not draft.name:
        draft.refused = Remark("no_name")


def _facts(draft: Draft, cells: Cells, today: date) -> None:
    def day(cell: str) -> When | None:
        return cleaning.day(cell, today)

    draft.type = cells.read("type", cleaning.camp_type)
    draft.status = cells.read("status", cleaning.camp_status)
    draft.status_when, draft.when = cells.read("status_date", day), cells.read("date", day)
    draft.opened, draft.closed = cells.read("opened", day), cells.read("closed", day)
    draft.country = cells.text("country")
    draft.admin1 = cells.text("admin1") or cells.text("admin1_ar")
    draft.admin2 = cells.text("admin2") or cells.text("admin2_ar")
    draft.admin3 = cells.text("admin3") or cells.text("admin3_ar")
    draft.admin1_code = cells.text("admin1_pcode") or cells.text("admin2_pcode")[:4]
    draft.managed_by, draft.notes = cells.text("managed_by"), cells.text("notes")
    draft.source, draft.source_url, draft.method = (
        cells.text("source"),
        cells.text("source_url"),
        cells.text("method"),
    )


def _point(draft: Draft, cells: Cells) -> None:
    lat, lon = cells.read("lat", cleaning.degrees), cells.read("lon", cleaning.degrees)
    if (lat is None or lon is None) and "geo" in cells.by_field:
        lat, lon = cells.read("geo", cleaning.pair) or (None, None)
    if lat is None or lon is None:
        if lat is not None or lon is not None:
            draft.note("half_point")
        return
    if lat == 0 and lon == 0:
        draft.note("zero_point")
    elif abs(lat) > 180 or abs(lon) > 180 or (abs(lat) > 90 and abs(lon) > 90):
        draft.note("no_degrees", field="@field.geo", cell=f"{lat:g}, {lon:g}")
    else:
        draft.lat, draft.lon = lat, lon
        draft.fine = any(round(value, 2) != value for value in (lat, lon))


def _figures(draft: Draft, cells: Cells) -> None:
    for name in PARTS:
        if found := cells.read(name, cleaning.count):
            draft.parts[name] = found.number
    for name in ("people", "households"):
        if name in cells.by_field:
            value = cells.read(name, cleaning.count)
            if value is None:
                draft.gaps.add(name)
                draft.said[name] = cleaning.text(cells.by_field[name])
            elif name == "people":
                draft.people = value
            else:
                draft.households = value
