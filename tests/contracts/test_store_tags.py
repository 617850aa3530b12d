"""What a mention's sentence tells of is kept with it, asked for, found anew and given back by undoing."""

from __future__ import annotations

import pytest

from geodata.errors import UsageError
from geodata.models import Part, Tag
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import Store
from tests.making import DEIR, RAQQA, mention, story

STRIKE = Tag("event:air_strike", 0, 5, "غارات")
SHELLING = Tag("event:shelling", 6, 14, "shelling")
SDF = Tag("actor:sdf", 20, 23, "SDF")


@pytest.fixture
def store():
    made = open_store(":memory:")
    yield made
    made.close()


def add(store: Store, title: str, *tags: Tag, place=RAQQA, **more) -> int:
    [outcome] = store.add(story(title, f"{title}."), [mention(place, tags=tags)], **more)
    return outcome.story_id


def asked(store: Store, **pairs: str) -> set[int]:
    return {each.id for each in store.stories(Query.from_mapping(pairs))}


def tags_of(store: Store, story_id: int) -> tuple[Tag, ...]:
    [found] = store.mentions(story_id)
    return found.tags


def test_tags_are_kept_with_their_words(store):
    assert tags_of(store, add(store, "One", STRIKE, SDF)) == (STRIKE, SDF)
    assert tags_of(store, add(store, "Two")) == ()


def test_types_are_asked_for_with_what_belongs_to_them_and_actors_beside(store):
    both, shelled, nothing = (
        add(store, "One", STRIKE, SDF),
        add(store, "Two", SHELLING),
        add(store, "Three"),
    )
    assert asked(store) == {both, shelled, nothing}
    assert asked(store, event="air_strike") == {both}
    assert asked(store, event="explosions") == {both, shelled}
    assert asked(store, event="shelling|air_strike") == {both, shelled}
    assert asked(store, event="explosions", actor="sdf") == {both}
    assert asked(store, event="shelling", actor="sdf") == set()
    assert [found.story_id for _, found in store.rows(Query.from_mapping({"actor": "sdf"}))] == [both]


def test_one_sentence_must_tell_of_both(store):
    [outcome] = store.add(
        story("One", "Two."), [mention(tags=(STRIKE,)), mention(DEIR, start=30, tags=(SDF,))]
    )
    assert asked(store, event="air_strike") == asked(store, actor="sdf") == {outcome.story_id}
    assert asked(store, event="air_strike", actor="sdf") == set()


def test_a_type_there_is_not_is_refused_by_name():
    with pytest.raises(UsageError, match="tea_party"):
        Query.from_mapping({"event": "tea_party"})
    query = Query.from_mapping({"event": "arrest|air_strike", "actor": "un"})
    assert Query.from_mapping(query.to_mapping()) == query


def test_a_story_read_again_with_other_tags_is_updated_and_undoing_gives_the_old_ones_back(store):
    story_id = add(store, "One", STRIKE)
    version = store.data_version()
    batch = store.begin_batch("again")
    [outcome] = store.add(story("One", "One."), [mention(tags=(SHELLING,))], batch=batch)
    assert (outcome.story_id, outcome.status) == (story_id, "updated")
    assert store.data_version() > version
    assert tags_of(store, story_id) == (SHELLING,)
    store.undo_batch(batch)
    assert tags_of(store, story_id) == (STRIKE,)
    assert asked(store, event="air_strike") == {story_id}
    assert asked(store, event="shelling") == set()


def test_retagging_reads_each_story_once_for_a_version_and_says_what_changed(store):
    changing, same, bare = add(store, "One", STRIKE), add(store, "Two", SDF), add(store, "Three")
    seen = []

    def read(title, text, sentences):
        seen.append((title, text, [part for part, _, _ in sentences]))
        return [(SHELLING,) if title == "One" else (SDF,) if title == "Two" else ()] * len(sentences)

    assert store.untagged("next") == 3
    version = store.data_version()
    done = store.retag(read, "next")
    assert (done.stories, done.changed) == (3, 1)
    assert seen == [(title, f"{title}.", [Part.TITLE]) for title in ("One", "Two", "Three")]
    assert tags_of(store, changing) == (SHELLING,)
    assert (tags_of(store, same), tags_of(store, bare)) == ((SDF,), ())
    assert asked(store, event="shelling") == {changing}
    assert store.data_version() > version
    assert (store.untagged("next"), store.retag(read, "next").stories) == (0, 0)
    assert store.check() == []


def test_a_code_no_lexicon_knows_does_no_harm(store):
    story_id = add(store, "One", Tag("event:forgotten", 0, 3, "One"), STRIKE)
    assert asked(store, event="air_strike") == {story_id}
    assert set(store.scan().tags) == {"event:forgotten", "event:air_strike"}
    many = [Tag(f"actor:gone{number}", 0, 3, "One") for number in range(80)]
    add(store, "Two", *many, SDF)
    scan = store.scan()
    assert len(scan.tags) == 64
    assert {"event:air_strike", "actor:sdf"} < set(scan.tags)
