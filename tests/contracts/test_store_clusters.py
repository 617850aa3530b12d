"""What every store must do with stories that tell the same report, with versions, and with fetched bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata import stores
from geodata.errors import NotFoundError
from geodata.models import Fetched
from geodata.query import Query
from geodata.stores.port import Store
from geodata.stores.relational import likeness
from geodata.stores.relational.likeness import Telling
from tests.contracts.test_stores import LOCATIONS
from tests.making import DEIR, RAQQA, RUKBAN, mention, related, story

ALL = Query()
URL = "https://news.example/a"
WIRE = (
    "A convoy of 40 trucks carrying flour and medicine reached the besieged city on Monday, the first to do "
    "so by land in three years. Drivers waited two days at the last checkpoint while engineers cleared the "
    "road of mines. Another convoy is being loaded."
)
EDITED = WIRE.replace("reached the besieged city", "arrived in the besieged city")
OTHER = (
    "Snow fell on the tents in the northern fields last night. Families burnt plastic to keep warm, and "
    "doctors in the nearest clinic treated a dozen people for smoke. Trucks with blankets stood behind a "
    "broken bridge."
)


@pytest.fixture(params=[location for places in LOCATIONS.values() for location in places])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = stores.open_store(request.param.format(folder=tmp_path.as_posix()))
    yield opened
    opened.close()


def add(store: Store, text: str, outlet: str, day: str = "2017-09-11", *, title: str = "", **more) -> int:
    given_story = story(title or f"As {outlet} has it", text, outlet=outlet, day=day, **more)
    return store.add(given_story, [mention()])[0].story_id


def clusters(store: Store) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for kept in store.stories(ALL, limit=1000):
        found.setdefault(kept.cluster, set()).add(kept.id)
    return {frozenset(members) for members in found.values()}


# Clusters


def test_one_report_in_several_outlets_is_one_cluster_and_every_story_is_kept(store: Store):
    ids = [add(store, WIRE, "One"), add(store, EDITED, "Two", "2017-09-12"), add(store, OTHER, "Three")]
    ids.append(add(store, WIRE.upper(), "Four", ""))
    assert clusters(store) == {frozenset({ids[0], ids[1], ids[3]}), frozenset({ids[2]})}
    assert [store.story(story_id).look_alike_of for story_id in ids] == [None, ids[0], None, ids[0]]
    for member in (ids[0], ids[1], ids[3]):
        assert [kept.id for kept in store.cluster(member)] == [ids[0], ids[1], ids[3]]
    assert [kept.id for kept in store.cluster(ids[2])] == [ids[2]]
    assert store.count(ALL).stories == 4
    with pytest.raises(NotFoundError):
        store.cluster(99)


@pytest.mark.parametrize(
    ("text", "outlet", "day"),
    [
        (WIRE, "Two", "2017-09-15"),
        (WIRE, "One", "2017-09-12"),
        (WIRE.replace("40", "60"), "Two", "2017-09-11"),
        (WIRE.replace("Monday", "Tuesday"), "Two", "2017-09-12"),
        (OTHER, "Two", "2017-09-11"),
    ],
    ids=["days later", "next day's of the same outlet", "another number", "another weekday", "another text"],
)
def test_reports_that_resemble_each_other_stay_two(store: Store, text: str, outlet: str, day: str):
    add(store, WIRE, "One", url=URL)
    add(store, text, outlet, day, url=f"{URL}/2")
    assert len(clusters(store)) == 2


def test_reports_in_one_mould_from_two_places_stay_two(store: Store):
    store.add(story("A", OTHER, outlet="One", day="2017-09-11"), [mention(RAQQA)])
    store.add(story("B", OTHER, outlet="Two", day="2017-09-11"), [mention(DEIR)])
    assert len(clusters(store)) == 2


@pytest.mark.parametrize(
    ("title", "outlet", "day", "together"),
    [
        ("قصف على  الرقّة صباح اليوم", "Two", "2017-09-14", True),
        ("قصف على الرقة صباح اليوم", "Two", "2017-09-15", False),
        ("قصف على الرقة صباح اليوم", "Two", "", False),
        ("قصف على الرقة صباح أمس", "Two", "2017-09-11", False),
        ("قصف على الرقة صباح اليوم", "One", "2017-09-12", False),
    ],
    ids=["days apart", "too late", "undated", "other words", "same outlet, next day"],
)
def test_headlines_must_be_equal_and_near(store: Store, title: str, outlet: str, day: str, together: bool):
    add(store, "", "One", title="قصف على الرقة صباح اليوم")
    add(store, "", outlet, day, title=title)
    assert (len(clusters(store)) == 1) is together


def test_headlines_that_may_head_anything_tell_nothing(store: Store):
    add(store, "", "One", title="Live updates")
    add(store, "", "Two", title="Live updates")
    assert len(clusters(store)) == 2


def test_small_differences_do_not_chain(store: Store):
    words = OTHER.split()
    texts = [words[6 * step :] + ["alpha beta"] * step for step in range(3)]
    first, second, third = (
        add(store, " ".join(text), outlet)
        for text, outlet in zip(texts, ("One", "Two", "Three"), strict=True)
    )
    assert clusters(store) == {frozenset({first, second}), frozenset({third})}
    again = add(store, " ".join(texts[1]), "Four")
    assert store.story(again).look_alike_of == first, "the middle one is like both"
    assert likeness.likeness(*(Telling("", 1, likeness.words_of(" ".join(text))) for text in texts[1:])) > 0


def test_a_new_version_leaves_its_cluster_and_the_others_stay_together(store: Store):
    first = add(store, WIRE, "One", url=URL)
    second, third = add(store, EDITED, "Two"), add(store, WIRE, "Three")
    add(store, OTHER, "One", url=URL)
    assert clusters(store) == {frozenset({first}), frozenset({second, third})}
    add(store, WIRE, "One", url=URL)
    assert clusters(store) == {frozenset({first, second, third})}
    assert store.check() == []


def test_a_day_that_becomes_known_decides_anew(store: Store):
    first, second = add(store, WIRE, "One"), add(store, WIRE, "Two", "", url=URL)
    assert clusters(store) == {frozenset({first, second})}
    add(store, WIRE, "Two", "2018-01-01", url=URL)
    assert clusters(store) == {frozenset({first}), frozenset({second})}


def test_undoing_the_first_story_of_a_cluster_leaves_the_others_together(store: Store):
    batch = store.begin_batch("one")
    store.add(story("A", WIRE, outlet="One", day="2017-09-11"), [mention()], batch=batch)
    second, third = add(store, EDITED, "Two"), add(store, EDITED, "Three")
    store.undo_batch(batch)
    assert clusters(store) == {frozenset({second, third})}
    fourth = add(store, WIRE, "Four")
    assert clusters(store) == {frozenset({second, third, fourth})}
    assert store.check() == []


_TEXTS = st.sampled_from([WIRE, EDITED, OTHER, OTHER.replace("last night", "at dawn"), "A few words.", ""])
_OUTLETS = st.sampled_from(["One", "Two", "Three"])
_DAYS = st.sampled_from(["2017-09-11", "2017-09-12", "2017-09-20", ""])


@given(st.lists(st.tuples(_TEXTS, _OUTLETS, _DAYS), max_size=9))
@settings(max_examples=30, deadline=None)
def test_undoing_is_as_if_it_had_not_been(told):
    def fill(store: Store, chosen: list[int]) -> None:
        for number in chosen:
            text, outlet, day = told[number]
            given_story = story("Four words of headline", text, outlet=outlet, day=day, source_id=str(number))
            store.add(given_story, [mention()], batch=batch if number % 2 else None)

    seen = []
    for chosen in ([n for n in range(len(told)) if not n % 2], list(range(len(told)))):
        store = stores.open_store(":memory:")
        batch = store.begin_batch("odd ones")
        fill(store, chosen)
        store.undo_batch(batch)
        groups: dict[int, list[str]] = {}
        for kept in sorted(store.stories(ALL), key=lambda kept: kept.id):
            groups.setdefault(kept.cluster, []).append(kept.source_id)
        seen.append(sorted(groups.values()))
        assert store.check() == []
        store.close()
    assert seen[0] == seen[1]


def test_a_scan_says_which_stories_tell_one_report(store: Store):
    first = add(store, WIRE, "One", "2017-09-12")
    add(store, EDITED, "Two", "2017-09-11")
    add(store, EDITED, "Three", "")
    assert store.scan().stories.report.tolist() == [first] * 3


# Versions


def test_a_changed_story_keeps_its_older_texts_and_their_mentions_leave_the_map(store: Store):
    first = add(store, "The first text.", "One", url=URL, title="First")
    store.add(story("Second", "The second text.", url=URL, outlet="One"), [mention(DEIR)])
    store.add(story("Third", "The third text.", url=URL, outlet="One"), [mention(RUKBAN)])
    versions = store.versions(first)
    assert [(found.version, found.title, found.text) for found in versions] == [
        (1, "First", "The first text."),
        (2, "Second", "The second text."),
        (3, "Third", "The third text."),
    ]
    assert [found.seen for found in versions] == sorted(found.seen for found in versions)
    assert versions[0].seen == store.story(first).added
    assert [kept.place_id for kept in store.mentions(first)] == [RUKBAN.id]
    assert [place.id for place, _, _ in store.scan().spots] == [RUKBAN.id]
    assert store.stories(Query(text="first")) == []
    with pytest.raises(NotFoundError):
        store.versions(99)


def test_a_story_that_never_changed_has_one_version(store: Store):
    first = add(store, "The text.", "One")
    assert [found.version for found in store.versions(first)] == [1]


# What was fetched


def answer(body: bytes, address: str = URL, *, minute: int = 0, **more) -> Fetched:
    return Fetched(
        address,
        f"{address}/final",
        datetime(2026, 1, 2, 3, minute, tzinfo=UTC),
        200,
        "text/html; charset=windows-1256",
        hashlib.sha256(body).hexdigest(),
        body,
        **more,
    )


def test_what_an_address_answered_comes_back_byte_for_byte(store: Store):
    version = store.data_version()
    given_answers = [
        answer(
            "قصف".encode("cp1256") * 1000,
            etag='"a"',
            last_modified="Fri",
            archived="https://web.archive.org/1",
        ),
        answer(bytes(range(256)), minute=1),
        answer(b"", minute=2),
    ]
    numbers = [store.keep_fetched(given_answer) for given_answer in given_answers]
    assert numbers == sorted(set(numbers))
    assert store.fetched(URL) == given_answers[::-1]
    assert store.fetched("https://news.example/never") == []
    assert store.data_version() == version


def test_the_same_answer_again_is_another_answer(store: Store):
    first, second = answer(b"body"), answer(b"body", minute=5)
    for given_answer in (second, first):
        store.keep_fetched(given_answer)
    store.keep_fetched(answer(b"body", "https://news.example/b"))
    assert store.fetched(URL) == [second, first]


def test_a_wrong_hash_is_put_right(store: Store):
    store.keep_fetched(replace(answer(b"body"), sha256="0" * 64))
    assert store.fetched(URL)[0].sha256 == hashlib.sha256(b"body").hexdigest()


def test_an_archived_copy_is_kept_and_may_become_known_later(store: Store):
    given_story = story("A", "text", url=URL)
    [outcome] = store.add(given_story, [mention()])
    assert store.story(outcome.story_id).archived == ""
    archived = replace(given_story, archived="https://web.archive.org/web/2026/https://news.example/a")
    assert store.add(archived, [mention()])[0].status == "updated"
    assert store.add(given_story, [mention()])[0].status == "unchanged"
    assert store.story(outcome.story_id).archived == archived.archived


def test_related_headlines_are_in_clusters_of_their_own(store: Store):
    for outlet in ("One", "Two"):
        headlines = [(related("Four words of headline"), [mention()])]
        store.add(story(f"T {outlet}", f"Text {outlet}", outlet=outlet), [], headlines)
    assert len(clusters(store)) == 4
