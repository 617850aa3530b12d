"""What every store must do, whatever database it keeps things in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geodata import stores
from geodata.errors import NotFoundError, ReadError
from geodata.models import (
    Candidate,
    DatePrecision,
    Language,
    Mention,
    Part,
    Precision,
    Reason,
    Role,
    StoryKind,
    When,
)
from geodata.query import Query
from geodata.stores.port import UNDATED, Store
from tests.making import DEIR, MOSUL, RAQQA, RAQQA_GOVERNORATE, RUKBAN, mention, on, related, story

LOCATIONS = {"sqlite": [":memory:", "{folder}/news.db"]}
"""Where each store can be tried out."""

ALL = Query()


@pytest.fixture(params=[location for places in LOCATIONS.values() for location in places])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = stores.open_store(request.param.format(folder=tmp_path.as_posix()))
    yield opened
    opened.close()


def test_every_store_is_tried_here():
    assert set(stores.names()) == set(LOCATIONS)


# What is written can be read


def test_a_story_comes_back_as_it_went_in(store: Store):
    given = story("عنوان", "نص  المقال\n", day="2017-10-12", url="https://news.example/1", source_id="7")
    [outcome] = store.add(given, [])
    kept = store.story(outcome.story_id)
    assert (outcome.status, kept.version, kept.parent_id, kept.look_alike_of) == ("new", 1, None, None)
    for name in ("title", "text", "kind", "url", "outlet", "published", "source_id", "origin", "language"):
        assert getattr(kept, name) == getattr(given, name)
    assert kept.added.utcoffset() is not None


EVIDENCE = (Reason("near", "sy-tabqa", 0.29), Reason("elsewhere", weight=-0.3), Reason("word", "مدينة", 0.07))


def test_a_mention_comes_back_as_it_went_in(store: Store):
    event = When(date(2017, 10, 10), date(2017, 10, 11), DatePrecision.DAYS, "ليلة أمس")
    given = Mention(
        Part.TEXT,
        3,
        8,
        "الرقة",
        Role.DATELINE,
        RAQQA,
        Precision.NEAR,
        0.75,
        0,
        20,
        event,
        (Candidate("sy-raqqa", 0.75, EVIDENCE), Candidate("sy-raqqa-governorate", 0.2)),
        (Reason("context", "دير الزور"),),
    )
    [outcome] = store.add(story(), [given])
    [kept] = store.mentions(outcome.story_id)
    assert (kept.story_id, kept.place_id, kept.precision) == (outcome.story_id, "sy-raqqa", Precision.NEAR)
    names = "part start end surface role confidence sentence_start sentence_end event candidates reasons"
    for name in names.split():
        assert getattr(kept, name) == getattr(given, name)
    assert store.place("sy-raqqa") == store.places()[0]
    assert store.place("sy-raqqa").name_ar == "الرقة"


def test_mentions_stand_in_the_order_of_the_text_title_first(store: Store):
    found = [mention(part=Part.TEXT, start=0), mention(part=Part.TITLE, start=9), mention(start=2)]
    [outcome] = store.add(story(), found)
    assert [(m.part, m.start) for m in store.mentions(outcome.story_id)] == [
        (Part.TITLE, 2),
        (Part.TITLE, 9),
        (Part.TEXT, 0),
    ]


def test_what_is_not_there_is_not_found(store: Store):
    for number in (99, 0, -1, 10**30):
        with pytest.raises(NotFoundError, match=f"no story {number}"):
            store.story(number)
    with pytest.raises(NotFoundError, match="sy-nowhere"):
        store.place("sy-nowhere")
    assert store.mentions(99) == []


def test_half_a_character_is_refused_in_words_and_leaves_nothing(store: Store):
    with pytest.raises(ReadError, match="half a character"):
        store.add(story("broken \ud800"), [mention(MOSUL)])
    assert (store.count(ALL).stories, store.places()) == (0, [])
    store.add(story(), [mention(MOSUL)])
    assert store.place(MOSUL.id).name == "Mosul"


# When two stories are one


def test_repeating_an_ingest_adds_nothing(store: Store):
    given = story("Title", "Text", day="2017-10-12"), [mention()], [(related("Other"), [mention(DEIR)])]
    first = store.add(*given)
    version = store.data_version()
    again = store.add(*given)
    assert [outcome.status for outcome in first] == ["new", "new"]
    assert [outcome.status for outcome in again] == ["unchanged", "unchanged"]
    assert [outcome.story_id for outcome in again] == [outcome.story_id for outcome in first]
    assert store.data_version() == version


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            story("A", url="https://News.Example/a/?utm_source=x#top"),
            story("B", url="https://news.example/a"),
        ),
        (story("A", source_id="7"), story("B", source_id="7", origin="other.csv:9")),
        (story("A", outlet="", source_id="7"), story("B", outlet="", source_id="7", origin="stories.csv:8")),
    ],
    ids=["address", "id of the outlet", "id within the file"],
)
def test_the_same_id_is_one_story_and_a_new_text_a_new_version(store: Store, one, other):
    [first] = store.add(one, [mention()])
    [second] = store.add(other, [mention(DEIR)])
    kept = store.story(first.story_id)
    assert (second.story_id, second.status) == (first.story_id, "updated")
    assert (kept.title, kept.version) == ("B", 2)
    assert [m.place_id for m in store.mentions(kept.id)] == [DEIR.id]
    assert store.stories(Query(text="B")) == [kept]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (story(source_id="7"), story(source_id="8")),
        (story(url="https://news.example/a"), story(url="https://news.example/b")),
        (story(outlet="", source_id="7"), story(outlet="", source_id="7", origin="other.csv:2")),
        (story(day="2017-10-12"), story(day="2017-10-13")),
        (story(day="2017-10-12"), story()),
        (story(outlet="One"), story(outlet="Two")),
        (story("A", "text"), story("A", "another")),
    ],
    ids=["ids", "addresses", "files", "days", "headline undated", "outlets", "texts"],
)
def test_what_differs_where_it_counts_is_two_stories(store: Store, one, other):
    assert [store.add(given, [])[0].status for given in (one, other)] == ["new", "new"]


def test_the_same_outlet_day_and_text_are_one_story_however_they_are_spaced(store: Store):
    [first] = store.add(story("القصف على الرقّة", day="2017-10-12"), [mention()])
    [second] = store.add(story("القصف  على الرقة ", day="2017-10-12"), [mention()])
    assert (second.story_id, second.status) == (first.story_id, "unchanged")
    assert store.story(first.story_id).title == "القصف على الرقّة"


def test_what_becomes_known_later_is_added_and_what_was_known_stays(store: Store):
    [first] = store.add(story("A", "text"), [mention()])
    url = "https://news.example/a"
    event = mention(event=on("2017-10-11"))
    [second] = store.add(story("A", "text", day="2017-10-12", url=url), [event])
    [third] = store.add(story("A", "text"), [mention()])
    kept = store.story(first.story_id)
    assert [second.status, third.status] == ["updated", "unchanged"]
    assert (kept.id, kept.published, kept.url, kept.version) == (second.story_id, on("2017-10-12"), url, 1)
    assert store.mentions(kept.id)[0].event == on("2017-10-11")


def test_a_date_found_in_the_text_does_not_outweigh_a_given_one(store: Store):
    given = replace(
        story("A", "text", url="https://news.example/a"), published=on("2017-10-12", evidence="given")
    )
    guessed = replace(given, published=on("2017-06-06", evidence="6 June 2017"))
    [first] = store.add(given, [])
    assert store.add(guessed, [])[0].status == "unchanged"
    assert store.story(first.story_id).published == given.published


def test_a_bare_headline_does_not_wipe_the_article(store: Store):
    url = "https://news.example/a"
    [first] = store.add(story("Title", "The whole text", url=url), [mention()])
    [second] = store.add(story("Title", url=url), [])
    assert (second.story_id, second.status) == (first.story_id, "unchanged")
    assert store.story(first.story_id).text == "The whole text"
    assert len(store.mentions(first.story_id)) == 1


def test_a_wiser_gazetteer_places_a_known_story_anew(store: Store):
    [first] = store.add(story(), [mention(None)])
    [second] = store.add(story(), [mention()])
    assert (second.status, store.story(first.story_id).version) == ("updated", 1)
    assert [m.place_id for m in store.mentions(first.story_id)] == [RAQQA.id]


def test_look_alikes_of_other_outlets_stay_and_are_linked(store: Store):
    [first] = store.add(story("One title", "The same text.", outlet="One"), [])
    [second] = store.add(story("Another title", "The  same text.", outlet="Two"), [])
    [third] = store.add(story("A third", "The same text.", outlet="One"), [])
    kept = [store.story(outcome.story_id).look_alike_of for outcome in (first, second, third)]
    assert kept == [None, first.story_id, first.story_id]


# Related headlines


def test_a_related_headline_points_to_its_article_and_has_no_date(store: Store):
    article, headline = store.add(
        story("Title", "Text", day="2017-10-12"),
        [mention()],
        [(related("Siege of Rukban"), [mention(RUKBAN)])],
    )
    kept = store.story(headline.story_id)
    assert (kept.kind, kept.parent_id, kept.published) == (StoryKind.RELATED, article.story_id, None)
    assert kept.outlet == "Example News"
    assert store.related(article.story_id) == [kept]
    assert [parent.id for parent in store.parents(kept.id)] == [article.story_id]


def test_a_headline_found_twice_is_kept_once_and_linked_twice(store: Store):
    one, headline = store.add(story("One", "Text 1"), [], [(related("الرُّكبان"), [])])
    two, again = store.add(story("Two", "Text 2"), [], [(related("الركبان"), [])])
    assert (again.story_id, again.status) == (headline.story_id, "unchanged")
    assert [parent.id for parent in store.parents(headline.story_id)] == [one.story_id, two.story_id]


def test_a_headline_of_a_known_article_points_to_that_article(store: Store):
    [known] = store.add(story("Siege of Rukban", "Text", day="2017-10-01"), [])
    article, headline = store.add(story("Title", "Other"), [], [(related("Siege of Rukban"), [])])
    assert (headline.story_id, headline.status) == (known.story_id, "unchanged")
    assert [found.id for found in store.related(article.story_id)] == [known.story_id]
    assert store.count(ALL).stories == 2


def test_a_headline_becomes_the_article_once_that_is_read(store: Store):
    article, headline = store.add(
        story("Title", "Other"), [], [(related("Siege of Rukban"), [mention(RUKBAN)])]
    )
    [outcome] = store.add(story("Siege of Rukban", "Text", day="2017-10-01"), [mention(RUKBAN)])
    kept = store.story(headline.story_id)
    assert (outcome.story_id, outcome.status) == (headline.story_id, "updated")
    assert (kept.kind, kept.text, kept.published) == (StoryKind.ARTICLE, "Text", on("2017-10-01"))
    assert [found.id for found in store.related(article.story_id)] == [kept.id]


def test_the_same_headline_of_two_outlets_is_two(store: Store):
    store.add(story("One", "Text 1", outlet="One"), [], [(related("Headline"), [])])
    store.add(story("Two", "Text 2", outlet="Two"), [], [(related("Headline"), [])])
    assert store.count(ALL).stories == 4


def test_an_article_is_not_related_to_itself(store: Store):
    article, headline = store.add(story("Title", "Text"), [], [(related("Title"), [])])
    assert (headline.story_id, store.related(article.story_id)) == (article.story_id, [])


# Asking


@pytest.fixture
def filled(store: Store) -> Store:
    """Five stories: two dated, one undated, one of a year, one without a place."""
    store.add(story("Shelling in Raqqa", day="2017-10-12", outlet="One"), [mention(), mention(start=20)])
    both = [mention(), mention(DEIR, start=30), mention(MOSUL, start=50, role=Role.ACTOR)]
    store.add(story("From Raqqa to Deir", "قصف في محافظة الرقة", day="2017-10-14", outlet="Two"), both)
    store.add(story("Siege of Rukban", outlet="One"), [mention(RUKBAN), mention(None, surface="Nowhere")])
    coarse = replace(story("Some year in Raqqa"), published=on("2016-01-01", DatePrecision.YEAR))
    store.add(replace(coarse, language=Language.ENGLISH), [mention(precision=Precision.NEAR)])
    store.add(story("Talks go on", day="2017-11-01", outlet="ONE"), [mention(MOSUL, role=Role.ACTOR)])
    return store


def titles(store: Store, query: Query) -> list[str]:
    return [kept.title for kept in store.stories(query)]


def test_stories_come_newest_first_and_undated_last(filled: Store):
    assert titles(filled, ALL) == [
        "Talks go on",
        "From Raqqa to Deir",
        "Shelling in Raqqa",
        "Some year in Raqqa",
        "Siege of Rukban",
    ]
    assert [kept.title for kept in filled.stories(ALL, limit=2, offset=1)] == titles(filled, ALL)[1:3]


def test_counts_tell_what_is_on_the_map(filled: Store):
    counts = filled.count(ALL)
    assert (counts.stories, counts.drawn, counts.without_place, counts.undated) == (5, 4, 1, 2)
    assert (counts.mentions, counts.drawn_mentions, counts.unresolved_mentions) == (9, 6, 1)
    assert counts.outlets == 3
    assert filled.outlets() == [("One", 3), ("Example News", 1), ("Two", 1)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(first=date(2017, 10, 13), undated=False), {"Talks go on", "From Raqqa to Deir"}),
        (Query(last=date(2017, 10, 12), undated=False), {"Shelling in Raqqa"}),
        (Query(undated=False, first=date(2017, 10, 12), last=date(2017, 10, 12)), {"Shelling in Raqqa"}),
        (Query(first=date(2017, 11, 1)), {"Talks go on", "Some year in Raqqa", "Siege of Rukban"}),
        (Query(sources=("one",)), {"Shelling in Raqqa", "Siege of Rukban", "Talks go on"}),
        (Query(language="en"), {"Some year in Raqqa"}),
        (Query(places=(DEIR.id,)), {"From Raqqa to Deir"}),
        (Query(places=(MOSUL.id,)), set()),
        (
            Query(places=("iso-SY",)),
            {"From Raqqa to Deir", "Shelling in Raqqa", "Some year in Raqqa", "Siege of Rukban"},
        ),
        (Query(bbox=(38.0, 33.0, 39.0, 34.0)), {"Siege of Rukban"}),
        (Query(bbox=(170.0, 33.0, 38.8, 34.0)), {"Siege of Rukban"}),
        (Query(text="rukban"), {"Siege of Rukban"}),
        (Query(text="الرقّة"), {"From Raqqa to Deir"}),
    ],
)
def test_each_filter_lets_through_what_it_says(filled: Store, query: Query, expected: set[str]):
    assert set(titles(filled, query)) == expected
    assert filled.count(query).stories == len(expected)


def test_a_governorate_means_everything_in_it(store: Store):
    store.add(story("In the town"), [mention()])
    store.add(story("Somewhere in the governorate"), [mention(RAQQA_GOVERNORATE)])
    store.add(story("Elsewhere"), [mention(DEIR)])
    assert len(titles(store, Query(places=(RAQQA_GOVERNORATE.id,)))) == 2
    assert titles(store, Query(places=(RAQQA.id,))) == ["In the town"]


def test_stories_and_mentions_are_found_by_their_numbers(filled: Store):
    everything = {found.id: found for _, found in filled.rows(ALL)}
    ids = list(everything)
    by_story = filled.mentions_numbered(ids[:3])
    assert {found.id for mentions in by_story.values() for found in mentions} == set(ids[:3])
    assert all(found.story_id == story for story, mentions in by_story.items() for found in mentions)
    first = filled.stories(ALL)[0]
    assert filled.stories_numbered([first.id, 2**40]) == {first.id: first}
    assert (filled.stories_numbered([]), filled.mentions_numbered([])) == ({}, {})


def test_a_scan_holds_every_story_and_what_may_stand_on_the_map(filled: Store):
    scan = filled.scan()
    assert len(scan.stories.id) == filled.count(ALL).stories
    assert set(scan.mentions.id.tolist()) == {found.id for _, found in filled.rows(Query(roles=tuple(Role)))}
    day = date(2017, 10, 12).toordinal()
    assert {UNDATED, day, day + 2} <= set(scan.stories.day.tolist())
    assert scan.version == filled.data_version()


def test_words_are_matched_by_their_stories(filled: Store):
    found = filled.matching("raqqa")
    assert found is not None
    assert found.tolist() == sorted(each.id for each in filled.stories(Query(text="raqqa")))
    assert filled.matching(" … ") is None
    assert filled.matching("nowhereatall").tolist() == []


def test_nothing_is_scanned_where_nothing_is(store: Store):
    scan = store.scan()
    assert (len(scan.stories.id), len(scan.mentions.id), scan.spots) == (0, 0, ())
    assert list(store.rows(ALL)) == []


def test_rows_are_every_drawn_mention_with_its_story(filled: Store):
    rows = [(kept.title, found.surface, found.start) for kept, found in filled.rows(ALL)]
    assert [title for title, _, _ in rows] == [
        *["From Raqqa to Deir"] * 2,
        *["Shelling in Raqqa"] * 2,
        "Some year in Raqqa",
        "Siege of Rukban",
    ]
    assert len(list(filled.rows(Query(places=(DEIR.id,))))) == 1


def test_more_rows_than_are_fetched_at_once(store: Store):
    for number in range(900):
        store.add(story(f"Story {number}", source_id=str(number)), [mention()])
    rows = list(store.rows(ALL))
    assert len({kept.id for kept, _ in rows}) == len(rows) == 900


# Search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("الرقة", True),
        ("رقة", True),
        ("الرقـة", True),
        ("القصف", True),
        ("بلدة عين", True),
        ('"عين عيسى"', True),
        ('"عيسى عين"', False),
        ("عيس", True),
        ("عي عيسى", False),
        ("deir EZ-zor", True),
        ("dier", False),
        ("OR AND NOT NEAR(", False),
        ("* ^ : - ' \" ؟", True),
        ("title:deir", False),
    ],
)
def test_search_takes_what_people_type(store: Store, words: str, found: bool):
    store.add(story("Clashes in Deir ez-Zor", "تجدّد القَصف على بلدة عين عيسى وبالرقة أيضا"), [])
    assert bool(store.stories(Query(text=words))) is found


# The database


def test_the_data_version_grows_with_every_write_and_the_identity_stays(store: Store):
    identity, versions = store.identity(), [store.data_version()]
    for day in ("2017-10-12", "2017-10-13"):
        store.add(story(day=day), [])
        versions.append(store.data_version())
    assert versions == sorted(set(versions))
    assert store.identity() == identity


def test_a_sound_database_has_nothing_to_say(filled: Store):
    assert filled.check() == []


def test_several_threads_read_while_one_writes(tmp_path: Path):
    store = stores.open_store(str(tmp_path / "news.db"))
    done = threading.Event()

    def read() -> list[tuple[int, int]]:
        seen = []
        while not done.is_set():
            counted = store.count(ALL)
            seen.append((counted.stories, counted.mentions))
        return seen

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(100):
            store.add(story(source_id=str(number)), [mention(), mention(start=20)])
        done.set()
        for reader in readers:
            assert all(mentions == 2 * stories for stories, mentions in reader.result())
    assert store.count(ALL).stories == 100
    store.close()
