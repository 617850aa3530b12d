"""From all the names a source lists for a place to those the gazetteer keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodata.gazetteer.keys import name_key
from geodata.gazetteer.names import arabic_names, plain

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 '’.,()/-]*")
_CODE = re.compile(r"[A-Z0-9]{2,5}")
_UNIT = re.compile(r"^(?:محافظة|ولاية|إقليم|منطقة|قضاء|ناحية|لواء) (?=\S)")
_SPACES = re.compile(r"\s+")
_MOST_ARABIC, _MOST_LATIN = 8, 10
_FEWEST_LETTERS = 2


def chosen_names(
    first: str, others: Iterable[str], *, unit: bool = False
) -> tuple[str, str, tuple[str, ...]]:
    """The name shown, the Arabic one and all the rest, from a source's preferred name and the others.

    Kept are names in Arabic letters and in Latin ones, those without the accents and half rings of scholarly
    transliteration; names that fold alike stand once. Codes of airports, addresses and other scripts are left
    out; from the Arabic names of a ``unit`` so is the word that says it is one. Without a Latin name the
    Arabic one is shown in its place; all are empty where no name is usable.
    """
    listed = [_SPACES.sub(" ", name).strip() for name in (first, *others)]
    arabic = arabic_names([_UNIT.sub("", name) if unit else name for name in listed], _MOST_ARABIC)
    latin: dict[str, str] = {}
    for name in map(plain, listed):
        if _LATIN.fullmatch(name) and not _CODE.fullmatch(name):
            key = name_key(name)
            if len(key) > _FEWEST_LETTERS:
                latin.setdefault(key, name)
    kept = list(latin.values())[: _MOST_LATIN + 1]
    shown = kept[:1] or arabic[:1]
    if not shown:
        return "", "", ()
    return shown[0], arabic[0] if arabic else "", (*arabic[1:], *kept[1:])
