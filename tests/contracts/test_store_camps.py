"""What every store must do with camps: keep them whole, in batches that can be undone in any order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geodata import stores
from geodata.camp_records import (
    Camp,
    CampLink,
    CampSource,
    CampStatus,
    CampType,
    Population,
    PublicPrecision,
    Relation,
    StatusChange,
)
from geodata.errors import NotFoundError, UsageError
from geodata.models import DatePrecision, Precision, When
from geodata.stores.port import Store
from tests.contracts.test_stores import LOCATIONS
from tests.making import RAQQA, mention, on, story

MAY = When(date(2026, 5, 1), date(2026, 5, 31), DatePrecision.MONTH, "given")
SOURCE = CampSource("Example Agency", "https://agency.example/", on("2026-06-01"), "p. 3", ("lat", "lon"))
CAMP = Camp(
    id="own-example",
    name="Example Camp",
    name_ar="مخيم المثال",
    aliases=("Mithal", "المثال"),
    former_names=("Old Example",),
    type=CampType.INFORMAL_SETTLEMENT,
    lat=35.5,
    lon=39.25,
    precision=Precision.NEAR,
    country="SY",
    admin1="sy-raqqa-governorate",
    statuses=(StatusChange(CampStatus.OPEN, MAY, "opened", (SOURCE,)),),
    populations=(
        Population(0, "people", MAY, "count", SOURCE),
        Population(None, "people", on("2026-06-01"), source=SOURCE, note="not reported"),
        Population(40, "households", MAY, source=SOURCE, parts=(("women", 30),)),
    ),
    links=(CampLink(Relation.PREDECESSOR, "own-other", MAY, SOURCE),),
    sources=(SOURCE,),
    public=PublicPrecision.KM10,
    extra=(("Site ref", "CP1"),),
)
OTHER = Camp("own-other", "Other Camp", lat=36.0, lon=40.0)


@pytest.fixture(params=[location for places in LOCATIONS.values() for location in places])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = stores.open_store(request.param.format(folder=tmp_path.as_posix()))
    yield opened
    opened.close()


def test_a_new_database_has_none(store: Store) -> None:
    assert (store.camps(), store.camp_batches(), store.camps_removed()) == ([], [], frozenset())


def test_a_camp_comes_back_as_it_went_in(store: Store) -> None:
    store.keep_camps([OTHER, CAMP], "camps.csv")
    assert store.camps() == [CAMP, OTHER]
    assert store.check() == []


def test_what_is_written_again_takes_the_place_of_what_was_there(store: Store) -> None:
    store.keep_camps([CAMP, OTHER], "first")
    store.keep_camps([replace(CAMP, name="New Example")], "second")
    assert [camp.name for camp in store.camps()] == ["New Example", "Other Camp"]


def test_undoing_brings_back_what_was_there_before(store: Store) -> None:
    store.keep_camps([CAMP], "first")
    second = store.keep_camps([replace(CAMP, name="New Example"), OTHER], "second")
    undone = store.undo_camps(second)
    assert (undone.batch, undone.label, undone.removed, undone.restored) == (second, "second", 1, 1)
    assert store.camps() == [CAMP]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_batches_are_undone_in_any_order(store: Store, order: tuple[int, int]) -> None:
    before = store.keep_camps([OTHER], "before")
    batches = (store.keep_camps([CAMP], "one"), store.keep_camps([replace(CAMP, name="Two")], "two"))
    store.undo_camps(batches[order[0]])
    assert {camp.name for camp in store.camps()} == {"Other Camp", "Two" if order[0] == 0 else "Example Camp"}
    store.undo_camps(batches[order[1]])
    assert store.camps() == [OTHER]
    assert [(batch.number, batch.undone is not None) for batch in store.camp_batches()][-1] == (before, False)


def test_camps_are_taken_away_and_given_back(store: Store) -> None:
    store.keep_camps([CAMP], "first")
    batch = store.keep_camps([OTHER], "merge", removed=[CAMP.id, "bundled-camp"])
    assert store.camps() == [OTHER]
    assert store.camps_removed() == {CAMP.id, "bundled-camp"}
    assert (store.camp_batches()[0].camps, store.camp_batches()[0].removed) == (1, 2)
    undone = store.undo_camps(batch)
    assert (undone.removed, undone.restored) == (1, 2)
    assert store.camps() == [CAMP]
    assert store.camps_removed() == frozenset()


def test_nothing_of_a_batch_is_kept_that_cannot_be_kept_whole(store: Store) -> None:
    for camps in ([], [CAMP, replace(CAMP, name="Twin")], [replace(CAMP, id="")]):
        with pytest.raises(UsageError):
            store.keep_camps(camps, "broken")
    with pytest.raises(UsageError):
        store.keep_camps([CAMP], "broken", removed=[CAMP.id])
    assert store.camps() == []
    assert store.camp_batches() == []


def test_only_what_stands_can_be_undone(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.undo_camps(1)
    with pytest.raises(NotFoundError):
        store.undo_camps(2**70)
    batch = store.keep_camps([CAMP], "first")
    store.undo_camps(batch)
    with pytest.raises(UsageError, match="already"):
        store.undo_camps(batch)


def test_versions_grow_with_every_writing_and_undoing(store: Store) -> None:
    seen = [(store.camps_version(), store.data_version())]
    batch = store.keep_camps([CAMP], "first")
    seen.append((store.camps_version(), store.data_version()))
    store.undo_camps(batch)
    seen.append((store.camps_version(), store.data_version()))
    store.keep_camps([CAMP], "again")
    seen.append((store.camps_version(), store.data_version()))
    assert all(a < b and c < d for (a, c), (b, d) in itertools.pairwise(seen))
    store.add(story(), [mention(RAQQA)])
    assert store.camps_version() == seen[-1][0]


def test_stories_and_camps_are_undone_apart(store: Store) -> None:
    batch = store.begin_batch("stories")
    store.add(story(), [mention(RAQQA)], batch=batch)
    store.keep_camps([CAMP], "camps")
    store.undo_batch(batch)
    assert store.camps() == [CAMP]
    assert len(store.batches()) == 1


def test_camps_survive_closing(tmp_path: Path) -> None:
    for location in LOCATIONS["sqlite"][1:]:
        database = location.format(folder=tmp_path.as_posix())
        first = stores.open_store(database)
        first.keep_camps([CAMP], "first")
        first.close()
        again = stores.open_store(database)
        assert again.camps() == [CAMP]
        again.close()


def test_a_camp_blurred_for_the_public_never_takes_the_place_of_what_is_known(store):
    blurred = replace(CAMP, lat=35.505, lon=39.255, blurred="km1", blurred_m=790)
    store.keep_camps([blurred], "from a public file")
    store.keep_camps([CAMP], "as it is")
    with pytest.raises(UsageError, match="blurred to protect people"):
        store.keep_camps([OTHER, blurred], "again")
    assert store.camps() == [CAMP]
    store.keep_camps([], "away", removed=[CAMP.id])
    store.keep_camps([blurred], "from a public file")
    assert store.camps() == [blurred]
