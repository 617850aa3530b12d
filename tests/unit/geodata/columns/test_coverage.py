from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from geodata.columns.coverage import SLICES, UNITS, coverage, outlets_on_map
from geodata.columns.undated import undated_stories
from geodata.models import Time
from geodata.query import Query
from geodata.stores.port import UNDATED, UNTOLD
from tests.unit.geodata.columns.making import Mention, Story, columns_of

DAY = date(2017, 10, 12).toordinal()
EPOCH = date(1970, 1, 1).toordinal()
STORIES = st.builds(
    Story,
    day=st.one_of(st.just(UNDATED), st.integers(DAY, DAY + 70)),
    outlet=st.integers(0, 3),
    language=st.integers(0, 2),
)


def start(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "month":
        return day.replace(day=1)
    return day - timedelta(days=(day.weekday() - 5) % 7)


@given(st.lists(STORIES, max_size=25), st.sampled_from(UNITS))
def test_bins_count_the_outlets_that_told_something_in_them(stories, unit):
    columns = columns_of(stories, [])
    found = coverage(columns, Query(), unit)
    told = defaultdict(set)
    for story in stories:
        if story.day != UNDATED:
            told[start(date.fromordinal(story.day), unit).toordinal() - EPOCH].add(story.outlet)
    assert dict(found.bins) == {day: len(outlets) for day, outlets in told.items()}
    assert found.undated == sum(story.day == UNDATED for story in stories)


@given(st.lists(STORIES, max_size=25))
def test_silent_days_and_told_days_are_all_days_between_first_and_last(stories):
    found = coverage(columns_of(stories, []), Query())
    told = {story.day - EPOCH for story in stories if story.day != UNDATED}
    silent = {first + more for first, days in found.silent for more in range(days)}
    assert silent == set(range(min(told), max(told) + 1)) - told if told else not silent


@given(st.lists(STORIES, max_size=25))
def test_an_outlet_s_days_and_gaps(stories):
    columns = columns_of(stories, [])
    found = {outlet.name: outlet for outlet in coverage(columns, Query()).outlets}
    days = defaultdict(set)
    for story in stories:
        if story.day != UNDATED:
            days[columns.outlets[story.outlet]].add(story.day)
    assert set(found) == set(days)
    for name, own in days.items():
        ordered = sorted(own)
        gaps = [b - a - 1 for a, b in pairwise(ordered) if b - a > 1]
        outlet = found[name]
        assert (outlet.first.toordinal(), outlet.last.toordinal()) == (ordered[0], ordered[-1])
        assert (outlet.days, outlet.gaps, outlet.longest_gap) == (len(own), len(gaps), max(gaps, default=0))


@given(st.lists(STORIES, max_size=25))
def test_an_outlet_s_slices_tell_every_day_once(stories):
    found = coverage(columns_of(stories, []), Query()).outlets
    if not found:
        return
    first, last = min(each.first for each in found), max(each.last for each in found)
    span = (last - first).days + 1
    for outlet in found:
        assert len(outlet.slices) == min(SLICES, span)
        told = [at for at, share in enumerate(outlet.slices) if share]
        assert (min(told), max(told)) == tuple(
            (day - first).days * len(outlet.slices) // span for day in (outlet.first, outlet.last)
        )
        assert len(told) <= outlet.days
        if span <= SLICES:
            assert sum(outlet.slices) == 100 * outlet.days


def test_a_stretch_of_many_days_is_told_by_its_share():
    days = [DAY, *range(DAY + 120, DAY + 240, 2), DAY + 599]
    outlet = coverage(columns_of([Story(day=day, outlet=1) for day in days], []), Query()).outlets[0]
    assert outlet.slices[0] == 10
    assert set(outlet.slices[1:12]) == {0}
    assert set(outlet.slices[12:24]) == {50}
    assert outlet.slices[-1] == 10


def test_one_day_in_years_is_still_told():
    stories = [Story(day=DAY, outlet=1), Story(day=DAY + 29999, outlet=1)]
    outlet = coverage(columns_of(stories, []), Query()).outlets[0]
    assert (outlet.slices[0], outlet.slices[-1], sum(outlet.slices)) == (1, 1, 2)


def test_only_outlet_and_language_narrow_the_coverage():
    columns = columns_of([Story(day=DAY, outlet=1, language=1), Story(day=DAY + 9, outlet=2, language=2)], [])
    name, language = columns.outlets[1], columns.languages[2]
    assert [outlet.name for outlet in coverage(columns, Query(sources=(name,))).outlets] == [name]
    assert len(coverage(columns, Query(language=language)).outlets) == 1
    assert len(coverage(columns, Query(places=("p3",), first=date.fromordinal(DAY + 1))).outlets) == 2


MENTIONS = st.lists(
    st.builds(
        Mention,
        story=st.integers(0, 3),
        spot=st.integers(0, 3),
        told=st.sampled_from([UNTOLD, UNDATED, DAY, DAY + 3]),
    ),
    max_size=12,
)


@given(st.lists(STORIES, min_size=4, max_size=4), MENTIONS, st.sampled_from(Time))
def test_undated_stories_are_those_with_a_mention_of_no_day(stories, mentions, time):
    columns = columns_of(stories, mentions)
    query = Query(time=time, first=date.fromordinal(DAY + 1))
    found = undated_stories(columns, query, lambda words: None, limit=2, offset=1)

    def day(mention: Mention) -> int:
        own = mention.told if time is Time.EVENT else UNTOLD
        return stories[mention.story].day if own == UNTOLD else own

    undated = {mention.story + 1 for mention in mentions if day(mention) == UNDATED}
    assert found.total == len(undated)
    assert list(found.page) == sorted(undated, reverse=True)[1:3]
    assert set(found.mentions) == {
        number + 1
        for number, mention in enumerate(mentions)
        if day(mention) == UNDATED and mention.story + 1 in found.page
    }


@given(st.lists(STORIES, min_size=4, max_size=4), MENTIONS)
def test_outlets_of_a_window_are_those_of_its_drawn_stories(stories, mentions):
    columns = columns_of(stories, mentions)
    query = Query(first=date.fromordinal(DAY), last=date.fromordinal(DAY + 30), undated=False)
    drawn = {mention.story for mention in mentions if DAY <= stories[mention.story].day <= DAY + 30}
    outlets = {columns.outlets[stories[story].outlet] for story in drawn} - {""}
    assert outlets_on_map(columns, query, lambda words: None) == len(outlets)
