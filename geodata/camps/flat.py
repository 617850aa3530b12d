"""A camp as one row of texts and back, nothing lost: the layout that camps are exported in and read from.

Lists of names have bars between (a bar in a name is written ``\\|``); histories are JSON. What is true now
(``current_status``, ``current_population``, …) stands beside them for people to read and is not read back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from geodata.camp_records import Camp, from_dict, populations_on, status_on, to_dict
from geodata.errors import DataError
from geodata.readers.excel import ERRORS

LISTS = ("aliases", "former_names")
HISTORIES = ("statuses", "populations", "links", "sources", "extra")
FIELDS = (
    "id", "name", "name_ar", "aliases", "former_names", "type", "lat", "lon", "precision", "country",
    "admin1", "admin2", "admin3", "pcode", "managed_by", "notes", "place_id", "public", *HISTORIES,
)  # fmt: skip
"""The columns that are read back, in their order."""
CURRENT = (
    "current_status", "current_status_since", "current_population", "current_population_unit",
    "current_population_date", "current_population_source",
)  # fmt: skip
BLURRED = ("blurred", "precision_m")
"""Columns of camps whose position was made vague; such a row is never read back over a known camp."""
NUMBERS = ("lat", "lon", "precision", "current_population", "precision_m")
LONGEST_CELL = 32_000
"""Characters; Excel holds 32,767 in a cell. A longer history goes on in a column of its own
(``populations 2``)."""
TAGS: Mapping[str, str] = {
    "id": "#loc+id",
    "name": "#loc+name",
    "name_ar": "#loc+name+i_ar",
    "aliases": "#loc+alt",
    "former_names": "#loc+alt+former",
    "type": "#loc+type",
    "lat": "#geo+lat",
    "lon": "#geo+lon",
    "country": "#country+code+v_iso2",
    "admin1": "#adm1+name",
    "admin2": "#adm2+name",
    "admin3": "#adm3+name",
    "pcode": "#loc+code",
    "managed_by": "#org",
    "notes": "#description",
    "current_status": "#status",
    "current_population": "#affected",
    "current_population_date": "#date",
}
"""HXL hashtags (HXL standard 1.1) of the columns that have one."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def disarmed(text: str) -> str:
    """A text that a spreadsheet would run as a formula, or take for its error, with an apostrophe in front.

    :func:`armed` undoes it. Source: OWASP, "CSV Injection".
    """
    return f"'{text}" if _is_misread(text) else text


def armed(text: str) -> str:
    """A disarmed text as it was."""
    bare = text.removeprefix("'")
    return bare if bare != text and _is_misread(bare) else text


def _is_misread(text: str) -> bool:
    bare = text.lstrip("'")
    return bare.startswith(_STARTS_A_FORMULA) or bare in ERRORS


def row_of(camp: Camp, today: date) -> dict[str, str | float | int | None]:
    """The row of a camp by column; what is empty is None."""
    plain = to_dict(camp)
    row: dict[str, str | float | int | None] = {}
    for field in FIELDS:
        value = plain[field]
        if field in LISTS:
            row[field] = disarmed(_joined(value)) if value else None
        elif field in HISTORIES:
            row.update(_pieces(field, _json(value)) if value else {field: None})
        elif field in NUMBERS:
            row[field] = value
        else:
            row[field] = disarmed(value) if value else None
    blurred: dict[str, str | float | int | None] = (
        {"blurred": camp.blurred, "precision_m": camp.blurred_m} if camp.blurred else {}
    )
    return row | _current(camp, today) | blurred


def camp_of(cells: Mapping[str, str]) -> Camp:
    """The camp of a row's texts by column. Raises ``DataError``, naming what is wrong with a damaged one."""
    given: dict[str, Any] = {}
    for field in FIELDS:
        text = cells.get(field, "").strip(" ") if field not in ("notes",) else cells.get(field, "")
        if field in HISTORIES:
            whole = text + "".join(_further(cells, field))
            if whole:
                given[field] = _read(field, whole)
        elif not text:
            continue
        elif field in LISTS:
            given[field] = _parted(armed(text))
        else:
            given[field] = armed(text)
    try:
        for field in ("lat", "lon"):
            given[field] = float(given[field])
        if "precision" in given:
            given["precision"] = int(float(given["precision"]))
    except (KeyError, ValueError) as error:
        msg = f"The position of camp {given.get('id', '?')} is damaged: {error}."
        raise DataError(msg) from error
    return from_dict(given)


def _further(cells: Mapping[str, str], field: str) -> list[str]:
    found: list[str] = []
    while f"{field} {len(found) + 2}" in cells:
        found.append(cells[f"{field} {len(found) + 2}"])
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pieces(field: str, text: str) -> dict[str, str | float | int | None]:
    """A long text in columns of its own, cut where no piece begins or ends with a space."""
    pieces, start = [], 0
    while start < len(text):
        end = min(start + LONGEST_CELL, len(text))
        while end < len(text) and (text[end].isspace() or text[end - 1].isspace()) and end > start + 1:
            end -= 1
        pieces.append(text[start:end])
        start = end
    return {field if at == 0 else f"{field} {at + 1}": piece for at, piece in enumerate(pieces)}


def _read(field: str, text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        msg = f"The column “{field}” is damaged ({error}); leave it as it was exported, or leave the row out."
        raise DataError(msg) from error


def _joined(names: Sequence[str]) -> str:
    return "|".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def _parted(text: str) -> list[str]:
    names, current, escaped = [], [], False
    for letter in text:
        if escaped:
            current.append(letter)
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == "|":
            names.append("".join(current))
            current = []
        else:
            current.append(letter)
    return [*names, "".join(current)]


def _current(camp: Camp, today: date) -> dict[str, str | float | int | None]:
    state = status_on(camp, today)
    figures = [known.population for known in populations_on(camp, today)]
    figure = next((one for one in figures if one.unit == "people"), figures[0] if figures else None)
    return {
        "current_status": state.status.value if state else None,
        "current_status_since": state.when.first.isoformat() if state else None,
        "current_population": figure.count if figure else None,
        "current_population_unit": figure.unit if figure else None,
        "current_population_date": figure.when.last.isoformat() if figure else None,
        "current_population_source": disarmed(figure.source.name) if figure else None,
    }
