"""How alike what was asked for and what was found are, by the project's own keys."""

from __future__ import annotations

from rapidfuzz import fuzz

from geodata.gazetteer.index import names_of
from geodata.gazetteer.keys import compact_key, is_arabic, name_key, sound_key, without_article
from geodata.models import Place

SAME, RESPACED, SOUNDS_SAME = 1.0, 0.95, 0.9
ALIKE = 0.85
"""From here on a name is taken for the same name, spelt another way."""

_SHORTEST_MISSPELT = 5
"""Sounds a name must have before one of them may differ."""


def likeness(asked: str, place: Place) -> float:
    """0 to 1, for the likest of a place's names; names in two scripts are not alike."""
    return max((_likeness(asked, name) for name in names_of(place)), default=0.0)


def _likeness(asked: str, name: str) -> float:
    one, other = name_key(asked), name_key(name)
    if not one or is_arabic(one) != is_arabic(other):
        return 0.0
    if one == other:
        return SAME
    if compact_key(asked) == compact_key(name) or (is_arabic(one) and one == without_article(other)):
        return RESPACED
    if is_arabic(one):
        return _ratio(one.removeprefix("ال"), other.removeprefix("ال"))
    sounds = sound_key(asked), sound_key(name)
    if sounds[0] and sounds[0] == sounds[1]:
        return SOUNDS_SAME
    return _ratio(*sounds)


def _ratio(one: str, other: str) -> float:
    """Likeness of what differs in more than spelling: never enough for a short name."""
    if min(len(one), len(other)) < _SHORTEST_MISSPELT:
        return 0.0
    return min(fuzz.ratio(one, other) / 100, SOUNDS_SAME - 0.01)
