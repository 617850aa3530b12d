"""Dates of publication: values of metadata, and what a text says of itself."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.language.dates import DateFault, find_published, parse_date, read_date
from geodata.models import DatePrecision, When

DAMASCUS = ZoneInfo("Asia/Damascus")
TODAY = date(2020, 1, 15)

DAYS = [
    ("2017-10-12", "2017-10-12"),
    ("2017-10-11T23:30:00Z", "2017-10-12"),
    ("2017-10-11T23:30:00.123+03:00", "2017-10-11"),
    ("2017-10-11 22:30 +00:00", "2017-10-12"),
    ("20171011T233000Z", "2017-10-12"),
    ("2015-07-21 02:51:32", "2015-07-21"),
    ("2015-07-21T23:51", "2015-07-21"),
    ("Wed, 11 Oct 2017 23:30:00 +0000", "2017-10-12"),
    ("Wed, 11 Oct 2017 23:30:00 GMT", "2017-10-12"),
    ("October 11, 2017, 5:00 PM EDT", "2017-10-12"),
    ("11/10/2017", "2017-10-11"),
    ("10/25/2017", "2017-10-25"),
    ("25.10.2017", "2017-10-25"),
    ("10/11/2017 11:30:00 PM", "2017-11-10"),
    ("11-Oct-17", "2017-10-11"),
    ("11/10/85", "1985-10-11"),
    ("12 October 2017", "2017-10-12"),
    ("Oct 12th, 2017", "2017-10-12"),
    ("12 may 2017", "2017-05-12"),
    ("Published on October 12, 2017 at 5:30 pm", "2017-10-12"),
    ("٦ حزيران/يونيو ٢٠١٧", "2017-06-06"),
    ("٢٠١٧/٦/٦", "2017-06-06"),
    ("السادس من حزيران 2017", "2017-06-06"),
    ("الأربعاء، 11 تشرين الأول 2017 - 10:20 م", "2017-10-11"),
    ("2021-01-15", "2021-01-15"),
]


@pytest.mark.parametrize(("value", "day"), DAYS)
def test_days(value: str, day: str) -> None:
    expected = date.fromisoformat(day)
    assert parse_date(value, DAMASCUS, today=TODAY) == When(expected, expected, DatePrecision.DAY, "metadata")


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31), DatePrecision.YEAR),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), DatePrecision.MONTH),
        ("10/2017", date(2017, 10, 1), date(2017, 10, 31), DatePrecision.MONTH),
        ("October 2017", date(2017, 10, 1), date(2017, 10, 31), DatePrecision.MONTH),
        ("تشرين الأول/أكتوبر 2017", date(2017, 10, 1), date(2017, 10, 31), DatePrecision.MONTH),
    ],
)
def test_months_and_years(value: str, first: date, last: date, precision: DatePrecision) -> None:
    assert parse_date(value, DAMASCUS, today=TODAY) == When(first, last, precision, "metadata")


@pytest.mark.parametrize(
    "value",
    [
        "1753-01-01",
        "2109-10-28",
        "31/02/2017",
        "2017-13-01",
        "2017-10-11T25:00:00",
        "0000-00-00",
        "1438",
        "2021-03-01",
    ],
)
def test_impossible(value: str) -> None:
    assert read_date(value, DAMASCUS, today=TODAY) is DateFault.IMPOSSIBLE
    assert parse_date(value, DAMASCUS, today=TODAY) is None


@pytest.mark.parametrize(
    "value",
    ["", "  ", "hello", "1507680000", "6 June", "5 places", "12", "12 رمضان 1438", "yesterday", "x" * 500],
)
def test_unreadable(value: str) -> None:
    assert read_date(value, DAMASCUS, today=TODAY) is DateFault.UNREADABLE


def test_the_day_depends_on_the_zone() -> None:
    found = parse_date("2017-10-11T23:30:00Z", ZoneInfo("UTC"))
    assert found is not None
    assert found.first == date(2017, 10, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BEIRUT, June 6, 2017 (Reuters) - Syrian forces took the town.", date(2017, 6, 6)),
        ("دمشق، 6 حزيران 2017 (سانا) - قالت الوكالة إن الجيش دخل البلدة.", date(2017, 6, 6)),
        ("نشر في 6 حزيران 2017\nقال ناشطون.", date(2017, 6, 6)),
        ("الأربعاء 11 تشرين الأول 2017\nقال ناشطون.", date(2017, 10, 11)),
        ("وكالة - إدلب\nUpdated: 7 June 2017\nPublished: 6 June 2017\nText.", date(2017, 6, 6)),
    ],
)
def test_found_in_the_byline(text: str, day: date) -> None:
    found = find_published(text)
    assert found is not None
    assert (found.first, found.last) == (day, day)
    assert found.evidence in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "في 6 حزيران 2017 سيطرت القوات على المدينة بعد معارك استمرت أسابيع في أحيائها الشرقية.",
        "The battle that began on 6 June 2017 has killed more than a thousand people, activists say.",
        "BEIRUT, June 6 (Reuters) - Syrian forces took the town.",
        "Published in June 2017",
        "x\n" * 50 + "Published: 6 June 2017",
    ],
)
def test_not_found_elsewhere(text: str) -> None:
    assert find_published(text) is None


@given(st.text())
def test_never_raise(value: str) -> None:
    parse_date(value, DAMASCUS)
    find_published(value)


@given(
    st.dates(date(1900, 1, 1), TODAY),
    st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    found = parse_date(day.strftime(form), DAMASCUS, today=TODAY)
    assert found is not None
    assert found.first == found.last == day
