"""Arabic names that no gazetteer lists and no word such as "village" announces, found by what was learnt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.geoparse.learnt.model import SILENT, Model
from geodata.geoparse.learnt.words import (
    is_nameword,
    is_ordinary,
    may_go_on,
    names_a_kind,
    of_next,
    of_word,
    told,
)
from geodata.geoparse.lexicon import lexicon
from geodata.geoparse.tokens import Tokens
from geodata.geoparse.unknown import FIRST_OF_TWO, Unknown
from geodata.models import Language

UNLISTED, GOES_ON, ORDINARY = "arabic unlisted", "arabic goes on", "arabic ordinary"
"""Names of models: whether a word is a place's name, whether the next belongs to it; words passed over."""
_SURE = 180
"""Least score of a name that is shown: readers see it as a place not found."""
_MOST_WORDS = 3
_MOST_REMEMBERED = 100_000
_FEWEST_LETTERS = 4
_JOINED = ("وب", "ول", "فب", "فل", "ب", "ل", "و")


class Finder:
    """Finds names that are not listed; keeps which words are ordinary, nothing about stories."""

    def __init__(self, models: Mapping[str, Model]) -> None:
        self._begins = models.get(UNLISTED, SILENT)
        self._goes_on = models.get(GOES_ON, SILENT)
        self._ordinary = models.get(ORDINARY, SILENT).weights
        self._passed_over: dict[str, bool] = {}

    def names(self, tokens: Tokens, covered: Mapping[int, str]) -> Iterator[Unknown]:
        """The names among the words that ``covered`` leaves out; its values are those of
        :mod:`~geodata.geoparse.learnt.words`."""
        free = 0
        for number in self._doubtful(tokens, covered) if self._begins is not SILENT else ():
            if number < free or self._begins.score(of_word(tokens, number, covered)) <= _SURE:
                continue
            free = number + 1
            while free - number < _MOST_WORDS and self._continues(tokens, free, number, covered):
                free += 1
            if free > number + 1 or not _is_half(tokens.words[number]):
                yield _unknown(tokens, number, free)

    def _doubtful(self, tokens: Tokens, covered: Mapping[int, str]) -> Iterator[int]:
        """Numbers of the words worth asking about: rare ones that something beside them says to be places."""
        known = self._passed_over
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        for number, word in enumerate(tokens.words):
            passed = known.get(word)
            if passed or number in covered or not told(tokens, number, covered):
                continue
            if passed is None:
                passed = known[word] = not is_nameword(word) or is_ordinary(word, self._ordinary)
            if not passed and tokens.hashtag_at(tokens.starts[number]) is None:
                yield number

    def _continues(self, tokens: Tokens, number: int, first: int, covered: Mapping[int, str]) -> bool:
        if not may_go_on(tokens, number, covered):
            return False
        half = number == first + 1 and _is_half(tokens.words[first])
        return half or self._goes_on.score(of_next(tokens, number, first)) > 0


def _is_half(word: str) -> bool:
    """Whether a name that begins so has a second word: ``منطقة جبل المعاشيق``, ``قرية خان بني سعد``."""
    return word in FIRST_OF_TWO or names_a_kind(word)


def _unknown(tokens: Tokens, first: int, last: int) -> Unknown:
    """The name without a clitic, which begins it where no word before announces it."""
    word, before = tokens.words[first], tokens.word(first - 1)
    announced = not tokens.broken(first) and before in lexicon(Language.ARABIC).cues
    clitic = next((joined for joined in _JOINED if word.startswith(joined)), "")
    if announced or len(word) - len(clitic) < _FEWEST_LETTERS:
        clitic = ""
    return Unknown(
        first, last, tokens.starts[first] + len(clitic), tokens.ends[last - 1], before if announced else ""
    )
