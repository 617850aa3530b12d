"""What a store's scan lets a query choose is what the store itself chooses."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.columns.loading import Shelf, columns_of
from geodata.columns.selecting import select
from geodata.models import (
    Compass,
    DatePrecision,
    Kind,
    Precision,
    Role,
    Tag,
    Time,
    Vicinity,
    VicinityKind,
    When,
)
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN, mention, story

DAYS = [date(2017, 10, day) for day in (1, 5, 9)]
PLACES = (RAQQA, DEIR, RUKBAN, RAQQA_GOVERNORATE, MOSUL)
EAST = Vicinity(VicinityKind.OFFSET, side=Compass.EAST, distance_km=20.0)

CODES = ("event:explosions", "event:air_strike", "event:arrest", "actor:sdf", "actor:turkey", "actor:gone")
"""Types at the top and below, actors, and one that no lexicon knows any more."""

WHENS = st.none() | st.builds(
    lambda day, precision: When(day, day, precision),
    st.sampled_from(DAYS),
    st.sampled_from([DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR]),
)
MENTIONS = st.lists(
    st.tuples(
        st.sampled_from((*PLACES, None)),
        st.sampled_from((Role.LOCATION, Role.LOCATION, Role.ACTOR)),
        st.sampled_from((Precision.EXACT, Precision.NEAR)),
        WHENS,
        st.booleans(),
        st.sampled_from([0.3, 0.554, 0.9]),
        st.lists(st.sampled_from(CODES), max_size=3),
    ),
    max_size=4,
)
STORIES = st.lists(
    st.tuples(st.none() | st.sampled_from(DAYS), st.sampled_from(["", "One", "Two"]), MENTIONS), max_size=6
)
AREA = ((37.0, 34.0), (41.0, 34.0), (41.0, 37.0), (37.0, 37.0))
QUERIES = st.builds(
    Query,
    first=st.sampled_from([None, DAYS[1]]),
    last=st.sampled_from([None, DAYS[1], DAYS[2]]),
    undated=st.booleans(),
    time=st.sampled_from(Time),
    places=st.sampled_from([(), (RAQQA_GOVERNORATE.id,), (DEIR.id, "iso-IQ")]),
    sources=st.sampled_from([(), ("one",), ("TWO", "one")]),
    text=st.sampled_from(["", "number", "number 3", "nowhere"]),
    bbox=st.sampled_from([None, (38.0, 33.0, 40.0, 36.0)]),
    area=st.sampled_from([(), AREA]),
    roles=st.sampled_from([(Role.LOCATION,), tuple(Role)]),
    kinds=st.sampled_from([(), (Kind.CAMP, Kind.CITY)]),
    precision=st.sampled_from([None, Precision.EXACT]),
    confidence=st.sampled_from([0, 31, 55]),
    events=st.sampled_from([(), ("explosions",), ("air_strike", "arrest")]),
    actors=st.sampled_from([(), (), ("sdf",), ("turkey", "sdf"), ("un",)]),
)


def fill(store: Store, told) -> None:
    for number, (day, outlet, named) in enumerate(told):
        found = [
            mention(
                place,
                role=role,
                precision=precision if place else None,
                event=when,
                start=index,
                confidence=confidence,
                vicinity=EAST if place and beside else None,
                tags=tuple(Tag(code, 0, 6, "Report") for code in tags),
            )
            for index, (place, role, precision, when, beside, confidence, tags) in enumerate(named)
        ]
        text = f"Report number {number}."
        given_story = story(f"H {number}", text, source_id=str(number), outlet=outlet, day=str(day or ""))
        store.add(given_story, found)


@given(STORIES, QUERIES)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_query_chooses_the_same_from_columns_and_from_the_database(told, query):
    store = open_store(":memory:")
    fill(store, told)
    columns = columns_of(store.scan())
    selected = select(columns, query, store.matching)
    kept = selected.mentions()
    chosen = columns.mentions.id if kept is None else columns.mentions.id[kept]
    assert set(chosen.tolist()) == {found.id for _, found in store.rows(query)}
    if not query.asks_of_mentions:
        stories = selected.stories()
        ids = columns.stories.id if stories is None else columns.stories.id[stories]
        assert set(ids.tolist()) == {each.id for each in store.stories(query, limit=99)}
    store.close()


def test_an_empty_store_scans_to_nothing():
    store = open_store(":memory:")
    columns = columns_of(store.scan())
    assert (len(columns.stories.id), len(columns.mentions.id), columns.outlets) == (0, 0, ("",))


def test_the_shelf_reads_anew_when_the_store_has_changed():
    store = open_store(":memory:")
    shelf = Shelf(store)
    before = shelf.columns()
    assert shelf.columns() is before
    fill(store, [(DAYS[0], "One", [(RAQQA, Role.LOCATION, Precision.EXACT, None, False, 0.9, [])])])
    assert len(shelf.columns().mentions.id) == 1
