"""The stories to start with: whole, honest about themselves, and in the right places."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from geodata.language.detection import detect
from geodata.language.sentences import sentences
from geodata.models import Article, DatePrecision, Kind, Language, Mention, Place, StoryKind
from geodata.readers import read
from geodata.samples import sample_sources

FIELDS = {"id", "language", "date", "title", "text", "url", "source", "sample"}

EXPECTED = {
    "daraa-2011": {"sy-daraa", "sy-daraa-al-balad"},
    "tell-kalakh-2011": {"sy-talkalakh"},
    "majdal-shams-2011": {"sy-majdal-shams", "sy-quneitra", "sy-golan"},
    "rastan-2011": {"sy-rastan", "sy-talbiseh"},
    "jabal-al-zawiya-2011": {"sy-kansafra", "sy-jabal-al-zawiya"},
    "houla-2012": {"sy-taldou", "sy-houla"},
    "crossings-2012": {"sy-bukamal-crossing", "sy-bab-al-hawa", "iq-qaim"},
    "zaatari-2012": {"jo-zaatari-camp", "jo-mafraq"},
    "akcakale-2012": {"tr-akcakale", "sy-tell-abyad"},
    "yarmouk-2012": {"sy-yarmouk-camp", "sy-damascus"},
    "domiz-2012": {"iq-domiz-camp"},
    "reyhanli-2013": {"tr-reyhanli", "sy-bab-al-hawa"},
    "ghouta-2013": {"sy-eastern-ghouta", "sy-western-ghouta", "sy-zamalka"},
    "peshkhabour-2013": {"iq-faysh-khabur", "sy-qamishli"},
    "ras-al-maara-2014": {"sy-ras-al-maara", "lb-arsal"},
    "aid-crossings-2014": {"sy-bab-al-salama", "sy-bab-al-hawa"},
    "arsal-2014": {"lb-arsal"},
    "newroz-2014": {"sy-newroz-camp", "iq-mount-sinjar"},
    "kobani-2015": {"sy-kobani"},
    "suruc-2015": {"tr-suruc", "sy-kobani"},
    "nasib-2015": {"sy-nasib-crossing", "jo-jaber-crossing"},
    "yarmouk-2015": {"sy-yarmouk-camp"},
    "sinjar-2015": {"iq-sinjar", "iq-mosul", "sy-raqqa"},
    "kilis-2016": {"tr-kilis", "tr-oncupinar-crossing"},
    "rukban-2016": {"sy-rukban-camp"},
    "qaa-2016": {"lb-qaa"},
    "khan-al-shih-2016": {"sy-khan-al-shih-camp", "sy-idlib"},
    "khan-shaykhun-2017": {"sy-khan-shaykhun"},
    "tabqa-2017": {"sy-tabqa", "sy-tabqa-dam"},
    "deir-ez-zor-2017": {"sy-deir-ez-zor", "sy-badia"},
    "abu-kamal-2017": {"sy-abu-kamal", "iq-qaim"},
    "arsal-2017": {"lb-arsal", "sy-flita"},
    "badia-2017": {"sy-badia"},
    "camps-2018": {"sy-hol-camp", "sy-areesha-camp", "sy-ain-issa-camp", "sy-mabruka-camp"},
    "quneitra-2018": {"sy-quneitra-crossing"},
    "north-east-2018": {"sy-north-east"},
    "peace-spring-2019": {"sy-tell-abyad", "sy-ras-al-ayn", "sy-manbij"},
    "ain-issa-2019": {"sy-ain-issa-camp"},
    "washokani-2019": {"sy-washokani-camp", "sy-tuwaynah"},
    "maarat-al-numan-2020": {"sy-maarat-al-numan", "sy-saraqib"},
    "bab-al-hawa-2020": {"sy-bab-al-hawa", "sy-bab-al-salama"},
    "latakia-2021": {"sy-port-of-latakia"},
    "tartus-2022": {"sy-tartus", "sy-arwad"},
    "homs-2023": {"sy-homs-military-college"},
    "tower-22-2024": {"sy-rukban-camp", "sy-tanf-base"},
    "hama-2024": {"sy-hama", "sy-morek"},
    "coast-2025": {"sy-latakia", "sy-tartus", "sy-baniyas", "sy-jableh"},
    "jordan-2025": {"jo-zaatari-camp", "jo-azraq-camp"},
    "rukban-2025": {"sy-rukban-camp", "sy-qaryatayn"},
    "beit-jinn-2025": {"sy-beit-jinn", "sy-mount-hermon"},
    "sheikh-maqsoud-2026": {"sy-sheikh-maqsoud", "sy-aleppo-ashrafiyah"},
    "hol-2026": {"sy-hol-camp", "sy-akhtarin"},
    "roj-2026": {"sy-roj-camp"},
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


def _place(place_id: str) -> Place:
    return bundled().place(place_id)


def _area(place_id: str) -> str:
    """The governorate of a place in Syria, the country of another."""
    place = _place(place_id)
    return place.admin1 if place.country == "SY" else place.country


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
    assert 0.45 <= arabic / len(articles) <= 0.55


def test_no_year_of_the_conflict_is_forgotten(stories: list[Article]) -> None:
    years = Counter(story.published.first.year for story in stories if story.published)
    assert set(years) == set(range(2011, 2027))
    assert min(years.values()) >= 4, years


def test_some_dates_are_months(stories: list[Article]) -> None:
    months = [
        story for story in stories if story.published and story.published.precision is DatePrecision.MONTH
    ]
    assert len(months) >= 10


def test_nobody_is_quoted_and_no_side_taken(articles: list[Article]) -> None:
    words = re.compile(
        r"[\"«»“”]|\bliberat|\bterroris|\bmartyr|\bregime\b"
        r"|(?<!هيئة )تحرير |إرهابي|شهيد|استشهد|ميليشيا|عصابات"
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


def test_nearly_every_story_stands_on_the_map(drawn: dict[str, set[str]]) -> None:
    nowhere = sorted(story for story, places in drawn.items() if not places)
    assert len(nowhere) <= len(drawn) * 0.05, nowhere


@pytest.mark.parametrize("story", EXPECTED)
def test_places_are_the_right_ones(story: str, drawn: dict[str, set[str]]) -> None:
    assert drawn[story] >= EXPECTED[story]


def test_camps_are_among_the_places(drawn: dict[str, set[str]]) -> None:
    camps = {place for places in drawn.values() for place in places if _place(place).kind is Kind.CAMP}
    assert len(camps) >= 10, camps
    assert len({story for story, places in drawn.items() if places & camps}) >= 20


def test_every_governorate_and_every_neighbour_is_there(drawn: dict[str, set[str]]) -> None:
    """Four stories at the least for each governorate, three for each neighbour, on places inside it."""
    syrian = [place for place in bundled() if place.country == "SY"]
    governorates = {place.id for place in syrian if place.kind is Kind.GOVERNORATE}
    inside = Counter(area for places in drawn.values() for area in {_area(place) for place in places})
    assert len(governorates) == 14
    assert {area for area in governorates if inside[area] < 4} == set()
    assert {area for area in ("LB", "JO", "IQ", "TR") if inside[area] < 3} == set()
    assert len([story for story, places in drawn.items() if "sy-golan" in places]) >= 3


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
