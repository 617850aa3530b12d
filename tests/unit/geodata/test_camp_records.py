"""The records of camps: round trip, what holds on a day, what is damaged."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.camp_records import (
    Camp,
    CampSource,
    CampStatus,
    Population,
    StatusChange,
    from_dict,
    history,
    populations_on,
    status_on,
    to_dict,
)
from geodata.errors import DataError
from geodata.models import DatePrecision, When
from tests.any_camps import DAYS, any_camp

CAMPS = any_camp(st.text(max_size=8), st.text(max_size=8))


def day(text: str) -> When:
    one = date.fromisoformat(text)
    return When(one, one)


def year(number: int) -> When:
    return When(date(number, 1, 1), date(number, 12, 31), DatePrecision.YEAR)


def figure(count: int | None, text: str, source: str) -> Population:
    return Population(count, "people", day(text), source=CampSource(source))


@given(CAMPS)
def test_a_camp_comes_back_whole_from_json(camp: Camp) -> None:
    assert from_dict(json.loads(json.dumps(to_dict(camp)))) == camp


@given(CAMPS, DAYS)
def test_what_holds_on_a_day_had_begun_by_then(camp: Camp, then: date) -> None:
    change = status_on(camp, then)
    assert change is None or change.when.first <= then
    assert (change is None) == all(each.when.first > then for each in camp.statuses)
    known = populations_on(camp, then)
    assert all(each.population.when.first <= then and each.age_days >= 0 for each in known)
    assert len(history(camp)) == len(camp.statuses) + len(camp.populations) + len(camp.links)


def test_status_is_the_last_change_before_the_day() -> None:
    camp = Camp("x", "X", statuses=(
        StatusChange(CampStatus.CLOSED, day("2025-06-07")),
        StatusChange(CampStatus.OPEN, year(2014)),
        StatusChange(CampStatus.BESIEGED, year(2018)),
    ))  # fmt: skip
    told = {
        text: status_on(camp, date.fromisoformat(text)) for text in ("2013-12-31", "2016-01-01", "2025-06-06")
    }
    assert told["2013-12-31"] is None
    assert [change and change.status for change in told.values()][1:] == [
        CampStatus.OPEN,
        CampStatus.BESIEGED,
    ]
    last = status_on(camp, date(2025, 6, 7))
    assert last is not None
    assert last.status is CampStatus.CLOSED


def test_each_source_is_quoted_with_its_latest_figure_and_a_gap_is_no_zero() -> None:
    camp = Camp("x", "X", populations=(
        figure(24_000, "2026-01-20", "AFP"),
        figure(26_500, "2026-01-18", "Shafaq"),
        figure(27_000, "2025-12-01", "AFP"),
        figure(None, "2026-02-01", "UNHCR"),
        figure(9, "2026-03-01", "AFP"),
    ))  # fmt: skip
    known = populations_on(camp, date(2026, 2, 1))
    assert [(one.population.source.name, one.population.count, one.age_days) for one in known] == [
        ("UNHCR", None, 0),
        ("AFP", 24_000, 12),
        ("Shafaq", 26_500, 14),
    ]


def test_people_and_households_of_one_source_stand_side_by_side() -> None:
    both = (
        figure(500, "2024-01-01", "CCCM"),
        Population(90, "households", day("2024-01-01"), source=CampSource("CCCM")),
    )
    assert len(populations_on(Camp("x", "X", populations=both), date(2024, 1, 2))) == 2


@pytest.mark.parametrize(
    "damage",
    [
        {"status": "gone", "when": {"first": "2020-01-01", "last": "2020-01-01"}},
        {"status": "open", "when": {"first": "2020-13-01", "last": "2020-01-01"}},
        {"status": "open"},
        "open",
    ],
)
def test_a_damaged_record_is_told_with_the_camp(damage: object) -> None:
    record = {**to_dict(Camp("sy-x", "X")), "statuses": [damage]}
    with pytest.raises(DataError, match=r"camp|record"):
        from_dict(record)
    with pytest.raises(DataError, match="lacks 'id'"):
        from_dict({})
