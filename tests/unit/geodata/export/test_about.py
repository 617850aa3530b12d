"""README.txt and LICENCE.txt in the reader's language."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest

from geodata.export import About, Rows
from geodata.export.common import words
from geodata.export.common.fields import FIELDS
from geodata.models import Language

COLUMNS = [(rows, field) for rows in Rows for field in FIELDS[rows]]
ARABIC = re.compile("[\u0621-\u064a]")


def _about(language: Language) -> About:
    return About(
        asked={"from": "2017-06-01", "place": "sy-raqqa"},
        made=datetime(2026, 11, 23, 1, 30, tzinfo=UTC),
        newest=date(2017, 10, 20),
        credits=("GeoNames, CC BY 4.0",),
        blurred="…",
        exact=True,
        language=language,
    )


def _own_words(language: Language) -> dict[str, str]:
    text = (words.FOLDER / f"{language.value}.json").read_text(encoding="utf-8")
    return {
        key: value
        for key, value in json.loads(text).items()
        if not key.startswith(("told", "unit", "column."))
    }


def test_both_languages_say_the_same_things_with_the_same_places():
    english, arabic = (_own_words(each) for each in (Language.ENGLISH, Language.ARABIC))
    assert english.keys() == arabic.keys()
    for key, said in english.items():
        assert set(re.findall(r"{\w+}", said)) == set(re.findall(r"{\w+}", arabic[key])), key


@pytest.mark.parametrize(("rows", "field"), COLUMNS, ids=lambda each: getattr(each, "name", str(each)))
def test_every_column_is_told_in_arabic(rows: Rows, field: words.Field):
    assert len(ARABIC.findall(words.tells(Language.ARABIC, rows, field))) > 3
    assert bool(words.unit(Language.ARABIC, field)) is bool(field.unit)


def test_columns_that_hold_another_thing_in_each_table_are_told_apart():
    """Where the English differs between tables, so does the Arabic."""
    for name in {field.name for _, field in COLUMNS}:
        of = [(rows, field) for rows, field in COLUMNS if field.name == name]
        told = [len({words.tells(language, rows, field) for rows, field in of}) for language in Language]
        assert len(set(told)) == 1, name


def test_nothing_in_arabic_is_left_over():
    names = {f"column.{field.name}" for _, field in COLUMNS}
    names |= {f"column.{rows}.{field.name}" for rows, field in COLUMNS}
    keys = [key for key in words.words(Language.ARABIC) if key.startswith("column.")]
    assert set(keys) <= names


@pytest.mark.parametrize("language", Language)
def test_the_readme_tells_of_the_file_in_the_readers_language(language: Language):
    readme = _about(language).readme("map.csv", {Rows.MENTIONS: 1234, Rows.STORIES: 2})
    for told in (
        "map.csv",
        "place = sy-raqqa",
        "2017-10-20",
        "2026-11-23 01:30",
        "1,234",
        "LICENCE.txt",
        "…",
    ):
        assert told in readme
    assert readme.count("\r\n") == readme.count("\n")
    assert max(map(len, readme.splitlines())) <= 190
    for name in ("precision_m", "place_names_ar"):
        assert re.search(rf"^ *{name}\b", readme, re.M)
    words_of = re.findall(r"[^\W\d_]+", readme)
    share = sum(bool(ARABIC.search(word)) for word in words_of) / len(words_of)
    assert share > 0.6 if language is Language.ARABIC else share == 0
    assert readme.startswith("\ufeff") is (language is Language.ARABIC)


@pytest.mark.parametrize(
    ("language", "said"), [(Language.ENGLISH, "Do not publish"), (Language.ARABIC, "لا تنشر")]
)
def test_notes_and_licence_are_in_it_too(language: Language, said: str):
    about = _about(language)
    assert any(said in note for note in about.notes())
    assert "GeoNames, CC BY 4.0" in about.licence()
    assert bool(ARABIC.search(about.licence())) is (language is Language.ARABIC)
