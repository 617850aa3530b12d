from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodata.columns.facets import CONFIDENCES, FACETS, Entries, _Counter, _Left, facets, stories_left
from geodata.columns.records import Spot
from geodata.columns.selecting import select
from geodata.models import Kind, Place, Precision, Role
from geodata.query import Query
from geodata.stores.port import UNDATED
from tests.unit.geodata.columns.making import Mention, Story, columns_of

DAY = date(2017, 10, 12).toordinal()
STORIES = st.builds(
    Story, day=st.sampled_from([UNDATED, DAY, DAY + 9]), outlet=st.integers(0, 3), language=st.integers(0, 2)
)


def _pairs(choices):
    return [(choice.value, choice.stories) for choice in choices]


QUERIES = st.builds(
    Query,
    first=st.sampled_from([None, date(2017, 10, 13)]),
    undated=st.booleans(),
    sources=st.sampled_from([(), ("one",), ("two", "three")]),
    language=st.sampled_from(["", "ar", "en"]),
    roles=st.sampled_from([tuple(Role), (Role.LOCATION,), (Role.DATELINE,)]),
    places=st.sampled_from([(), ("p1",), ("p0", "p2")]),
    events=st.sampled_from([(), (), ("explosions",), ("air_strike",)]),
    actors=st.sampled_from([(), ("sdf",)]),
)


@given(st.lists(STORIES, min_size=1, max_size=6), QUERIES, st.data())
def test_each_choice_counts_the_stories_it_would_leave(stories, query, data):
    mentions = [
        Mention(
            data.draw(st.integers(0, len(stories) - 1)),
            data.draw(st.integers(0, 3)),
            role=data.draw(st.integers(0, 1)),
            confidence=data.draw(st.sampled_from([0, 50, 69, 90, 100])),
            tags=data.draw(st.integers(0, 7)),
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
    for family, names in (("event", ("explosions", "air_strike")), ("actor", ("sdf",))):
        for name in names:
            only = replace(query, **{f"{family}s": (name,)})
            left = stories_left(columns, select(columns, only, lambda words: None))
            assert dict(_pairs(found[family])).get(name, 0) == left
    for least in CONFIDENCES:
        sure = replace(query, confidence=least)
        left = stories_left(columns, select(columns, sure, lambda words: None))
        assert dict(_pairs(found["confidence"])).get(str(least), 0) == left
    assert {facet.name for facet in FACETS} == set(found)


def test_the_most_frequent_choice_comes_first():
    columns = columns_of(
        [Story(outlet=1), Story(outlet=2), Story(outlet=2)], [Mention(n, 0) for n in range(3)]
    )
    listed = facets(columns, select(columns, Query(), lambda words: np.array([])))["source"]
    assert _pairs(listed) == [("Two", 2), ("One", 1)]


def _at(places, mentions, precisions=None):
    """Columns with these places as spots, one story for each mention of a spot."""
    columns = columns_of([Story()] * len(mentions), [Mention(n, spot) for n, spot in enumerate(mentions)])
    precisions = precisions or [Precision.EXACT] * len(places)
    columns.spots = tuple(map(Spot, places, precisions))
    return columns


def _place(name, country="SY", admin1="", kind=Kind.TOWN):
    return Place(name.lower().replace(" ", "-"), name, "", kind, 35.0, 38.0, country=country, admin1=admin1)


def test_a_precision_leaves_what_is_more_exact_too():
    places = [_place("A"), _place("B"), _place("C")]
    columns = _at(places, [0, 0, 1, 2], [Precision.DISTRICT, Precision.EXACT, Precision.COUNTRY])
    assert _pairs(facets(columns, select(columns, Query(), None))["precision"]) == [
        ("1", 1),
        ("3", 3),
        ("6", 4),
    ]
    for precision, stories in ((1, 1), (3, 3), (6, 4)):
        query = Query(precision=Precision(precision))
        assert stories_left(columns, select(columns, query, None)) == stories


def test_a_unit_and_the_places_in_it_are_one_choice():
    nineveh = _place("Nineveh Governorate", "IQ", kind=Kind.GOVERNORATE)
    places = [nineveh, _place("Mosul", "IQ", "Nineveh"), _place("Sinjar", "IQ", "Nineveh"), _place("Manbij")]
    columns = _at(places, [0, 1, 1, 2, 3])
    (choice,) = facets(columns, select(columns, Query(), None))["place"]
    assert (choice.value, choice.stories) == ("nineveh-governorate|Nineveh", 4)
    query = Query(places=tuple(choice.value.split("|")))
    assert stories_left(columns, select(columns, query, None)) == choice.stories


def test_a_name_two_countries_share_is_not_taken_for_one_unit():
    north = _place("North Governorate", "LB", kind=Kind.GOVERNORATE)
    places = [north, _place("Tripoli", "LB", "North"), _place("Dongola", "SD", "North")]
    columns = _at(places, [0, 1, 2])
    found = _pairs(facets(columns, select(columns, Query(), None))["place"])
    assert found == [("North", 2), ("north-governorate", 1)]


def test_a_country_is_chosen_with_the_places_in_it():
    columns = _at([_place("A", "SY"), _place("B", "IQ"), _place("Sea", "")], [0, 0, 1, 2])
    assert _pairs(facets(columns, select(columns, Query(places=("iso-IQ",)), None))["country"]) == [
        ("iso-SY", 2),
        ("iso-IQ", 1),
    ]


@given(st.lists(st.lists(st.integers(0, 2)), max_size=6), st.data())
def test_a_facet_may_have_none_or_several_values_a_mention(values, data):
    columns = columns_of([Story(), Story()], [Mention(n % 2, 0) for n in range(len(values))])
    by_row = [values[int(i) - 1] for i in columns.mentions.id]
    rows = [row for row, own in enumerate(by_row) for _ in own]
    codes = np.array([value for own in by_row for value in own], dtype=np.int32)
    entries = Entries(codes, ("a", "b", "c"), np.array(rows, dtype=np.int32))
    counter = _Counter(columns, entries)
    kept = data.draw(
        st.none() | st.lists(st.sampled_from(range(len(values))), unique=True) if values else st.none()
    )
    wanted = {
        (value, int(columns.mentions.story[row]))
        for row in (range(len(values)) if kept is None else kept)
        for value in by_row[row]
    }
    mask = np.zeros(len(values), dtype=np.bool_)
    mask[[] if kept is None else kept] = True
    found = counter.count(None if kept is None else _Left.of(columns, mask))
    assert found == [sum(value == each for value, _ in wanted) for each in range(3)]
