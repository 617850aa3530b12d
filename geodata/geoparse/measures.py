"""Distances in words and figures: ``20 كم``, ``خمسة وعشرين كيلومترا``, "some fifteen miles", "2.5km"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.geoparse.position_words import PositionWords
from geodata.geoparse.tokens import Tokens

_MOST_WORDS = 4
_FIGURES = re.compile(r"\d{1,4}")
_TOGETHER = re.compile(r"(?:وب|فب|ب|و)?(\d{1,4})([^\W\d]+)?")
_LEAST_KM, _MOST_KM = 0.05, 500.0
_ABOUT_WORDS = 2


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance told by words ``first`` to ``last`` (exclusive)."""

    km: float
    rough: bool
    first: int
    last: int


def distance_before(tokens: Tokens, last: int, words: PositionWords) -> Distance | None:
    """The distance whose unit is the word before number ``last``; the first of two that say it twice
    ("15 kilometres (9 miles)")."""
    found = _ending_at(tokens, last, words)
    if found and "(" in tokens.gap(found.first):
        return _ending_at(tokens, found.first, words) or found
    return found


def distance_after(tokens: Tokens, first: int, words: PositionWords) -> Distance | None:
    """The distance told right after a name: ``بنحو 20 كم``, ``على بعد عشرين كيلومترا``."""
    number = first
    while number - first < _MOST_WORDS and tokens.word(number) in words.behind:
        number += 1
    if any(tokens.broken(each) or tokens.comma(each) for each in range(first, number + 1)):
        return None
    for last in range(min(number + _MOST_WORDS + 2, len(tokens.words)), number, -1):
        found = _ending_at(tokens, last, words)
        if found and found.first == number:
            return found
    return None


def _ending_at(tokens: Tokens, last: int, words: PositionWords) -> Distance | None:
    end = last
    if words.inflected and tokens.word(end - 1) in words.about:  # 20 كم تقريبا
        end -= 1
    rough = end < last
    if words.numbers.get(tokens.word(end - 1)) == 1 and tokens.word(end - 2) in words.units:  # ميل واحد
        return _distance(tokens, words.units[tokens.word(end - 2)], end - 2, last, words, rough=rough)
    joined = _TOGETHER.fullmatch(tokens.word(end - 1))
    if joined and (unit := words.units.get(joined[2] or "")):
        return _distance(tokens, float(joined[1]) * unit, end - 1, last, words, rough=rough)
    for unit_words in (2, 1):
        unit = words.units.get(" ".join(tokens.words[max(0, end - unit_words) : end]))
        if unit and not _any_break(tokens, end - unit_words, end):
            return _numbered(tokens, end - unit_words, last, unit, words, rough=rough)
    return None


def _numbered(
    tokens: Tokens, number_end: int, last: int, unit: float, words: PositionWords, *, rough: bool
) -> Distance | None:
    """The number that ends before a unit, times the unit."""
    if number_end and tokens.gap(number_end) not in (" ", "-", "", "\u00a0"):
        return None
    for first in range(max(0, number_end - _MOST_WORDS), number_end):
        if _any_break(tokens, first, number_end):
            continue
        amount, ranged = _amount(tokens, first, number_end, words)
        if amount:
            return _distance(tokens, amount * unit, first, last, words, rough=rough or ranged)
    if unit in (2.0, 3.218688) or (number_end and tokens.words[number_end - 1] in words.apart):
        return _distance(tokens, unit, number_end, last, words, rough=rough)
    return None


def _distance(
    tokens: Tokens, km: float, first: int, last: int, words: PositionWords, *, rough: bool
) -> Distance | None:
    if not _LEAST_KM <= km <= _MOST_KM:
        return None
    before = (tokens.word(first - step) for step in range(1, _ABOUT_WORDS + 1))
    rough = rough or any(words.bare(word, words.about) for word in before)
    return Distance(round(km) if km >= _WHOLE_KM else round(km, 1) or 0.1, rough, first, last)


_WHOLE_KM = 5.0


def _amount(tokens: Tokens, first: int, last: int, words: PositionWords) -> tuple[float, bool]:
    """What the words are as a number, 0 for none; and whether they are the ends of a range."""
    spelt = tokens.words[first:last]
    figures = [_TOGETHER.fullmatch(word) for word in spelt]
    if all(figure and not figure[2] for figure in figures):
        values = [figure[1] for figure in figures if figure]
        if len(values) == 1:
            return float(values[0]), False
        if len(values) == 2 and tokens.gap(last - 1) in (".", ",", "٫"):
            return float(f"{values[0]}.{values[1]}"), False
        if len(values) == 2 and tokens.gap(last - 1).strip() in ("-", "–", "—"):
            return (float(values[0]) + float(values[1])) / 2, True
        return 0.0, False
    return (_in_arabic if words.inflected else _in_english)(spelt, words.numbers), False


def _in_arabic(spelt: list[str], numbers: dict[str, float]) -> float:
    """``مئة وخمسة وعشرين`` is a sum."""
    total, at = 0.0, 0
    while at < len(spelt):
        word = spelt[at][1:] if at and spelt[at].startswith("و") and spelt[at] not in numbers else spelt[at]
        pair = f"{word} {spelt[at + 1]}" if at + 1 < len(spelt) else ""
        if pair in numbers:
            total, at = total + numbers[pair], at + 2
        elif word in numbers and (at == 0 or word != spelt[at]):
            total, at = total + numbers[word], at + 1
        else:
            return 0.0
    return total


def _in_english(spelt: list[str], numbers: dict[str, float]) -> float:
    """ "two hundred" is a product, "twenty five" a sum."""
    total = 0.0
    for place, word in enumerate(spelt):
        if _FIGURES.fullmatch(word) or word not in numbers:
            return 0.0
        value = numbers[word]
        if word in ("hundred", "dozen"):
            total = (total or 1.0) * value
        elif place and not (total % 10 == 0 and total >= 20 and value < 10):
            return 0.0
        else:
            total += value
    return total


def _any_break(tokens: Tokens, first: int, last: int) -> bool:
    return first < 0 or any(
        tokens.broken(number) or (tokens.comma(number) and tokens.gap(number) != ",")
        for number in range(first + 1, last)
    )
