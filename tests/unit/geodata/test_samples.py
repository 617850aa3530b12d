"""The stories to start with: whole, honest about themselves, and in the right places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.language.detection import detect
from geodata.language.sentences import sentences
from geodata.models import Article, DatePrecision, Language, Mention, StoryKind
from geodata.readers import read
from geodata.samples import sample_sources

FIELDS = {"id", "language", "date", "title", "text", "url", "source", "sample"}

CAMPS = {"sy-rukban-camp", "sy-hol-camp", "sy-yarmouk-camp", "jo-zaatari-camp", "sy-ain-issa-camp"}

EXPECTED = {
    "daraa-2011": {"sy-daraa", "sy-daraa-al-balad"},
    "houla-2012": {"sy-taldou", "sy-houla"},
    "zaatari-2012": {"jo-zaatari-camp", "jo-mafraq"},
    "reyhanli-2013": {"tr-reyhanli", "sy-bab-al-hawa"},
    "ghouta-2013": {"sy-eastern-ghouta", "sy-western-ghouta", "sy-zamalka"},
    "aid-crossings-2014": {"sy-bab-al-salama", "sy-bab-al-hawa"},
    "arsal-2014": {"lb-arsal"},
    "kobani-2015": {"sy-kobani"},
    "yarmouk-2015": {"sy-yarmouk-camp"},
    "sinjar-2015": {"iq-sinjar", "iq-mosul", "sy-raqqa"},
    "khan-shaykhun-2017": {"sy-khan-shaykhun"},
    "tabqa-2017": {"sy-tabqa", "sy-tabqa-dam"},
    "deir-ez-zor-2017": {"sy-deir-ez-zor", "sy-badia"},
    "abu-kamal-2017": {"sy-abu-kamal", "iq-qaim"},
    "badia-2017": {"sy-badia"},
    "peace-spring-2019": {"sy-tell-abyad", "sy-ras-al-ayn", "sy-manbij"},
    "maarat-al-numan-2020": {"sy-maarat-al-numan", "sy-saraqib"},
    "coast-2025": {"sy-latakia", "sy-tartus", "sy-baniyas", "sy-jableh"},
    "rukban-2025": {"sy-rukban-camp"},
    "hol-2026": {"sy-hol-camp", "sy-akhtarin"},
}
"""Story → places that must be drawn for it, by id."""


def _articles() -> list[Article]:
    items = [item for source in sample_sources() for item in read(source)]
    assert [item for item in items if not isinstance(item, Article)] == []
    return [item for item in items if isinstance(item, Article)]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return _articles()


@pytest.fixture(scope="module")
def stories(articles: list[Article]) -> list[Article]:
    """The short ones."""
    return [article for article in articles if not article.related]


@pytest.fixture(scope="module")
def talks(articles: list[Article]) -> Article:
    """The long one, in the shape of a news site's page."""
    (found,) = [article for article in articles if article.related]
    return found


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser(bundled())


def _mentions(geoparser: Geoparser, article: Article) -> Iterator[Mention]:
    published = article.published
    exact = published is not None and published.precision is DatePrecision.DAY
    yield from geoparser.parse(
        article.text,
        title=article.title,
        language=article.language,
        published=published.first if published and exact else None,
        dateline=article.dateline,
    )


def _drawn(geoparser: Geoparser, article: Article) -> set[str]:
    found = _mentions(geoparser, article)
    return {mention.place.id for mention in found if mention.place and mention.role.drawn}


@pytest.fixture(scope="module")
def drawn(geoparser: Geoparser, stories: list[Article]) -> dict[str, set[str]]:
    """Story → ids of the places drawn for it."""
    return {story.source_id.removeprefix("sample-"): _drawn(geoparser, story) for story in stories}


def test_every_line_says_what_it_is() -> None:
    (lines,) = [source for source in sample_sources() if source.suffix == ".jsonl"]
    for line in lines.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        assert set(story) == FIELDS, story["id"]
        assert story["sample"] is True
        assert re.fullmatch(r"sample-[a-z0-9-]+-(20\d\d)", story["id"])
        assert story["id"][-4:] == story["date"][:4]
        # The page's title, and the site it stands on.
        assert re.fullmatch(r"\S.+ — \S.*", story["source"]), story["id"]


def test_every_story_is_whole(articles: list[Article]) -> None:
    for article in articles:
        assert article.kind is StoryKind.ARTICLE
        assert article.title, article.origin
        assert article.outlet
        assert re.match(r"https?://[^/\s]+/\S", article.url), article.source_id
        assert article.url.isascii(), article.source_id
        assert article.notes == ()
        published = article.published
        assert published is not None, article.source_id
        assert published.precision in (DatePrecision.DAY, DatePrecision.MONTH)
        assert date(2011, 3, 1) <= published.first <= published.last <= date(2026, 12, 31)


def test_no_two_are_one_story(articles: list[Article]) -> None:
    for field in ("source_id", "url", "title", "text"):
        values = [getattr(article, field) for article in articles]
        assert len(set(values)) == len(values), field


def test_the_short_ones_are_short_and_in_order(stories: list[Article]) -> None:
    for story in stories:
        assert 2 <= len(sentences(story.text)) <= 4, story.source_id
        assert len(story.text) <= 600
    days = [story.published.first for story in stories if story.published]
    assert days == sorted(days)


def test_both_languages_are_there_and_told_truly(articles: list[Article]) -> None:
    for article in articles:
        assert detect(article.title) is article.language, article.source_id
        assert detect(article.text) is article.language, article.source_id
    arabic = sum(article.language is Language.ARABIC for article in articles)
    assert 0.4 <= arabic / len(articles) <= 0.6


def test_every_year_of_the_conflict_is_there(stories: list[Article]) -> None:
    years = {story.published.first.year for story in stories if story.published}
    assert years >= set(range(2011, 2027))


def test_nobody_is_quoted_and_no_side_taken(articles: list[Article]) -> None:
    words = re.compile(
        r"[\"«»“”]|\bliberat|\bterroris|\bmartyr|\bregime\b|(?<!هيئة )تحرير |إرهابي|شهيد|استشهد|ميليشيا|عصابات"
    )
    told = [f"{article.title}\n{article.text}" for article in articles]
    assert [text for text in told if words.search(text)] == []


def test_the_long_one_reads_as_a_page_of_a_site(talks: Article) -> None:
    assert talks.outlet == "نموذج خريطة النزاع"
    assert talks.dateline == "الرقة"
    assert talks.published is not None
    assert talks.published.first == date(2017, 10, 12)
    assert talks.outlet not in talks.title
    assert "ذات صلة" not in talks.text
    assert len(talks.related) == 4
    assert {headline.kind for headline in talks.related} == {StoryKind.RELATED}
    assert {headline.published for headline in talks.related} == {None}
    assert sum("الركبان" in headline.title for headline in talks.related) == 2


def test_four_of_five_stories_stand_on_the_map(drawn: dict[str, set[str]]) -> None:
    nowhere = sorted(story for story, places in drawn.items() if not places)
    assert len(nowhere) <= len(drawn) / 5, nowhere


@pytest.mark.parametrize("story", EXPECTED)
def test_places_are_the_right_ones(story: str, drawn: dict[str, set[str]]) -> None:
    assert drawn[story] >= EXPECTED[story]


def test_camps_are_among_the_places(drawn: dict[str, set[str]]) -> None:
    assert len({story for story, places in drawn.items() if places & CAMPS}) >= 4


def test_the_long_one_is_drawn_where_things_happened(geoparser: Geoparser, talks: Article) -> None:
    assert _drawn(geoparser, talks) >= {"sy-raqqa", "sy-deir-ez-zor", "sy-badia", "sy-ain-issa-camp"}
    found = list(_mentions(geoparser, talks))
    roles = {(mention.surface, str(mention.role)) for mention in found}
    assert ("الرقة", "dateline") in roles
    assert ("دير الزور", "organisation") in roles
    assert {role for surface, role in roles if surface in ("روسيا", "الولايات المتحدة")} == {"actor"}
    for headline in talks.related:
        if "الركبان" in headline.title:
            assert _drawn(geoparser, headline) == {"sy-rukban-camp"}
