"""Dates told in prose, against one day of publication: Thursday, 12 October 2017."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.language.dates import events
from geodata.models import DatePrecision

THURSDAY = date(2017, 10, 12)

# words → first day, last day (empty: the same), precision
TOLD = [
    ("وقع القصف أمس الأربعاء", "أمس الأربعاء", "2017-10-11", "", "day"),
    ("انتهت ليلة أمس الأربعاء", "ليلة أمس الأربعاء", "2017-10-11", "2017-10-12", "days"),
    ("وصلت مساء أمس", "مساء أمس", "2017-10-11", "", "day"),
    ("بالأمس", "الأمس", "2017-10-11", "", "day"),
    ("أُفرج عنه أول أمس", "أول أمس", "2017-10-10", "", "day"),
    ("مساء أول من أمس", "مساء أول من أمس", "2017-10-10", "", "day"),
    ("أمس الأول", "أمس الأول", "2017-10-10", "", "day"),
    ("قال اليوم الخميس إن", "اليوم الخميس", "2017-10-12", "", "day"),
    ("قال، اليوم (الاثنين)، إن", "اليوم (الاثنين)", "2017-10-09", "", "day"),
    ("يوم الجمعة الماضي", "يوم الجمعة الماضي", "2017-10-06", "", "day"),
    ("الخميس الماضي", "الخميس الماضي", "2017-10-05", "", "day"),
    ("أعلنت الخميس أنها", "الخميس", "2017-10-12", "", "day"),
    ("فجر السبت", "فجر السبت", "2017-10-07", "", "day"),
    ("ليل الأحد الاثنين", "ليل الأحد الاثنين", "2017-10-08", "2017-10-09", "days"),
    ("يومي الجمعة والسبت", "يومي الجمعة والسبت", "2017-10-06", "2017-10-07", "days"),
    ("الأسبوع الماضي", "الأسبوع الماضي", "2017-10-02", "2017-10-08", "week"),
    ("نهاية الشهر الماضي", "الشهر الماضي", "2017-09-01", "2017-09-30", "month"),
    ("العام الماضي", "العام الماضي", "2016-01-01", "2016-12-31", "year"),
    ("قبل ثلاثة أيام", "قبل ثلاثة أيام", "2017-10-09", "", "day"),
    ("قبل يومين", "قبل يومين", "2017-10-10", "", "day"),
    ("قبل بضعة أيام", "قبل بضعة أيام", "2017-10-05", "2017-10-12", "days"),
    ("منذ ثلاثة أيام", "منذ ثلاثة أيام", "2017-10-09", "2017-10-12", "days"),
    ("منذ أمس", "أمس", "2017-10-11", "2017-10-12", "days"),
    ("منذ عام 2013", "عام 2013", "2013-01-01", "2017-10-12", "year"),
    ("خلال اليومين الماضيين من", "اليومين الماضيين", "2017-10-10", "2017-10-12", "days"),
    ("الأيام الثلاثة الماضية", "الأيام الثلاثة الماضية", "2017-10-09", "2017-10-12", "days"),
    ("خلال الـ24 ساعة الماضية", "24 ساعة الماضية", "2017-10-11", "2017-10-12", "days"),
    ("بعد غد (السبت)", "بعد غد (السبت)", "2017-10-14", "", "day"),
    (
        "في السادس من شهر حزيران/يونيو الماضي، بدعم",
        "السادس من شهر حزيران/يونيو الماضي",
        "2017-06-06",
        "",
        "day",
    ),
    ("الخامس والعشرين من تشرين الثاني", "الخامس والعشرين من تشرين الثاني", "2016-11-25", "", "day"),
    ("٦ حزيران ٢٠١٧", "٦ حزيران ٢٠١٧", "2017-06-06", "", "day"),
    ("۶ ژوئن", None, "", "", ""),
    ("يوم 17 تموز (يوليو) 2014", "17 تموز (يوليو) 2014", "2014-07-17", "", "day"),
    ("3 جويلية 2016", "3 جويلية 2016", "2016-07-03", "", "day"),
    ("1 كانون الثاني المقبل", "1 كانون الثاني المقبل", "2018-01-01", "", "day"),
    ("6 يونيو من العام الماضي", "6 يونيو من العام الماضي", "2016-06-06", "", "day"),
    ("السادس من الشهر الجاري", "السادس من الشهر الجاري", "2017-10-06", "", "day"),
    ("بين 6 و8 حزيران 2016", "6 و8 حزيران 2016", "2016-06-06", "2016-06-08", "days"),
    ("وفي تموز الماضي", "تموز الماضي", "2017-07-01", "2017-07-31", "month"),
    ("حُوصرت في آب", "آب", "2017-08-01", "2017-08-31", "month"),
    ("تشرين الثاني نوفمبر 2016", "تشرين الثاني نوفمبر 2016", "2016-11-01", "2016-11-30", "month"),
    ("الأربعاء 11 تشرين الأول", "11 تشرين الأول", "2017-10-11", "", "day"),
    ("الأربعاء 11/10", "11/10", "2017-10-11", "", "day"),
    ("12 رمضان 1438هـ الموافق 7 حزيران 2017", "7 حزيران 2017", "2017-06-07", "", "day"),
    ("killed last night in", "last night", "2017-10-11", "2017-10-12", "days"),
    ("killed yesterday", "yesterday", "2017-10-11", "", "day"),
    ("the day before yesterday", "the day before yesterday", "2017-10-10", "", "day"),
    ("On Wednesday, they", "Wednesday", "2017-10-11", "", "day"),
    ("killed on Thursday", "Thursday", "2017-10-12", "", "day"),
    ("last Thursday", "last Thursday", "2017-10-05", "", "day"),
    ("on Wednesday night", "Wednesday night", "2017-10-11", "2017-10-12", "days"),
    ("last week", "last week", "2017-10-02", "2017-10-08", "week"),
    ("last month", "last month", "2017-09-01", "2017-09-30", "month"),
    ("began on 6 June", "6 June", "2017-06-06", "", "day"),
    ("on 14 October", "14 October", "2017-10-14", "", "day"),
    ("on 20 October", "20 October", "2016-10-20", "", "day"),
    ("12 تشرين الأول الماضي", "12 تشرين الأول الماضي", "2016-10-12", "", "day"),
    ("on June 6, 2017 (Reuters)", "June 6, 2017", "2017-06-06", "", "day"),
    ("on Jun 6", "Jun 6", "2017-06-06", "", "day"),
    ("the 6th of June 2016.", "6th of June 2016", "2016-06-06", "", "day"),
    ("on 4 Aug. 2016 clashes", "4 Aug. 2016", "2016-08-04", "", "day"),
    ("on 29 February", "29 February", "2016-02-29", "", "day"),
    ("three days ago", "three days ago", "2017-10-09", "", "day"),
    ("two months ago", "two months ago", "2017-08-01", "2017-08-31", "month"),
    ("over the past two days", "past two days", "2017-10-10", "2017-10-12", "days"),
    ("in June 2017", "June 2017", "2017-06-01", "2017-06-30", "month"),
    ("last June", "last June", "2017-06-01", "2017-06-30", "month"),
    ("in 2014", "2014", "2014-01-01", "2014-12-31", "year"),
    ("June 6-8", "June 6-8", "2017-06-06", "2017-06-08", "days"),
    ("Syria Daily Report 14/02/2016", "14/02/2016", "2016-02-14", "", "day"),
    ("won 3-2 on Sunday", "Sunday", "2017-10-08", "", "day"),
]

NO_DATES = [
    "قتل أكثر من 1500 مدني",
    "يوم 12 رمضان",
    "قوى 14 آذار",
    "شارع 17 نيسان",
    "بعد صلاة الجمعة",
    "وفي اليوم التالي",
    "صحيفة «اليمن اليوم»",
    "لم يلامس الطائرة",
    "مارس الضغط على النظام",
    "أب لثلاثة أطفال",
    "they may have fled",
    "10 may die",
    "a march to Damascus",
    "march 15 km",
    "March 15,000 people",
    "won 3-2",
    "call 0944 123 2017",
    "version 2.0.2014",
    "the Sunday Times",
    "in 2000 homes",
    "on 31 June 2017",
    "14 shells hit Ter Maala in 4 days",
    "the March 14 alliance",
    "F-16 jets and 2016 others",
]


@pytest.mark.parametrize(("text", "words", "first", "last", "precision"), TOLD)
def test_told(text: str, words: str | None, first: str, last: str, precision: str) -> None:
    found = events(text, THURSDAY)
    if words is None:
        assert found == []
        return
    assert [span.when.evidence for span in found] == [words]
    when = found[0].when
    assert when.first == date.fromisoformat(first)
    assert when.last == date.fromisoformat(last or first)
    assert when.precision is DatePrecision(precision)


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert events(text, THURSDAY) == []


@pytest.mark.parametrize(
    "text", ["yesterday", "أمس", "6 June", "since 2014", "last month", "in May", "السبت"]
)
def test_relative_dates_are_unknown_without_a_reference(text: str) -> None:
    assert events(text, None) == []


@pytest.mark.parametrize("text", ["6 June 2017", "حزيران 2017", "in 2014", "7/6/2017", "2017-06-07"])
def test_full_dates_need_no_reference(text: str) -> None:
    assert len(events(text, None)) == 1


def test_several_dates_in_order_with_vowels_and_tatweel_in_the_original() -> None:
    text = "أُعلِن أمــس عن حصيلة ٦ حُزيران/يونيو، ثم في 2016."
    found = events(text, THURSDAY)
    assert [text[span.start : span.end] for span in found] == ["أمــس", "٦ حُزيران/يونيو", "2016"]
    assert [span.when.evidence for span in found] == ["أمــس", "٦ حُزيران/يونيو", "2016"]


def test_a_weekday_beside_a_date_chooses_its_year() -> None:
    # 10 June was a Friday in 2016, a Saturday in 2017.
    assert events("Friday, 10 June", THURSDAY)[0].when.first == date(2016, 6, 10)
    assert events("Saturday, 10 June", THURSDAY)[0].when.first == date(2017, 6, 10)


ARABIC = "أمس ليلة الأربعاء يوم حزيران يونيو تشرين الأول من شهر الماضي منذ قبل خلال أيام الأيام ثلاثة و ب"
ENGLISH = "yesterday June May last week two days ago on Wednesday since the of th Aug. 2,000"
SIGNS = "6 31 2017 1438 / - . , ( ) « ـ ُ ß İ ﷺ"
PIECES = st.sampled_from([*f"{ARABIC} {ENGLISH} {SIGNS}".split(), " ", "\n", "\u200f"])


@settings(max_examples=150)
@given(
    st.one_of(
        st.text(), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
    ),
    st.none() | st.dates(),
)
def test_never_raises_and_spans_are_true(text: str, reference: date | None) -> None:
    end = 0
    for span in events(text, reference):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.when.evidence
        assert span.when.first <= span.when.last
        end = span.end


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        " ",
        "/",
        "6 ",
        "1/",
        "6\n",
        "June ",
        "6 June, ",
        "منذ ",
        "الخامس و",
        "6 حزيران(",
        "ـ",
        "June 6" + " " * 99,
    ],
)
def test_time_is_linear(piece: str) -> None:
    """The worst of 100,000 characters takes well under a second; quadratic time would be minutes."""
    text = piece * (100_000 // len(piece))
    begin = time.perf_counter()
    events(text, THURSDAY)
    assert time.perf_counter() - begin < 3
