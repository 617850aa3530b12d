"""Headings in English and Arabic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.readers.common.fields import FIELDS, assign


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Title", "Text", "Date"], {"title": "Title", "text": "Text", "published": "Date"}),
        (["headline", "body", "link"], {"title": "headline", "text": "body", "url": "link"}),
        (
            ["العنوان", "النص", "التاريخ", "المصدر", "الرابط", "المعرف", "اللغة"],
            {
                "title": "العنوان",
                "text": "النص",
                "published": "التاريخ",
                "source": "المصدر",
                "url": "الرابط",
                "id": "المعرف",
                "language": "اللغة",
            },
        ),
        (
            ["عنوان الخبر", "نص الخبر", "تاريخ النشر", "الوكالة"],
            {"title": "عنوان الخبر", "text": "نص الخبر", "published": "تاريخ النشر", "source": "الوكالة"},
        ),
        (["article_title", "title"], {"title": "title"}),
        (["date", "published_at"], {"published": "published_at"}),
        (
            ["pubDate", "articleBody", "title"],
            {"published": "pubDate", "text": "articleBody", "title": "title"},
        ),
        (
            [
                "id",
                "source_date",
                "source_office",
                "source_headline",
                "source_article",
                "source_original",
                "where_description",
                "date_start",
                "date_end",
                "side_a",
            ],
            {"id": "id", "published": "source_date", "source": "source_office", "title": "source_headline"},
        ),
        (["event_date", "updated", "best"], {}),
        (["source_url", "source"], {"url": "source_url", "source": "source"}),
    ],
)
def test_guesses(headings: list[str], expected: dict[str, str]) -> None:
    assert assign(headings, {}) == expected


def test_what_is_named_is_not_guessed_again() -> None:
    assert assign(["title", "text"], {"text": "title"}) == {"text": "title"}
    assert assign(["العنوان", "b"], {"headline": "العنوان"}) == {"title": "العنوان"}


@given(
    st.lists(
        st.sampled_from([*FIELDS, "source_headline", "article title", "النص", "x"]) | st.text(max_size=8)
    )
)
def test_no_column_is_two_fields(headings: list[str]) -> None:
    chosen = assign(headings, {})
    assert len(set(chosen.values())) == len(chosen)
    assert set(chosen.values()) <= set(headings)
