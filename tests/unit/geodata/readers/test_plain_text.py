"""Plain text as news sites give it; every text here was written for these tests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from geodata.models import Article, Language, StoryKind, When
from geodata.readers import Defaults, Refusal, read

ARABIC = """عشرات العائلات تصل إلى مخيم السد جنوب الحسكة - أخبار الفرات

عشرات العائلات تصل إلى مخيم السد جنوب الحسكة

أخبار الفرات - الحسكة (خاص)
وصلت عشرات العائلات صباح أمس الثلاثاء إلى مخيم السد، وفق ما قال إداري فيه.
اقرأ أيضا: خبر داخل الفقرة يبقى فيها.

وأضاف أن الخيام لا تكفي، وأن الماء يصل في صهاريج مرة كل يومين.

مقالات ذات صلة

قصف على أطراف تل تمر يوقع جرحى

• حملة تلقيح في مخيم العريشة تبدأ اليوم

12 أيار 2018
قصف على أطراف تل تمر يوقع جرحى
جميع الحقوق محفوظة لأخبار الفرات © 2018
المزيد
هدوء حذر في بلدة رأس العين"""

ENGLISH = """Convoy reaches besieged suburb

BEIRUT, May 4 (Reuters) - A convoy of forty lorries reached the suburb on Wednesday.

Read more: this stays where it is.

Related articles:
Shelling resumes near the eastern gate
Doctors warn of shortages in the north

The lorries left before nightfall, a witness said, and the road was closed again behind them.
"""


def _read(path: Path, text: str, defaults: Defaults | None = None) -> Article:
    path.write_text(text, encoding="utf-8")
    found = list(read(path, defaults))
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.txt"


def test_title_byline_text_and_related_headlines(path: Path) -> None:
    article = _read(path, ARABIC)
    assert article.title == "عشرات العائلات تصل إلى مخيم السد جنوب الحسكة"
    assert article.outlet == "أخبار الفرات"
    assert article.dateline == "الحسكة"
    assert article.text.startswith("أخبار الفرات - الحسكة (خاص)\nوصلت عشرات")
    assert article.text.endswith("مرة كل يومين.")
    assert article.text in ARABIC
    assert article.published is None
    assert [related.title for related in article.related] == [
        "قصف على أطراف تل تمر يوقع جرحى",
        "حملة تلقيح في مخيم العريشة تبدأ اليوم",
        "هدوء حذر في بلدة رأس العين",
    ]
    for related in article.related:
        assert related.kind is StoryKind.RELATED
        assert related.published is None
        assert related.outlet == "أخبار الفرات"
        assert related.language is Language.ARABIC


def test_given_values_win_but_related_headlines_stay_undated(path: Path) -> None:
    day = When(date(2018, 5, 16), date(2018, 5, 16))
    article = _read(path, ARABIC, Defaults(source="موقع آخر", published=day, url="https://example.org/a"))
    assert article.outlet == "موقع آخر"
    assert article.dateline == "الحسكة"
    assert article.url == "https://example.org/a"
    assert article.published == When(day.first, day.last, evidence="given")
    assert [related.published for related in article.related] == [None] * 3
    assert {related.url for related in article.related} == {""}


def test_a_related_section_inside_the_text_does_not_end_it(path: Path) -> None:
    article = _read(path, ENGLISH)
    assert article.title == "Convoy reaches besieged suburb"
    assert (article.outlet, article.dateline) == ("Reuters", "BEIRUT")
    assert "Read more: this stays" in article.text
    assert article.text.endswith("closed again behind them.")
    assert "Shelling resumes" not in article.text
    assert [related.title for related in article.related] == [
        "Shelling resumes near the eastern gate",
        "Doctors warn of shortages in the north",
    ]
    assert article.language is Language.ENGLISH


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Title of it\nTitle of it\nText here.", "Title of it", "Text here."),
        ("Town falls - at last | Site\nTown falls - at last\nText.", "Town falls - at last", "Text."),
        ("Site | Title of it\nTitle of it\nText here.", "Title of it", "Text here."),
        ("Title of it\nTitle of it – Site\nText here.", "Title of it", "Text here."),
        ("Title - not a site\nText here.", "Title - not a site", "Text here."),
        ("العنوانُ هنا - موقع\nالعنوان هنا\nنص.", "العنوان هنا", "نص."),
        ("\ufeff\n\nTitle\n", "Title", ""),
        ("x " * 200, "", ("x " * 200).strip()),
        ("DAMASCUS (Reuters) - " + "Words and more words. " * 9 + "\nMore.", "", None),
    ],
)
def test_titles(text: str, title: str, body: str | None, path: Path) -> None:
    article = _read(path, text)
    assert article.title == title
    assert article.text == (text.strip() if body is None else body)
    assert article.kind is (StoryKind.ARTICLE if article.text else StoryKind.HEADLINE)


def test_front_matter(path: Path) -> None:
    above = 'url: https://example.org/a?b=1\nsource: "Agency: desk"\ndate: 5 May 2018\nid: 77\n'
    text = f"---\n{above}---\n{ENGLISH}"
    article = _read(path, text)
    assert article.url == "https://example.org/a?b=1"
    assert article.outlet == "Agency: desk"
    assert article.source_id == "77"
    assert article.published is not None
    assert article.published.first == date(2018, 5, 5)
    assert article.title == "Convoy reaches besieged suburb"


def test_front_matter_title_is_not_repeated_in_the_text(path: Path) -> None:
    article = _read(path, "---\ntitle: The title\n---\nThe title - Site\nThe title\nText.")
    assert (article.title, article.text, article.outlet) == ("The title", "Text.", "Site")


def test_unclosed_front_matter_is_text(path: Path) -> None:
    assert "url: x" in _read(path, "---\nurl: x\nText.").text


def test_sidecar(path: Path) -> None:
    beside = {
        "url": "https://example.org/a",
        "outlet": "Agency",
        "published": "2018-05-05",
        "language": "en",
        "x": [],
    }
    path.with_suffix(".json").write_text(json.dumps(beside), encoding="utf-8")
    article = _read(path, ENGLISH)
    assert (article.url, article.outlet) == ("https://example.org/a", "Agency")
    assert article.published is not None
    assert article.published.first == date(2018, 5, 5)


@pytest.mark.parametrize("content", ["{", "7", "\udcff"])
def test_a_broken_sidecar_refuses_its_story(content: str, path: Path) -> None:
    path.write_text(ENGLISH, encoding="utf-8")
    path.with_suffix(".json").write_bytes(content.encode("utf-8", "surrogateescape"))
    found = list(read(path))
    assert isinstance(found[0], Refusal)
    assert "story.json" in found[0].remedy


def test_a_date_in_the_byline_is_the_day_of_publication(path: Path) -> None:
    article = _read(
        path, "عنوان قصير للخبر\nعنب بلدي - إدلب\nنشر في 6 حزيران 2017\nقال ناشطون إن الطريق أغلق."
    )
    assert article.published is not None
    assert article.published.first == date(2017, 6, 6)
    assert article.published.evidence == "6 حزيران 2017"
    assert "6 حزيران 2017" in article.text


@pytest.mark.parametrize(
    ("text", "outlet", "dateline"),
    [
        ("سيطر الجيش على البلدة\n\nدمشق - قال مصدر عسكري\nوأضاف المصدر.", "", "دمشق"),
        ("دمشق - قالت وزارة الدفاع إن القوات دخلت البلدة.", "", "دمشق"),
        ("DAMASCUS — Government forces entered the town on Monday.", "", "DAMASCUS"),
        ("Town taken\n\nBEIRUT (Reuters) - Rebels left the town.", "Reuters", "BEIRUT"),
        ("سيطر الجيش على البلدة\nدمشق - سيطر الجيش على البلدة\nقال مصدر.", "", ""),
    ],
)
def test_the_town_of_a_dateline_is_no_outlet(path: Path, text: str, outlet: str, dateline: str) -> None:
    article = _read(path, text)
    assert (article.outlet, article.dateline) == (outlet, dateline)


def test_a_sentence_behind_a_dateline_is_no_title(path: Path) -> None:
    text = "دمشق - قالت وزارة الدفاع إن القوات دخلت البلدة."
    article = _read(path, text)
    assert (article.title, article.text) == ("", text)
