"""What every store must do so that what was added in one go can be undone in one go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import stores
from geodata.errors import NotFoundError, UsageError
from geodata.models import Article, Mention
from geodata.query import Query
from geodata.stores.port import Store
from tests.contracts.test_stores import LOCATIONS
from tests.making import DEIR, MOSUL, RAQQA, RUKBAN, mention, on, related, story

ALL = Query()
URL = "https://news.example/a"


@pytest.fixture(params=[location for places in LOCATIONS.values() for location in places])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = stores.open_store(request.param.format(folder=tmp_path.as_posix()))
    yield opened
    opened.close()


def everything(store: Store) -> list[object]:
    """All that a reader can see of the stories, to compare before and after."""
    found: list[object] = [store.count(ALL), store.outlets()]
    for kept in sorted(store.stories(ALL, limit=1000), key=lambda kept: kept.id):
        mentions = [replace(found, id=0) for found in store.mentions(kept.id)]
        links = [[other.id for other in others(kept.id)] for others in (store.related, store.parents)]
        found.append((kept, mentions, links, store.stories(Query(text=kept.title)) != []))
    return found


def test_a_batch_says_what_it_holds_and_undoing_removes_it(store: Store):
    store.add(story("Before", url="https://news.example/before"), [mention(DEIR)])
    before = everything(store)
    batch = store.begin_batch("stories.csv")
    store.add(story("Title", "Text"), [mention()], [(related("Other"), [mention(RUKBAN)])], batch=batch)
    [kept] = store.batches()
    assert (kept.number, kept.label, kept.added, kept.changed, kept.undone) == (
        batch,
        "stories.csv",
        2,
        0,
        None,
    )
    assert kept.begun.utcoffset() is not None
    version = store.data_version()
    undone = store.undo_batch(batch)
    assert (undone.batch, undone.label, undone.removed, undone.restored) == (batch, "stories.csv", 2, 0)
    assert everything(store) == before
    assert store.data_version() > version
    assert store.stories(Query(text="Text")) == [] == store.check()
    assert store.batches()[0].undone is not None


def test_nothing_is_undone_twice(store: Store):
    batch = store.begin_batch("one")
    store.add(story(), [mention()], batch=batch)
    store.undo_batch(batch)
    store.add(story(), [mention()])
    with pytest.raises(UsageError, match=rf"Batch {batch} was undone"):
        store.undo_batch(batch)
    with pytest.raises(NotFoundError, match="no batch 99"):
        store.undo_batch(99)
    assert store.count(ALL).stories == 1


def test_nothing_trickles_into_a_batch_that_was_undone(store: Store):
    batch = store.begin_batch("one")
    store.undo_batch(batch)
    with pytest.raises(UsageError, match="undone"):
        store.add(story(), [mention()], batch=batch)
    for unknown in (99, 10**30):
        with pytest.raises(NotFoundError, match="no batch"):
            store.add(story(), [mention()], batch=unknown)
    assert store.count(ALL).stories == 0


def test_a_batch_that_changed_nothing_may_be_undone(store: Store):
    batch = store.begin_batch("nothing")
    undone = store.undo_batch(batch)
    assert (undone.removed, undone.restored) == (0, 0)


def test_batches_are_listed_newest_first(store: Store):
    numbers = [store.begin_batch(label) for label in ("one", "two", "three")]
    assert numbers == sorted(set(numbers))
    assert [batch.number for batch in store.batches()] == numbers[::-1]


def test_a_version_that_a_batch_replaced_comes_back_with_its_mentions(store: Store):
    store.add(story("Old", "The old text.", day="2017-10-12", url=URL), [mention(), mention(DEIR, start=30)])
    before = everything(store)
    batch = store.begin_batch("a correction")
    for text in ("The new text.", "The newest text."):
        [outcome] = store.add(story("New", text, day="2017-10-13", url=URL), [mention(MOSUL)], batch=batch)
    assert store.batches()[0].changed == 1
    undone = store.undo_batch(batch)
    assert (undone.removed, undone.restored) == (0, 1)
    assert everything(store) == before
    assert store.story(outcome.story_id).version == 1
    assert store.stories(Query(text="newest")) == []
    assert [found.title for found in store.stories(Query(text="old"))] == ["Old"]


def test_what_a_batch_only_made_known_is_unknown_again(store: Store):
    store.add(story("A", "text"), [mention(None)])
    before = everything(store)
    batch = store.begin_batch("dates")
    store.add(story("A", "text", day="2017-10-12", url=URL), [mention()], batch=batch)
    assert store.undo_batch(batch).restored == 1
    assert everything(store) == before


def test_what_a_later_batch_changed_stays_until_that_is_undone_too(store: Store):
    first, second = store.begin_batch("first"), store.begin_batch("second")
    [outcome] = store.add(story("One", "Text one", url=URL), [mention()], batch=first)
    store.add(story("Two", "Text two", url=URL), [mention(DEIR)], batch=second)
    assert store.undo_batch(first).removed == 0
    assert store.story(outcome.story_id).title == "Two"
    assert store.undo_batch(second).removed == 1
    assert store.count(ALL).stories == 0


def test_the_last_of_three_batches_goes_back_to_what_was_before_all_that_are_undone(store: Store):
    store.add(story("Zero", "Text zero", url=URL), [mention()])
    before = everything(store)
    first, second = store.begin_batch("first"), store.begin_batch("second")
    store.add(story("One", "Text one", url=URL), [mention(DEIR)], batch=first)
    store.add(story("Two", "Text two", url=URL), [mention(MOSUL)], batch=second)
    assert store.undo_batch(first).restored == 0
    assert store.undo_batch(second).restored == 1
    assert everything(store) == before


def test_what_was_changed_outside_any_batch_stays(store: Store):
    batch = store.begin_batch("first")
    store.add(story("One", "Text one", url=URL), [mention()], batch=batch)
    store.add(story("Two", "Text two", url=URL), [mention(DEIR)])
    assert store.undo_batch(batch).removed == 0
    assert [kept.title for kept in store.stories(ALL)] == ["Two"]


def test_an_address_another_story_has_come_to_bear_stays_there(store: Store):
    store.add(story("A", "text a", url=URL, source_id="7"), [])
    batch = store.begin_batch("moved")
    store.add(story("A", "text a", url="https://news.example/b", source_id="7"), [], batch=batch)
    store.add(story("B", "text b", url=URL, source_id="8"), [])
    store.undo_batch(batch)
    assert {kept.title: kept.url for kept in store.stories(ALL)} == {"A": "https://news.example/b", "B": URL}
    assert store.check() == []


def test_links_between_stories_that_stay_are_cut_and_headlines_keep_another_parent(store: Store):
    store.add(story("Article", "Text"), [])
    store.add(story("Headline", day="2017-10-12"), [])
    [orphan] = store.add(story("Second", "Text 2"), [], [(related("Third"), [])])[1:]
    before = everything(store)
    batch = store.begin_batch("links")
    store.add(story("Article", "Text"), [], [(related("Headline"), []), (related("Third"), [])], batch=batch)
    assert len(store.parents(orphan.story_id)) == 2
    store.undo_batch(batch)
    assert everything(store) == before


def test_a_headline_whose_article_goes_is_found_under_the_other_article(store: Store):
    batch = store.begin_batch("first")
    first, headline = store.add(story("One", "Text 1"), [], [(related("Headline"), [])], batch=batch)
    store.add(story("Headline", "Grown up", day="2017-10-12"), [])
    [second, _] = store.add(story("Two", "Text 2"), [], [(related("Headline"), [])])
    store.undo_batch(batch)
    kept = store.story(headline.story_id)
    assert kept.parent_id == second.story_id != first.story_id
    assert [parent.id for parent in store.parents(kept.id)] == [second.story_id]


def test_the_id_of_a_removed_story_is_never_given_again(store: Store):
    store.add(story("Before"), [])
    batch = store.begin_batch("gone")
    [gone] = store.add(story("Gone"), [], batch=batch)
    store.undo_batch(batch)
    [after] = store.add(story("After"), [])
    assert after.story_id > gone.story_id
    with pytest.raises(NotFoundError):
        store.story(gone.story_id)


_URLS = st.sampled_from([f"https://news.example/{name}" for name in "abc"])
_ADDED = st.tuples(_URLS, st.sampled_from(["one", "two", "three"]), st.sampled_from([RAQQA, DEIR, MOSUL]))


@given(st.lists(_ADDED, max_size=6), st.lists(_ADDED, max_size=6), st.lists(_ADDED, max_size=6))
@settings(max_examples=30, deadline=None)
def test_undoing_in_turn_and_out_of_turn_ends_where_it_began(zero, one, two):
    def fill(store: Store, told, batch: int | None) -> None:
        for url, words, place in told:
            given_story: tuple[Article, list[Mention]] = (
                replace(story(f"Title {words}", f"Text {words}", url=url), published=on("2017-10-12")),
                [mention(place)],
            )
            store.add(*given_story, batch=batch)

    for order in ((0, 1), (1, 0)):
        store = stores.open_store(":memory:")
        fill(store, zero, None)
        before = everything(store)
        batches = [store.begin_batch("one"), store.begin_batch("two")]
        fill(store, one, batches[0])
        fill(store, two, batches[1])
        for index in order:
            store.undo_batch(batches[index])
            assert store.check() == []
        assert everything(store) == before
        store.close()


# Reading again


def test_what_is_read_again_takes_the_place_of_what_was_found_and_nothing_else_changes(store):
    numbers = [store.add(story(title), [mention(RAQQA)])[0].story_id for title in ("One", "Two", "Three")]
    before, texts = everything(store), [store.story(number) for number in numbers]
    version, batch = store.data_version(), store.begin_batch("again")
    one, two, _ = numbers
    found = {one: [mention(DEIR), mention(MOSUL, start=12)], two: [mention(RAQQA)], 999: [mention(DEIR)]}
    assert store.read_again(found, batch=batch) == 1
    assert [each.place_id for each in store.mentions(one)] == [DEIR.id, MOSUL.id]
    assert [[each.place_id for each in store.mentions(number)] for number in numbers[1:]] == [[RAQQA.id]] * 2
    assert [store.story(number) for number in numbers] == texts
    assert store.data_version() > version
    assert {each.id for each in store.stories(Query(places=(DEIR.id,)))} == {one}
    undone = store.undo_batch(batch)
    assert (undone.removed, undone.restored) == (0, 1)
    assert everything(store) == before
    assert store.check() == []


def test_reading_again_what_is_known_writes_nothing(store):
    [kept] = store.add(story("One"), [mention(RAQQA)])
    version = store.data_version()
    assert store.read_again({kept.story_id: [mention(RAQQA)]}) == 0
    assert store.read_again({}) == 0
    assert store.data_version() == version


def test_nothing_may_be_found_any_more(store):
    [kept] = store.add(story("One"), [mention(RAQQA)])
    assert store.read_again({kept.story_id: []}) == 1
    assert store.mentions(kept.story_id) == []
    assert store.story(kept.story_id).title == "One"


def test_what_was_read_again_belongs_to_a_batch_that_stands(store):
    [kept] = store.add(story("One"), [mention(RAQQA)])
    with pytest.raises(NotFoundError):
        store.read_again({kept.story_id: [mention(DEIR)]}, batch=999)
    batch = store.begin_batch("gone")
    store.undo_batch(batch)
    with pytest.raises(UsageError):
        store.read_again({kept.story_id: [mention(DEIR)]}, batch=batch)
    assert [each.place_id for each in store.mentions(kept.story_id)] == [RAQQA.id]


def test_a_place_blurred_for_the_public_never_takes_the_place_of_what_is_known(store):
    [kept] = store.add(story("One"), [mention(RUKBAN)])
    blurred = replace(RUKBAN, lat=33.315, lon=38.664, extent_km=0.79, blurred="km1")
    store.read_again({kept.story_id: [mention(blurred)]})
    store.add(story("Two"), [mention(blurred)])
    assert store.place(RUKBAN.id) == RUKBAN
    store.add(story("Three"), [mention(replace(RUKBAN, lat=33.32))])
    assert store.place(RUKBAN.id).lat == 33.32
