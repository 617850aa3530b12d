"""A shadow of a text: folded for matching, with the way back to every character of the text as given.

Folding follows what Arabic search engines agree on (hamza forms of alef become bare alef, alef maqsura
becomes yeh, teh marbuta becomes heh; vowel signs and tatweel go; compare Lucene's ArabicNormalizer) and,
for Latin script, drops accents, case and the apostrophes transliterations are full of.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ے": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ۃ": "ه",
        "ک": "ك",
        "ڪ": "ك",
        "گ": "ك",
        "پ": "ب",
        "چ": "ج",
        "ڤ": "ف",
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "’": "'",
        "‘": "'",
        "‛": "'",
        "′": "'",
        "`": "'",
        "\u00b4": "'",
        # Hamza and ayn signs of scholarly transliteration, and tatweel, leave no trace.
        "ʾ": None,
        "ʿ": None,
        "ʻ": None,
        "ʼ": None,
        "ʹ": None,
        "ـ": None,
    }
)

# An apostrophe inside or at the edge of a Latin word is dropped (Ma'arrat, Sana'a, 'Afrin), except before a
# possessive s: "Aleppo's" must not become one word.
_APOSTROPHE = re.compile(r"'(?!s(?![a-z]))(?:(?=[a-z])|(?<=[a-z]'))")

_lengths = np.ones(0x110000, dtype=np.uint8)


class _Folding(dict[int, str]):
    """What each code point becomes, worked out when first met and remembered."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        _lengths[code] = len(folded)
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if (digit := unicodedata.decimal(character, None)) is not None:
        return str(digit)
    mapped = character.translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", mapped).casefold()
    kept = (c for c in unicodedata.normalize("NFKD", plain) if unicodedata.category(c) not in ("Mn", "Cf"))
    return "".join(kept).translate(_LETTERS)


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Shadow:
    """A folded text and, for each of its characters, where that character stood in the original."""

    text: str
    offsets: Sequence[int]
    """``len(text) + 1`` indices into the original, never decreasing; the last is the original's length."""
    original: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span for ``text[start:end]``, with its last letter's vowel signs."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        last = self.offsets[end - 1] + 1
        while last < len(self.original) and unicodedata.category(self.original[last]) == "Mn":
            last += 1
        return self.offsets[start], last


def shadow(text: str) -> Shadow:
    """Fold ``text`` and keep the way back; linear in its length, for any string, lone surrogates included."""
    folded = text.translate(_FOLDING)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = _lengths[codes]
    dropped = [match.start() for match in _APOSTROPHE.finditer(folded)] if "'" in folded else []
    if not dropped and len(folded) == len(text) and bool((lengths == 1).all()):
        return Shadow(folded, range(len(text) + 1), text)
    origin = np.repeat(np.arange(len(text), dtype=np.int64), lengths)
    if dropped:
        origin = np.delete(origin, dropped)
        folded = _APOSTROPHE.sub("", folded)
    offsets = array("q", origin.tobytes())
    offsets.append(len(text))
    return Shadow(folded, offsets, text)


def fold(text: str) -> str:
    """The text of :func:`shadow` alone: for index keys and full-text search."""
    folded = text.translate(_FOLDING)
    return _APOSTROPHE.sub("", folded) if "'" in folded else folded
