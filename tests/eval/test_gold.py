from datetime import date

import pytest

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from tests.eval.gold import GoldText, Mark, faults, measure_gold, read_gold, unmark

FLOOR = 0.97
LEAST_TEXTS = 60


@pytest.fixture(scope="module")
def geoparser():
    return Geoparser(bundled())


def test_marks_are_read():
    text, marks = unmark("في {حلب|location|36.2,37.15} و{روسيا|actor}")
    assert text == "في حلب وروسيا"
    assert marks == (Mark(3, 6, "location", "36.2,37.15"), Mark(8, 13, "actor", ""))


def test_a_mark_may_say_of_what_kind_and_when():
    _, marks = unmark("{حلب|location|36.2,37.15 city/town|2018-03-14}")
    assert marks == (Mark(0, 3, "location", "36.2,37.15 city/town", "2018-03-14"),)


def test_a_fault_is_seen(geoparser):
    (gold, *_) = read_gold()
    wrong = type(gold)(gold.name, gold.text, "", None, (Mark(0, 4, "location", "0,0"),))
    assert len(faults(geoparser, wrong)) >= 2


@pytest.mark.parametrize(
    "marked", ["{حلب|location|36.2,37.15 village} أمس", "{حلب|location|36.2,37.15|2018-03-13} أمس"]
)
def test_a_wrong_kind_and_a_wrong_day_are_faults(geoparser, marked):
    text, marks = unmark(marked)
    assert len(faults(geoparser, GoldText("", text, "", date(2018, 3, 15), marks))) == 1


def test_there_are_texts_of_both_languages_and_no_name_twice():
    golds = read_gold()
    arabic = [gold for gold in golds if any("\u0600" <= letter <= "\u06ff" for letter in gold.text)]
    assert len(arabic) >= LEAST_TEXTS and len(golds) - len(arabic) >= LEAST_TEXTS // 2
    assert len({gold.name for gold in golds}) == len(golds)


def test_our_texts_are_answered(geoparser):
    report = {gold.name: found for gold in read_gold() if (found := faults(geoparser, gold))}
    assert measure_gold(geoparser) >= FLOOR, report
