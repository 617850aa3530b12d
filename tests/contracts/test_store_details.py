"""What every store must do when asked for stories and mentions by their ids, many at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from geodata.models import Tag
from geodata.query import Query
from geodata.stores import open_store
from geodata.stores.port import MentionDetails, Store, StoryDetails
from tests.making import DEIR, RUKBAN, mention, on, related, story


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    tag = Tag("event:air_strike", 0, 4, "قصف ")
    article = replace(story("عنوان", "نص", day="2017-10-12", url="https://news.example/1"), dateline="الرقة")
    opened.add(
        article,
        [mention(event=on("2017-10-11"), tags=(tag,)), mention(DEIR, start=30)],
        [(related("Siege of Rukban"), [mention(RUKBAN)])],
    )
    opened.add(story("Another"), [mention(None)])
    yield opened
    opened.close()


def details(store: Store, stories: list[int], mentions: list[int]) -> tuple[StoryDetails, MentionDetails]:
    (found,) = store.details([(stories, mentions)])
    return found


def test_details_are_those_of_the_records(store: Store):
    ids = [story.id for story in store.stories(Query())]
    expected = [mention for each in ids for mention in store.mentions(each)]
    stories, mentions = details(store, ids, [mention.id for mention in expected])
    for row, each in enumerate(stories.id):
        kept = store.story(each)
        assert (stories.title[row], stories.text[row], stories.url[row]) == (kept.title, kept.text, kept.url)
        assert (stories.parent[row], stories.report[row]) == (kept.parent_id, kept.cluster)
        assert (stories.kind[row], stories.dateline[row]) == (str(kept.kind), kept.dateline)
        first = kept.published.first.isoformat() if kept.published else None
        assert stories.published_first[row] == first
    for row, each in enumerate(mentions.id):
        kept = next(mention for mention in expected if mention.id == each)
        assert (mentions.surface[row], mentions.confidence[row]) == (kept.surface, kept.confidence)
        assert (mentions.start[row], mentions.sentence_end[row]) == (kept.start, kept.sentence_end)
        assert mentions.tags[row] == kept.tags
        assert mentions.event_first[row] == (kept.event.first.isoformat() if kept.event else None)
    assert list(mentions.id) == sorted(mention.id for mention in expected)


def test_ids_there_are_not_are_left_out(store: Store):
    stories, mentions = details(store, [1, 99], [1, 2, 10**12])
    assert (list(stories.id), list(mentions.id)) == ([1], [1, 2])
    stories, mentions = details(store, [], [99])
    assert (list(stories.id), list(stories.title), list(mentions.tags)) == ([], [], [])


def test_any_number_of_ids_may_be_asked_for(store: Store):
    stories, _ = details(store, list(range(40_000)), [])
    assert len(stories.id) == 3


def test_each_chunk_is_asked_for_when_it_is_wanted(store: Store):
    asked: list[int] = []

    def chunks() -> Iterator[tuple[list[int], list[int]]]:
        for each in (1, 2, 3):
            asked.append(each)
            yield [each], []

    found = store.details(chunks())
    assert next(found)[0].id == (1,)
    assert asked == [1]
    assert [list(stories.id) for stories, _ in found] == [[2], [3]]
