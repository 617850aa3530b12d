"""From a file to the plan of its import.

1. the table is read, whatever file it is in
2. its columns are understood
3. each row's cells are cleaned
4. points are held against the areas they are stated in, figures against what is possible
5. each row is joined to the camp it is, or is a new one
6. what a row adds is worked out, and what cannot be sure is asked
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from geodata.camp_records import Camp
from geodata.camps.importing.areas import Areas
from geodata.camps.importing.asides import without_asides
from geodata.camps.importing.asking import Asking, values_of
from geodata.camps.importing.cleaning import Fault, day, day_in_name, text
from geodata.camps.importing.drafts import Draft, draft_of
from geodata.camps.importing.figures import check_figures, has_figures
from geodata.camps.importing.headings import Understood, understand
from geodata.camps.importing.layouts import OWN, has_name, layout_of, source_of
from geodata.camps.importing.mappings import fitting
from geodata.camps.importing.matching import Joining
from geodata.camps.importing.own import own_steps
from geodata.camps.importing.positions import Positions
from geodata.camps.importing.records import Column, Plan, Remark
from geodata.camps.importing.tables import Row, Table, read_table
from geodata.errors import UsageError
from geodata.gazetteer.index import Gazetteer
from geodata.models import When

DATE = "date"
"""The question of when a file's figures are; its answer is a day, a month or a year."""
_EXAMPLE = 60
_ROWS_TOLD = 12
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Camps(Protocol):
    """What is asked of a registry."""

    def camps(self) -> Iterable[Camp]:
        """Every camp that is known."""


def plan_import(
    given: Path | bytes,
    name: str,
    registry: Camps,
    gazetteer: Gazetteer,
    mapping: Mapping[str, str] = _NOTHING,
    answers: Mapping[str, str] = _NOTHING,
    *,
    sheet: str = "",
    when: When | None = None,
    source: str = "",
    outlines: Path | None = None,
    saved: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    today: date | None = None,
) -> Plan:
    """What importing a file would do; writes nothing, and gives the same for the same.

    ``given`` is a path, or bytes that came under ``name``. ``mapping`` says by a column's heading which
    field it is, where that is not understood; ``answers`` by a question's id what was answered. ``when`` is
    the time of figures whose rows do not tell it; ``source`` who says so, else the file. ``outlines`` is the
    folder of added gazetteers. Of the ``saved`` mappings (by name) the one that fits is taken where none is
    given. Raises ``UsageError`` for what cannot be read or understood.
    """
    today = today or date.today()
    listing = _listed(read_table(given, name, sheet=sheet), name, mapping, saved)
    asking, said_by = Asking(answers), source or source_of(listing.layout, name)
    known = {camp.id: camp for camp in registry.camps()}
    stated = when or day_in_name(name, today)
    if listing.layout == OWN:
        steps = list(own_steps(listing.table, known))
    else:
        drafts = [draft_of(row, listing.columns, listing.table.headings, today) for row in listing.rows]
        stated = _date(drafts, stated, asking, today)
        positions = Positions(drafts, Areas(gazetteer, outlines), asking)
        positions.check()
        check_figures(drafts, asking)
        steps = Joining(known, gazetteer, positions, asking, stated, said_by).steps(drafts)
    asking.check()
    return Plan(
        file=name,
        layout=listing.layout,
        source=said_by,
        when=stated,
        columns=_columns(listing.table, listing.columns),
        mapping=dict(listing.mapping),
        mapped_as=listing.mapped_as,
        steps=tuple(steps),
        questions=tuple(asking.questions),
        remarks=_remarks(listing),
        sheet=listing.table.sheet,
        sheets=listing.table.sheets,
    )


@dataclass(frozen=True, slots=True)
class _Listing:
    """A table whose columns are understood."""

    table: Table
    columns: Sequence[Understood]
    layout: str
    mapping: Mapping[str, str]
    mapped_as: str
    rows: Sequence[Row]
    """Those that may be camps."""
    asides: tuple[int, ...]
    """The numbers of the others."""


def _listed(
    table: Table, name: str, mapping: Mapping[str, str], saved: Mapping[str, Mapping[str, str]]
) -> _Listing:
    """Understand a table's columns. Raises ``UsageError`` where none names camps."""
    mapped_as = ""
    if not mapping:
        mapped_as, mapping = fitting(saved, table.headings)
    filled = [any(text(row.cells[at]) for row in table.rows) for at in range(len(table.headings))]
    columns = understand(table.headings, table.tags, filled, mapping)
    if not has_name(columns):
        there = ", ".join(heading for heading in table.headings if heading)
        msg = (
            f"No column of “{name}” names camps; say which one does (COLUMN=name). There are: {there[:600]}."
        )
        raise UsageError(msg)
    layout = layout_of(table.headings, columns, table.tags)
    rows, asides = (table.rows, ()) if layout == OWN else without_asides(table.rows, columns)
    return _Listing(table, columns, layout, mapping, mapped_as, rows, asides)


def _columns(table: Table, columns: Sequence[Understood]) -> tuple[Column, ...]:
    found = []
    for at, (heading, column) in enumerate(zip(table.headings, columns, strict=True)):
        example = next((value for row in table.rows if (value := text(row.cells[at]))), "")
        if heading or example:
            found.append(Column(heading, column.field, column.how, example[:_EXAMPLE]))
    return tuple(found)


def _remarks(listing: _Listing) -> tuple[Remark, ...]:
    table, found = listing.table, []
    if table.tags:
        found.append(Remark("tags"))
    if table.blank:
        found.append(Remark("blank_rows", values_of(count=table.blank)))
    if table.headed:
        found.append(Remark("headings_again", values_of(count=table.headed)))
    if listing.asides:
        rows = ", ".join(map(str, listing.asides[:_ROWS_TOLD]))
        more = "…" if len(listing.asides) > _ROWS_TOLD else ""
        found.append(Remark("asides", values_of(rows=f"{rows}{more}")))
    if table.sheets:
        others = ", ".join(title for title in table.sheets if title != table.sheet)
        found.append(Remark("sheets", values_of(sheet=table.sheet, others=others)))
    return tuple(found)


def _date(drafts: Sequence[Draft], stated: When | None, asking: Asking, today: date) -> When | None:
    """When the figures are whose rows do not say; asked where nothing tells. Raises ``UsageError``."""
    wanting = [
        draft
        for draft in drafts
        if draft.when is None and draft.refused is None and (has_figures(draft) or draft.parts)
    ]
    given = asking.given(DATE)
    if given:
        try:
            stated = day(given, today)
        except Fault as fault:
            msg = f"“{given}” is no date; write 2024-03-31, 2024-03 or 2024."
            raise UsageError(msg) from fault
    if given or (wanting and stated is None):
        rows = [draft.row for draft in wanting]
        asking.ask_date(DATE, rows, values_of(count=len(rows), row=rows[0] if rows else "–"), given)
    return stated
