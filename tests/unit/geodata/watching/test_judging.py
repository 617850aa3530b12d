"""Where rules are met, and where they are not."""

from __future__ import annotations

import pytest

from geodata.errors import UsageError
from geodata.models import Tag
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Rule, RuleKind
from geodata.watching import checked, look
from tests.making import DEIR, RAQQA, RUKBAN, mention, story
from tests.unit.geodata.watching.conftest import TODAY, Look, MakeWatch

IN_RAQQA = (("place", RAQQA.id),)


def add(store: Store, place=RAQQA, day: str = "2017-10-10", times: int = 1, title: str = "", **more) -> int:
    at = store.last_story() + 1
    given = story(title or f"Story {at}", f"text {at} " * 5, day=day, url=f"https://news.example/{at}")
    found = [mention(place, start=12 + number, **more) for number in range(times)]
    [kept] = store.add(given, found)
    return kept.story_id


def test_each_new_story_is_told_once(store: Store, make_watch: MakeWatch, look_now: Look) -> None:
    add(store)
    make_watch(asked=IN_RAQQA, after=store.last_story())
    assert look_now() == []
    new, _ = add(store, title="خبر"), add(store, DEIR)
    [entry] = look_now()
    assert (entry.finding.key, entry.finding.title) == (f"story:{new}", "خبر")
    assert entry.finding.url == f"https://news.example/{new}"
    assert look_now() == []


def test_a_story_without_a_place_is_told_where_nothing_is_asked_of_places(
    store: Store, make_watch: MakeWatch, look_now: Look
) -> None:
    make_watch(asked=(("text", "bread"),))
    make_watch(asked=(*IN_RAQQA, ("text", "bread")))
    [kept] = store.add(story("Bread is dear", "Bread is dear again."), [])
    assert [(entry.watch, entry.finding.story) for entry in look_now()] == [(1, kept.story_id)]


def test_drawn_areas_are_asked_for(store: Store, make_watch: MakeWatch, look_now: Look) -> None:
    near_raqqa = "38.9 35.9,39.1 35.9,39.1 36.0,38.9 36.0"
    make_watch(asked=(("area", near_raqqa),))
    make_watch(asked=(("bbox", "40,35,41,36"),))
    in_raqqa, in_deir = add(store), add(store, DEIR)
    assert [(entry.watch, entry.finding.story) for entry in look_now()] == [(1, in_raqqa), (2, in_deir)]


def test_event_types_are_asked_for(store: Store, make_watch: MakeWatch, look_now: Look) -> None:
    make_watch(asked=(("event", "air_strike"),))
    struck = add(store, tags=(Tag("event:air_strike", 0, 5, "Story"),))
    add(store)
    assert [entry.finding.story for entry in look_now()] == [struck]


def test_a_week_with_enough_mentions_is_told_once_and_only_if_something_new_is_in_it(
    store: Store, make_watch: MakeWatch, look_now: Look
) -> None:
    add(store, day="2017-10-03", times=3)
    make_watch(asked=IN_RAQQA, kind=RuleKind.MENTIONS, number=3, after=store.last_story())
    add(store, day="2017-10-09", times=2)  # a Monday
    add(store, DEIR, day="2017-10-10", times=3)
    assert look_now() == []
    add(store, day="2017-10-15", times=1)  # the Sunday
    add(store, day="2017-10-16", times=2)  # the next week
    add(store, day="", times=3)
    [entry] = look_now()
    found = entry.finding
    assert (found.key, str(found.first), str(found.last), found.count) == (
        "week:2017-10-09",
        "2017-10-09",
        "2017-10-15",
        3,
    )
    add(store, day="2017-10-11", times=5)
    assert look_now() == []
    add(store, day="2017-10-04", times=1)
    assert [entry.finding.key for entry in look_now()] == ["week:2017-10-02"]


def test_silence_is_measured_up_to_the_newest_story_and_not_up_to_today(
    store: Store, make_watch: MakeWatch, look_now: Look
) -> None:
    make_watch(asked=(("place", RUKBAN.id),), kind=RuleKind.SILENCE, number=4)
    add(store, RUKBAN, day="2017-06-01")
    assert look_now() == []  # the newest of all: an archive that ends here is not silent
    add(store, day="2017-06-28")
    assert look_now() == []
    add(store, day="2017-06-29")
    [entry] = look_now()
    assert (str(entry.finding.first), str(entry.finding.last), entry.finding.count) == (
        "2017-06-01",
        "2017-06-29",
        4,
    )
    add(store, day="2017-08-01")
    assert look_now() == []  # the same silence
    add(store, RUKBAN, day="2017-08-02")
    add(store, day="2017-09-30")
    assert [entry.finding.key for entry in look_now()] == ["silence:2017-08-02"]


def test_a_day_that_has_not_come_makes_no_silence(
    store: Store, make_watch: MakeWatch, look_now: Look
) -> None:
    make_watch(asked=(("place", RUKBAN.id),), kind=RuleKind.SILENCE, number=1)
    add(store, RUKBAN, day="2017-06-01")
    add(store, day="2071-06-01")
    assert look_now() == []


def test_what_was_never_told_of_is_silent_as_long_as_the_collection_is(
    store: Store, make_watch: MakeWatch, look_now: Look
) -> None:
    make_watch(asked=(("place", RUKBAN.id),), kind=RuleKind.SILENCE, number=2)
    assert look_now() == []
    add(store, day="2017-06-01")
    assert look_now() == []
    add(store, day="2017-06-20")
    [entry] = look_now()
    assert (entry.finding.key, entry.finding.first, entry.finding.count) == ("silence:always", None, 2)


def test_a_rule_that_is_not_known_any_more_stops_no_other(store: Store, make_watch: MakeWatch) -> None:
    from geodata.columns.loading import Shelf

    store.add_watch(Rule(name="Old", asked=(("event", "no_such_event"),)))
    make_watch(asked=IN_RAQQA)
    add(store)
    looked = look(store, Shelf(store).columns, TODAY)
    assert (looked.watches, len(looked.entries)) == (2, 1)
    assert [(watch.rule.name, "no_such_event" in why) for watch, why in looked.problems] == [("Old", True)]


def test_nothing_is_read_where_nothing_is_watched(store: Store) -> None:
    def fail():
        raise AssertionError

    assert look(store, fail).watches == 0


@pytest.mark.parametrize(
    "rule",
    [
        Rule(name="  ", asked=()),
        Rule(name="x" * 121, asked=()),
        Rule(name="x", asked=(("from", "yesterday"),)),
        Rule(name="x", asked=(("event", "no_such_event"),)),
        Rule(name="x", asked=(), kind=RuleKind.MENTIONS),
        Rule(name="x", asked=(), kind=RuleKind.SILENCE, number=-1),
        Rule(name="x", asked=(("to", "2017"),), kind=RuleKind.SILENCE, number=1),
        Rule(name="x", asked=(), webhook="ftp://example.org"),
        Rule(name="x", asked=(), webhook="https://me:word@example.org/"),
        Rule(name="x", asked=(), secret="word"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule: Rule) -> None:
    with pytest.raises(UsageError):
        checked(rule)
