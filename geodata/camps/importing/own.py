"""Files that were exported here: every row is a camp with its whole history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geodata.camp_records import Camp
from geodata.camps.flat import camp_of
from geodata.camps.importing.asking import values_of
from geodata.camps.importing.joining import changes_between
from geodata.camps.importing.records import Action, Remark, Step
from geodata.camps.importing.tables import Row, Table
from geodata.errors import DataError


def own_steps(table: Table, known: Mapping[str, Camp]) -> Iterator[Step]:
    """What each row comes to: a camp of the same id is replaced by what the row says, as a whole."""
    headings = [heading.strip().lower() for heading in table.headings]
    seen: set[str] = set()
    for row in table.rows:
        step = _step(row, headings, known)
        if step.camp and step.camp.id in seen:
            remark = Remark("twice", values_of(id=step.camp.id))
            step = Step((row.number,), Action.REFUSE, step.name, remarks=(remark,))
        elif step.camp:
            seen.add(step.camp.id)
        yield step


def _step(row: Row, headings: Sequence[str], known: Mapping[str, Camp]) -> Step:
    cells = {heading: cell for heading, cell in zip(headings, row.cells, strict=True) if heading}
    numbers = (row.number,)
    name = cells.get("name", "")
    if not (cells.get("id", "").strip() and name.strip()):
        return Step(numbers, Action.REFUSE, name, remarks=(Remark("no_name"),))
    try:
        camp = camp_of(cells)
    except DataError as error:
        return Step(numbers, Action.REFUSE, name, remarks=(Remark("damaged", values_of(why=error)),))
    before = known.get(camp.id)
    if cells.get("blurred", "").strip():
        # What was made for the public must not take the place of what is known.
        if before is not None:
            return Step(numbers, Action.REFUSE, name, remarks=(Remark("blurred"),))
        return Step(numbers, Action.ADD, camp.name, camp, remarks=(Remark("blurred_added"),))
    if before is None:
        return Step(numbers, Action.ADD, camp.name, camp)
    if before == camp:
        return Step(numbers, Action.SAME, camp.name, camp, before)
    return Step(numbers, Action.CHANGE, camp.name, camp, before, changes_between(before, camp))
