from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from geodata.columns.records import Columns
from geodata.columns.selecting import select
from geodata.models import Kind, Precision, Role, Time
from geodata.query import Query
from geodata.stores.port import UNDATED, UNTOLD
from tests.unit.geodata.columns.making import Mention, Story, columns_of

DAY = date(2017, 10, 12).toordinal()
STORIES = [
    Story(day=DAY, outlet=1, language=1),
    Story(day=DAY + 5, outlet=2, language=2),
    Story(day=UNDATED, outlet=1, language=2),
]
MENTIONS = [
    Mention(0, 0),
    Mention(0, 1, told=DAY - 3),
    Mention(1, 1, role=1, confidence=40),
    Mention(1, 2, told=UNDATED),
    Mention(2, 3, told=DAY),
    Mention(2, 0),
]


@pytest.fixture
def columns() -> Columns:
    return columns_of(STORIES, MENTIONS)


def nothing_matches(_words: str):
    return np.array([], dtype=np.int64)


def chosen(columns: Columns, query: Query, matching=nothing_matches, **options) -> set[int]:
    kept = select(columns, query, matching).mentions(**options)
    ids = columns.mentions.id if kept is None else columns.mentions.id[kept]
    return {int(number) - 1 for number in ids}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), {0, 1, 2, 3, 4, 5}),
        (Query(undated=False), {0, 1, 2, 3}),
        (Query(first=date(2017, 10, 13)), {2, 3, 4, 5}),
        (Query(first=date(2017, 10, 13), undated=False), {2, 3}),
        (Query(time=Time.EVENT, last=date(2017, 10, 12), undated=False), {0, 1, 4}),
        (Query(time=Time.EVENT, first=date(2017, 10, 13)), {2, 3, 5}),
        (Query(time=Time.EVENT, undated=False), {0, 1, 2, 4}),
        (Query(sources=("one",)), {0, 1, 4, 5}),
        (Query(sources=("TWO", "three")), {2, 3}),
        (Query(language="ar"), {0, 1}),
        (Query(roles=(Role.DATELINE,)), {2}),
        (Query(confidence=41), {0, 1, 3, 4, 5}),
        (Query(places=("p1", "p3")), {1, 2, 4}),
        (Query(kinds=(Kind.CAMP,)), set()),
        (Query(precision=Precision.EXACT), {0, 1, 2, 3, 4, 5}),
        (Query(bbox=(38.5, 35.5, 40.5, 37.5)), {1, 2, 3}),
        (Query(area=((37, 34), (40, 34), (40, 37), (37, 37))), {0, 1, 2, 5}),
        (Query(text="nothing"), set()),
        (Query(language="en", sources=("one",)), {4, 5}),
    ],
)
def test_what_a_query_lets_through(columns, query, expected):
    assert chosen(columns, query) == expected


def test_words_are_looked_up_by_whoever_can(columns):
    assert chosen(columns, Query(text="x"), lambda words: np.array([2])) == {2, 3}
    assert chosen(columns, Query(text="…"), lambda words: None) == {0, 1, 2, 3, 4, 5}


def test_a_filter_can_be_left_out(columns):
    query = Query(language="en", sources=("one",))
    assert chosen(columns, query, apart_from="language") == {0, 1, 4, 5}
    assert chosen(columns, query, apart_from="source") == {2, 3, 4, 5}
    assert select(columns, query, nothing_matches).filters == {"language", "source"}


def test_the_window_can_be_left_out(columns):
    query = Query(first=date(2030, 1, 1), undated=False, language="ar")
    kept = select(columns, query, nothing_matches, window=False).mentions()
    assert {int(number) - 1 for number in columns.mentions.id[kept]} == {0, 1}


def test_what_is_untold_is_of_the_day_of_publication():
    columns = columns_of([Story(day=DAY)], [Mention(0, 0, told=UNTOLD)])
    assert columns.day_told.tolist() == [DAY]
