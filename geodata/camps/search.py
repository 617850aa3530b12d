"""Camps found by any of their names, in any script, however it is spelt.

Names are compared without the words that say "camp": as written, without article and spaces, by sound (Latin
script), by what they begin with, by their words, last by how few letters they differ in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from geodata.camp_records import Camp
from geodata.camps.naming import bare_key
from geodata.gazetteer.keys import ARTICLES, is_arabic, name_key, skeleton, sound_key

_SAME, _WRITTEN, _TOGETHER, _SOUNDS, _BEGINS, _WORDS, _SKELETON = 100.0, 98.0, 96.0, 94.0, 88.0, 84.0, 78.0
_WHOLE_NAME = 1.0
"""More where the words for what it is agree as well."""
_LEAST_LIKENESS = 72.0
_FEWEST_LETTERS = 3
_FEWEST_IN_SKELETON = 3
_OTHER_NUMBER = 25.0
"""Less where one is number 1 and the other number 2."""
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Name:
    camp: int
    whole: str
    key: str
    compact: str
    """Without article and spaces."""
    sound: str
    """Empty in Arabic script."""
    bones: str
    number: str
    words: frozenset[str]
    """By sound where Latin."""


class CampSearch:
    """An index of camps' names; made once for a list of camps."""

    def __init__(self, camps: Sequence[Camp]) -> None:
        self._camps = tuple(camps)
        self._names = [
            _name(position, name) for position, camp in enumerate(self._camps) for name in _all_names(camp)
        ]

    def search(self, words: str, limit: int = 10) -> list[Camp]:
        """Camps by how well a name of theirs fits ``words``, the best first; an id or a P-code fits too."""
        if limit < 1 or not name_key(words):
            return []
        asked = _name(-1, words)
        scores: dict[int, float] = {}
        for name in self._names:
            score = _fit(asked, name)
            if score > scores.get(name.camp, 0.0):
                scores[name.camp] = score
        order = sorted(
            scores, key=lambda position: (-scores[position], -_people(self._camps[position]), position)
        )
        return [self._camps[position] for position in order[:limit]]


def _all_names(camp: Camp) -> Iterable[str]:
    codes = (code for code in (camp.id, camp.pcode) if code)
    return (*camp.names, *codes, *(value for _, value in camp.extra if _NUMBER.search(value)))


def _name(camp: int, name: str) -> _Name:
    key = bare_key(name)
    sound = "" if is_arabic(key) else sound_key(_NUMBER.sub(" ", key))
    compact = (
        re.sub(r"(?:\A| )ال(?=\S{2})", " ", key).replace(" ", "") if is_arabic(key) else key.replace(" ", "")
    )
    number = " ".join(_NUMBER.findall(key))
    words = frozenset(sound_key(word) or word for word in key.split(" ") if word not in ARTICLES)
    return _Name(camp, name_key(name), key, compact, sound, skeleton(sound) if sound else "", number, words)


def _fit(asked: _Name, name: _Name) -> float:
    """How well two names agree, 0 to 101; 0 where they do not."""
    if is_arabic(asked.key) != is_arabic(name.key):
        return 0.0
    score = max(_scores(asked, name), default=0.0)
    if not score:
        return 0.0
    if asked.number != name.number:
        score -= _OTHER_NUMBER if asked.number and name.number else 1.0
    return score + (_WHOLE_NAME if asked.whole == name.whole else 0.0)


def _scores(asked: _Name, name: _Name) -> Iterator[float]:
    if asked.key == name.key:
        yield _SAME
        return
    if asked.compact == name.compact:
        yield _TOGETHER if " " in asked.key or " " in name.key else _WRITTEN
        return
    if asked.sound and asked.sound == name.sound:
        yield _SOUNDS
    if min(len(asked.compact), len(name.compact)) >= _FEWEST_LETTERS:
        yield from _likenesses(asked, name)


def _likenesses(asked: _Name, name: _Name) -> Iterator[float]:
    if name.compact.startswith(asked.compact):
        yield _BEGINS
    if asked.words < name.words or name.words < asked.words:
        yield _WORDS
    if asked.bones == name.bones and len(asked.bones) >= _FEWEST_IN_SKELETON:
        yield _SKELETON
    pairs = [(asked.compact, name.compact)]
    if asked.sound and name.sound and min(len(asked.sound), len(name.sound)) >= _FEWEST_LETTERS:
        pairs.append((asked.sound, name.sound))
    near = max(fuzz.ratio(one, other, score_cutoff=_LEAST_LIKENESS) for one, other in pairs)
    if near:
        yield near - 6.0


def _people(camp: Camp) -> int:
    return max((figure.count or 0 for figure in camp.populations), default=0)
