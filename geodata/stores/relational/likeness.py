"""Whether two stories tell the same report: one agency's text in several outlets, perhaps slightly edited.

Texts are compared as sets of three folded words in a row; their Jaccard similarity must reach ``THRESHOLD``.
So that a text need not be compared with every other, MinHash signatures are cut into bands, and only texts
that agree in a whole band are compared (Broder 1997, "On the resemblance and containment of documents";
Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3). With ``_BANDS`` of ``_ROWS`` values
a pair at the threshold is met in 99 of 100 cases, a pair at 0.4 in 23.

Reports that an outlet issues day by day in the same phrases are as alike as copies of one report. What tells
them apart are numbers, days and places: those of the shorter text must all stand in the longer one, and one
outlet does not repeat a report on another day. Short texts and headlines are the same only when their folded
words are, within ``DAYS_APART`` days. In doubt two stories stay two.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from geodata.language.normalise import fold
from geodata.stores.port import UNDATED

if TYPE_CHECKING:
    from datasketch import MinHash

THRESHOLD = 0.7
DAYS_APART = 3
SHORT_TEXT = 20
"""A text of fewer words has too few shingles to be compared by them."""
SHORT_HEADLINE = 4
"""A headline of fewer words ("Live updates") may head any report."""

_SHINGLE = 3
_ROWS = 5
_BANDS = 25
_SEED = 1
_SCHEME = "affine32"
"""Signatures are kept in databases: seed and scheme stay, whatever the library's defaults become."""

_FACTS_SHARED = 0.9
_PLACES_SHARED = 0.8

_WORD = re.compile(r"[^\W_]+")
_JOINED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
"""What Arabic writes together with the word that follows: particles, the article, both."""

_NAMES_OF_NUMBERS_AND_DAYS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds "
    "dozen dozens thousand thousands million first second third fourth fifth monday tuesday wednesday "
    "thursday friday saturday sunday january february march april june july august september october "
    "november december واحد واحده اثنان اثنين اثنتان اثنتين ثلاث ثلاثه اربع اربعه خمس خمسه ست سته سبع "
    "سبعه ثمان ثماني ثمانيه تسع تسعه عشر عشره عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون "
    "ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مئه مائه مئتان مئتين مئات الف الفان الفين الاف عشرات "
    "مليون ملايين احد ثلاثاء اربعاء خميس جمعه سبت كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين "
    "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر "
)
_NUMBER_AND_DAY_NAMES = frozenset(_NAMES_OF_NUMBERS_AND_DAYS.split())
"""Folded, without the article. What is also another word ("may", "second") costs a merge, never makes one."""
_IN_DIGITS = {
    word: str(value)
    for value, words in {
        2: "two", 3: "three ثلاث ثلاثه", 4: "four اربع اربعه", 5: "five خمس خمسه", 6: "six ست سته",
        7: "seven سبع سبعه", 8: "eight ثمان ثماني ثمانيه", 9: "nine تسع تسعه", 10: "ten عشر عشره",
        20: "twenty عشرون عشرين", 30: "thirty ثلاثون ثلاثين", 40: "forty اربعون اربعين",
        50: "fifty خمسون خمسين", 60: "sixty ستون ستين", 70: "seventy سبعون سبعين",
        80: "eighty ثمانون ثمانين", 90: "ninety تسعون تسعين",
    }.items()
    for word in words.split()
}  # fmt: skip
"""One outlet writes "4" where another writes "four". What also names a day (اثنين) stays a word."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What of a story decides whether it is the same report as another."""

    outlet: str
    """Folded; empty where unknown."""
    day: int
    """An ordinal or ``UNDATED``."""
    words: tuple[str, ...]
    """The folded words of the text."""
    places: frozenset[int | str] = frozenset()
    """The places it names; empty where none or unknown."""


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


def days_agree(one: Telling, other: Telling) -> bool:
    """Whether outlet and day let the two be one report; an unknown day agrees with any of another outlet."""
    if one.outlet == other.outlet:
        return one.day == other.day
    if UNDATED in (one.day, other.day):
        return True
    return abs(one.day - other.day) <= DAYS_APART


def likeness(one: Telling, other: Telling) -> float:
    """The Jaccard similarity of the two texts' shingles, 0 to 1; 0 where they cannot be one report."""
    if not days_agree(one, other):
        return 0.0
    ours, theirs = set(shingles(one.words)), set(shingles(other.words))
    if not ours or not theirs:
        return 0.0
    similarity = len(ours & theirs) / len(ours | theirs)
    if similarity < THRESHOLD or not (_facts_agree(one.words, other.words) and _places_agree(one, other)):
        return 0.0
    return similarity


def shingles(words: Sequence[str]) -> list[str]:
    """Every three words in a row; none for a short text."""
    if len(words) < SHORT_TEXT:
        return []
    return [" ".join(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]


def signature(words: Sequence[str]) -> NDArray[np.uint32] | None:
    """The MinHash signature of a text's shingles, of length ``_ROWS * _BANDS``; None for a short text."""
    found = shingles(words)
    if not found:
        return None
    minhash = _empty().copy()
    minhash.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in set(found)])
    return np.asarray(minhash.hashvalues, dtype=np.uint32)


def bands(values: NDArray[np.uint32]) -> list[int]:
    """The signature's bands, each a signed 64-bit number that says which band it is and what it holds."""
    rows = values.astype("<u4").reshape(_BANDS, _ROWS)
    digests = (hashlib.blake2b(bytes([i]) + row.tobytes(), digest_size=8) for i, row in enumerate(rows))
    return [int.from_bytes(digest.digest(), "little", signed=True) for digest in digests]


@cache
def _empty() -> MinHash:
    # Its import takes most of a second, which runs over headlines need not wait for.
    from datasketch import MinHash

    return MinHash(num_perm=_ROWS * _BANDS, seed=_SEED, scheme=_SCHEME)


def _facts_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    return _covers(_facts(one), _facts(other), _FACTS_SHARED)


def _places_agree(one: Telling, other: Telling) -> bool:
    return _covers(Counter(one.places), Counter(other.places), _PLACES_SHARED)


def _covers(ours: Counter[Any], theirs: Counter[Any], share: float) -> bool:
    """Whether nearly all of the smaller collection stands in the larger one."""
    shared = (ours & theirs).total()
    return shared >= share * min(ours.total(), theirs.total())


def _facts(words: Sequence[str]) -> Counter[str]:
    """The numbers, days and months a text names."""
    found: Counter[str] = Counter()
    for word in words:
        bare = word if word[0].isdigit() else _name_in(word)
        if bare:
            found[_IN_DIGITS.get(bare, bare)] += 1
    return found


def _name_in(word: str) -> str:
    """The name of a number, day or month that a word is, but for what is joined to its front; "" for none."""
    stems = (word[len(joined) :] for joined in _JOINED if word.startswith(joined))
    return next((stem for stem in stems if stem in _NUMBER_AND_DAY_NAMES), "")
