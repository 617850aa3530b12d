"""Lists as they come from the field: headings in two rows, merged cells, sums and notes among the camps."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook

from geodata.camp_records import Camp, CampStatus, CampType
from geodata.camps.importing import Plan
from geodata.camps.importing.headings import field_of
from geodata.camps.importing.layouts import source_of
from geodata.camps.importing.tiers import two_rows
from geodata.camps.importing.wording import sentence, unmarked
from geodata.models import Language, Precision
from tests.unit.geodata.camps.importing.conftest import Planner

MERGED = "A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:H3", "I3:I4", "B5:B6", "I5:I6"
ARABIC: tuple[tuple[Any, ...], ...] = (
    ("قائمة المخيمات",),
    (),
    ("م", "المحافظة", "اسم المخيم", "الإحداثيات", None, "عدد الأفراد", None, None, "عدد العائلات"),
    (None, None, None, "خط العرض", "خط الطول", "نساء", "رجال", "المجموع", None),
    (1, "إدلب", "مخيم الوادي", "٣٦٫٣٢١", "٣٦٫٦٧", 10, 12, 39, 9),
    (2, None, "مخيم المرج", 36.2001, 36.6502, 3, 4, 11, None),
    (3, "حلب", "مخيم البرج", 36.6, 37.1, 5, 5, 20, 4),
    ("المجموع", None, None, None, None, 18, 21, 70, 54),
    (),
    ("* تقديرات",),
)


def arabic_workbook() -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in ARABIC:
        sheet.append(row)
    for cells in MERGED:
        sheet.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fields(plan: Plan) -> dict[str, str]:
    return {column.heading: column.field for column in plan.columns if column.field}


def test_headings_in_two_rows_of_merged_cells(plan: Planner):
    found = plan(arabic_workbook(), "list.xlsx", answers={"date": "2024-03"})
    assert fields(found) == {
        "المحافظة": "admin1",
        "اسم المخيم": "name",
        "الإحداثيات – خط العرض": "lat",
        "الإحداثيات – خط الطول": "lon",
        "عدد الأفراد – نساء": "women",
        "عدد الأفراد – رجال": "men",
        "عدد الأفراد – المجموع": "people",
        "عدد العائلات": "households",
    }
    assert [column.how for column in found.columns if column.heading == "م"] == ["serial"]
    assert [(camp.name, camp.lat) for camp in found.kept] == [
        ("مخيم الوادي", 36.321),
        ("مخيم المرج", 36.2001),
        ("مخيم البرج", 36.6),
    ]


def test_words_of_merged_cells_hold_for_each_row_and_numbers_for_none_but_the_first(plan: Planner):
    first, second, third = plan(arabic_workbook(), "list.xlsx", answers={"date": "2024-03"}).kept
    governorates = [camp.admin1 for camp in (first, second, third)]
    assert governorates == ["sy-idlib-governorate", "sy-idlib-governorate", "sy-aleppo-governorate"]
    households = [
        [one.count for one in camp.populations if one.unit == "households"] for camp in (first, second)
    ]
    assert households == [[9], [None]]


def test_sums_and_notes_are_no_camps_and_told(plan: Planner):
    found = plan(arabic_workbook(), "list.xlsx", answers={"date": "2024-03"})
    assert found.counts["refuse"] == 0
    (remark,) = [remark for remark in found.remarks if remark.code == "asides"]
    assert dict(remark.values)["rows"] == "8, 10"


@pytest.mark.parametrize(
    "sum_row", ["Total,,,,5000000", ",Grand total,,,5000000", ",Sub-total Idleb,,,5", ",المجموع الكلي,,,٩"]
)
def test_a_sum_without_a_position_is_no_camp(plan: Planner, sum_row: str):
    text = f"Governorate,Name,Lat,Lon,People\nIdleb,Al Wadi,36.321,36.67,39\n{sum_row}\n"
    found = plan(text, "list 2024-03.csv")
    assert [camp.name for camp in found.kept] == ["Al Wadi"]
    assert (found.questions, found.counts["refuse"]) == ((), 0)


@pytest.mark.parametrize("name", ["Total Camp", "المجموعة"])
def test_a_camp_whose_name_begins_like_a_sum_is_a_camp(plan: Planner, name: str):
    text = f"Governorate,Name,Lat,Lon,People\nIdleb,{name},36.321,36.67,39\n"
    assert [camp.name for camp in plan(text, "list 2024-03.csv").kept] == [name]


def test_headings_that_stand_again_are_passed_over(plan: Planner):
    text = "Name,Lat,Lon\nAl Wadi,36.321,36.67\n\nName,Lat,Lon\nAl Marj,36.2,36.65\n"
    found = plan(text)
    assert [camp.name for camp in found.kept] == ["Al Wadi", "Al Marj"]
    assert [remark.code for remark in found.remarks] == ["blank_rows", "headings_again"]


def test_two_rows_are_not_made_of_a_title_or_of_data():
    names = ["Name", "Lat", "Lon", "People"]
    assert two_rows(["Camps in the north", "", "", ""], names) is None
    assert two_rows(names, ["Al Wadi", "36.1", "36.2", "5"]) is None
    assert two_rows(["Name", "", "", "People"], ["Al Wadi", "36.1", "36.2", "5"]) is None


def test_two_rows_without_merged_cells_leave_blanks():
    upper = ["Site name", "Coordinates", "", "Population", ""]
    lower = ["", "Lat", "Long", "HH", "Total"]
    assert two_rows(upper, lower) == [
        "Site name",
        "Coordinates – Lat",
        "Coordinates – Long",
        "Population – HH",
        "Population – Total",
    ]


def test_the_name_of_a_person_is_no_name_of_a_camp():
    assert field_of("Focal point – Name") == field_of("contact/name") == ""
    assert field_of("Site – Name") == field_of("group/name") == "name"


def test_a_governorate_outside_syria_is_told_by_its_places(plan: Planner):
    text = "Governorate,Name,Lat,Lon\nMafraq,Al Wadi,32.3,36.32\nDohuk,Al Marj,36.78,42.89\n"
    found = plan(text)
    assert found.questions == ()
    assert [(camp.country, camp.admin1) for camp in found.kept] == [("JO", "Mafraq"), ("IQ", "Duhok")]


def test_words_of_arabic_lists(plan: Planner):
    text = "الاسم,نوع المخيم,الحالة,خط العرض,خط الطول,الأسر\nالوادي,منظم,تم الإخلاء,36.3,36.6,~\n"
    (camp,) = plan(text, "list 2024-03.csv").kept
    assert (camp.type, camp.statuses[0].status) == (CampType.PLANNED_CAMP, CampStatus.EVACUATED)
    assert camp.populations[0].note == ""


HOL = Camp("sy-test-camp", "Wadi Camp", lat=36.375, lon=41.15, precision=Precision.EXACT, country="SY")


def test_a_position_that_is_a_known_camps_the_other_way_round_is_asked_about(plan: Planner):
    text = "Name,Lat,Lon,People\nWadi camp,41.151,36.376,5\n"
    found = plan(text, "list 2024-03.csv", camps=[HOL])
    (question,) = found.questions
    assert (question.code, question.answer) == ("swapped_known", "swap")
    assert question.row_told(Language.ENGLISH) == "row 2"
    assert [camp.id for camp in found.kept] == ["sy-test-camp"]
    apart = plan(text, "list 2024-03.csv", camps=[HOL], answers={question.id: "keep"})
    assert [camp.lat for camp in apart.kept] == [41.151]


def test_who_says_so_and_of_when_is_told_as_finely_as_it_is_known(plan: Planner):
    found = plan("Name,Lat,Lon,People\nWadi camp,36.376,41.151,5\n", "sites 2024-03.csv")
    assert found.said_by(Language.ENGLISH) == "Source: sites · Figures without a date are of 2024-03"


def test_a_further_name_is_told_by_itself(plan: Planner):
    known = replace(HOL, aliases=("One", "Two"))
    found = plan("Name,Other names,Lat,Lon\nWadi camp,Third,36.376,41.151\n", camps=[known])
    (step,) = found.steps
    assert [(change.before, change.after) for change in step.changes if change.field == "aliases"] == [
        ("", "Third")
    ]


def test_names_in_the_other_script_are_kept_apart_in_sentences():
    values = {"name": "Atma", "known": "الهول", "km": "1.1", "lat": "1", "lon": "2"}
    arabic = sentence(Language.ARABIC, "question.moved", values)
    english = sentence(Language.ENGLISH, "question.moved", values)
    assert "\u2068Atma\u2069" in arabic
    assert "\u2068" not in english
    assert "\u2068الهول\u2069" in sentence(Language.ENGLISH, "remark.by_id", values)
    assert unmarked(arabic) == arabic.replace("\u2068Atma\u2069", "Atma")


@pytest.mark.parametrize(
    "file", ["Site list_v3 FINAL.csv", "Site list 2024-03.csv", "site list-Ver 2 (draft) Mar 2024.xlsx"]
)
def test_versions_of_one_list_have_one_source(file: str):
    assert source_of("other", file).lower() == "site list"
