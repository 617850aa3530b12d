"""Arabic names that no gazetteer lists and no word such as "village" announces, found by what was learnt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.geoparse.learnt.model import SILENT, Model
from geodata.geoparse.learnt.words import doubtful, may_go_on, of_next, of_word
from geodata.geoparse.lexicon import lexicon
from geodata.geoparse.tokens import Tokens
from geodata.geoparse.unknown import Unknown
from geodata.models import Language

UNLISTED, GOES_ON, ORDINARY = "arabic unlisted", "arabic goes on", "arabic ordinary"
"""Names of models: whether a word is a place's name, whether the next belongs to it; words passed over."""
_SURE = 180
"""Least score of a name that is shown: readers see it as a place not found."""
_MOST_WORDS = 3
_FEWEST_LETTERS = 4
_JOINED = ("وب", "ول", "فب", "فل", "ب", "ل", "و")


def unlisted_names(
    tokens: Tokens, covered: Mapping[int, str], models: Mapping[str, Model]
) -> Iterator[Unknown]:
    """The names among the words that ``covered`` (see :mod:`~geodata.geoparse.learnt.words`) leaves out."""
    model = models.get(UNLISTED, SILENT)
    if model is SILENT:
        return
    ordinary = models.get(ORDINARY, SILENT).weights
    cues = lexicon(Language.ARABIC).cues
    goes_on = models.get(GOES_ON, SILENT)
    free = 0
    for number in doubtful(tokens, covered, ordinary):
        if number < free or tokens.words[number] in cues:
            continue
        if model.score(of_word(tokens, number, covered)) <= _SURE:
            continue
        last = number + 1
        while (
            last - number < _MOST_WORDS
            and may_go_on(tokens, last, covered)
            and goes_on.score(of_next(tokens, last, number)) > 0
        ):
            last += 1
        free = last
        yield _unknown(tokens, number, last)


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
