"""The page of watches, its feeds, and who may change them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.services import Services
from dashboard.watching.watchman import Watchman
from geodata.gazetteer.index import Gazetteer
from geodata.settings import Settings
from geodata.stores.port import Store
from geodata.stores.watch_keeping import Finding, Rule, RuleKind
from geodata.watching.sending import sender
from tests.making import DEIR, RAQQA, RUKBAN, mention, story
from tests.unit.dashboard.adding.test_adding import begin, settle
from tests.unit.dashboard.feeds.test_feeds import _feed, check_rfc_4287
from tests.web import LocalServer

PAGE = {"X-Conflict-Map": "page"}
ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "203.0.113.7"}}
AREA = "38.9 35.9,39.1 35.9,39.1 36.0,38.9 36.0"


def entries(store: Store, number: int) -> list:
    """The entries, once there are so many."""
    end = time.monotonic() + 20
    while len(found := store.watch_entries()) < number and time.monotonic() < end:
        time.sleep(0.02)
    return found


def test_what_is_added_on_the_page_makes_an_entry(client: FlaskClient, store: Store) -> None:
    store.add(story("Before", "Before in Raqqa", day="2017-10-01"), [mention()])
    given = {"name": "الرقة", "kind": "story", "number": "", "asked": f"place={RAQQA.id}"}
    answer = client.post("/api/watches", data=given, headers=PAGE)
    assert (answer.status_code, answer.json["watch"]) == (201, 1)
    job = begin(client, text="Shells fell on Raqqa on Monday, residents said.", published="2017-10-12")
    settle(client, client.post(f"/api/adding/{job['job']}/keep", headers=PAGE).json)
    [entry] = entries(store, 1)
    assert entry.finding.story == 2
    for language, why in (("en", "A story came in"), ("ar", "ورد خبر")):
        page = client.get(f"/watch?lang={language}").text
        assert why in page
        assert f'href="/story/2?lang={language}"' in page
        assert f'href="/?lang={language}&amp;place={RAQQA.id}"' in page


def test_the_form_watches_the_filters_of_the_map_without_its_period(client: FlaskClient) -> None:
    page = client.get(f"/watch?place={RUKBAN.id}&from=2017&to=2018&text=%3Cb%3E&zoom=3").text
    assert f'name="asked" value="place={RUKBAN.id}&amp;text=%3Cb%3E"' in page
    assert "from=2017" not in page
    assert "Rukban · “&lt;b&gt;”" in page


def test_a_silence_is_told_as_soon_as_it_is_watched(client: FlaskClient, store: Store) -> None:
    store.add(story("Rukban", "Rukban camp", day="2017-06-01"), [mention(RUKBAN)])
    store.add(story("Raqqa", "Raqqa city", day="2017-10-01"), [mention()])
    given = {"name": "Camp", "kind": "silence", "number": "4", "asked": f"place={RUKBAN.id}"}
    assert client.post("/api/watches", data=given, headers=PAGE).status_code == 201
    assert [entry.finding.count for entry in entries(store, 1)] == [17]


def test_only_who_may_change_watches_and_only_from_our_own_page(client: FlaskClient, store: Store) -> None:
    given = {"name": "x", "asked": ""}
    assert client.post("/api/watches", data=given).status_code == 403
    assert client.post("/api/watches", data=given, headers=PAGE, **ELSEWHERE).status_code == 403
    watch = store.add_watch(Rule(name="Kept", asked=(), webhook="https://hooks.example/secret-token"))
    assert client.post(f"/api/watches/{watch.id}/remove", headers=PAGE, **ELSEWHERE).status_code == 403
    page = client.get("/watch", **ELSEWHERE).text
    assert "Kept" in page
    assert "data-watch" not in page
    assert "webhook" not in page
    here = client.get("/watch").text
    assert "has a webhook" in here
    assert "secret-token" not in here
    assert client.post(f"/api/watches/{watch.id}/remove", headers=PAGE).status_code == 200
    assert store.watches() == []


def test_a_drawn_area_is_told_to_those_alone_who_may_change_it(client: FlaskClient, store: Store) -> None:
    store.add_watch(Rule(name="Drawn", asked=(("area", AREA),)))
    assert "38.9" in client.get("/watch").text
    assert "38.9" not in client.get("/watch", **ELSEWHERE).text
    for address in ("/watch.atom", "/watch/1.atom"):
        assert "38.9" not in client.get(address).text


@pytest.mark.parametrize(
    "given",
    [
        {"name": ""},
        {"kind": "mentions"},
        {"kind": "mentions", "number": "-3"},
        {"kind": "silence", "number": "1e3"},
        {"kind": "rumour"},
        {"asked": "event=no_such_event"},
        {"asked": "text=" + "x" * 30_000},
        {"name": "x" * 200},
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(client: FlaskClient, store: Store, given: dict) -> None:
    answer = client.post("/api/watches", data={"name": "x", "asked": ""} | given, headers=PAGE)
    assert answer.status_code == 400
    assert answer.json["error"]
    assert store.watches() == []


def test_feeds_are_atom_and_their_entries_keep_their_ids(client: FlaskClient, store: Store) -> None:
    one = store.add_watch(Rule(name="One & <two>", asked=()))
    other = store.add_watch(Rule(name="Other", asked=(), kind=RuleKind.SILENCE, number=4))
    [kept] = store.add(story("Fire & <b>smoke</b>", "Fire in Raqqa"), [mention()])
    store.add_findings(one.id, [Finding(key="story:1", story=kept.story_id, title="Fire & <b>smoke</b>")])
    store.add_findings(one.id, [Finding(key="story:99", story=99, title="Gone")])
    store.add_findings(other.id, [Finding(key="silence:always", count=5)])
    whole, alone = _feed(client, "/watch.atom"), _feed(client, f"/watch/{one.id}.atom?lang=ar")
    for feed in (whole, alone):
        check_rfc_4287(feed)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [len(feed.findall(f"{atom}entry")) for feed in (whole, alone)] == [3, 2]
    ids = {each.findtext(f"{atom}id"): each for each in whole.findall(f"{atom}entry")}
    assert set(ids) > {each.findtext(f"{atom}id") for each in alone.findall(f"{atom}entry")}
    links = {each.find(f"{atom}link").get("href") for each in alone.findall(f"{atom}entry")}
    assert links == {"http://localhost/story/1?lang=ar", f"http://localhost/watch?lang=ar#watch-{one.id}"}
    assert client.get("/watch/77.atom").status_code == 404


def test_a_feed_is_not_sent_again_before_it_changes(client: FlaskClient, store: Store) -> None:
    watch = store.add_watch(Rule(name="One", asked=()))
    tag = client.get("/watch.atom").headers["ETag"]
    assert client.get("/watch.atom", headers={"If-None-Match": tag}).status_code == 304
    store.add_findings(watch.id, [Finding(key="story:1", story=1)])
    assert client.get("/watch.atom", headers={"If-None-Match": tag}).status_code == 200


@pytest.fixture
def hook() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def test_a_webhook_is_told_while_the_map_is_served(
    store: Store, gazetteer: Gazetteer, hook: LocalServer
) -> None:
    hook.page("/hook", b"")
    store.add_watch(Rule(name="Deir", asked=(("place", DEIR.id),), webhook=hook.url("/hook", "127.0.0.1")))
    store.add(story("Deir", "Deir ez-Zor", day="2017-10-01"), [mention(DEIR)])
    services = Services(store, gazetteer)
    watchman = Watchman(services, sender(Settings(webhooks="loopback")))
    for _ in range(2):
        watchman.look()
        assert watchman.settled(20)
    assert [visit.path for visit in hook.visits] == ["/hook"]
    assert b"latitude" not in hook.visits[0].body
    assert b"35.34" not in hook.visits[0].body


def test_what_waited_is_told_when_the_map_is_served_again_if_that_is_on(
    store: Store, gazetteer: Gazetteer, hook: LocalServer
) -> None:
    hook.page("/hook", b"")
    watch = store.add_watch(Rule(name="All", asked=(), webhook=hook.url("/hook", "127.0.0.1")))
    store.add(story("Deir", "Deir ez-Zor"), [mention(DEIR)])
    store.add_findings(watch.id, [Finding(key="story:1", story=1, title="Deir")])
    server: Flask = create_app(Services(store, gazetteer), Settings()).server
    assert server is not None
    assert store.next_delivery() is not None
    create_app(Services(store, gazetteer), Settings(webhooks="loopback"))
    end = time.monotonic() + 20
    while store.next_delivery() is not None and time.monotonic() < end:
        time.sleep(0.02)
    assert len(hook.visits) == 1
