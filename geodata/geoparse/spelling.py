"""How alike two spellings of a place's name are: as written, without the article, by sound, by consonants."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from geodata.gazetteer.index import is_bulk, names_of
from geodata.gazetteer.keys import ARTICLES, is_arabic, name_key, skeleton, sound_key
from geodata.models import Place

SAME = 1.0
SAME_BUT_ARTICLE = 0.99  # or spacing
_SAME_SOUND, _ITS_LETTERS = 0.91, 0.06
_SAME_CONSONANTS, _THEIR_SOUNDS = 0.82, 0.08
_FEW_LETTERS = 0.94
_TELLING_CONSONANTS = 3
_SOME_LIKENESS = 0.55
"""Below this, the same consonants are chance."""
_OTHER_NAME = 0.008
"""What a match with another name than the one shown is worth less, where nobody has judged those names."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name with its keys, worked out once."""

    key: str
    bare: str
    """The key without articles."""
    sound: str
    """Empty for a name in Arabic letters."""
    consonants: str

    @classmethod
    def of(cls, name: str) -> Spelling:
        """The keys of a name."""
        key = name_key(name)
        sound = "" if is_arabic(key) else sound_key(name)
        return cls(key, _bare(key), sound, skeleton(sound))


def _bare(key: str) -> str:
    words = key.split(" ")
    if is_arabic(key):
        return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in words)
    return " ".join([word for word in words[:-1] if word not in ARTICLES] + words[-1:])


def likeness(given: Spelling, place: Place) -> float:
    """How like ``given`` the likeliest of a place's names is, from 0 to 1, which is the same spelling."""
    best = 0.0
    for name in names_of(place):
        other = Spelling.of(name)
        if is_arabic(other.key) == is_arabic(given.key):
            shown = not is_bulk(place) or name in (place.name, place.name_ar)
            best = max(best, _alike(given, other) - (0.0 if shown else _OTHER_NAME))
    return best


def _alike(one: Spelling, other: Spelling) -> float:
    if one.key == other.key:
        return SAME
    if one.bare == other.bare or one.key.replace(" ", "") == other.key.replace(" ", ""):
        return SAME_BUT_ARTICLE
    if not one.sound:
        return _FEW_LETTERS * fuzz.ratio(one.key, other.key) / 100
    sounds = fuzz.ratio(one.sound, other.sound) / 100
    if one.sound == other.sound:
        return _SAME_SOUND + _ITS_LETTERS * fuzz.ratio(one.key, other.key) / 100
    best = _FEW_LETTERS * sounds
    telling = len(one.consonants) >= _TELLING_CONSONANTS and sounds >= _SOME_LIKENESS
    if telling and one.consonants == other.consonants:
        best = max(best, _SAME_CONSONANTS + _THEIR_SOUNDS * sounds)
    return best
