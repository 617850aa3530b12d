"""What a plan adds, changes, merges, refuses and asks, and that keeping it can be taken back wholly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from geodata.camp_records import Camp, CampSource, CampStatus, CampType, Population, StatusChange
from geodata.camps.importing import Action, Plan, apply, undo
from geodata.camps.importing.mappings import named, save, saved
from geodata.camps.registry import Registry
from geodata.errors import DataError, UnknownNameError, UsageError
from geodata.models import DatePrecision, Precision, When
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.unit.geodata.camps.importing.conftest import Planner

HEADINGS = "camp_name,governorate,district,lat,lon,people,households,date\n"
MAY = When(date(2023, 5, 1), date(2023, 5, 31), DatePrecision.MONTH, "given")


def known(name: str = "Al Wadi", lat: float = 36.2001, lon: float = 36.6502, **fields: object) -> Camp:
    given = {
        "id": "sy-wadi-camp",
        "country": "SY",
        "admin1": "sy-idlib-governorate",
        "admin2": "Harim",
        "precision": Precision.EXACT,
    }
    return Camp(name=name, lat=lat, lon=lon, **(given | fields))  # type: ignore[arg-type]


def codes(plan: Plan) -> list[str]:
    return [remark.code for step in plan.steps for remark in step.remarks]


def ids(plan: Plan) -> list[str]:
    return [question.id for question in plan.questions]


def test_a_month_adds_a_figure_to_a_known_camp_and_loses_nothing(plan: Planner):
    before = known(
        populations=(Population(10, "people", MAY, source=CampSource("Another")),),
        statuses=(StatusChange(CampStatus.OPEN, MAY),),
        notes="kept",
    )
    found = plan(HEADINGS + "Al-Wadi,Idleb,Harim,36.2002,36.6503,12,,2023-05\n", camps=[before])
    (step,) = found.steps
    assert (step.action, step.before) == (Action.CHANGE, before)
    assert step.camp is not None
    assert [(figure.count, figure.unit) for figure in step.camp.populations] == [
        (10, "people"),
        (12, "people"),
        (None, "households"),
    ]
    assert (step.camp.notes, step.camp.lat, step.camp.statuses) == ("kept", 36.2001, before.statuses)
    assert "by_name_near" in codes(found)


def test_the_same_file_twice_changes_nothing(plan: Planner):
    text = HEADINGS + "Al Wadi,Idleb,Harim,36.2002,36.6503,12,3,2023-05\n"
    first = plan(text)
    again = plan(text, camps=first.kept)
    assert (again.counts["same"], again.kept) == (1, ())


def test_a_corrected_figure_of_one_source_takes_the_place_of_the_first(plan: Planner):
    first = plan(HEADINGS + "Al Wadi,Idleb,Harim,36.2002,36.6503,12,3,2023-05\n", "list v1.csv")
    second = plan(
        HEADINGS + "Al Wadi,Idleb,Harim,36.2002,36.6503,14,3,2023-05\n", "list v1.csv", camps=first.kept
    )
    (camp,) = second.kept
    assert [(figure.count, figure.unit) for figure in camp.populations] == [(14, "people"), (3, "households")]
    assert [change.field for change in second.steps[0].changes] == ["populations"]


def test_another_spelling_is_merged_and_kept_as_a_name(plan: Planner):
    before = known("Mabrouka", 36.6531, 39.7590, admin1="sy-hasakah-governorate", admin2="")
    found = plan("camp_name,lat,lon\nAl Maproka,36.6551,39.7613\n", camps=[before])
    assert found.counts["change"] + found.counts["merge"] == 1
    assert "Al Maproka" in found.kept[0].aliases
    arabic = plan("camp_name,lat,lon\nمخيم مبروكة,36.6532,39.7592\n", camps=[before])
    assert arabic.kept[0].name_ar == "مخيم مبروكة"
    assert arabic.steps[0].action is Action.MERGE


def test_homonyms_stay_apart_and_are_told(plan: Planner):
    text = "camp_name,lat,lon\nAl Rayan,36.155,36.700\nAl Rayan,35.880,36.610\nAl Rayan,36.470,37.080\n"
    found = plan(text)
    assert len({camp.id for camp in found.kept}) == 3
    assert codes(found).count("homonym") == 2


def test_what_may_be_one_camp_is_asked_and_done_as_answered(plan: Planner):
    text = "camp_name,lat,lon\nAl Khalas,36.2031,36.6535\n"
    before = known("Al Ikhlas", 36.2001, 36.6502)
    found = plan(text, camps=[before])
    (question,) = found.questions
    assert (question.code, question.answer, found.counts["add"]) == ("same", "apart", 1)
    merged = plan(text, camps=[before], answers={question.id: "merge"})
    assert (merged.counts["merge"], merged.kept[0].id) == (1, before.id)
    with pytest.raises(UsageError, match="is no answer"):
        plan(text, camps=[before], answers={question.id: "perhaps"})
    with pytest.raises(UsageError, match="Nothing was asked"):
        plan(text, camps=[before], answers={"swapped:99": "swap"})


def test_swapped_coordinates_are_asked_and_set_right(plan: Planner):
    text = (
        HEADINGS
        + "Al Wadi,Idleb,Harim,36.6502,36.2001,12,3,2023-05\nAl Burj,Idleb,Harim,36.22,36.66,,,2023-05\n"
    )
    found = plan(text)
    assert ids(found) == ["swapped:2"]
    assert (found.kept[0].lat, found.kept[0].lon) == (36.2001, 36.6502)
    kept = plan(text, answers={"swapped:2": "keep"})
    assert (kept.kept[0].lat, kept.kept[0].lon) == (36.6502, 36.2001)


def test_a_whole_file_of_swapped_coordinates_is_one_question(plan: Planner):
    rows = "".join(
        f"Site {name},Idleb,Harim,36.66{n},36.18{n},,,2023-05\n" for n, name in enumerate("ABCDEF")
    )
    assert ids(plan(HEADINGS + rows)) == ["swapped_all"]


def test_a_point_outside_its_governorate_is_asked(plan: Planner):
    text = HEADINGS + "Al Wadi,Aleppo,,33.512,36.301,,,2023-05\n"
    assert ids(plan(text)) == ["outside:2"]
    drawn = plan(text, answers={"outside:2": "area"}).kept[0]
    assert drawn.precision is Precision.GOVERNORATE
    assert abs(drawn.lat - 36.2) < 0.5
    left = plan(text, answers={"outside:2": "leave"})
    assert (left.counts["refuse"], left.kept) == (1, ())


def test_points_near_a_border_are_not_asked_about(plan: Planner):
    text = (
        HEADINGS + "Al Wadi,Idleb,Harim,36.345,36.67,,,2023-05\nRukban Tents,Homs,,33.311,38.669,,,2023-05\n"
    )
    assert plan(text).questions == ()


@pytest.mark.parametrize(
    ("people", "households", "asked"),
    [("999999999", "3", "too_many_people:2"), ("12", "40", "units:2")],
)
def test_impossible_figures_are_asked(plan: Planner, people: str, households: str, asked: str):
    found = plan(HEADINGS + f"Al Wadi,Idleb,Harim,36.2001,36.6502,{people},{households},2023-05\n")
    assert ids(found) == [asked]


def test_units_are_exchanged_when_that_is_answered(plan: Planner):
    text = HEADINGS + "Al Wadi,Idleb,Harim,36.2001,36.6502,12,40,2023-05\n"
    for answer, people in (("exchange", 40), ("keep", 12), ("gap", None)):
        (camp,) = plan(text, answers={"units:2": answer}).kept
        assert {figure.unit: figure.count for figure in camp.populations}["people"] == people


def test_what_is_no_number_is_a_gap_that_keeps_what_it_says(plan: Planner):
    found = plan(HEADINGS + "Al Wadi,Idleb,Harim,36.2001,36.6502,300-400,closed,2023-05\n")
    assert {(f.count, f.note) for f in found.kept[0].populations} == {(None, "300-400"), (None, "closed")}
    assert {"range", "no_number"} <= set(codes(found))


def test_a_file_without_a_date_asks_for_one_before_anything_is_kept(plan: Planner, store: Store):
    text = "camp_name,lat,lon,people\nAl Wadi,36.2001,36.6502,12\n"
    found = plan(text)
    assert [question.id for question in found.open_questions] == ["date"]
    with pytest.raises(UsageError, match="Of when are the figures"):
        apply(found, store)
    dated = plan(text, answers={"date": "2024-03"})
    assert dated.open_questions == ()
    assert dated.kept[0].populations[0].when.first == date(2024, 3, 1)
    with pytest.raises(UsageError, match="no date"):
        plan(text, answers={"date": "soon"})
    assert plan(text, when=MAY).kept[0].populations[0].when == MAY


def test_rows_without_name_or_place_are_refused_with_the_reason(plan: Planner):
    found = plan("camp_name,governorate,lat,lon\n*,Idleb,36.2,36.6\nAl Wadi,,,\nAl Burj,Idleb,0,0\n")
    assert [step.action for step in found.steps] == [Action.REFUSE, Action.REFUSE, Action.ADD]
    assert {"no_name", "no_point", "zero_point", "no_point_area"} <= set(codes(found))
    assert found.kept[0].precision is Precision.GOVERNORATE


def test_rows_of_several_months_become_one_camp(plan: Planner):
    rows = "".join(f"Al Wadi,Idleb,Harim,36.2001,36.6502,{n},,2023-0{n}\n" for n in range(1, 6))
    found = plan(HEADINGS + rows)
    (step,) = found.steps
    assert step.rows == (2, 3, 4, 5, 6)
    assert step.camp is not None
    assert [f.count for f in step.camp.populations if f.unit == "people"] == [1, 2, 3, 4, 5]


def test_namesakes_in_one_list_stay_apart_however_near(plan: Planner):
    text = HEADINGS + (
        "Al Wadi,Idleb,Harim,36.2001,36.6502,10,,2023-05\nAl Wadi,Idleb,Harim,36.2301,36.6502,20,,2023-06\n"
    )
    found = plan(text)
    assert (len(found.kept), found.questions) == (2, ())


def test_a_camp_twice_on_one_day_is_asked_and_keeps_both_figures(plan: Planner):
    text = HEADINGS + (
        "Al Wadi,Idleb,Harim,36.2001,36.6502,10,,2023-05\nAl Wadi,Idleb,Harim,36.2001,36.6503,20,,2023-05\n"
    )
    found = plan(text)
    (question,) = found.questions
    assert (question.code, question.answer) == ("same", "merge")
    assert {f.count for f in found.kept[0].populations if f.unit == "people"} == {10, 20}
    assert len(plan(text, answers={question.id: "apart"}).kept) == 2


def test_a_camp_that_lies_elsewhere_stays_unless_it_is_moved(plan: Planner):
    text = "camp_name,governorate,lat,lon\nAl Wadi,Idleb,36.2201,36.6502\n"
    found = plan(text, camps=[known()])
    assert ids(found) == ["moved:2"]
    assert found.steps[0].camp is not None
    assert found.steps[0].camp.lat == 36.2001
    assert plan(text, camps=[known()], answers={"moved:2": "move"}).kept[0].lat == 36.2201


def test_what_contradicts_is_told_and_what_is_known_stays(plan: Planner):
    before = known(type=CampType.PLANNED_CAMP, pcode="CP1")
    found = plan("camp_name,type,pcode,lat,lon\nAl Wadi,transit,CP2,36.2001,36.6502\n", camps=[before])
    assert {"type_differs", "code_differs"} <= set(codes(found))
    assert found.steps[0].camp is not None
    assert (found.steps[0].camp.type, found.steps[0].camp.pcode) == (CampType.PLANNED_CAMP, "CP1")


# -- keeping and taking back ----------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(str(tmp_path / "camps.db"))) as opened:
        yield opened


def test_one_undo_takes_an_import_back_wholly(plan: Planner, store: Store):
    registry = Registry(store, bundled=[known()])
    before = registry.camps()
    text = (
        HEADINGS
        + "Al Wadi,Idleb,Harim,36.2002,36.6503,12,3,2023-05\nAl Burj,Idleb,Harim,36.31,36.66,5,,2023-05\n"
    )
    batch = apply(plan(text, camps=before), store)
    assert len(registry.camps()) == 2
    undone = undo(store)
    assert (undone.batch, undone.removed + undone.restored) == (batch, 2)
    assert registry.camps() == before
    with pytest.raises(UsageError, match="nothing to undo"):
        undo(store)


def test_a_plan_without_news_is_not_kept(plan: Planner, store: Store):
    with pytest.raises(UsageError, match="nothing to keep"):
        apply(plan("camp_name,lat,lon\n*,36.2,36.6\n"), store)
    assert store.camp_batches() == []


def test_mappings_are_kept_under_a_name(tmp_path: Path):
    path = tmp_path / "config" / "mappings.json"
    assert saved(path) == {}
    save(path, " their  list ", {"Nom": "name"})
    save(path, "other", {"X": "lon"})
    assert saved(path) == {"their list": {"Nom": "name"}, "other": {"X": "lon"}}
    assert named(saved(path), "other") == {"X": "lon"}
    with pytest.raises(UnknownNameError, match="their list"):
        named(saved(path), "nope")
    with pytest.raises(UsageError, match="nothing to save"):
        save(path, "empty", {})
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(DataError, match="map the columns anew"):
        saved(path)
