"""Whether rows of two gazetteers may be one place: their names, kinds and distance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from rapidfuzz import fuzz

from geodata.gazetteer.index import names_of
from geodata.gazetteer.keys import is_arabic, name_key, sound_key
from geodata.models import Kind, Place

_SETTLED = frozenset((Kind.CITY, Kind.TOWN, Kind.VILLAGE, Kind.QUARTER))
_GROUPS = (
    _SETTLED,
    frozenset((Kind.HILL, Kind.MOUNTAIN)),
    frozenset((Kind.AIRFIELD, Kind.BASE)),
    frozenset((Kind.LAKE, Kind.DAM)),
)
_GROUP = {kind: number for number, group in enumerate(_GROUPS) for kind in group}
_REACH_KM = {
    Kind.COUNTRY: 1000.0,
    Kind.GOVERNORATE: 150.0,
    Kind.DISTRICT: 40.0,
    Kind.SUBDISTRICT: 20.0,
    Kind.REGION: 50.0,
    Kind.RIVER: 60.0,
    Kind.MOUNTAIN: 10.0,
    Kind.LAKE: 10.0,
    Kind.AIRFIELD: 10.0,
}
_REACH_OF_TOWNS_KM = 5.0
_FEWEST_SOUNDS = 3
_ALIKE = 80.0
"""Least likeness, in percent, of two names in one spot."""

_ARABIC_TYPE = re.compile(r"^(?:قريه|بلده|مدينه|محافظه|قضاء|ناحيه|منطقه|مركز|لواء|نهر|جبل) (?=\S)")
_LATIN_TYPE = re.compile(
    r"^(?:(?:qaryat|m[ou]haf[ae]z[ae]t|mintaqat|nahiyat|qa[dz]a|the) |(?:caza|gouvernorat)(?: d[eu]?)? )"
    r"(?=\S)|"
    r" (?:governorate|district|subdistrict|sub district|province|town|village|city|nahia|nahiya)$"
)
_CAMP = re.compile(r"مخيم|camp|mukhay")


def match_keys(place: Place) -> frozenset[str]:
    """Keys under which two rows share a name: folded, without type words, by sound where Latin."""
    return frozenset(_keys(names_of(place)))


def _keys(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        key = name_key(name)
        if is_arabic(key):
            bare = _ARABIC_TYPE.sub("", key)
            # The article comes and goes: الهبيط, هبيط.
            yield bare.removeprefix("ال").replace(" ", "") if len(bare) > len("ال") + 2 else bare
        elif key:
            bare = _LATIN_TYPE.sub("", key)
            sound = sound_key(bare)
            yield sound if len(sound) >= _FEWEST_SOUNDS else bare


def resembles(one: Set[str], other: Set[str]) -> bool:
    """Whether any two keys of the same script differ by few letters."""
    return any(
        is_arabic(a) == is_arabic(b) and len(a) > _FEWEST_SOUNDS and fuzz.ratio(a, b) >= _ALIKE
        for a in one
        for b in other
    )


def like_kind(one: Place, other: Place, shared: Set[str] = frozenset()) -> bool:
    """Whether two places may be one by kind and country.

    A camp and the town it is called after are two, unless the name they share says camp.
    """
    if one.country and other.country and one.country != other.country:
        return False
    if one.kind is other.kind or _GROUP.get(one.kind, one.kind) == _GROUP.get(other.kind, other.kind):
        return True
    kinds = {one.kind, other.kind}
    return Kind.CAMP in kinds and bool(kinds & _SETTLED) and any(_CAMP.search(key) for key in shared)


def reach_km(one: Place, other: Place) -> float:
    """How far apart two rows of one name may lie and be one place."""
    known = _REACH_KM.get(one.kind, _REACH_OF_TOWNS_KM)
    return max(known, min(one.extent_km, other.extent_km)) if one.kind is other.kind else _REACH_OF_TOWNS_KM
