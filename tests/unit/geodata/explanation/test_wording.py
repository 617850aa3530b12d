"""The words of explanations: every code of evidence in both languages, every key there and used."""

from __future__ import annotations

import re

import pytest

from geodata.explanation.telling import about
from geodata.explanation.wording import (
    country_name,
    line,
    listed,
    own,
    service_name,
    where,
    words,
)
from geodata.geoparse.reasons import CODES, COUNTRY_DETAILS, PLACE_DETAILS, WEIGHED
from geodata.models import Kind, Language, Place
from tests import ROOT
from tests.making import MOSUL, RAQQA, RAQQA_GOVERNORATE
from tests.unit.geodata.explanation.places import PLACES, SYRIA

ENGLISH, ARABIC = Language.ENGLISH, Language.ARABIC
VALUES = {"surface", "place", "detail", "km"}
"""What the text of a code may name."""
VARIANTS = ("context.near.here", "context.near.same", "context.near.within")


def _families() -> dict[str, list[str]]:
    return {
        "reason": [*CODES, *VARIANTS],
        "factor": [*sorted(WEIGHED), *VARIANTS],
        "apart": [*sorted(WEIGHED), *VARIANTS],
    }


@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_its_words(language: Language) -> None:
    wanted = {f"{family}.{code}" for family, codes in _families().items() for code in codes}
    there = {key for key in words(language) if key.split(".")[0] in _families()}
    assert wanted - there == set(), "write them into geodata/explanation/*.json"
    assert there - wanted == set(), "there is no such code"


def test_every_code_answers_a_question() -> None:
    assert [code for code in CODES if about(code) is None] == []


def test_codes_that_are_told_apart_are_codes() -> None:
    assert set(CODES) >= PLACE_DETAILS | COUNTRY_DETAILS | WEIGHED
    assert not PLACE_DETAILS & COUNTRY_DETAILS


def test_both_languages_have_the_same_keys_and_are_given_the_same_values() -> None:
    assert list(words(ENGLISH)) == list(words(ARABIC))
    free = {"reason.name.alias", "reason.name.sound"}
    for key in words(ENGLISH):
        english, arabic = (_places(words(language)[key]) for language in (ENGLISH, ARABIC))
        assert english == arabic or key in free, key


@pytest.mark.parametrize("language", list(Language))
def test_the_words_of_codes_name_what_they_are_given(language: Language) -> None:
    families = tuple(f"{family}." for family in _families())
    odd = {
        key
        for key, text in words(language).items()
        if key.startswith(families) and not _places(text) <= VALUES
    }
    assert odd == set()
    told = {code for code, meaning in CODES.items() if "(detail:" in meaning}
    assert {code for code in told if "{detail}" not in words(language)[f"reason.{code}"]} == set()


@pytest.mark.parametrize("language", list(Language))
def test_sentences_end_and_phrases_do_not(language: Language) -> None:
    for key, text in words(language).items():
        sentence = key.startswith(("reason.", "told.", "heading.nothing")) and key != "told.sure"
        assert text.endswith(".") is sentence, key


def test_arabic_is_arabic_and_english_is_not() -> None:
    letter = re.compile(r"[\u0621-\u064a]")
    assert [key for key, text in words(ARABIC).items() if not letter.search(text)] == ["told.sure"]
    assert [key for key, text in words(ENGLISH).items() if letter.search(text)] == []


def test_no_key_is_left_over() -> None:
    files = (ROOT / "geodata" / "explanation").glob("*.py")
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    families = ("reason.", "factor.", "apart.", "about.", "told.role.", "heading.")
    unused = [key for key in words(ENGLISH) if f'"{key}"' not in source and not key.startswith(families)]
    assert unused == []


@pytest.mark.parametrize("language", list(Language))
def test_no_key_stands_twice(language: Language) -> None:
    text = (ROOT / "geodata" / "explanation" / f"{language.value}.json").read_text(encoding="utf-8")
    keys = re.findall(r'^  "([^"]+)":', text, re.MULTILINE)
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


# ---- lines


def test_a_line_keeps_apart_what_may_run_the_other_way() -> None:
    told = line(ARABIC, "reason.name.alias", surface="Raqqa", place="الرقة")
    assert told.text == "«Raqqa» اسم آخر للمكان أو كتابة أخرى لاسمه: الرقة."
    assert [fragment.text for fragment in told.fragments if fragment.own] == ["Raqqa", "الرقة"]


def test_a_line_within_a_line_keeps_its_fragments() -> None:
    told = line(ENGLISH, "told.rather", other=own("Hama"), list=own("it is better known"))
    assert told.text == "It is more likely than Hama, for it is better known."
    assert [fragment.text for fragment in told.fragments if fragment.own] == ["Hama", "it is better known"]


@pytest.mark.parametrize(
    ("language", "conjoined", "said"),
    [
        (ENGLISH, False, "a, b, c"),
        (ENGLISH, True, "a, b and c"),
        (ARABIC, False, "a، b، c"),
        (ARABIC, True, "a وb وc"),
    ],
)
def test_lists_are_joined_as_the_language_does(language: Language, conjoined: bool, said: str) -> None:
    assert listed([own("a"), own("b"), own("c")], language, conjoined=conjoined).text == said
    assert listed([own("a")], language, conjoined=conjoined).text == "a"


@pytest.mark.parametrize(
    ("place", "english", "arabic"),
    [
        (RAQQA, "city, Raqqa Governorate, Syria", "مدينة، محافظة الرقة، سوريا"),
        (RAQQA_GOVERNORATE, "governorate, Syria", "محافظة، سوريا"),
        (SYRIA, "country", "بلد"),
        (MOSUL, "city, IQ", "مدينة، IQ"),
    ],
)
def test_a_place_is_told_by_kind_and_area(place: Place, english: str, arabic: str) -> None:
    assert where(place, PLACES, ENGLISH).text == english
    assert where(place, PLACES, ARABIC).text == arabic


def test_names_come_from_the_gazetteer_and_stand_as_kept_without_it() -> None:
    assert country_name("SY", PLACES, ENGLISH) == "Syria"
    assert country_name("XX", PLACES, ENGLISH) == "XX"
    assert SYRIA.kind is Kind.COUNTRY


def test_a_service_is_named_with_its_credit_and_an_unknown_one_as_it_was_kept() -> None:
    assert service_name("nominatim") == "Nominatim (© OpenStreetMap contributors)"
    assert service_name("gone") == "gone"
