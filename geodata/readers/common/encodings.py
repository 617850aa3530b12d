"""In which encoding bytes are: told by their mark, by being UTF-8, by what is declared, by their letters.

What a page or a server declares is believed only where the bytes bear it out: Arabic pages are often declared
as something else than they are. UTF-8 is not met by chance: an Arabic text of an old encoding is never valid
UTF-8. Old Arabic encodings differ in where they put half of the letters, so the one that gives Arabic with
its usual letters is the right one.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; the longer ones first, for they begin like the shorter."""

# How often each letter stands in a thousand letters of Arabic prose, as counted in the sample stories of this
# project. Forms of alef, hamza, teh marbuta and alef maksura are letters of their own, as in the encodings.
_PER_THOUSAND = (
    "ا137 ل102 ي90 م65 ر62 و61 ن52 ت40 ب39 د34 ة34 ع32 س28 ف27 ق26 ح20 ك20 ه15 أ15 ج13 ش12 ط10 ى10 خ8 إ8 "
    "ص8 ز7 ث4 غ4 ظ4 ض3 ئ3 ذ3 آ3 ء2 ؤ1"
)
_LIKELIHOOD = {pair[0]: math.log(int(pair[1:]) / 1000) for pair in _PER_THOUSAND.split()}
_VOWEL_SIGN = re.compile("(?<=[\u0621-\u0652])[\u0640\u064b-\u0652]")
_MIXED = re.compile("[A-Za-z](?=[\u0621-\u0652])|[\u0621-\u0652](?=[A-Za-z])")
_RARE = frozenset("پچژگکیڤ")
_PUNCTUATION = frozenset("،؛؟٪٠١٢٣٤٥٦٧٨٩«»“”‘’„‚…–—•·°©®™\u00a0\u200c\u200d\u200e\u200f€£")
_FOREIGN = math.log(0.0002)
_SELDOM = math.log(0.001)
_LEAST_LIKELY = -4.6
"""Mean logarithm of a letter's share: Arabic prose has about -3, other scripts less than -5."""

_OLD_ARABIC = ("cp1256", "iso8859-6")
_NEEDED = {"": 1.5, "cp1256": 8.0, "iso8859-6": -3.0}
"""How much the letters must speak for ISO-8859-6, far rarer than Windows-1256, by what is declared."""
_LABELS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "x-cp1256": "cp1256",
    "iso-8859-6-e": "iso8859-6",
    "iso-8859-6-i": "iso8859-6",
    "asmo-708": "iso8859-6",
    "logical": "iso8859-6",
}
"""Labels that Python does not know, or that are used for something else than what they say."""
_OF_TEXT = re.compile(
    r"(?:cp|windows|iso|koi8|mac|utf|big5|gb|euc|shift|tis|hz|johab|ptcp)[\w-]*$|x-mac[\w-]*$", re.IGNORECASE
)
_NO_WESTERN_WORD = re.compile(r"[^\W\d_][¡¢£¤¥¦§¨©ª¬®¯°±²³´µ¶¸¹º¼½¾¿\ufffd][^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_ICELANDIC_OR_TURKISH = re.compile("[ðÐýÝþÞ]")
_MOST_GUESSED_FROM = 64 << 10
_MOST_CHAOS = 0.2


def known(label: str) -> str:
    """Python's name of an encoding by a label of the web; empty for what is no encoding of text."""
    label = label.strip().strip("\"'").lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return ""
    return name if _OF_TEXT.match(name) else ""


def unmarked_utf16(sample: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where bytes with NUL among them are that without a mark; else empty."""
    even = sample[: len(sample) // 2 * 2]
    for name in ("utf-16-le", "utf-16-be"):
        text = even.decode(name, "replace")
        usual = sum(character < "\u0700" or "\u2000" <= character < "\u2070" for character in text)
        controls = sum(character < " " and character not in "\t\n\r\f" for character in text)
        if text and usual >= 0.95 * len(text) and controls <= 0.01 * len(text):
            return name
    return ""


def one_byte(sample: bytes, declared: str = "") -> str:
    """The encoding of text that is no UTF; empty where nothing makes sense of it.

    ``declared``: what the file or its server says. It is taken where the bytes can be that; where they make
    good Arabic in another old encoding and not in the declared one, that other is.
    """
    declared = known(declared)
    likely = {name: arabic_likelihood(sample.decode(name, "replace")) for name in _OLD_ARABIC}
    usual, other = _OLD_ARABIC
    evidence = (likely[other] - likely[usual]) * sum(byte > 0x7F for byte in sample)
    best = other if evidence > _NEEDED.get(declared, _NEEDED[""]) else usual
    if likely[best] >= _LEAST_LIKELY and (declared in _OLD_ARABIC or not _reads_as(sample, declared, best)):
        return best
    if declared and not declared.startswith("utf") and _decodes(sample, declared):
        return declared
    return _guessed(sample)


def arabic_likelihood(text: str) -> float:
    """The mean logarithm of the share each letter beyond ASCII has in Arabic; minus infinity without any.

    Vowel signs count where they stand on a letter; Arabic letters joined to Latin ones tell of no Arabic.
    """
    text = _VOWEL_SIGN.sub("", text)
    sums, letters = len(_MIXED.findall(text)) * _FOREIGN, 0
    for character, number in Counter(text).items():
        if character <= "\x7f" or character in _PUNCTUATION:
            continue
        sums += number * _LIKELIHOOD.get(character, _SELDOM if character in _RARE else _FOREIGN)
        letters += number
    return sums / letters if letters else -math.inf


def _reads_as(sample: bytes, declared: str, arabic: str) -> bool:
    """Whether a declared encoding of another script is to be believed although the bytes could be Arabic.

    One of a Latin script is not: it takes any bytes, and Arabic ones come out as accents throughout.
    """
    if not declared or declared.startswith("utf") or not _decodes(sample, declared):
        return False
    words = _WORD.findall(sample.decode(declared))
    foreign = [word for word in words if not word.isascii()]
    accents_alone = sum(all(letter > "\x7f" for letter in word) for word in foreign)
    latin = declared in ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859-15", "iso8859-2", "iso8859-9")
    return arabic != declared and not (latin and accents_alone > len(foreign) // 2)


def _decodes(sample: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except (UnicodeError, LookupError):
        return False
    return sum("\x80" <= character < "\xa0" for character in text) * 50 <= len(text)


def _guessed(sample: bytes) -> str:
    """What the letters of other scripts suggest, where they do so clearly."""
    if latin := _latin(sample):
        return latin
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:_MOST_GUESSED_FROM]).best()
    if best is None or best.chaos > _MOST_CHAOS or not _OF_TEXT.match(codecs.lookup(best.encoding).name):
        return ""
    return best.encoding


def _latin(sample: bytes) -> str:
    """Western European, or Turkish, which has six letters where Icelandic has others; empty for neither.

    A few accents in words of plain letters tell it.
    """
    western = sample.decode("cp1252", "replace")
    words = [word for word in _WORD.findall(western) if not word.isascii()]
    accents = sum(letter > "\x7f" for word in words for letter in word)
    plain = sum(letter <= "\x7f" for word in words for letter in word)
    if accents > plain or "\ufffd" in western or _NO_WESTERN_WORD.search(western):
        return ""
    return "cp1254" if _ICELANDIC_OR_TURKISH.search(western) else "cp1252"
