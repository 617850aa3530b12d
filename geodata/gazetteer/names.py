"""Choosing among the names a source lists for a place: which are Arabic, which Latin ones to keep."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from geodata.language.normalise import fold

# The letters Arabic is written with; Persian, Urdu and Kurdish names bring others.
_ARABIC_WORD = re.compile(r"[ء-غف-ي ]+")
# Vowel signs, tatweel and the marks that steer writing direction.
_INVISIBLE = re.compile("[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_ARABIC_ONLY_LETTERS = re.compile(r"[ةأإيكىؤئ]")
_TYPE_WORD = re.compile(r"(?:قرية|ناحية|قضاء|مركز|مدينة|بلدة) ")
_PROVINCE = re.compile(r"(?:محافظة|ولاية|إقليم|منطقة) ")
_LATIN_NAME = re.compile(r"[A-Z][a-z]{2,}(?:['’-]?[A-Za-z][a-z]*)*(?: [A-Za-z][A-Za-z'’-]*)*")
# A ى stands at the end of a word only; within one it is a ي typed the Egyptian way: رىم, مانىلا.
_YA_WITHIN = re.compile(r"ى(?=[\u0621-\u064a])")
_SIGNS = re.compile("[‘’ʻʼʾʿ`´]")
_HARD_G = re.compile(r"g(?!h)")
_SOFT_G = re.compile(r"g[eiy]|dg|zh|sh")
_ARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad|az|adh|ath)[ -]|^ال")


def arabic_names(names: Iterable[str], limit: int) -> list[str]:
    """The Arabic ones, best first, at most ``limit``, no two of which fold alike.

    Left out are names with a comma or a bracket ("جنيف، نيويورك"), with letters Arabic lacks, names of the
    province around, and those of fewer than three letters. Where several spell the same name, the one that
    could only be Arabic wins.
    """
    whole = {_INVISIBLE.sub("", unicodedata.normalize("NFC", name)).strip() for name in names}
    clean = {_YA_WITHIN.sub("ي", name) for name in whole}
    found = sorted((name for name in clean if _ARABIC_WORD.fullmatch(name)), key=_arabic_rank)
    return _unlike((name for name in found if len(fold(name)) >= 3 and not _PROVINCE.match(name)), limit)


def _arabic_rank(name: str) -> tuple[int, int, str]:
    """Names without a type word first, then those of Arabic orthography, then shorter, then by letters."""
    marks = len(set(_ARABIC_ONLY_LETTERS.findall(name))) + name.startswith("ال")
    return 9 * bool(_TYPE_WORD.match(name)) - marks, len(name), name


def gim_and_ghain(arabic: str, latin: str) -> str:
    """A foreign name with its hard g spelt the other way, غ for ج or ج for غ; ``""`` where it has none.

    Chicago is شيكاغو in Beirut and شيكاجو in Cairo. ``latin`` tells whether the letter stands for a g: a ج
    may be a j as well, a غ the gh of Persian and Turkish names.
    """
    key = fold(latin)
    if "gh" in key or not _HARD_G.search(key):
        return ""
    if "غ" in arabic:
        return arabic.replace("غ", "ج")
    if "j" in key or _SOFT_G.search(key):
        return ""
    return arabic.replace("ج", "غ") if "ج" in arabic else ""


def latin_names(names: Iterable[str], name: str, limit: int) -> list[str]:
    """The ASCII alternates most like ``name``, at most ``limit``; no codes, no names of other stems."""
    key = fold(name)
    scored = [
        (-similarity(name, alternate), alternate)
        for alternate in {a.strip() for a in names}
        if alternate.isascii() and len(alternate) >= 4 and _LATIN_NAME.fullmatch(alternate)
    ]
    close = (alternate for score, alternate in sorted(scored) if score <= -0.6)
    return [alternate for alternate in _unlike(close, limit + 1) if fold(alternate) != key][:limit]


def plain(name: str) -> str:
    """A name without the accents and half rings of scholarly transliteration: ``Zākīyah`` → ``Zakiyah``."""
    decomposed = unicodedata.normalize("NFKD", _SIGNS.sub("", name))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def bare(name: str) -> str:
    """The folded name without article, hyphens and spaces: equal for ``Al-Bab`` and ``al Bab``."""
    return re.sub(r"[\s-]", "", _ARTICLE.sub("", fold(name)))


def similarity(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1, article and spacing aside."""
    return SequenceMatcher(None, bare(one), bare(other), autojunk=False).ratio()


def _unlike(names: Iterable[str], limit: int) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold(name), name)
    return list(kept.values())[:limit]
