"""What every store must do with mentions that stand beside a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from geodata import stores
from geodata.columns.folding import fold
from geodata.columns.loading import columns_of
from geodata.models import Compass, Mention, Place, Precision, Time, Vicinity, VicinityKind
from geodata.query import Query
from geodata.stores.port import Store
from geodata.vicinity import outline, position
from tests.contracts.test_stores import LOCATIONS
from tests.making import DEIR, MOSUL, RAQQA, mention, story

ALL = Query()
EAST = Vicinity(VicinityKind.OFFSET, Compass.EAST, 20)
NORTH = Vicinity(VicinityKind.SIDE, Compass.NORTH)
ROAD = Vicinity(VicinityKind.ROAD, other=DEIR)


@pytest.fixture(params=[location for places in LOCATIONS.values() for location in places])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = stores.open_store(request.param.format(folder=tmp_path.as_posix()))
    yield opened
    opened.close()


def beside(vicinity: Vicinity | None, place: Place = RAQQA, *, start: int = 0) -> Mention:
    precision = outline(vicinity, place).precision if vicinity else place.precision
    return mention(place, start=start, precision=precision, vicinity=vicinity)


def kept(store: Store, story_id: int) -> list[Vicinity | None]:
    return [found.vicinity for found in store.mentions(story_id)]


@pytest.mark.parametrize(
    "vicinity", [EAST, NORTH, ROAD, replace(EAST, distance_km=1.5, rough=True), Vicinity(VicinityKind.AROUND)]
)
def test_a_vicinity_comes_back_as_it_went_in(store: Store, vicinity: Vicinity):
    [outcome] = store.add(story(), [beside(vicinity)])
    assert kept(store, outcome.story_id) == [vicinity]
    [(_, exported)] = store.rows(ALL)
    assert exported.vicinity == vicinity


def test_the_other_place_of_a_road_is_kept_as_it_was(store: Store):
    [outcome] = store.add(story(), [beside(replace(ROAD, other=replace(DEIR, aliases=("Deir",))))])
    assert kept(store, outcome.story_id) == [ROAD]
    assert store.place(DEIR.id).name_ar == "دير الزور"


def test_each_vicinity_is_counted_by_itself_and_stories_at_one_together(store: Store):
    store.add(story("a", day="2017-01-01"), [beside(EAST), beside(EAST, start=9), beside(None, start=20)])
    store.add(story("b", day="2017-01-01"), [beside(EAST), beside(NORTH, start=9)])
    scan = store.scan()
    folded = fold(columns_of(scan), None, Time.PUBLISHED).cells
    rows = {
        scan.spots[spot][2]: (int(stories_), int(mentions))
        for spot, stories_, mentions in zip(folded.spot, folded.stories, folded.mentions, strict=True)
    }
    assert rows == {EAST: (2, 3), NORTH: (1, 1), None: (1, 1)}


def test_a_box_holds_what_stands_in_it_not_what_it_is_called_after(store: Store):
    store.add(story("a"), [beside(EAST)])
    store.add(story("b"), [beside(None)])
    lat, lon = position(RAQQA, EAST)
    around = {"there": (lon - 0.05, lat - 0.05, lon + 0.05, lat + 0.05), "here": (38.9, 35.9, 39.1, 36.0)}
    assert [s.title for s in store.stories(Query(bbox=around["there"]))] == ["a"]
    assert [s.title for s in store.stories(Query(bbox=around["here"]))] == ["b"]
    corners = tuple(
        (lon + x, lat + y) for x, y in ((-0.05, -0.05), (0.05, -0.05), (0.05, 0.05), (-0.05, 0.05))
    )
    assert [s.title for s in store.stories(Query(area=corners))] == ["a"]


def test_a_vicinity_follows_its_place_when_that_is_moved(store: Store):
    store.add(story("a"), [beside(EAST)])
    store.add(story("b"), [beside(ROAD)])
    there = replace(RAQQA, lat=RAQQA.lat - 1)
    store.add(story("c"), [beside(None, there)])
    for title, vicinity in (("a", EAST), ("b", ROAD)):
        lat, lon = position(there, vicinity)
        box = (lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01)
        assert [s.title for s in store.stories(Query(bbox=box))] == [title]


def test_what_lies_in_a_place_is_what_its_place_lies_in(store: Store):
    store.add(story("a"), [beside(EAST)])
    assert store.count(Query(places=("sy-raqqa-governorate",))).drawn_mentions == 1
    assert store.count(Query(places=(MOSUL.id,))).drawn_mentions == 0


def test_a_story_read_anew_changes_only_where_its_vicinity_did(store: Store):
    store.add(story("a"), [beside(EAST)])
    assert [o.status for o in store.add(story("a"), [beside(EAST)])] == ["unchanged"]
    [outcome] = store.add(story("a"), [beside(NORTH)])
    assert (outcome.status, kept(store, outcome.story_id)) == ("updated", [NORTH])


def test_undoing_brings_the_vicinity_back(store: Store):
    [outcome] = store.add(story("a", "one", source_id="1"), [beside(EAST)])
    batch = store.begin_batch("later")
    store.add(story("a", "two", source_id="1"), [beside(ROAD)], batch=batch)
    assert kept(store, outcome.story_id) == [ROAD]
    store.undo_batch(batch)
    assert kept(store, outcome.story_id) == [EAST]
    assert store.check() == []


def test_the_precision_of_the_mention_is_its_own(store: Store):
    store.add(story("a"), [beside(ROAD)])
    assert [precision for _, precision, _ in store.scan().spots] == [Precision.FUZZY]
