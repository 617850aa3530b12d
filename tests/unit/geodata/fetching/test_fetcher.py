"""Fetching from a server that plays well and badly."""

from __future__ import annotations

import gc
import gzip
import hashlib
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from geodata.errors import UsageError
from geodata.fetching import UNCHANGED, FetchError, Policy, Trouble
from tests.web import HOST, Clock, LocalServer, Names, Visit, local_fetcher

PAGE = "<html><title>الرقة</title><p>In Raqqa.</p></html>".encode()
# Without a time, so that the names of tests are the same every time.
TWICE = gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0)


def trouble_of(fetch: Callable[[], object]) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch()
    error = caught.value
    assert error.reason.endswith((".", ")."))
    assert error.remedy.endswith(".")
    assert "{}" not in error.reason
    return error


def test_a_page_comes_back_byte_for_byte(server: LocalServer, clock: Clock):
    address = server.page("/story", PAGE, ETag='"1"', Last_Modified="Thu, 12 Oct 2017 00:00:00 GMT")
    fetched = local_fetcher(server, clock=clock).fetch(address)
    assert (fetched.address, fetched.final_address, fetched.status) == (address, address, 200)
    assert fetched.body == PAGE
    assert fetched.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert fetched.content_type == "text/html; charset=utf-8"
    assert fetched.at == clock.now()
    assert (fetched.etag, fetched.last_modified) == ('"1"', "Thu, 12 Oct 2017 00:00:00 GMT")


def test_it_says_who_asks_and_nothing_else(server: LocalServer):
    server.page("/b", PAGE, Set_Cookie="a=b")
    address = server.redirect("/a", "/b")
    server.pages["/a"] = lambda visit: visit.answer(302, Location="/b", Set_Cookie="c=d")
    fetcher = local_fetcher(server, user_agent="Example/1 (+mailto:desk@example.org)")
    fetcher.fetch(address)
    fetcher.fetch(address)
    for visit in server.visits:
        assert visit.headers["User-Agent"] == "Example/1 (+mailto:desk@example.org)"
        assert visit.headers["Host"] == f"{HOST}:{server.port}"
        assert not {"Cookie", "Referer", "Authorization"} & set(visit.headers)


def test_redirects_are_followed_and_the_end_is_told(server: LocalServer):
    server.page("/الرقة/3".encode().decode(), PAGE)
    server.page("/%D8%A7%D9%84%D8%B1%D9%82%D8%A9/3", PAGE)
    server.behave("/2", lambda visit: visit.answer(301, Location="../الرقة/3".encode().decode("latin-1")))
    fetched = local_fetcher(server).fetch(server.redirect("/1", "/2"))
    assert fetched.address == server.url("/1")
    assert fetched.final_address == server.url("/%D8%A7%D9%84%D8%B1%D9%82%D8%A9/3")
    assert fetched.body == PAGE


@pytest.mark.parametrize(
    ("location", "trouble"),
    [
        ("http://10.0.0.1/", Trouble.NOT_PUBLIC),
        ("http://169.254.169.254/latest/meta-data/", Trouble.NOT_PUBLIC),
        ("http://127.0.0.2/", Trouble.NOT_PUBLIC),
        ("http://[::1]/", Trouble.NOT_PUBLIC),
        ("http://[::ffff:10.0.0.1]/", Trouble.NOT_PUBLIC),
        ("http://0.0.0.0/", Trouble.NOT_PUBLIC),
        ("http://inside.test/", Trouble.NOT_PUBLIC),
        ("http://half-inside.test/", Trouble.NOT_PUBLIC),
        ("http://news.test:22/", Trouble.PORT),
        ("http://user:secret@news.test/", Trouble.CREDENTIALS),
        ("http://nowhere.invalid/", Trouble.NO_SUCH_HOST),
        ("file:///etc/passwd", Trouble.NOT_AN_ADDRESS),
        ("gopher://news.test/", Trouble.NOT_AN_ADDRESS),
        ("", Trouble.REDIRECT_NOWHERE),
    ],
)
def test_a_redirect_leads_nowhere_it_must_not(
    server: LocalServer, names: Names, location: str, trouble: Trouble
):
    names.known = {"inside.test": ["192.168.1.1"], "half-inside.test": ["127.0.0.1", "fd00::1"]}
    address = server.redirect("/a", location)
    error = trouble_of(lambda: local_fetcher(server, names=names).fetch(address))
    assert error.trouble is trouble
    assert error.address == address
    assert "secret" not in str(error)
    assert server.paths == ["/a"]


def test_a_name_is_looked_up_once_for_the_check_and_the_connection(server: LocalServer):
    class Rebinding(Names):
        def __call__(self, host, port, limit):
            self.known[host] = ["127.0.0.1"] if host not in self.asked else ["10.0.0.1"]
            return super().__call__(host, port, limit)

    names = Rebinding()
    # robots.txt is the one request that gets the public address; the page is refused, not connected to.
    error = trouble_of(lambda: local_fetcher(server, names=names).fetch(server.page("/a", PAGE)))
    assert error.trouble is Trouble.NOT_PUBLIC
    assert (len(names.asked), len(server.visits)) == (2, 1)


def test_redirects_in_a_circle_or_without_end(server: LocalServer):
    server.redirect("/b", "/a")
    error = trouble_of(lambda: local_fetcher(server).fetch(server.redirect("/a", "/b")))
    assert error.trouble is Trouble.REDIRECT_LOOP
    for number in range(20):
        server.redirect(f"/{number}", f"/{number + 1}")
    server.visits.clear()
    error = trouble_of(lambda: local_fetcher(server, redirects=3).fetch(server.url("/0")))
    assert error.trouble is Trouble.REDIRECTS
    assert server.paths == ["/0", "/1", "/2", "/3"]


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (404, Trouble.NOT_FOUND),
        (410, Trouble.GONE),
        (401, Trouble.REFUSED),
        (403, Trouble.REFUSED),
        (451, Trouble.REFUSED),
        (418, Trouble.STATUS),
        (206, Trouble.STATUS),
        (304, Trouble.STATUS),
        (500, Trouble.SERVER),
        (502, Trouble.SERVER),
        (503, Trouble.BUSY),
        (429, Trouble.BUSY),
    ],
)
def test_what_is_no_page_is_told(server: LocalServer, status: int, trouble: Trouble):
    address = server.page("/a", b"" if status == 304 else b"sorry", status)
    error = trouble_of(lambda: local_fetcher(server).fetch(address))
    assert error.trouble is trouble
    assert server.paths == ["/a"]


@pytest.mark.parametrize(
    "kind", ["image/png", "application/pdf", "video/mp4", "audio/mpeg", "font/woff2", "IMAGE/JPEG; q=1"]
)
def test_what_no_reader_can_read_is_not_loaded(server: LocalServer, kind: str):
    address = server.behave("/a", lambda visit: _endless(visit, kind))
    error = trouble_of(lambda: local_fetcher(server).fetch(address))
    assert error.trouble is Trouble.WRONG_TYPE
    assert "{}" not in error.reason


def _endless(visit: Visit, kind: str = "text/html") -> None:
    visit.head(200, Content_Type=kind)
    visit.drip(b"<p>more</p>" * 10_000, 0.0)


def test_an_endless_body_ends_at_its_limit(server: LocalServer):
    address = server.behave("/a", _endless)
    error = trouble_of(lambda: local_fetcher(server, largest=1_000_000).fetch(address))
    assert (error.trouble, error.detail) == (Trouble.TOO_LARGE, 1)


def test_a_body_that_says_it_is_too_large_is_not_loaded(server: LocalServer):
    address = server.behave("/a", lambda visit: visit.head(200, Content_Length=str(10**12)))
    assert trouble_of(lambda: local_fetcher(server).fetch(address)).trouble is Trouble.TOO_LARGE


def test_an_endless_chunked_body_ends_at_its_limit(server: LocalServer):
    def chunked(visit: Visit) -> None:
        visit.head(200, Content_Type="text/html", Transfer_Encoding="chunked")
        visit.drip(b"2710\r\n" + b"x" * 10_000 + b"\r\n", 0.0)

    error = trouble_of(lambda: local_fetcher(server, largest=500_000).fetch(server.behave("/a", chunked)))
    assert error.trouble is Trouble.TOO_LARGE


@pytest.mark.parametrize("pause", [0.02, 5.0])
@pytest.mark.parametrize("where", ["status", "headers", "body", "nothing"])
def test_a_slow_answer_ends_in_time(server: LocalServer, where: str, pause: float):
    def slow(visit: Visit) -> None:
        if where == "status":
            visit.wfile.write(b"HTTP/1.1 200 ")
        elif where == "headers":
            visit.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        elif where == "body":
            visit.head(200, Content_Type="text/html", Content_Length="100000")
        if where != "nothing":
            visit.drip(b"x", pause)
        visit.server.stopping.wait(5.0)

    fetcher = local_fetcher(server, read_timeout=0.3, total_timeout=0.8)
    address = server.behave("/a", slow)
    begun = time.monotonic()
    assert trouble_of(lambda: fetcher.fetch(address)).trouble is Trouble.TIMEOUT
    assert time.monotonic() - begun < 4.0


def test_endless_informational_answers_end_in_time(server: LocalServer):
    address = server.behave("/a", lambda visit: visit.drip(b"HTTP/1.1 100 Continue\r\n\r\n", 0.01))
    error = trouble_of(lambda: local_fetcher(server, total_timeout=0.5).fetch(address))
    assert error.trouble is Trouble.TIMEOUT


def test_huge_headers_are_refused(server: LocalServer):
    def huge(visit: Visit) -> None:
        visit.wfile.write(b"HTTP/1.1 200 OK\r\n")
        visit.drip(b"X-Filler: " + b"x" * 5000 + b"\r\n", 0.0)

    error = trouble_of(lambda: local_fetcher(server).fetch(server.behave("/a", huge)))
    assert error.trouble is Trouble.NOT_HTTP


def test_what_is_no_http_is_told(server: LocalServer):
    address = server.behave("/a", lambda visit: visit.wfile.write(b"220 mail.example ESMTP\r\n\r\n"))
    assert trouble_of(lambda: local_fetcher(server).fetch(address)).trouble is Trouble.NOT_HTTP


@pytest.mark.parametrize("head", ["nothing", "length", "chunked", "gzip"])
def test_an_answer_that_breaks_off_is_not_taken_for_a_story(server: LocalServer, head: str):
    def broken(visit: Visit) -> None:
        if head == "length":
            visit.head(200, Content_Type="text/html", Content_Length="1000")
        elif head == "chunked":
            visit.head(200, Content_Type="text/html", Transfer_Encoding="chunked")
            visit.wfile.write(b"3E8\r\n")
        elif head == "gzip":
            visit.head(200, Content_Type="text/html", Content_Encoding="gzip")
            visit.wfile.write(gzip.compress(PAGE * 10)[:-20])
            return
        if head != "nothing":
            visit.wfile.write(PAGE)

    error = trouble_of(lambda: local_fetcher(server).fetch(server.behave("/a", broken)))
    assert error.trouble is Trouble.BROKEN_OFF


def _deflated(data: bytes) -> bytes:
    raw = zlib.compressobj(wbits=-15)
    return raw.compress(data) + raw.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", _deflated),
        ("identity", bytes),
        ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]) + b"\0\0"),
    ],
)
def test_packed_bodies_are_unpacked(server: LocalServer, encoding: str, pack: Callable[[bytes], bytes]):
    address = server.page("/a", pack(PAGE * 100), Content_Encoding=encoding)
    assert local_fetcher(server).fetch(address).body == PAGE * 100


def test_a_gzip_bomb_is_not_unpacked(server: LocalServer):
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    address = server.page("/a", bomb, Content_Encoding="gzip")
    error = trouble_of(lambda: local_fetcher(server, largest=2_000_000).fetch(address))
    assert (error.trouble, error.detail) == (Trouble.BOMB, 2)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", b"abc"), ("gzip, gzip", TWICE), ("gzip", PAGE), ("zstd", b"x")],
)
def test_bodies_packed_otherwise_are_refused(server: LocalServer, encoding: str, body: bytes):
    error = trouble_of(
        lambda: local_fetcher(server).fetch(server.page("/a", body, Content_Encoding=encoding))
    )
    assert error.trouble is Trouble.PACKING


def test_a_stream_of_countless_parts_is_refused(server: LocalServer):
    address = server.page("/a", gzip.compress(b"") * 5000, Content_Encoding="gzip")
    assert trouble_of(lambda: local_fetcher(server).fetch(address)).trouble is Trouble.PACKING


def test_an_empty_page_is_told(server: LocalServer):
    assert trouble_of(lambda: local_fetcher(server).fetch(server.page("/a", b" \n"))).trouble is Trouble.EMPTY


def test_a_host_that_does_not_answer_is_told(server: LocalServer):
    with LocalServer() as gone:
        address = gone.url("/a")
    error = trouble_of(lambda: local_fetcher(server, gone).fetch(address))
    assert error.trouble is Trouble.CONNECTION


def test_the_next_address_of_a_host_is_tried(server: LocalServer, names: Names):
    names.known = {"two.test": ["127.0.0.3", "127.0.0.1"]}
    fetcher = local_fetcher(server, names=names, may_ask=lambda address: address.is_loopback)
    server.page("/a", PAGE)
    assert fetcher.fetch(server.url("/a", "two.test")).body == PAGE


def test_what_has_not_changed_is_not_sent_again(server: LocalServer, clock: Clock):
    def conditional(visit: Visit) -> None:
        same = visit.headers["If-None-Match"] == '"1"' and visit.headers["If-Modified-Since"] == "then"
        visit.answer(304) if same else visit.answer(200, PAGE, ETag='"1"', Last_Modified="then")

    server.behave("/b", conditional)
    address = server.redirect("/a", "/b")
    fetcher = local_fetcher(server, clock=clock)
    first = fetcher.fetch(address)
    second = fetcher.fetch(address, first)
    assert second == replace(first, status=UNCHANGED, at=clock.now())
    # What is known of another address is no state of this one.
    assert fetcher.fetch(address, replace(first, final_address=server.url("/c"))).status == 200


def test_what_a_server_once_said_cannot_add_a_header(server: LocalServer):
    address = server.page("/a", PAGE)
    fetcher = local_fetcher(server)
    known = replace(fetcher.fetch(address), etag='"1"\r\nX-Evil: 1', last_modified="ذهب")
    assert fetcher.fetch(address, known).body == PAGE
    assert not {"X-Evil", "If-None-Match", "If-Modified-Since"} & set(server.visits[-1].headers)


@pytest.mark.parametrize("agent", ["", "a\r\nX: y", "خريطة", " a", "a\0"])
def test_a_user_agent_no_header_can_carry_is_refused(agent: str):
    with pytest.raises(UsageError, match="user agent"):
        Policy(user_agent=agent)


def open_sockets() -> int:
    gc.collect()
    found = [one for one in gc.get_objects() if isinstance(one, socket.socket)]
    return sum(one.fileno() != -1 for one in found)


def test_no_connection_stays_open_whatever_happened(server: LocalServer):
    addresses = [
        server.page("/good", PAGE),
        server.page("/missing", b"no", 404),
        server.redirect("/around", "/around"),
        server.behave("/endless", _endless),
        server.behave("/slow", lambda visit: visit.drip(b"x", 0.02)),
        server.behave("/garbage", lambda visit: visit.wfile.write(b"\0" * 1000)),
        server.page("/bomb", gzip.compress(b"\0" * 10_000_000), Content_Encoding="gzip"),
        server.page("/picture", PAGE, Content_Type="image/png"),
    ]
    fetcher = local_fetcher(server, total_timeout=0.4, largest=100_000)
    before = open_sockets()
    troubles = []
    for address in addresses:
        try:
            fetcher.fetch(address)
        except FetchError as error:
            troubles.append(error.trouble)
    assert len(set(troubles)) == len(addresses) - 1
    # The server closes its side when it sees that ours is gone.
    end = time.monotonic() + 3.0
    while open_sockets() > before and time.monotonic() < end:
        time.sleep(0.02)
    assert open_sockets() == before


def test_the_limit_for_all_cuts_the_limit_for_a_piece(server: LocalServer):
    address = server.behave("/a", lambda visit: visit.drip(b"x", 5.0))
    fetcher = local_fetcher(server, read_timeout=30.0, total_timeout=0.5)
    begun = time.monotonic()
    assert trouble_of(lambda: fetcher.fetch(address)).trouble is Trouble.TIMEOUT
    assert time.monotonic() - begun < 4.0
