"""Where the sentences of an Arabic or English text begin and end."""

from __future__ import annotations

import re

# The mark, closing quotes and brackets after it, then blank space: "3.5", "example.org" hold no end.
_END = re.compile(r"[.!?؟…۔]+[\"'”’»)\]]*(?=\s)|[\r\n\u2028\u2029]+")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_LONGEST_ABBREVIATION = 12

_ABBREVIATED = """
    mr mrs ms dr prof gen col maj capt lt sgt cmdr adm gov sen rep rev hon pres st mt ft no nos vol fig vs etc
    approx dept est inc ltd co corp bros jr sr eg ie cf al jan feb mar apr jun jul aug sept sep oct nov dec
    mon tue wed thu fri sat sun u.s u.k u.n e.u u.a.e a.m p.m e.g i.e
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, in order, end exclusive, without surrounding blank space.

    Together they cover every character that is not blank. A line's end always ends a sentence: news sites
    give a paragraph a line. Linear in the length of the text.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, match):
            _add(spans, text, start, match.end())
            start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    if stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        spans.append((start, start + len(stripped)))


def _ends_sentence(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark is an end rather than the dot of an abbreviation or an initial (``U.S.``, ``د.``)."""
    if mark.group() != ".":
        return True
    following = text[mark.end() : mark.end() + 2].strip()
    if following and following[0].islower():
        return False
    before = text[max(0, mark.start() - _LONGEST_ABBREVIATION) : mark.start()]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return True
    return len(word.group()) > 1 and word.group().casefold() not in _ABBREVIATIONS
