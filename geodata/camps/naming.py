"""Names of camps without the words that say they are camps, and names that say so for certain."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.camp_records import Camp, CampType
from geodata.gazetteer.keys import is_arabic, name_key

_ARABIC_WORDS = frozenset(
    (
        *("مخيم", "المخيم", "مخيمات", "المخيمات", "مركز", "تجمع", "تجمعات", "موقع"),
        *("للنازحين", "النازحين", "للاجئين", "للاجيين", "اللاجئين", "اللاجيين", "السوريين", "الفلسطينيين"),
        *("الحدودي", "العشوائي", "للايواء", "الايواء", "للاستقبال", "المؤقت", "الموقت", "للمهجرين"),
    )
)
_LATIN_WORDS = frozenset(
    (
        *("camp", "camps", "kamp", "kampi", "kempa", "kampa", "mukhayyam", "mukhayam", "mukhayem"),
        *("refugee", "refugees", "idp", "idps", "site", "sites", "settlement", "displacement", "displaced"),
        *("centre", "center", "transit", "reception", "for", "the", "of", "collective", "container", "city"),
    )
)
_CAMP_WORDS = frozenset(
    ("مخيم", "المخيم", "مخيمات", "مركز", "camp", "camps", "centre", "center", "settlement", "container")
)


def bare_key(name: str) -> str:
    """The folded name without words for what it is: ``hol`` for "Hol Camp"; whole where it has no other."""
    key = name_key(name)
    words = key.split(" ")
    kept = [word for word in words if word not in _ARABIC_WORDS and word not in _LATIN_WORDS]
    return " ".join(kept) or key


def says_camp(name: str) -> bool:
    """Whether a name says itself that it is a camp's or a centre's."""
    return not _CAMP_WORDS.isdisjoint(name_key(name).split(" "))


def names_in_texts(camp: Camp) -> tuple[str, ...]:
    """The names a text may be searched for: each says that it is a camp, for most are a town's name too."""
    return tuple(dict.fromkeys(_names_in_texts(camp)))


def _names_in_texts(camp: Camp) -> Iterator[str]:
    many = camp.type is CampType.CLUSTER
    for name in camp.names:
        if says_camp(name):
            yield name
        elif is_arabic(name_key(name)):
            yield f"{'مخيمات' if many else 'مخيم'} {name}"
        else:
            yield f"{name} {'Camps' if many else 'Camp'}"
