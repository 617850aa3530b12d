"""A place named only to say where another lies is kept with the story and stands nowhere on the map."""

from dataclasses import replace
from pathlib import Path

from geodata.query import Query
from geodata.stores import open_store
from tests.making import mention, story


def test_a_reference_is_kept_and_not_drawn(tmp_path: Path):
    store = open_store(str(tmp_path / "news.db"))
    drawn = mention()
    first = store.add(story(source_id="1"), [drawn])
    second = store.add(story(source_id="2"), [replace(drawn, reference=True)])
    counts = store.count(Query())
    assert (counts.stories, counts.drawn, counts.without_place) == (2, 1, 1)
    assert (counts.mentions, counts.drawn_mentions) == (2, 1)
    kept = [store.mentions(outcome.story_id)[0].reference for (outcome,) in (first, second)]
    assert kept == [False, True]
    store.close()
