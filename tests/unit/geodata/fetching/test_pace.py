"""Politeness: the pace with each host, and robots.txt."""

from __future__ import annotations

import threading
from datetime import timedelta
from email.utils import format_datetime

import pytest

from geodata.fetching import FetchError, Trouble
from geodata.fetching.pace import Pace
from tests.web import Clock, LocalServer, Names, Visit, local_fetcher

PAGE = b"<p>story</p>"


def test_one_request_a_second_to_a_host_and_no_waiting_for_another(server: LocalServer, clock: Clock):
    for path in ("/a", "/b", "/c"):
        server.page(path, PAGE)
    fetcher = local_fetcher(server, clock=clock)
    begun = clock()
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(server.url(path))
    # robots.txt is a request like any other.
    assert (len(server.visits), clock() - begun) == (4, 3.0)
    fetcher.fetch(server.url("/a", "other.test"))
    assert clock() - begun == 4.0  # for its own robots.txt
    clock.time += 10
    clock.slept.clear()
    fetcher.fetch(server.url("/b"))
    assert clock.slept == []


def test_redirects_keep_the_pace(server: LocalServer, clock: Clock):
    server.redirect("/b", "/c")
    server.page("/c", PAGE)
    local_fetcher(server, clock=clock).fetch(server.redirect("/a", "/b"))
    assert clock.slept == [1.0, 1.0, 1.0]


def test_several_at_once_keep_the_pace_together():
    clock = Clock()
    starts: list[float] = []
    lock = threading.Lock()

    def sleep(seconds: float) -> None:
        with lock:
            starts.append(clock() + seconds)

    pace = Pace(clock, sleep)
    threads = [threading.Thread(target=pace.wait, args=("a.test", 1.0)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(starts) == [clock() + turn for turn in range(1, 20)]


def robots(server: LocalServer, text: str) -> None:
    server.page("/robots.txt", text.encode(), Content_Type="text/plain")


def test_robots_txt_is_read_once_and_kept_to(server: LocalServer, clock: Clock):
    robots(server, "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.php$")
    for path in ("/a", "/private/open/a", "/private/a", "/a.php", "/a.php?x"):
        server.page(path, PAGE)
    fetcher = local_fetcher(server, clock=clock)
    for path in ("/a", "/private/open/a", "/a.php?x"):
        assert fetcher.fetch(server.url(path)).body == PAGE
    for path in ("/private/a", "/a.php"):
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(server.url(path))
        assert caught.value.trouble is Trouble.ROBOTS
    assert server.paths == ["/a", "/private/open/a", "/a.php?x"]
    assert len(server.visits) == 4
    clock.time += 25 * 3600
    fetcher.fetch(server.url("/a"))
    assert len(server.visits) == 6


@pytest.mark.parametrize(
    ("agent", "allowed"),
    [("ConflictMap/0.1 (+desk)", False), ("conflictmap", False), ("Example/1 (like ConflictMap)", True)],
)
def test_robots_txt_may_speak_to_us_by_name(server: LocalServer, agent: str, allowed: bool):
    robots(server, "User-agent: *\nAllow: /\n\nUser-agent: ConflictMap\nDisallow: /\n")
    fetcher = local_fetcher(server, user_agent=agent)
    address = server.page("/a", PAGE)
    if allowed:
        fetcher.fetch(address)
    else:
        with pytest.raises(FetchError) as caught:
            fetcher.fetch(address)
        assert caught.value.trouble is Trouble.ROBOTS


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_a_robots_txt_anything_may_be_read(server: LocalServer, status: int):
    server.page("/robots.txt", b"User-agent: *\nDisallow: /", status)
    assert local_fetcher(server).fetch(server.page("/a", PAGE)).body == PAGE


@pytest.mark.parametrize("status", [429, 500, 503])
def test_while_robots_txt_cannot_be_read_nothing_may(server: LocalServer, clock: Clock, status: int):
    server.page("/robots.txt", b"", status)
    address = server.page("/a", PAGE)
    fetcher = local_fetcher(server, clock=clock)
    for _ in range(2):
        with pytest.raises(FetchError, match=str(status)) as caught:
            fetcher.fetch(address)
        assert caught.value.trouble is Trouble.ROBOTS_UNREADABLE
    assert len(server.visits) == 1
    robots(server, "")
    clock.time += 3600
    assert fetcher.fetch(address).body == PAGE


def test_a_robots_txt_that_never_comes_forbids(server: LocalServer):
    server.behave("/robots.txt", lambda visit: visit.drip(b"H", 0.05))
    address = server.page("/a", PAGE)
    with pytest.raises(FetchError, match="timeout") as caught:
        local_fetcher(server, total_timeout=0.4).fetch(address)
    assert caught.value.trouble is Trouble.ROBOTS_UNREADABLE
    assert server.paths == []


def test_robots_txt_may_redirect_but_not_inside(server: LocalServer, names: Names):
    server.redirect("/robots.txt", server.url("/rules", "rules.test"))
    server.page("/rules", b"User-agent: *\nDisallow: /a")
    address = server.page("/a", PAGE)
    with pytest.raises(FetchError) as caught:
        local_fetcher(server, names=names).fetch(address)
    assert caught.value.trouble is Trouble.ROBOTS
    server.redirect("/robots.txt", "http://10.0.0.1/robots.txt")
    with pytest.raises(FetchError) as caught:
        local_fetcher(server, names=names).fetch(address)
    assert caught.value.trouble is Trouble.NOT_PUBLIC


def test_an_endless_robots_txt_counts_as_far_as_it_is_read(server: LocalServer):
    def endless(visit: Visit) -> None:
        visit.head(200, Content_Type="text/plain")
        visit.wfile.write(b"User-agent: *\nDisallow: /a\n")
        visit.drip(b"# and so on\n" * 1000, 0.0)

    server.behave("/robots.txt", endless)
    fetcher = local_fetcher(server)
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(server.page("/a", PAGE))
    assert caught.value.trouble is Trouble.ROBOTS
    assert fetcher.fetch(server.page("/b", PAGE)).body == PAGE


@pytest.mark.parametrize(
    ("stated", "kept"), [("5", 5.0), ("0.1", 1.0), ("3600", 30.0), ("soon", 1.0), ("-1", 1.0)]
)
def test_crawl_delay_is_kept_up_to_a_limit(server: LocalServer, clock: Clock, stated: str, kept: float):
    robots(server, f"User-agent: *\nCrawl-delay: {stated}")
    fetcher = local_fetcher(server, clock=clock)
    for path in ("/a", "/b"):
        fetcher.fetch(server.page(path, PAGE))
    assert clock.slept == [kept, kept]


def busy_once(status: int, wait: str):
    answered: list[Visit] = []

    def behave(visit: Visit) -> None:
        answered.append(visit)
        visit.answer(status, Retry_After=wait) if len(answered) == 1 else visit.answer(200, PAGE)

    return behave


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_asked_again_once_after_the_time_it_names(
    server: LocalServer, clock: Clock, status: int
):
    address = server.behave("/a", busy_once(status, "7"))
    assert local_fetcher(server, clock=clock).fetch(address).body == PAGE
    assert clock.slept == [1.0, 7.0]


def test_the_time_may_be_a_date(server: LocalServer, clock: Clock):
    moment = clock.now() + timedelta(seconds=13)
    address = server.behave("/a", busy_once(503, format_datetime(moment, usegmt=True)))
    assert local_fetcher(server, clock=clock).fetch(address).body == PAGE
    assert clock.slept == [1.0, 12.0]


@pytest.mark.parametrize(
    "wait", ["3600", "99999999999999999999", "soon", "", "Fri, 31 Dec 2099 23:59:59 GMT"]
)
def test_a_site_that_is_busy_for_long_is_left_alone(server: LocalServer, clock: Clock, wait: str):
    address = server.page("/a", b"", 429, Retry_After=wait)
    with pytest.raises(FetchError) as caught:
        local_fetcher(server, clock=clock).fetch(address)
    assert caught.value.trouble is Trouble.BUSY
    assert server.paths == ["/a"]


def test_a_site_that_stays_busy_is_asked_no_third_time(server: LocalServer, clock: Clock):
    address = server.page("/a", b"", 503, Retry_After="2")
    with pytest.raises(FetchError) as caught:
        local_fetcher(server, clock=clock).fetch(address)
    assert caught.value.trouble is Trouble.BUSY
    assert server.paths == ["/a", "/a"]
