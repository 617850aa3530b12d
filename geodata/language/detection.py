"""Which of the two languages a text is in, by its letters."""

from __future__ import annotations

import re

from geodata.models import Language

_ARABIC_LETTER = re.compile(r"[\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")

# Arabic text carries addresses, brand and agency names in Latin letters far more often than the reverse.
_ARABIC_SHARE = 0.3
_ENOUGH = 20_000


def detect(text: str) -> Language:
    """Arabic where at least three in ten letters are Arabic, else English (also for a text without letters).

    Looks at the first 20,000 characters.
    """
    sample = text[:_ENOUGH]
    arabic = len(_ARABIC_LETTER.findall(sample))
    latin = len(_LATIN_LETTER.findall(sample))
    share = arabic / (arabic + latin) if arabic + latin else 0.0
    return Language.ARABIC if share >= _ARABIC_SHARE else Language.ENGLISH
