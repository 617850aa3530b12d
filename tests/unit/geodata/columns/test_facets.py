from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodata.columns.facets import facets
from geodata.columns.selecting import select
from geodata.models import Role
from geodata.query import Query
from geodata.stores.port import UNDATED
from tests.unit.geodata.columns.making import Mention, Story, columns_of

DAY = date(2017, 10, 12).toordinal()
STORIES = st.builds(
    Story, day=st.sampled_from([UNDATED, DAY, DAY + 9]), outlet=st.integers(0, 3), language=st.integers(0, 2)
)
QUERIES = st.builds(
    Query,
    first=st.sampled_from([None, date(2017, 10, 13)]),
    undated=st.booleans(),
    sources=st.sampled_from([(), ("one",), ("two", "three")]),
    language=st.sampled_from(["", "ar", "en"]),
    roles=st.sampled_from([tuple(Role), (Role.LOCATION,), (Role.DATELINE,)]),
    places=st.sampled_from([(), ("p1",), ("p0", "p2")]),
)


@given(st.lists(STORIES, min_size=1, max_size=6), QUERIES, st.data())
def test_each_choice_counts_the_stories_it_would_leave(stories, query, data):
    mentions = [
        Mention(
            data.draw(st.integers(0, len(stories) - 1)),
            data.draw(st.integers(0, 3)),
            role=data.draw(st.integers(0, 1)),
        )
        for _ in range(data.draw(st.integers(0, 10)))
    ]
    columns = columns_of(stories, mentions)
    found = facets(columns, select(columns, query, lambda words: None))
    values = {
        "source": lambda m: columns.outlets[stories[m.story].outlet],
        "language": lambda m: columns.languages[stories[m.story].language],
        "role": lambda m: columns.roles[m.role],
        "kind": lambda m: "town",
    }
    by_id = {number + 1: mention for number, mention in enumerate(mentions)}
    for name, value in values.items():
        kept = select(columns, query, lambda words: None).mentions(apart_from=name)
        ids = columns.mentions.id if kept is None else columns.mentions.id[kept]
        pairs = {(value(by_id[int(i)]), by_id[int(i)].story) for i in ids}
        wanted = Counter(each for each, _ in pairs if each)
        assert {choice.value: choice.stories for choice in found[name]} == wanted, name


def test_the_most_frequent_choice_comes_first():
    columns = columns_of(
        [Story(outlet=1), Story(outlet=2), Story(outlet=2)], [Mention(n, 0) for n in range(3)]
    )
    listed = facets(columns, select(columns, Query(), lambda words: np.array([])))["source"]
    assert [(choice.value, choice.stories) for choice in listed] == [("Two", 2), ("One", 1)]
