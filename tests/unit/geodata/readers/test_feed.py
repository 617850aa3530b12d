"""Feeds: RSS and Atom, whole and broken."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.models import Article, Language, StoryKind
from geodata.readers import Defaults, Refusal, read_bytes

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>وكالة التجربة</title>
<item><title>قصف على أطراف البلـــدة</title><link>https://example.org/1</link>
<guid isPermaLink="false">a1</guid>
<pubDate>Wed, 04 May 2016 22:30:00 GMT</pubDate><description>ملخص قصير</description>
<content:encoded>
<![CDATA[<p>النص &amp; <b>كله</b> هنا.</p><script>alert(1)</script><p>وفقرة ثانية.</p>]]>
</content:encoded></item>
<item><title>A &lt; B: talks resume</title><link>/2</link><description>Plain, 3 &lt; 4.</description></item>
<item><description></description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>
<entry><title type="html">One &lt;i&gt;of&lt;/i&gt; two</title><link href="https://example.org/a"/><id>urn:a</id>
<updated>2020-02-03T12:00:00+03:00</updated><content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>
<source><title>Another paper</title></source></entry></feed>"""


def _read(text: str | bytes, **options: str) -> list[Article | Refusal]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_bytes(data, "news.xml", Defaults(**options)))  # type: ignore[arg-type]


def test_each_entry_is_a_story() -> None:
    first, second, third = _read(RSS, fetched_from="https://example.org/feed")
    assert isinstance(first, Article)
    assert (first.title, first.text) == ("قصف على أطراف البلـــدة", "النص & كله هنا.\n\nوفقرة ثانية.")
    assert (first.url, first.outlet, first.source_id) == ("https://example.org/1", "وكالة التجربة", "a1")
    assert (first.language, first.kind, first.origin) == (Language.ARABIC, StoryKind.ARTICLE, "news.xml:1")
    assert first.published is not None
    assert first.published.first == date(2016, 5, 5)  # half past one at night in Damascus
    assert first.notes == ()
    assert isinstance(second, Article)
    assert (second.title, second.text, second.url) == (
        "A < B: talks resume",
        "Plain, 3 < 4.",
        "https://example.org/2",
    )
    assert second.published is None
    assert isinstance(third, Refusal)
    assert third.origin == "news.xml:3"


def test_atom() -> None:
    (story,) = _read(ATOM)
    assert isinstance(story, Article)
    assert (story.title, story.text, story.outlet) == ("One of two", "Text.", "Another paper")
    assert (story.url, story.source_id) == ("https://example.org/a", "urn:a")
    assert story.published is not None
    assert story.published.first == date(2020, 2, 3)


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "iso-8859-6"])
def test_the_declared_encoding(encoding: str) -> None:
    text = RSS.replace('encoding="utf-8"', f'encoding="{encoding}"')
    story = _read(text.encode(encoding))[0]
    assert isinstance(story, Article)
    assert story.title == "قصف على أطراف البلـــدة"


@pytest.mark.parametrize(
    "broken",
    [
        RSS[: RSS.index("<item><description>")],
        RSS.replace("</item>", "", 1),
        RSS.replace("<b>كله</b>", "&nope;]]>"),
    ],
)
def test_a_broken_feed_gives_what_can_be_read_and_a_note(broken: str) -> None:
    found = _read(broken)
    first = found[0]
    assert isinstance(first, Article)
    assert first.title == "قصف على أطراف البلـــدة"
    notes = [note.code for story in found if isinstance(story, Article) for note in story.notes]
    assert notes.count("feed.broken") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<?xml version='1.0'?><note><to>x</to></note>", "no RSS or Atom"),
        ("<rss version='2.0'><channel><title>Empty</title></channel></rss>", "no entries"),
        ("<rss version='2.0'><channel><item", "too broken"),
        ("<!DOCTYPE x [<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>]>" + RSS[RSS.index("<rss") :], "entities"),
        ("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + RSS[RSS.index("<rss") :], "entities"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(text: str, words: str) -> None:
    (refusal,) = _read(text)
    assert isinstance(refusal, Refusal)
    assert words in refusal.reason
    assert "page of one story" in refusal.remedy


def test_an_arabic_date_and_one_in_a_zone_of_letters() -> None:
    for written, day in (("الأربعاء 4 أيار 2016", 4), ("Wed, 04 May 2016 20:30:00 EST", 5)):
        story = _read(RSS.replace("Wed, 04 May 2016 22:30:00 GMT", written))[0]
        assert isinstance(story, Article)
        assert story.published is not None
        assert story.published.first.day == day
