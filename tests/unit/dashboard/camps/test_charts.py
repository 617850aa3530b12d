"""Charts of a camp: conflicting figures side by side, zero drawn, a gap a gap."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from dashboard.camps.charts import (
    LOOKS,
    NARROW,
    RIGHT,
    form_of,
    hue_of,
    month_chart,
    month_end,
    months_span,
    next_month,
    population_chart,
    series_of,
    span_of,
    sparkline,
    status_line,
)
from dashboard.camps.records import change_within_a_month, counted_before_end, speaking_figure
from dashboard.camps.scales import Days, counts_of, days_of
from geodata.camp_records import Camp, CampSource, CampStatus, Population, StatusChange, status_on
from geodata.models import When


def figure(count: int | None, day: str, source: str = "UN", unit: str = "people") -> Population:
    first = date.fromisoformat(day)
    return Population(count, unit, When(first, first), source=CampSource(source))  # type: ignore[arg-type]


def status(which: CampStatus, first: str, last: str = "") -> StatusChange:
    return StatusChange(which, When(date.fromisoformat(first), date.fromisoformat(last or first)))


def camp(*events: Population | StatusChange) -> Camp:
    return Camp(
        "x",
        "Camp",
        statuses=tuple(each for each in events if isinstance(each, StatusChange)),
        populations=tuple(each for each in events if isinstance(each, Population)),
    )


def drawn(*figures: Population) -> str:
    one = camp(*figures)
    span = span_of(one, None)
    assert span
    return str(population_chart(series_of(one), span, "People"))


def test_a_gap_breaks_the_line() -> None:
    whole = drawn(figure(10, "2018-01-01"), figure(20, "2018-06-01"), figure(30, "2019-01-01"))
    broken = drawn(figure(10, "2018-01-01"), figure(None, "2018-06-01"), figure(30, "2019-01-01"))
    assert (whole.count('class="line"'), whole.count('class="mark"'), whole.count('class="gap"')) == (1, 3, 0)
    assert (broken.count('class="line"'), broken.count('class="mark"'), broken.count('class="gap"')) == (
        0,
        2,
        1,
    )


def test_a_report_of_nobody_is_drawn_at_nothing() -> None:
    points = re.search(
        r'class="line" d="M(\S+) (\S+)L(\S+) (\S+)"',
        drawn(figure(100, "2018-01-01"), figure(0, "2019-01-01")),
    )
    assert points
    assert float(points[4]) == 200.0
    assert float(points[2]) < 100


def test_conflicting_figures_of_two_sources_stand_side_by_side() -> None:
    told = drawn(figure(70_000, "2019-01-01", "A"), figure(45_000, "2019-01-01", "B"))
    assert told.count('class="mark"') == 2
    assert "look-0" in told
    assert "look-1" in told


def test_a_source_s_name_is_text_wherever_it_stands() -> None:
    one = camp(figure(1, "2018-01-01", "<script>"))
    span = span_of(one, None)
    assert span
    small = str(sparkline(one, span, "<b>"))
    assert "<script>" not in str(status_line(one, span, "<b>", {})) + small
    assert small
    assert "<b>" not in small


def test_each_status_has_its_bar_and_a_rough_beginning_is_pale() -> None:
    open_, closed = (
        status(CampStatus.OPEN, "2014-01-01", "2014-12-31"),
        status(CampStatus.CLOSED, "2020-01-01"),
    )
    one = camp(open_, closed)
    span = span_of(one, date(2022, 1, 1))
    assert span
    told = str(status_line(one, span, "Status", {open_: "Open", closed: "Closed"}))
    assert told.count('class="status filled"') == told.count('class="status hollow"') == 1
    assert told.count('class="vague"') == 1


def test_statuses_that_ended_share_a_form_and_no_other_does() -> None:
    ended = {form_of(each) for each in CampStatus if each.ended}
    assert ended == {"hollow"}
    others = [form_of(each) for each in CampStatus if not each.ended]
    assert len(set(others)) == len(others)
    assert "hollow" not in others


def test_months_without_a_story_have_no_bar_and_those_nobody_collected_are_shaded() -> None:
    months = [(date(2017, 1, 1), 3), (date(2017, 2, 1), 0), (date(2017, 3, 1), None), (date(2017, 4, 1), 1)]
    told = str(month_chart(months, months_span(months), "Stories"))
    assert (told.count('class="bar"'), told.count('class="not-collected"')) == (2, 1)


def test_a_month_s_bar_ends_within_its_month() -> None:
    months = [(date(2000 + n // 12, n % 12 + 1, 1), 1) for n in range(240)]
    for right in (RIGHT, NARROW):
        days = months_span(months, right)
        for month, _ in months:
            begin, end = days.x(month), days.x(next_month(month))
            assert begin < month_end(days, month, gap=True) <= max(end, begin + 1.3)


def test_a_chart_for_a_phone_is_as_wide_as_one_and_its_years_keep_apart() -> None:
    one = camp(figure(10, "1991-01-01"), figure(20, "2026-01-01"))
    for right in (RIGHT, NARROW):
        span = span_of(one, None, right)
        assert span
        told = str(population_chart(series_of(one), span, "People"))
        wide = re.search(r'viewBox="0 0 (\d+) ', told)
        assert wide
        assert int(wide[1]) - right < 20
        ticks = [x for x, _ in span.years()]
        assert len(ticks) >= 3
        assert min(b - a for a, b in pairwise(ticks)) > 40


def test_many_sources_all_look_different() -> None:
    looks = {(number % LOOKS, hue_of(number)) for number in range(LOOKS * LOOKS)}
    assert len(looks) == LOOKS * LOOKS


def test_a_figure_from_before_the_end_says_nothing_of_now() -> None:
    one = camp(status(CampStatus.CLOSED, "2020-01-01"), figure(50, "2019-01-01"))
    then, now = date(2019, 6, 1), date(2021, 1, 1)
    assert counted_before_end(status_on(one, now), speaking_figure(one, now))
    assert not counted_before_end(status_on(one, then), speaking_figure(one, then))
    stayed = camp(status(CampStatus.CLOSED, "2020-01-01"), figure(5, "2020-06-01"))
    assert not counted_before_end(status_on(stayed, now), speaking_figure(stayed, now))


def test_this_month_against_last_month() -> None:
    one = camp(figure(500, "2019-01-31"), figure(420, "2019-02-28"), figure(None, "2019-03-31"))
    assert change_within_a_month(one, date(2019, 3, 1)) == -80
    assert change_within_a_month(one, date(2019, 2, 1)) is None  # nothing to hold it against
    assert change_within_a_month(one, date(2019, 3, 31)) is None  # a gap is no change
    assert change_within_a_month(one, date(2020, 3, 1)) is None  # a year later nothing is of this month
    two = camp(figure(500, "2019-01-31", "A"), figure(420, "2019-02-28", "B"))
    assert change_within_a_month(two, date(2019, 3, 1)) is None  # sources that differ are no change


def test_the_small_charts_of_a_table_share_their_time() -> None:
    days = Days(date(2010, 1, 1), date(2020, 1, 1), 0, 100)
    early, late = (str(sparkline(camp(figure(5, day)), days, "x")) for day in ("2011-01-01", "2019-01-01"))
    assert re.findall(r'cx="(\S+)"', early) < re.findall(r'cx="(\S+)"', late)
    assert str(sparkline(camp(figure(5, "2021-01-01")), days, "x")) == ""


def test_scales_hold_all_and_are_round() -> None:
    scale = counts_of([3, 7_211], 200, 10)
    assert scale.top >= 7_211
    assert scale.ticks[0] == 0
    assert scale.ticks[-1] <= scale.top
    assert counts_of([], 200, 10).top > 0
    assert days_of([], 0, 100) is None
    days = Days(date(2010, 1, 1), date(2020, 1, 1), 0, 100)
    assert days.x(date(2000, 1, 1)) == 0
    assert days.x(date(2030, 1, 1)) == 100
    assert [year for _, year in days.years()] == [2015, 2020]


def test_the_newest_figure_speaks_unless_its_source_fell_silent() -> None:
    one = camp(figure(50, "2018-01-01", "A"), figure(40, "2019-01-01", "B"), figure(None, "2019-06-01", "B"))
    then, later = speaking_figure(one, date(2019, 2, 1)), speaking_figure(one, date(2019, 7, 1))
    assert then
    assert then.population.count == 40
    assert later
    assert later.population.count == 50
    assert speaking_figure(one, date(2017, 1, 1)) is None
