"""Bylines: who reports, and from where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.readers.common.byline import Byline, find_byline


@pytest.mark.parametrize(
    ("text", "outlet", "dateline"),
    [
        ("بلدي نيوز - الرقة (خاص)\nقال", "بلدي نيوز", "الرقة"),
        ("عنب بلدي – إدلب\nقال", "عنب بلدي", "إدلب"),
        ("موقع لا يعرفه أحد - سراقب\nقال", "موقع لا يعرفه أحد", "سراقب"),
        ("DAMASCUS (Reuters) - The army", "Reuters", "DAMASCUS"),
        ("BEIRUT, June 6 (Reuters) - The army", "Reuters", "BEIRUT"),
        ("DAMASCUS, Syria (AP) — The army", "AP", "DAMASCUS"),
        ("BEIRUT — Rebels said", "", "BEIRUT"),
        ("الأناضول/دمشق\nقال", "الأناضول", "دمشق"),
        ("دمشق - سانا\nقال", "سانا", "دمشق"),
        ("دمشق-سانا\nقال", "سانا", "دمشق"),
        ('بيروت - "القدس العربي": قالت', "القدس العربي", "بيروت"),
        ("دمشق (رويترز) - قال", "رويترز", "دمشق"),
        ("اسم الكاتب ــ سبق ــ الرياض: توقع", "سبق", "الرياض"),
        ("الأناضول / دمشق / اسم الكاتب: قال", "الأناضول", "دمشق"),
        ("القاهرة - أ ف ب\nقال", "أ ف ب", "القاهرة"),
        ("إدلب - خاص\nقال", "", "إدلب"),
        ("دمشق - قالت وزارة الدفاع إن القوات دخلت البلدة.", "", "دمشق"),
        ("دير الزور ـ قال مصدر", "", "دير الزور"),
        ("Aleppo - Government forces entered the town.", "", "Aleppo"),
        ("Deir ez-Zor – Government forces entered the town.", "", "Deir ez-Zor"),
        ("Damascus, SANA - The ministry said", "SANA", "Damascus"),
        ("دمشق - قال مصدر عسكري\nوأضاف", "", "دمشق"),
        ("دمشق - ريف دمشق\nقال", "", "دمشق"),
        ("سوريا - حلب\nقال", "", "حلب"),
        ("واشنطن - (أ ف ب) قال", "أ ف ب", "واشنطن"),
        ("الرياض - واس\nقال", "واس", "الرياض"),
        ("TRIPOLI (Lebanon) - The army said", "", "TRIPOLI"),
        ("حلب (شمال) - قال", "", "حلب"),
    ],
)
def test_found(text: str, outlet: str, dateline: str) -> None:
    assert find_byline(text) == Byline(outlet, dateline)


def test_a_name_that_is_given_tells_the_outlet() -> None:
    assert find_byline("حلب - موقع لا يعرفه أحد\nقال", "موقع لا يعرفه أحد") == Byline(
        "موقع لا يعرفه أحد", "حلب"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "قال الجيش - وهو ما نفاه ناشطون - إن الطائرات أغارت على البلدة.",
        "Rebels - backed by Turkey - took the town",
        "قتل عشرة مدنيين (بينهم أطفال) - وفق ناشطين",
        "Raqqa - once a quiet town - was taken",
        "Lebanon - The country's banks are shut.",
        "الشارع - قال مصدر إن القوات دخلت.",
        "Deir ez-Zor residents fled to the north\nMore",
        "Ten people (two of them children) - a toll that may rise",
        "في 12/5 قصفت الطائرات البلدة.\nوأضاف",
    ],
)
def test_not_found(text: str) -> None:
    assert find_byline(text) == Byline()


@given(st.text(st.sampled_from('aB اب-–/():"\nـ،.1'), max_size=80))
def test_what_is_found_stands_in_the_text(text: str) -> None:
    found = find_byline(text)
    assert found.outlet in text
    assert found.dateline in text
