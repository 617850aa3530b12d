"""Web pages: the story, what the page states about it, related stories, and pages without a story."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geodata.models import Article, StoryKind
from geodata.readers import Defaults, Refusal, read, read_bytes
from geodata.readers.common.limits import DEEPEST_PAGE, LARGEST_PAGE, MOST_ELEMENTS

FIRST = "قالت مصادر ميدانية إن القصف طال أطراف البلـــدة\u200f ليلاً، وإن فرق الإنقاذ وصلت بعد ساعة من وقوعه."
SECOND = "وأضافت المصادر أن الطريق المؤدي إلى السوق ما زال مغلقاً أمام السيارات حتى صباح اليوم التالي."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"


def _page(body: str = BODY, head: str = "", title: str = "قصف على أطراف البلدة") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title} | وكالة التجربة</title>{head}</head><body>"
        '<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/p">سياسة</a></li></ul></nav>'
        f"<article><h1>{title}</h1>{body}</article><footer>جميع الحقوق محفوظة</footer></body></html>"
    )


def _linked(stated: dict[str, Any] | list[Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(stated)}</script>'


def _read(page: str | bytes, **defaults: Any) -> Article:
    data = page if isinstance(page, bytes) else page.encode()
    found = list(read_bytes(data, "story.html", Defaults(**defaults)))
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def _refused(page: str | bytes) -> Refusal:
    data = page if isinstance(page, bytes) else page.encode()
    found = list(read_bytes(data, "story.html"))
    assert len(found) == 1
    assert isinstance(found[0], Refusal), found[0]
    return found[0]


def test_the_story_is_what_stands_on_the_page() -> None:
    article = _read(_page())
    assert article.title == "قصف على أطراف البلدة"
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert article.outlet == "وكالة التجربة"
    assert article.kind is StoryKind.ARTICLE


def test_spaces_around_links_and_bold_words_are_the_pages_own() -> None:
    body = (
        f"<p>{FIRST}</p><p>وصلت القافلة إلى دير الزور و<a href='/x'>الرقة</a> و<b>حلب</b>، "
        "بعد\n   يومين من السفر&nbsp;الطويل&rlm;.<br>وعادت في اليوم الثالث إلى العاصمة.</p>"
    )
    expected = "وصلت القافلة إلى دير الزور والرقة وحلب، بعد يومين من السفر الطويل\u200f."
    expected += "\nوعادت في اليوم الثالث إلى العاصمة."
    assert _read(_page(body)).text == f"{FIRST}\n\n{expected}"


def test_json_ld_before_open_graph_before_meta() -> None:
    meta = (
        '<meta name="date" content="2016-05-01"><link rel="canonical" href="https://example.org/meta">'
        '<meta name="dc.publisher" content="Meta">'
    )
    graph = (
        '<meta property="og:title" content="عنوان من الرسم"><meta property="og:site_name" content="Graph">'
        '<meta property="og:url" content="https://example.org/graph">'
        '<meta property="article:published_time" content="2016-05-02T23:30:00Z">'
    )
    stated = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Not this"},
            {"@id": "#p", "@type": "Organization", "name": "Linked &amp; Data"},
            {
                "@type": ["NewsArticle"],
                "headline": "عنوان &quot;من&quot; البيانات",
                "datePublished": "2016-05-04",
                "publisher": {"@id": "#p"},
                "mainEntityOfPage": {"@id": "https://example.org/linked"},
            },
        ],
    }
    told = [
        (article.title, article.outlet, article.url, article.published.first)
        for article in (
            _read(_page(head=meta)),
            _read(_page(head=meta + graph)),
            _read(_page(head=meta + graph + _linked(stated))),
        )
        if article.published
    ]
    assert told == [
        ("قصف على أطراف البلدة", "Meta", "https://example.org/meta", date(2016, 5, 1)),
        ("عنوان من الرسم", "Graph", "https://example.org/graph", date(2016, 5, 3)),
        ('عنوان "من" البيانات', "Linked & Data", "https://example.org/linked", date(2016, 5, 4)),
    ]


@pytest.mark.parametrize(
    "data", ["{", "[]", "null", '{"@type": 7}', '{"@graph": {"@graph": []}}', '"x"', "[" * 9999]
)
def test_broken_json_ld_is_passed_over(data: str) -> None:
    assert _read(_page(head=f'<script type="application/ld+json">{data}</script>')).text.startswith(FIRST)


def test_the_day_below_the_title_is_found_where_nothing_states_it() -> None:
    article = _read(_page(f'<div class="meta">نشر في 6 حزيران 2017</div>{BODY}'))
    assert article.published is not None
    assert article.published.first == date(2017, 6, 6)
    assert _read(_page()).published is None
    assert _read(_page(f'<time datetime="2018-02-03T10:00:00+03:00">أمس</time>{BODY}')).published is not None


def test_a_fetched_page_keeps_its_own_host() -> None:
    """A page cannot pass itself off as another's; its canonical address on its own host is its address."""
    here = "https://www.example.org/a?utm_source=x"
    for stated, expected in (
        ("https://example.org/story/1", "https://example.org/story/1"),
        ("/story/2", "https://www.example.org/story/2"),
        ("https://elsewhere.example/story", here),
        ("https://www.example.org/", here),
        ("javascript:alert(1)", here),
    ):
        head = f'<link rel="canonical" href="{stated}">'
        assert _read(_page(head=head), fetched_from=here).url == expected
    assert _read(_page(head=head), url="https://example.org/given").url == "https://example.org/given"


def test_related_stories_leave_the_text_and_keep_their_addresses() -> None:
    body = (
        f"<p>{FIRST}</p><p>اقرأ أيضاً: <a href='/7'>خروج دفعة جديدة من المدنيين</a></p><p>{SECOND}</p>"
        "<div><h3>مقالات ذات صلة</h3><ul>"
        "<li><a href='/2'><img src='x.jpg'></a>"
        "<a href='/2'>غارات على ريف المدينة الجنوبي</a> <span>3 أيار</span></li>"
        "<li><a href='javascript:x()'>افتتاح معبر جديد شرق النهر</a></li>"
        "<li><a href='/more'>المزيد</a></li></ul></div>"
    )
    article = _read(_page(body), fetched_from="https://example.org/a")
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert [(story.title, story.url, story.kind) for story in article.related] == [
        ("خروج دفعة جديدة من المدنيين", "https://example.org/7", StoryKind.RELATED),
        ("غارات على ريف المدينة الجنوبي", "https://example.org/2", StoryKind.RELATED),
        ("افتتاح معبر جديد شرق النهر", "", StoryKind.RELATED),
    ]
    assert {story.published for story in article.related} == {None}


def test_a_heading_without_links_and_a_menu_are_no_related_stories() -> None:
    body = f"<p>{FIRST}</p><h2>Related</h2><p>{SECOND}</p>"
    page = _page(body).replace("<nav>", "<nav><span>المزيد</span>")
    article = _read(page)
    assert article.related == ()
    assert SECOND in article.text


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859-6", "utf-8"])
@pytest.mark.parametrize("declared", ["", "windows-1256", "utf-8", "iso-8859-1"])
def test_declared_and_other_encodings(encoding: str, declared: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    text = f"{FIRST}\n\n{SECOND}".replace("\u200f", "")
    assert _read(_page(head=head).replace("\u200f", "").encode(encoding)).text == text


def test_the_pages_data_holds_the_text_where_the_page_does_not_show_it() -> None:
    stated = {"@type": "NewsArticle", "headline": "عنوان", "articleBody": f"{FIRST} {SECOND} {FIRST}"}
    assert _read(_page("<p>اشترك لتقرأ.</p>", _linked(stated))).text == f"{FIRST} {SECOND} {FIRST}"


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><body><h1>404</h1><p>Page not found.</p></body></html>", "no story"),
        ("<html><body><div id=app></div><script>start()</script></body></html>", "no story"),
        ("<html></html>", "no story"),
        (
            "<html><body><ul>"
            + "".join(f"<li><a href=/{n}>A headline about the town, number {n}</a></li>" for n in range(40))
            + "</ul></body></html>",
            "(?:list of links|no story)",
        ),
        ("<html><body>" + "<div>" * (DEEPEST_PAGE + 9) + "x", "layers"),
        ("<html><body>" + "<p>x</p>" * (MOST_ELEMENTS + 1), "elements"),
        ("<html><body>" + "x" * LARGEST_PAGE, "larger than 20 MB"),
    ],
    ids=["404", "script", "empty", "links", "deep", "many", "large"],
)
def test_a_page_without_a_story_is_refused_in_words(page: str, words: str) -> None:
    refusal = _refused(page)
    assert re.search(words, refusal.reason), refusal
    assert (
        "text file" in refusal.remedy or "page of one story" in refusal.remedy or "several" in refusal.remedy
    )


def test_a_sidecar_says_what_the_page_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(_page(), encoding="utf-8")
    (tmp_path / "a.json").write_text(
        '{"url": "https://example.org/a", "published": "2017-01-02"}', encoding="utf-8"
    )
    found = list(read(tmp_path))
    assert len(found) == 1
    assert isinstance(found[0], Article)
    assert found[0].url == "https://example.org/a"
    assert found[0].published is not None


def test_a_page_under_another_name_is_still_a_page(tmp_path: Path) -> None:
    for name in ("saved.txt", "saved.csv", "saved"):
        (tmp_path / name).write_text(_page(), encoding="utf-8")
        (article,) = read(tmp_path / name)
        assert isinstance(article, Article)
        assert article.text == f"{FIRST}\n\n{SECOND}"
