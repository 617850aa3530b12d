"""From addresses to stories: pages, feeds and the pages behind them, archived copies, what is kept."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.fetching import UNCHANGED, Fetcher, Later, WebSource
from geodata.fetching import sources as module
from geodata.models import Article, Fetched
from geodata.readers import Defaults, Refusal
from tests.web import Clock, LocalServer, Names, Visit, local_fetcher

SENTENCES = " ".join(
    f"On the {day}th people in Raqqa spoke of the talks with those who had come from Deir ez-Zor."
    for day in range(4, 20)
)


class Notebook:
    """Keeps what was fetched, as a store does."""

    def __init__(self) -> None:
        self.kept: list[Fetched] = []

    def keep_fetched(self, fetched: Fetched) -> int:
        self.kept.append(fetched)
        return len(self.kept)

    def fetched(self, address: str) -> list[Fetched]:
        return [one for one in self.kept if one.address == address]


def page(title: str, text: str = SENTENCES, head: str = "", charset: str = "utf-8") -> bytes:
    paragraphs = "".join(f"<p>{one}.</p>" for one in text.split(". "))
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode(charset)


def entry(title: str, link: str, text: str, more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><description>{text}</description>{more}</item>"


def rss(*entries: str) -> bytes:
    body = "".join(entries)
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title>{body}</channel></rss>'.encode()
    )


def read(server: LocalServer, address: str, **options: object) -> list[Article | Refusal]:
    options = {"fetcher": local_fetcher(server), **options}
    return list(WebSource(address=address, **options).read(Defaults()))


def article(items: list[Article | Refusal]) -> Article:
    (found,) = items
    assert isinstance(found, Article), found
    return found


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


def test_a_page_is_a_story_at_its_address(server: LocalServer, notebook: Notebook):
    server.page("/story", page("Talks in Raqqa"))
    found = article(read(server, server.redirect("/old", "/story"), memory=notebook))
    assert (found.title, found.url) == ("Talks in Raqqa", server.url("/story"))
    assert (found.origin, found.archived) == (server.url("/old"), "")
    assert SENTENCES[:60] in found.text
    (kept,) = notebook.kept
    assert (kept.address, kept.final_address) == (server.url("/old"), server.url("/story"))
    assert kept.body == page("Talks in Raqqa")


def test_a_page_may_name_a_better_address_of_its_own_but_no_other_sites(server: LocalServer):
    canonical = '<link rel="canonical" href="{}">'
    server.page("/a", page("Talks", head=canonical.format(server.url("/talks"))))
    server.page("/b", page("Talks", head=canonical.format("http://other.example/talks")))
    assert article(read(server, server.url("/a"))).url == server.url("/talks")
    assert article(read(server, server.url("/b"))).url == server.url("/b")


def test_the_server_s_word_on_the_charset_is_weighed(server: LocalServer):
    arabic = "محادثات في مدينة الرقة بين وجهاء المدينة ووفد جاء من دير الزور لبحث عودة الأهالي. " * 12
    given = page("محادثات في الرقة", arabic, charset="windows-1256")
    server.page("/right", given, Content_Type="text/html; charset=windows-1256")
    server.page("/wrong", given, Content_Type="text/html; charset=utf-8")
    for path in ("/right", "/wrong"):
        found = article(read(server, server.url(path)))
        assert found.title == "محادثات في الرقة"
        assert "دير الزور" in found.text


def test_a_failure_is_one_item_with_address_reason_and_remedy(server: LocalServer, notebook: Notebook):
    (found,) = read(server, server.url("/missing"), memory=notebook)
    assert isinstance(found, Refusal)
    assert found.origin == server.url("/missing")
    assert "404" in found.reason
    assert found.remedy
    assert notebook.kept == []


def test_a_page_without_a_story_is_refused_and_its_bytes_are_kept(server: LocalServer, notebook: Notebook):
    door = b"<!DOCTYPE html><html><body><form>Name <input> Password <input></form></body></html>"
    (found,) = read(server, server.page("/door", door), memory=notebook)
    assert isinstance(found, Refusal)
    assert found.origin == server.url("/door")
    assert len(notebook.kept) == 1


def test_a_table_s_rows_do_not_all_get_its_address(server: LocalServer):
    table = b"title,url\nTalks in Raqqa,\nTalks in Deir,http://example.org/1\n"
    found = read(server, server.page("/news.csv", table, Content_Type="text/csv"))
    assert [(one.title, one.url) for one in found if isinstance(one, Article)] == [
        ("Talks in Raqqa", ""),
        ("Talks in Deir", "http://example.org/1"),
    ]


def feed_of(server: LocalServer) -> str:
    day = "<pubDate>Thu, 12 Oct 2017 09:00:00 GMT</pubDate>"
    return server.page(
        "/feed",
        rss(
            entry("Talks in Raqqa", server.url("/1"), "People in Raqqa …", day),
            entry("Gone from Deir", server.url("/2"), "Nobody knows …", day),
            entry("All of it", server.url("/3"), SENTENCES, day),
        ),
        Content_Type="application/rss+xml",
    )


def test_a_feed_s_stories_are_read_from_their_pages(server: LocalServer, notebook: Notebook):
    address = feed_of(server)
    server.page("/1", page("Talks in Raqqa"))
    first, second, refused, third = read(server, address, memory=notebook)
    assert isinstance(first, Article)
    assert SENTENCES[:60] in first.text
    assert (first.url, first.outlet) == (server.url("/1"), "Desk")
    assert first.published is not None
    assert first.published.first == date(2017, 10, 12)
    # Where there is no page, what the feed says is kept, and the reason told.
    assert isinstance(second, Article)
    assert (second.url, second.text) == (server.url("/2"), "Nobody knows …")
    assert isinstance(refused, Refusal)
    assert refused.origin == server.url("/2")
    # A feed that carries the whole story is believed.
    assert isinstance(third, Article)
    assert third.text == SENTENCES
    assert server.paths == ["/feed", "/1", "/2"]
    assert [kept.address for kept in notebook.kept] == [address, server.url("/1")]


def test_a_feed_alone_asks_for_no_page(server: LocalServer):
    found = read(server, feed_of(server), feed_only=True)
    assert [one.url for one in found if isinstance(one, Article)] == [server.url(f"/{n}") for n in (1, 2, 3)]
    assert server.paths == ["/feed"]


def test_a_feed_cannot_lead_inside(server: LocalServer, names: Names):
    address = server.page("/feed", rss(entry("Secrets", "http://192.168.1.1/admin", "x …")))
    story, refused = read(server, address, fetcher=local_fetcher(server, names=names))
    assert isinstance(story, Article)
    assert isinstance(refused, Refusal)
    assert "private network" in refused.reason


def test_a_feed_without_end_is_followed_only_so_far(server: LocalServer, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_ENTRIES", 2)
    address = server.page("/feed", rss(*(entry(f"{n}", server.url(f"/{n}"), "…") for n in range(5))))
    for number in range(5):
        server.page(f"/{number}", page(f"Story {number}"))
    found = read(server, address)
    assert server.paths == ["/feed", "/0", "/1"]
    assert sum(isinstance(one, Article) for one in found) == 5
    assert [one.reason for one in found if isinstance(one, Refusal)] == [
        "The feed has more than 2 stories; the pages of the others were not asked for."
    ]


def test_what_has_not_changed_is_read_from_what_was_kept(
    server: LocalServer, notebook: Notebook, clock: Clock
):
    def conditional(visit: Visit) -> None:
        if visit.headers["If-None-Match"] == '"1"':
            visit.answer(304)
        else:
            visit.answer(200, page("Talks in Raqqa"), ETag='"1"', Content_Type="text/html")

    address = server.behave("/a", conditional)
    fetcher = local_fetcher(server, clock=clock)
    first = read(server, address, fetcher=fetcher, memory=notebook)
    assert read(server, address, fetcher=fetcher, memory=notebook) == first
    assert server.visits[-1].headers["If-None-Match"] == '"1"'
    assert [kept.status for kept in notebook.kept] == [200]
    server.page("/a", page("Talks in Deir"))
    assert article(read(server, address, fetcher=fetcher, memory=notebook)).title == "Talks in Deir"
    assert len(notebook.kept) == 2
    assert UNCHANGED not in {kept.status for kept in notebook.kept}


COPY = "https://web.archive.org/web/20171012000000/http://news.example/talks?id=7"


class Archive(Fetcher):
    """Answers as the Wayback Machine does: with the bytes of the page, at the nearest moment it has."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._body = body

    def fetch(self, address: str, known: Fetched | None = None) -> Fetched:
        self.asked.append(address)
        return Fetched(
            address=address,
            final_address=address.replace("20171012000000", "20171013112233"),
            at=Clock().now(),
            status=200,
            content_type="text/html",
            sha256="",
            body=self._body,
        )


def test_an_archived_copy_is_a_story_of_the_site_it_is_of(server: LocalServer, notebook: Notebook):
    archive = Archive(page("Talks", head='<link rel="canonical" href="http://news.example/talks/seven">'))
    found = article(read(server, COPY, fetcher=archive, memory=notebook))
    assert archive.asked == [COPY.replace("000000/", "000000id_/")]
    assert found.url == "http://news.example/talks/seven"
    assert found.archived == COPY.replace("20171012000000", "20171013112233")
    assert (notebook.kept[0].address, notebook.kept[0].archived) == (COPY, found.archived)
    assert article(read(server, COPY, fetcher=Archive(page("Talks")))).url == "http://news.example/talks?id=7"


def test_a_copy_that_was_named_is_kept_beside_the_story(server: LocalServer, notebook: Notebook):
    found = article(read(server, server.page("/a", page("Talks")), archived=COPY, memory=notebook))
    assert (found.url, found.archived) == (server.url("/a"), COPY)
    assert notebook.kept[0].archived == COPY


def test_a_story_s_address_may_be_given(server: LocalServer):
    source = WebSource(address=server.page("/a", page("Talks")), fetcher=local_fetcher(server))
    (found,) = source.read(Defaults(url="http://news.example/talks"))
    assert isinstance(found, Article)
    assert found.url == "http://news.example/talks"


def test_an_archived_copy_that_is_not_there_is_told_by_the_address_that_was_given(server: LocalServer):
    (found,) = read(server, COPY, fetcher=local_fetcher(server))
    assert isinstance(found, Refusal)
    assert (found.origin, "id_" in found.reason) == (COPY, False)


def test_what_was_fetched_to_be_looked_at_is_kept_on_demand(server: LocalServer, notebook: Notebook):
    later = Later(notebook)
    read(server, server.page("/a", page("Talks")), memory=later)
    assert notebook.kept == []
    later.keep()
    later.keep()
    assert [kept.address for kept in notebook.kept] == [server.url("/a")]
    assert later.fetched(server.url("/a")) == notebook.kept
