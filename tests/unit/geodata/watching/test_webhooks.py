"""Webhooks over a server on this machine: told once, tried again, given up; told nowhere they must not."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from geodata.errors import UsageError
from geodata.settings import Settings
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Delivery, Rule
from geodata.watching import Words, tell
from geodata.watching.sending import sender
from geodata.watching.webhooks import CLAIM, GIVEN_UP_AFTER, ID_HEADER, MOST_AT_ONCE, SIGNATURE_HEADER, pause
from tests.making import RAQQA, mention, story
from tests.unit.geodata.watching.conftest import Look
from tests.web import LocalServer, Visit

WORDS = Words({RAQQA.id: RAQQA}.get)
START = datetime(2100, 1, 1, tzinfo=UTC)
PATH = "/hook?token=word"


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hook() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def send():
    made = sender(Settings(webhooks="loopback"))
    assert made is not None
    return made


def entry(store: Store, look_now: Look, hook: LocalServer, *, secret: str = "", path: str = PATH) -> None:
    webhook = hook.url(path, "127.0.0.1")
    rule = Rule(name="Raqqa", asked=(("place", RAQQA.id),), webhook=webhook, secret=secret)
    store.add_watch(rule)
    store.add(story("قصف", "قصف الرقة", day="2017-10-10", url="https://news.example/1"), [mention()])
    assert len(look_now()) == 1


def answers(hook: LocalServer, *statuses: int) -> None:
    """The first status to the first visit, and so on; the last to all others."""
    left = list(statuses)

    def behave(visit: Visit) -> None:
        visit.answer(left.pop(0) if len(left) > 1 else left[0])

    hook.behave(PATH, behave)


def test_what_is_acknowledged_is_told_once(store, look_now, hook, send, clock) -> None:
    entry(store, look_now, hook, secret="كلمة")
    answers(hook, 204)
    told = tell(store, WORDS, send, now=clock)
    assert (told.sent, told.waiting, told.troubles) == (1, 0, {})
    clock.now += timedelta(days=400)
    assert tell(store, WORDS, send, now=clock).sent == 0
    [visit] = hook.visits
    body = json.loads(visit.body)
    assert visit.command == "POST"
    assert body["id"] == visit.headers[ID_HEADER] == visit.headers["Idempotency-Key"]
    assert body["story"] == {"id": 1, "title": "قصف", "url": "https://news.example/1", "page": "/story/1"}
    assert "Raqqa" in body["why"]["en"]
    assert "الرقة" in body["why"]["ar"]
    sealed = hmac.new("كلمة".encode(), visit.body, hashlib.sha256).hexdigest()
    assert visit.headers[SIGNATURE_HEADER] == f"sha256={sealed}"
    [kept] = store.watch_entries()
    assert (kept.delivery, kept.delivered, kept.tries) == (Delivery.SENT, START, 1)


def test_without_a_secret_nothing_is_signed(store, look_now, hook, send, clock) -> None:
    entry(store, look_now, hook)
    answers(hook, 200)
    tell(store, WORDS, send, now=clock)
    assert SIGNATURE_HEADER not in hook.visits[0].headers


def test_after_a_failure_it_is_tried_again_later_with_the_same_id(store, look_now, hook, send, clock) -> None:
    entry(store, look_now, hook)
    answers(hook, 500, 200)
    told = tell(store, WORDS, send, now=clock)
    assert (told.sent, told.waiting) == (0, 1)
    assert told.troubles == {1: "It answered with 500."}
    assert tell(store, WORDS, send, now=clock).sent == 0  # not at once
    assert store.next_delivery() == START + pause(1)
    clock.now = START + pause(1)
    assert tell(store, WORDS, send, now=clock).sent == 1
    assert len({visit.headers[ID_HEADER] for visit in hook.visits}) == 1
    assert len(hook.visits) == 2
    assert store.watch_entries()[0].trouble == ""


def test_a_crash_between_sending_and_writing_down_sends_once_more_with_the_same_id(
    store, look_now, hook, send, clock
) -> None:
    entry(store, look_now, hook)
    answers(hook, 200)

    def send_and_die(*given):
        send(*given)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell(store, WORDS, send_and_die, now=clock)
    assert tell(store, WORDS, send, now=clock).sent == 0  # it may still be on its way
    clock.now += CLAIM
    assert tell(store, WORDS, send, now=clock).sent == 1
    clock.now += timedelta(days=2)
    assert tell(store, WORDS, send, now=clock).sent == 0
    first, second = hook.visits
    assert first.headers[ID_HEADER] == second.headers[ID_HEADER]
    assert first.body == second.body


def test_it_is_given_up_after_a_day(store, look_now, hook, send, clock) -> None:
    entry(store, look_now, hook)
    answers(hook, 503)
    for _ in range(100):
        if store.next_delivery() is None:
            break
        clock.now = max(clock.now, store.next_delivery())
        given_up = tell(store, WORDS, send, now=clock).given_up
    assert given_up == 1
    assert clock.now == START + GIVEN_UP_AFTER
    [kept] = store.watch_entries()
    assert (kept.delivery, kept.trouble) == (Delivery.GIVEN_UP, "It answered with 503.")
    assert 5 < len(hook.visits) < 15


def test_one_dead_webhook_is_asked_once_a_go_and_holds_up_no_other(
    store, look_now, hook, send, clock
) -> None:
    for path in (PATH, "/other"):
        store.add_watch(Rule(name=path, asked=(), webhook=hook.url(path, "127.0.0.1")))
    answers(hook, 500)
    hook.behave("/other", lambda visit: visit.answer(200))
    for number in range(3):
        store.add(story(f"Story {number}", f"text {number} " * 9), [mention()])
    look_now()
    told = tell(store, WORDS, send, now=clock)
    assert (told.sent, told.waiting) == (3, 1)
    assert hook.paths.count(PATH) == 1


def test_a_redirect_is_not_followed(store, look_now, hook, send, clock) -> None:
    entry(store, look_now, hook)
    hook.redirect(PATH, "/elsewhere", 307)
    assert tell(store, WORDS, send, now=clock).troubles == {1: "It answered with 307."}
    assert hook.paths == [PATH]


def test_only_public_addresses_are_told(store, look_now, hook, clock) -> None:
    entry(store, look_now, hook)
    answers(hook, 200)
    public = sender(Settings(webhooks="yes"))
    told = tell(store, WORDS, public, now=clock)
    assert "private network" in told.troubles[1]
    assert "token" not in told.troubles[1]
    assert hook.visits == []


def test_nobody_is_told_unless_it_was_turned_on() -> None:
    assert sender(Settings()) is None
    assert sender(Settings(webhooks="No ")) is None
    with pytest.raises(UsageError, match="loopback"):
        sender(Settings(webhooks="maybe"))


def test_a_server_that_is_not_there_is_a_trouble_in_words(store, look_now, send, clock) -> None:
    with LocalServer() as gone:
        pass
    entry(store, look_now, gone)
    told = tell(store, WORDS, send, now=clock)
    assert told.troubles[1].startswith("The host does not answer")


def test_pauses_grow_up_to_six_hours() -> None:
    minutes = [pause(tries).total_seconds() / 60 for tries in (1, 2, 3, 4, 5, 6, 1000)]
    assert minutes == [1, 4, 16, 64, 256, 360, 360]


def test_no_more_than_some_are_told_in_one_go(store, look_now, hook, send, clock) -> None:
    entry(store, look_now, hook)
    answers(hook, 200)
    assert tell(store, WORDS, send, now=clock, most=0).sent == 0
    assert MOST_AT_ONCE > 0
