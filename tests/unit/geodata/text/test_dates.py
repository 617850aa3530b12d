"""Dates in words."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.models import DatePrecision, Language, When
from geodata.text.dates import say_when

DAY = date(2017, 10, 12)


@pytest.mark.parametrize(
    ("language", "when", "said"),
    [
        (Language.ENGLISH, When(DAY, DAY), "12 October 2017"),
        (Language.ARABIC, When(DAY, DAY), "12 تشرين الأول 2017"),
        (Language.ARABIC, When(date(2017, 6, 6), date(2017, 6, 6)), "6 حزيران 2017"),
        (Language.ENGLISH, When(date(2017, 1, 1), date(2017, 12, 31), DatePrecision.YEAR), "2017"),
        (Language.ENGLISH, When(date(2017, 10, 1), date(2017, 10, 31), DatePrecision.MONTH), "October 2017"),
        (
            Language.ARABIC,
            When(date(2017, 10, 1), date(2017, 10, 31), DatePrecision.MONTH),
            "تشرين الأول 2017",
        ),
        (
            Language.ENGLISH,
            When(date(2017, 12, 30), date(2018, 1, 2), DatePrecision.DAYS),
            "30 December 2017 – 2 January 2018",
        ),
    ],
)
def test_a_date_is_said_as_finely_as_it_is_known(language: Language, when: When, said: str) -> None:
    assert say_when(language, when) == said
