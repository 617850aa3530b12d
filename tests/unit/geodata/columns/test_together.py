from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.columns.selecting import select
from geodata.columns.together import named_together
from geodata.query import Query
from tests.unit.geodata.columns.making import Mention, Story, columns_of

SIZE = 6
MENTIONS = st.lists(
    st.builds(
        Mention,
        story=st.integers(0, SIZE - 1),
        spot=st.integers(0, 3),
        confidence=st.sampled_from([40, 100]),
        tags=st.integers(0, 7),
    ),
    max_size=30,
)


def nothing(words: str) -> None:
    return None


@given(MENTIONS, st.integers(0, 3), st.sampled_from([0, 60]))
def test_companions_equal_a_look_at_each_story(mentions, spot, least):
    columns = columns_of([Story()] * SIZE, mentions)
    found = named_together(columns, select(columns, Query(confidence=least), nothing), [spot])
    kept = [one for one in mentions if one.confidence >= least]
    named = defaultdict(set)
    for one in kept:
        named[one.story].add(one.spot)
    there = {story for story, spots in named.items() if spot in spots}
    assert found.stories == len(there)

    counts = {other: sum(other in named[story] for story in there) for other in range(4) if other != spot}
    assert {one.name: one.stories for one in found.places} == {f"p{n}": c for n, c in counts.items() if c}
    for one in found.places:
        anywhere = sum(int(one.name[1:]) in spots for spots in named.values())
        assert one.lift == pytest.approx(one.stories / (len(there) * anywhere / len(named)))

    tagged = defaultdict(set)
    for one in kept:
        for number, name in enumerate(columns.tags):
            if one.spot == spot and one.tags >> number & 1:
                tagged[name].add(one.story)
    assert {one.name: one.stories for one in found.tags} == {n: len(s) for n, s in tagged.items()}


def test_most_stories_first_and_no_more_than_asked_for():
    mentions = [Mention(0, 0), Mention(1, 0), *(Mention(0, spot) for spot in (1, 1, 2, 3)), Mention(1, 3)]
    columns = columns_of([Story(), Story()], mentions)
    found = named_together(columns, select(columns, Query(), nothing), [0], limit=2)
    assert [(one.name, one.stories) for one in found.places] == [("p3", 2), ("p1", 1)]


def test_nothing_is_named_together_with_what_is_nowhere():
    columns = columns_of([Story()], [Mention(0, 0)])
    found = named_together(columns, select(columns, Query(), nothing), [])
    assert (found.stories, found.places, found.tags) == (0, (), ())
