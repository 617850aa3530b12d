from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.columns.rows import SORTS, Order, page_of_mentions
from geodata.columns.selecting import select
from geodata.models import Precision, Time
from geodata.query import Query
from geodata.stores.port import UNDATED, UNTOLD
from tests.unit.geodata.columns.making import Mention, Story, columns_of, day_of

DAY = date(2017, 10, 12).toordinal()
WORDS = {
    "place": ("حلب", "Raqqa", "", "raqqa"),
    "kind": ("town", "camp", "town", "river"),
    "unit": ("", "Raqqa", "Aleppo", ""),
    "role": ("where it happened", "from where"),
}
STORIES = st.lists(
    st.builds(
        Story,
        day=st.one_of(st.just(UNDATED), st.integers(DAY, DAY + 9)),
        outlet=st.integers(0, 3),
    ),
    min_size=4,
    max_size=4,
)
MENTIONS = st.lists(
    st.builds(
        Mention,
        story=st.integers(0, 3),
        spot=st.integers(0, 3),
        role=st.integers(0, 1),
        confidence=st.sampled_from([40, 80, 100]),
        told=st.sampled_from([UNTOLD, UNDATED, DAY, DAY + 3]),
    ),
    max_size=25,
)


def nothing(words: str) -> None:
    return None


def value(stories: list[Story], mention: Mention, order: Order) -> object:
    """What a mention is sorted by, as a reader would; None where there is nothing."""
    if order.by == "day":
        day = day_of(stories, mention, order.time)
        return None if day == UNDATED else day
    if order.by == "outlet":
        return ("", "one", "two", "three")[stories[mention.story].outlet] or None
    if order.by == "confidence":
        return mention.confidence
    if order.by == "precision":
        return int(Precision.EXACT)
    return order.words[mention.role if order.by == "role" else mention.spot].casefold() or None


@given(STORIES, MENTIONS, st.sampled_from(SORTS), st.booleans(), st.sampled_from(Time), st.integers(1, 9))
def test_pages_are_the_sorted_list_cut_in_pieces(stories, mentions, by, descending, time, limit):
    columns = columns_of(stories, mentions)
    order = Order(by, descending, time, WORDS.get(by, ()))
    selected = select(columns, Query(time=time, first=date.fromordinal(DAY + 1)), nothing)
    inside = {
        number
        for number, mention in enumerate(mentions, 1)
        if day_of(stories, mention, time) == UNDATED or day_of(stories, mention, time) > DAY
    }
    listed: list[int] = []
    total = len(inside)
    for offset in range(0, len(mentions) + 1, limit):
        total, rows = page_of_mentions(columns, selected, order, limit=limit, offset=offset)
        assert total == len(inside)
        listed += columns.mentions.id[rows].tolist()
    assert sorted(listed) == sorted(inside)
    values = [value(stories, mentions[number - 1], order) for number in listed]
    known = [one for one in values if one is not None]
    assert values == known + [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=descending)


def test_equals_keep_one_order_whatever_the_page():
    stories = [Story(day=DAY + number % 2) for number in range(4)]
    mentions = [Mention(story=number % 4, spot=number % 3) for number in range(40)]
    columns = columns_of(stories, mentions)
    selected = select(columns, Query(), nothing)
    whole = page_of_mentions(columns, selected, Order("day"), limit=40)[1].tolist()
    pieces = [
        row
        for offset in range(0, 40, 7)
        for row in page_of_mentions(columns, selected, Order("day"), limit=7, offset=offset)[1]
    ]
    assert pieces == whole


@given(STORIES, MENTIONS, st.sets(st.integers(0, 3)))
def test_the_rows_of_some_spots_are_those_there(stories, mentions, spots):
    columns = columns_of(stories, mentions)
    selected = select(columns, Query(confidence=60), nothing)
    total, rows = page_of_mentions(columns, selected, Order("confidence"), spots=spots, limit=99)
    wanted = {n for n, one in enumerate(mentions, 1) if one.spot in spots and one.confidence >= 60}
    assert total == len(wanted)
    assert set(columns.mentions.id[rows].tolist()) == wanted


@pytest.mark.parametrize("offset", [3, 1_000_000])
def test_beyond_the_end_stands_nothing(offset):
    columns = columns_of([Story(day=DAY)], [Mention(0, 0)] * 3)
    selected = select(columns, replace(Query(), undated=False), nothing)
    total, rows = page_of_mentions(columns, selected, Order(), limit=5, offset=offset)
    assert (total, len(rows)) == (3, 0)
