"""Cells as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.camp_records import CampStatus, CampType
from geodata.camps.importing import cleaning
from geodata.camps.importing.cleaning import Count, Fault
from geodata.models import DatePrecision

TODAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("cell", "number", "rough"),
    [
        ("1234", 1234, False),
        ("1,234", 1234, False),
        ("1.234", 1234, False),
        ("1 234", 1234, False),
        ("12.0", 12, False),
        ("0", 0, False),
        ("٣٬٤٥٦", 3456, False),
        ("۱۲۰", 120, False),
        ("~500", 500, True),
        ("500+", 500, True),
        ("approx. 300", 300, True),
        ("حوالي 300", 300, True),
        ("700 people", 700, False),
        ("120 عائلة", 120, False),
    ],
)
def test_numbers(cell: str, number: int, rough: bool):
    assert cleaning.count(cell) == Count(number, rough)


@pytest.mark.parametrize("cell", ["", "  ", "-", "n/a", "N/A", "unknown", "لا يوجد", "\u00a0"])
def test_nothing_is_no_zero(cell: str):
    assert cleaning.count(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-5", "negative"),
        ("300-400", "range"),
        ("300 to 400", "range"),
        ("1.5", "fraction"),
        ("many", "no_number"),
    ],
)
def test_what_is_no_number_is_told(cell: str, code: str):
    with pytest.raises(Fault, match=code):
        cleaning.count(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("36.25", 36.25),
        ("36,25", 36.25),
        ("٣٦٫٢٥", 36.25),
        ("36°15'00\"N", 36.25),
        ("N 36.25", 36.25),
        ("33.5 S", -33.5),
        ("-36.25", -36.25),
    ],
)
def test_degrees(cell: str, value: float):
    assert cleaning.degrees(cell) == pytest.approx(value)


@pytest.mark.parametrize(
    "cell",
    [
        "36.2, 36.7",
        "36.2,36.7",
        "36.2 36.7 412 5",
        "POINT (36.7 36.2)",
        "(36.2; 36.7)",
        "36,2 36,7",
        "36.2،36.7",
    ],
)
def test_two_numbers_in_one_cell(cell: str):
    assert cleaning.pair(cell) == (36.2, 36.7)


@pytest.mark.parametrize("cell", ["Harim", "36.2", "36.2,x", "1 2 3 4 5"])
def test_what_is_no_position_is_told(cell: str):
    with pytest.raises(Fault, match="no_degrees"):
        cleaning.pair(cell)


@pytest.mark.parametrize(
    ("cell", "first", "precision"),
    [
        ("2020-07-13", date(2020, 7, 13), DatePrecision.DAY),
        ("13/07/2020", date(2020, 7, 13), DatePrecision.DAY),
        ("2020-07", date(2020, 7, 1), DatePrecision.MONTH),
        ("Jul-20", date(2020, 7, 1), DatePrecision.MONTH),
        ("July 2020", date(2020, 7, 1), DatePrecision.MONTH),
        ("آذار 2021", date(2021, 3, 1), DatePrecision.MONTH),
        ("43831", date(2020, 1, 1), DatePrecision.DAY),
        ("2020-07-13T10:00:00.000+03:00", date(2020, 7, 13), DatePrecision.DAY),
    ],
)
def test_dates(cell: str, first: date, precision: DatePrecision):
    found = cleaning.day(cell, TODAY)
    assert found is not None
    assert (found.first, found.precision) == (first, precision)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("ISIMM_2020July.csv", date(2020, 7, 1)),
        ("camps-2021-03-15.xlsx", date(2021, 3, 15)),
        ("IDP_sites_Mar2022.csv", date(2022, 3, 1)),
        ("sites 202105.csv", date(2021, 5, 1)),
        ("مخيمات آذار 2021.xlsx", date(2021, 3, 1)),
        ("camps.csv", None),
        ("camps-v2.csv", None),
    ],
)
def test_the_month_in_the_name_of_a_file(name: str, first: date | None):
    found = cleaning.day_in_name(name, TODAY)
    assert (found.first if found else None) == first


@pytest.mark.parametrize(
    ("cell", "name", "dirty"),
    [
        ("Al Karama *", "Al Karama", True),
        ("Al Karama", "Al Karama", False),
        ("* ", "", True),
        ("مخيم النور*", "مخيم النور", True),
    ],
)
def test_names(cell: str, name: str, dirty: bool):
    assert cleaning.name(cell) == (name, dirty)


def test_kinds_and_states():
    assert cleaning.camp_type("Self-settled camp") is CampType.INFORMAL_SETTLEMENT
    assert cleaning.camp_type("Planned / managed camp") is CampType.PLANNED_CAMP
    assert cleaning.camp_type("Self-settled (informal) camp") is CampType.INFORMAL_SETTLEMENT
    assert cleaning.camp_type("مركز إيواء") is CampType.COLLECTIVE_CENTRE
    assert cleaning.camp_status("1") is CampStatus.OPEN
    assert cleaning.camp_status("0.0") is CampStatus.CLOSED
    assert cleaning.camp_status("مغلق") is CampStatus.CLOSED
    assert cleaning.camp_status("") is None
    with pytest.raises(Fault, match="no_status"):
        cleaning.camp_status("wobbly")


@given(st.text(max_size=60))
def test_no_cell_breaks_a_reader(cell: str):
    for reader in (cleaning.count, cleaning.degrees, cleaning.pair, cleaning.camp_type, cleaning.camp_status):
        try:
            reader(cell)
        except Fault as fault:
            assert fault.code
    try:
        cleaning.day(cell, TODAY)
    except Fault as fault:
        assert fault.code == "no_date"
    cleaning.name(cell)
    cleaning.names(cell)
    cleaning.day_in_name(cell, TODAY)


@given(st.integers(min_value=0, max_value=10**9))
def test_a_number_is_read_as_it_is_written(number: int):
    for cell in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number}.0"):
        assert cleaning.count(cell) == Count(number)
