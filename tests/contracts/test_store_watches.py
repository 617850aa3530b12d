"""What every store must do with watches: an entry once a key, a delivery claimed by one, and told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from geodata import stores
from geodata.errors import NotFoundError
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Delivery, Finding, Rule, RuleKind
from tests.contracts.test_stores import LOCATIONS
from tests.making import mention, story

NOW = datetime(2100, 1, 1, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
RULE = Rule(
    name="Raqqa, strikes",
    asked=(("place", "sy-raqqa"), ("text", "غارة")),
    kind=RuleKind.MENTIONS,
    number=7,
    after=3,
    webhook="https://hooks.example/1",
    secret="word",
)
WEEK = Finding(key="week:2017-10-09", first=date(2017, 10, 9), last=date(2017, 10, 15), count=9)
STORY = Finding(key="story:4", story=4, title="عنوان", url="https://news.example/4")


@pytest.fixture(params=[location for places in LOCATIONS.values() for location in places])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = stores.open_store(request.param.format(folder=tmp_path.as_posix()))
    yield opened
    opened.close()


def test_a_new_database_has_none(store: Store) -> None:
    assert (store.watches(), store.watch_entries(), store.next_delivery()) == ([], [], None)
    assert (store.last_story(), store.watch_entry_counts()) == (0, {})


def test_a_watch_comes_back_as_it_went_in(store: Store) -> None:
    made = store.add_watch(RULE)
    assert made.rule == RULE
    assert store.watches() == [made] == [store.watch(made.id)]
    assert store.check() == []


def test_the_number_of_a_watch_is_never_given_twice(store: Store) -> None:
    first = store.add_watch(RULE)
    store.remove_watch(first.id)
    assert store.add_watch(RULE).id > first.id


def test_the_last_story_is_the_highest_there_ever_was(store: Store) -> None:
    batch = store.begin_batch("first")
    [kept] = store.add(story("one", "text"), [mention()], batch=batch)
    assert store.last_story() == kept.story_id
    store.undo_batch(batch)
    assert store.last_story() == kept.story_id


def test_an_entry_is_made_once_for_each_key(store: Store) -> None:
    one, other = store.add_watch(RULE), store.add_watch(RULE)
    made = store.add_findings(one.id, [WEEK, STORY, WEEK])
    assert [entry.finding for entry in made] == [WEEK, STORY]
    assert store.add_findings(one.id, [STORY]) == []
    assert len(store.add_findings(other.id, [STORY])) == 1
    assert [entry.finding for entry in store.watch_entries(one.id)] == [STORY, WEEK]
    assert len(store.watch_entries()) == 3
    assert store.watch_entries(limit=1, offset=2)[0].finding == WEEK
    assert store.watch_entry_counts() == {one.id: 2, other.id: 1}


def test_what_there_is_not_is_not_found(store: Store) -> None:
    for ask in (store.watch, store.remove_watch, lambda number: store.add_findings(number, [STORY])):
        with pytest.raises(NotFoundError, match="watch list"):
            ask(10**30)
    assert store.watch_entries(10**30) == []


def test_removing_a_watch_takes_its_entries_alone(store: Store) -> None:
    one, other = store.add_watch(RULE), store.add_watch(RULE)
    store.add_findings(one.id, [WEEK, STORY])
    store.add_findings(other.id, [STORY])
    assert store.remove_watch(one.id) == 2
    assert [entry.watch for entry in store.watch_entries()] == [other.id]


def test_without_a_webhook_nothing_waits_to_be_told(store: Store) -> None:
    watch = store.add_watch(Rule(name="quiet", asked=()))
    [entry] = store.add_findings(watch.id, [STORY])
    assert entry.delivery is Delivery.NONE
    assert store.claim_delivery(NOW, LATER) is None


def test_a_delivery_is_claimed_by_one_until_its_time_is_over(store: Store) -> None:
    store.add_findings(store.add_watch(RULE).id, [STORY])
    claimed = store.claim_delivery(NOW, LATER)
    assert claimed is not None
    assert (claimed.tries, claimed.first_try, claimed.delivery) == (1, NOW, Delivery.WAITING)
    assert store.claim_delivery(NOW, LATER) is None
    assert store.next_delivery() == LATER
    again = store.claim_delivery(LATER, LATER + timedelta(minutes=5))
    assert again is not None
    assert (again.number, again.tries, again.first_try) == (claimed.number, 2, NOW)


def test_what_was_sent_stays_sent(store: Store) -> None:
    [entry] = store.add_findings(store.add_watch(RULE).id, [STORY])
    store.record_delivery(entry.number, Delivery.WAITING, at=LATER, trouble="busy")
    assert (store.claim_delivery(NOW, LATER), store.next_delivery()) == (None, LATER)
    store.record_delivery(entry.number, Delivery.SENT, at=NOW)
    store.record_delivery(entry.number, Delivery.WAITING, at=NOW, trouble="too late to say")
    [kept] = store.watch_entries()
    assert (kept.delivery, kept.delivered, kept.trouble) == (Delivery.SENT, NOW, "")
    assert store.claim_delivery(LATER, LATER) is None


def test_what_was_given_up_is_not_tried_again(store: Store) -> None:
    [entry] = store.add_findings(store.add_watch(RULE).id, [STORY])
    store.record_delivery(entry.number, Delivery.GIVEN_UP, at=NOW, trouble="no answer")
    assert store.claim_delivery(LATER, LATER) is None
    assert store.watch_entries()[0].trouble == "no answer"
