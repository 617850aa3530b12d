import pytest

from geodata.gazetteer.index import bundled
from geodata.geoparse import Geoparser
from tests.eval.gold import Mark, faults, measure_gold, read_gold, unmark

FLOOR = 0.98


@pytest.fixture(scope="module")
def geoparser():
    return Geoparser(bundled())


def test_marks_are_read():
    text, marks = unmark("في {حلب|location|36.2,37.15} و{روسيا|actor}")
    assert text == "في حلب وروسيا"
    assert marks == (Mark(3, 6, "location", "36.2,37.15"), Mark(8, 13, "actor", ""))


def test_a_fault_is_seen(geoparser):
    (gold, *_) = read_gold()
    wrong = type(gold)(gold.name, gold.text, "", None, (Mark(0, 4, "location", "0,0"),))
    assert len(faults(geoparser, wrong)) >= 2


def test_our_texts_are_answered(geoparser):
    report = {gold.name: found for gold in read_gold() if (found := faults(geoparser, gold))}
    assert measure_gold(geoparser) >= FLOOR, report
