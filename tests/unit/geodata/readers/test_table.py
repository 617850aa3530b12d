"""Tables: delimiters, headings, rows and cells that hold several stories."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geodata.errors import UsageError
from geodata.models import Article, Language, StoryKind
from geodata.readers import Defaults, Refusal, read

EVENTS = "id,source_date,source_office,source_headline,date_start\n"


def _read(
    folder: Path, text: str, defaults: Defaults | None = None, name: str = "table.csv"
) -> list[Article | Refusal]:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return list(read(path, defaults))


def _articles(found: list[Article | Refusal]) -> list[Article]:
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def _stories(found: list[Article | Refusal]) -> list[tuple[str, str, str]]:
    return [
        (article.title, article.outlet, str(article.published.first) if article.published else "")
        for article in _articles(found)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str, tmp_path: Path) -> None:
    text = (
        delimiter.join(["العنوان", "التاريخ", "المصدر"])
        + "\n"
        + delimiter.join(["خبر", "4/5/2016", "وكالة"])
        + "\n"
    )
    found = _read(tmp_path, text)
    assert _stories(found) == [("خبر", "وكالة", "2016-05-04")]
    article = _articles(found)[0]
    assert (article.kind, article.language, article.origin) == (
        StoryKind.HEADLINE,
        Language.ARABIC,
        "table.csv:2",
    )


def test_rows_are_numbered_as_in_a_spreadsheet(tmp_path: Path) -> None:
    text = 'title,text\n"One","two\nlines"\n\n,\nThree,\n ,  \n"",""\n,"only text"\na,b,c\nlast,\n'
    found = _read(tmp_path, text)
    assert [item.origin for item in found] == [f"table.csv:{row}" for row in (2, 5, 8, 9, 10)]
    assert isinstance(found[3], Refusal)
    assert "3 cells under 2 headings" in found[3].reason
    assert [item.title for item in found if isinstance(item, Article)] == ["One", "Three", "", "last"]


def test_a_row_with_neither_title_nor_text_is_refused(tmp_path: Path) -> None:
    found = _read(tmp_path, "title,text,date\n,,2016-05-04\nNews,,2016-05-05\n")
    assert isinstance(found[0], Refusal)
    assert found[0].origin == "table.csv:2"
    assert "neither a title nor a text" in found[0].reason
    assert _stories(found[1:]) == [("News", "", "2016-05-05")]


def test_excel_hint_and_blank_lines_before_the_headings(tmp_path: Path) -> None:
    assert _stories(_read(tmp_path, "sep=;\r\ntitle;date\r\nA;4/5/2016\r\n")) == [("A", "", "2016-05-04")]
    found = _read(tmp_path, "\n\ntitle,date\nA,2016-05-04\n")
    assert found[0].origin == "table.csv:4"


def test_columns_can_be_named(tmp_path: Path) -> None:
    text = "a,b,date,when\nNews,Agency,2016-01-01,2016-05-04\n"
    columns = {"title": "a", "source": "B", "date": "when"}
    assert _stories(_read(tmp_path, text, Defaults(columns=columns))) == [("News", "Agency", "2016-05-04")]


@pytest.mark.parametrize(("columns", "words"), [({"title": "z"}, "a, b"), ({"colour": "a"}, "published")])
def test_wrong_columns_are_misuse(columns: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        _read(tmp_path, "a,b\nNews,Agency\n", Defaults(columns=columns))


def test_a_table_without_title_or_text_is_refused_with_its_headings(tmp_path: Path) -> None:
    found = _read(tmp_path, "lat,lon\n1,2\n")
    assert isinstance(found[0], Refusal)
    assert "lat, lon" in found[0].reason
    assert "--column" in found[0].remedy


def test_one_headline_of_an_event(tmp_path: Path) -> None:
    found = _read(tmp_path, EVENTS + "7,2016-05-04,SOHR,Shells hit Ma&#8217;rra; two wounded,2016-05-03\n")
    assert _stories(found) == [("Shells hit Ma’rra; two wounded", "SOHR", "2016-05-04")]
    # The id is the event's: another event may cite the same headline.
    assert _articles(found)[0].source_id == ""


def test_joined_headlines_come_apart(tmp_path: Path) -> None:
    titles = '"One; and more;Two &amp; three;One; and more"'
    row = f"7,2016-05-04;2016-05-05;2016-05-04,SOHR;AFP;SOHR,{titles},2016-05-03\n"
    assert _stories(_read(tmp_path, EVENTS + row)) == [
        ("One; and more", "SOHR", "2016-05-04"),
        ("Two & three", "AFP", "2016-05-05"),
    ]


def test_joined_headlines_with_an_id_of_their_own(tmp_path: Path) -> None:
    text = "id,date,source,title\n7,2016-05-04;2016-05-05,SOHR;AFP,One;Two\n8,2016-05-04,SOHR,One;Two\n"
    found = _articles(_read(tmp_path, text))
    assert [(article.source_id, article.title) for article in found] == [
        ("7/1", "One"),
        ("7/2", "Two"),
        ("8", "One;Two"),
    ]


@pytest.mark.parametrize(
    ("dates", "offices", "headline", "expected"),
    [
        ("2016-05-04;2016-05-04", "SOHR;SOHR", "Only one", ("Only one", "SOHR", "2016-05-04")),
        ("2016-05-04;2016-05-05", "SOHR;AFP;AP", "One;Two", ("One;Two", "SOHR", "2016-05-04")),
        ("2016-05-04", "SOHR", "Trailing ;", ("Trailing", "SOHR", "2016-05-04")),
    ],
)
def test_lists_that_do_not_agree_are_one_story(
    dates: str, offices: str, headline: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    assert _stories(_read(tmp_path, f"{EVENTS}7,{dates},{offices},{headline},2016-05-03\n")) == [expected]


def test_a_text_is_never_taken_apart(tmp_path: Path) -> None:
    text = "title,text,date\nOne;Two,Body;more &amp; more,2016-05-04;2016-05-05\n"
    found = _articles(_read(tmp_path, text))
    assert [(article.title, article.text) for article in found] == [("One;Two", "Body;more &amp; more")]


def test_impossible_dates_are_noted_and_the_story_kept(tmp_path: Path) -> None:
    found = _articles(
        _read(tmp_path, EVENTS + "7,2109-10-28,SOHR,News,2019-10-28\n", Defaults(today=date(2020, 1, 1)))
    )
    assert found[0].published is None
    assert [(note.code, note.detail) for note in found[0].notes] == [("date.impossible", "2109-10-28")]


def test_a_cell_too_large_refuses_its_row_alone(tmp_path: Path) -> None:
    found = _read(tmp_path, f'title,text\nA,"{"x" * 1000}"\n"{"y" * (8 << 20)}\n{"y" * (9 << 20)}",b\nC,c\n')
    assert isinstance(found[1], Refusal)
    assert found[1].origin == "table.csv:3"
    assert isinstance(found[0], Article)
    assert found[-1] == _articles(found[-1:])[0]
