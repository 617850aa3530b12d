"""Camps are found by any name, in any script, however it is spelt."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geodata.camp_records import Camp
from geodata.camps.bundled import bundled_camps
from geodata.camps.search import CampSearch

SPELLINGS = Path(__file__).parent / "spellings.csv"
LEAST_FOUND = 0.95


@pytest.fixture(scope="module")
def search() -> CampSearch:
    return CampSearch(bundled_camps())


def test_of_a_hundred_spellings_nearly_all_lead_to_their_camp(search: CampSearch) -> None:
    with SPELLINGS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) >= 100
    missed = [row for row in rows if [camp.id for camp in search.search(row["spelling"], 1)] != [row["camp"]]]
    assert len(missed) <= (1 - LEAST_FOUND) * len(rows), missed


@pytest.mark.parametrize("words", ["Gevgelija", "برلين", "camp", "xq", "", "  ", "?!"])
def test_what_is_no_camp_is_not_made_one(search: CampSearch, words: str) -> None:
    assert len(search.search(words)) <= 3
    assert search.search(words, 0) == []


@pytest.mark.parametrize("words", ["CP000005", "SYRs001513", "sy-rukban-camp"])
def test_codes_and_ids_are_names_too(search: CampSearch, words: str) -> None:
    expected = {"CP000005": "sy-bab-al-salama-camp", "SYRs001513": "sy-hol-camp"}
    assert search.search(words, 1)[0].id == expected.get(words, words)


def test_numbers_tell_camps_of_one_name_apart() -> None:
    camps = [Camp(f"c{number}", f"Al-Karama {number}", f"مخيم الكرامة {number}") for number in (1, 2, 3)]
    search = CampSearch(camps)
    for words in ("Karama 2", "مخيم الكرامه ٢", "al karameh camp 2"):
        assert search.search(words, 1) == [camps[1]], words
    assert len(search.search("karama")) == 3


def test_homonyms_all_come_the_fullest_name_first() -> None:
    camps = [Camp("a", "Al-Rayan Camp (Qah)"), Camp("b", "Al-Rayan Camp"), Camp("c", "Al-Rayan Camp (Azaz)")]
    assert CampSearch(camps).search("rayan camp")[0].id == "b"
    assert {camp.id for camp in CampSearch(camps).search("Rayyan")} == {"a", "b", "c"}
