"""The keys names are found under: as written, without spaces, by sound.

Transliterated Arabic is spelt by ear: Dayr az-Zawr, Deir Ezzor, Deir ez-Zor. The sound key drops the article,
doubled letters and the endings -ah, -eh, -a, and writes each sound one way; the skeleton drops the vowels too
and only serves to gather candidates, which an edit distance then ranks.
"""

from __future__ import annotations

import re

from geodata.language.normalise import fold

_GAP = re.compile(r"[\W_]+")
_LATIN_WORD = re.compile(r"[a-z0-9]+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_LATIN = re.compile(r"[a-z]")

ARTICLES = frozenset("al el ul ar er ad ed as es ash esh az ez at et an en ath adh l".split())  # noqa: SIM905
# Deir Ezzor, Assuwayda, Alhasakah: the article written onto its word.
_GLUED_ARTICLE = re.compile(r"\A(?:[ae]([dnrstz])(?=\1)|[ae]sh(?=sh)|al(?=[bcdfghjkmnpqrstwyz]))(?=\w{3})")

_SOUNDS = {
    "sch": "š",
    "sh": "š",
    "ch": "š",
    "kh": "x",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "zh": "z",
    "dj": "j",
    "ph": "f",
    "ck": "k",
    "q": "k",
    "c": "k",
    "v": "f",
    "p": "b",
    "aw": "u",
    "au": "u",
    "ow": "u",
    "ou": "u",
    "oo": "u",
    "o": "u",
    "w": "u",
    "ay": "i",
    "ai": "i",
    "ei": "i",
    "ey": "i",
    "ie": "i",
    "ee": "i",
    "e": "i",
    "y": "i",
}
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_DOUBLED = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?<=..)(?:[ai]h?|h)\Z")
_VOWEL = re.compile(r"(?<=.)[aiu]|\A[aiu](?=.)")


def name_key(name: str) -> str:
    """The folded name with one space wherever there were spaces, hyphens or other marks."""
    key = fold(name)
    return key if key.isalnum() else _GAP.sub(" ", key).strip()


def compact_key(name: str) -> str:
    """The folded name without any gaps: ``ابوظبي`` for ``أبو ظبي``."""
    return _GAP.sub("", fold(name))


def is_arabic(key: str) -> bool:
    """Whether a key holds Arabic letters."""
    return not key.isascii() and _ARABIC.search(key) is not None


def sound_key(name: str) -> str:
    """How a name in Latin script sounds, ``""`` for a name without Latin letters.

    ``Deir ez-Zor``, ``Dayr az Zawr`` and ``Deir Ezzor`` share one key.
    """
    key = fold(name)
    if not _LATIN.search(key):
        return ""
    words = _LATIN_WORD.findall(key)
    words = [word for word in words[:-1] if word not in ARTICLES] + words[-1:]
    joined = "".join(_GLUED_ARTICLE.sub("", word) if len(word) > 4 else word for word in words)
    sounded = _DOUBLED.sub(
        r"\1", _SOUND.sub(lambda match: _SOUNDS[match.group()], _DOUBLED.sub(r"\1", joined))
    )
    return _ENDING.sub("", sounded)


def skeleton(sound: str) -> str:
    """A sound key without vowels, its hard-to-hear pairs written one way."""
    return _DOUBLED.sub(r"\1", _VOWEL.sub("", sound).replace("x", "k"))


def without_article(key: str) -> str:
    """An Arabic name key with the article of its first word taken off, or put on where there was none."""
    return key[2:] if key.startswith("ال") else f"ال{key}"
