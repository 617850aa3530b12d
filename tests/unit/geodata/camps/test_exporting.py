"""What is exported is read back as it was, in every format; nothing in it runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from geodata.camp_records import (
    Camp,
    CampSource,
    CampStatus,
    Population,
    StatusChange,
)
from geodata.camps.exporting import camps_as, format_of, formats, media_type, write_camps
from geodata.camps.flat import LONGEST_CELL, TAGS, armed, disarmed
from geodata.camps.importing import Action, plan_import
from geodata.errors import UnknownNameError, UsageError
from geodata.gazetteer.index import Gazetteer
from geodata.models import DatePrecision, When
from tests.any_camps import any_camp
from tests.unit.geodata.camps.importing.conftest import Camps

_LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp", "Zs", "Cf", "Co"), include_characters=" =+-@|\\'\""
)
WORDS = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
TEXT = st.one_of(st.just(""), WORDS)
CAMPS = any_camp(
    WORDS,
    TEXT,
    id=st.from_regex(r"[a-z]{2}-[a-z0-9]{1,12}", fullmatch=True),
    pcode=st.one_of(TEXT, st.from_regex(r"0[0-9]{3}", fullmatch=True)),
    notes=st.one_of(TEXT, st.tuples(WORDS, WORDS).map("\n".join)),
    place_id=st.sampled_from(("", "sy-somewhere")),
    most_links=1,
)
EMPTY = Gazetteer([])


def read_back(data: bytes, name: str) -> list[Camp]:
    found = plan_import(data, f"camps.{name}", Camps(), EMPTY)
    assert found.layout == "own"
    assert {step.action for step in found.steps} <= {Action.ADD}, found.steps
    return list(found.kept)


@pytest.mark.parametrize("name", formats())
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # Making the example smaller would take minutes: every try writes a file.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(camps=st.lists(CAMPS, min_size=1, max_size=4, unique_by=lambda camp: camp.id))
def test_a_round_trip_loses_nothing(name: str, camps: list[Camp]):
    assert read_back(camps_as(camps, name, today=date(2024, 1, 1)), name) == camps


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_tags_do_not_hinder_reading_back(name: str):
    camp = Camp("sy-wadi-camp", "Al Wadi", lat=36.5, lon=36.0)
    data = camps_as([camp], name, hxl=True)
    assert read_back(data, name) == [camp]
    if name == "csv":
        headings, tags, _ = csv.reader(io.StringIO(data.decode("utf-8-sig")))
        assert dict(zip(headings, tags, strict=True)) == {
            heading: TAGS.get(heading, "") for heading in headings
        }
    with pytest.raises(UsageError, match="has none"):
        camps_as([camp], "kml", hxl=True)


def test_a_long_history_goes_on_in_further_columns():
    day = date(2000, 1, 1)
    figures = tuple(
        Population(
            n, "people", When(day + timedelta(n), day + timedelta(n)), source=CampSource("A list " * 5)
        )
        for n in range(400)
    )
    camps = [Camp("sy-wadi-camp", "Al Wadi", populations=figures), Camp("sy-burj-camp", "Al Burj")]
    data = camps_as(camps, "xlsx")
    assert read_back(data, "xlsx") == camps
    from openpyxl import load_workbook

    cells = [cell for row in load_workbook(io.BytesIO(data)).worksheets[0].values for cell in row]
    assert max(len(cell) for cell in cells if isinstance(cell, str)) <= LONGEST_CELL


@given(st.text())
def test_nothing_runs_as_a_formula(text: str):
    safe = disarmed(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert armed(safe) == text


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@x", "'=1", "''=1", "#N/A", "#SPILL!"])
def test_formulas_are_disarmed_in_files(text: str):
    camp = Camp("sy-wadi-camp", text, lat=36.5, lon=36.0)
    for row in csv.reader(io.StringIO(camps_as([camp], "csv").decode("utf-8-sig"))):
        assert not [cell for cell in row if cell.startswith(("=", "@", "+"))]
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(camps_as([camp], "xlsx"))).worksheets[0]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}
    assert read_back(camps_as([camp], "csv"), "csv") == [camp]
    assert read_back(camps_as([camp], "xlsx"), "xlsx") == [camp]


def test_what_was_blurred_for_the_public_never_takes_the_place_of_what_is_known():
    exact = Camp("sy-wadi-camp", "Al Wadi", lat=36.5123, lon=36.0123)
    blurred = Camp("sy-wadi-camp", "Al Wadi", lat=36.515, lon=36.015, blurred="km1", blurred_m=800)
    data = camps_as([blurred], "csv")
    assert b"precision_m" in data
    found = plan_import(data, "camps.csv", Camps([exact]), EMPTY)
    assert [step.action for step in found.steps] == [Action.REFUSE]
    assert b"precision_m" not in camps_as([exact], "csv")


def test_what_is_now_stands_beside_the_history():
    may = When(date(2023, 5, 1), date(2023, 5, 31), DatePrecision.MONTH)
    camp = Camp(
        "sy-wadi-camp",
        "Al Wadi",
        statuses=(StatusChange(CampStatus.OPEN, may),),
        populations=(Population(0, "people", may, source=CampSource("A")),),
    )
    (row,) = csv.DictReader(io.StringIO(camps_as([camp], "csv", today=date(2024, 1, 1)).decode("utf-8-sig")))
    assert (row["current_status"], row["current_population"]) == ("open", "0")
    (early,) = csv.DictReader(
        io.StringIO(camps_as([camp], "csv", today=date(2020, 1, 1)).decode("utf-8-sig"))
    )
    assert (early["current_status"], early["current_population"]) == ("", "")


def test_formats_by_name_and_ending(tmp_path: Path):
    assert (format_of("a.KML"), format_of("a", "csv"), format_of("a.json")) == ("kml", "csv", "geojson")
    assert all(media_type(name) for name in formats())
    with pytest.raises(UnknownNameError, match="choose csv"):
        format_of("a.docx")
    with pytest.raises(UsageError, match="cannot be written"):
        write_camps([], tmp_path / "no" / "a.csv", "csv")


def test_edited_cells_are_told_where_they_are_damaged():
    data = camps_as([Camp("sy-wadi-camp", "Al Wadi", lat=36.5, lon=36.0)], "csv").decode("utf-8-sig")
    rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(data)))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, rows[0])
    writer.writeheader()
    writer.writerow(rows[0] | {"statuses": "[{"})
    writer.writerow(rows[0] | {"id": "sy-b-camp", "lat": "north"})
    found = plan_import(stream.getvalue().encode(), "camps.csv", Camps(), EMPTY)
    assert [step.action for step in found.steps] == [Action.REFUSE, Action.REFUSE]
    assert {remark.code for step in found.steps for remark in step.remarks} == {"damaged"}
