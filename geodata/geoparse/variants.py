"""Every form a gazetteer's names are looked for in, as one Aho–Corasick automaton.

Keys end in a space, so that one pass over `` word word word `` finds every name at a word's end; what stands
before the name inside its first word must then be a clitic.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import ahocorasick

from geodata.gazetteer.index import Gazetteer, is_bulk, names_of
from geodata.gazetteer.keys import ARTICLES, is_arabic, name_key, sound_key
from geodata.geoparse.lexicon import DATA, Cue, lexicon
from geodata.models import Kind, Language

TYPED = frozenset((Kind.CAMP, Kind.AIRFIELD, Kind.BASE, Kind.DAM, Kind.CROSSING, Kind.OILFIELD))
"""Kinds whose names are mostly those of a town with a word for the kind."""
# Words that stand beside the word for the kind.
_WITH_TYPE = frozenset(
    {
        *("العسكري", "العسكريه", "الدولي", "الجوي", "الجويه", "الحدودي", "النفطي", "النفطيه"),
        *("refugee", "military", "international", "air", "oil", "gas", "border", "idp", "displacement"),
    }
)
# First words that are written apart or together: كفر نبل / كفرنبل, أبو ظبي / ابوظبي.
_JOINED = ("كفر", "تل", "ابو", "خان", "دير", "عين", "بيت", "معره", "ام", "باب", "راس", "جسر")
_PART_OF_NAME = frozenset(("تل", "تله", "جبل", "جبال", "وادي", "سهل", "بحر", "شاطي", "راس", "جسر"))
"""Words for a kind that no name sheds: ``تل أبيض`` is not Abyad."""
_DESCRIBED = frozenset(
    {
        *(Kind.COUNTRY, Kind.REGION, Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT),
        *(Kind.CITY, Kind.TOWN, Kind.VILLAGE, Kind.QUARTER, Kind.CAMP, Kind.RIVER, Kind.LAKE, Kind.ISLAND),
    }
)
"""Kinds whose word is said of the name and stays outside it, unlike a facility's: ``مطار دمشق``."""
_FEWEST_LETTERS = 3
_FEWEST_TOGETHER = 6
_FEWEST_BY_SOUND = 4
# Where names are transliterated from Arabic, Kurdish or Turkish and so spelt by ear.
_AT_HOME = "SY"
_SPELT_BY_EAR = frozenset(("SY", "IQ", "LB", "JO", "PS", "IL", "TR", "YE", "LY", "SA", "EG", "IR"))


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name."""

    key: str
    words: int
    places: tuple[int, ...]
    """Positions in :attr:`Gazetteer.places`."""
    how: str
    """A code of :mod:`geodata.geoparse.reasons`."""
    arabic: bool
    lead: int = 0
    """How many words at its front say what it is and stay outside the span: ``مدينة`` in ``مدينة الرقة``."""
    tail: int = 0
    """The same at its end: ``الجنوبي`` in ``ريف إدلب الجنوبي``, ``المكرمة`` in ``مكة المكرمة``."""
    single: bool = False
    """Whether one place alone has this name."""
    after_lam: bool = False
    """The article's alef is swallowed by a lam before it: ``لعراق`` in ``للعراق``."""
    typed: bool = False
    """It is a name only after or before the word for its kind: ``نوروز`` in ``مخيم نوروز``."""
    of_town: bool = False
    """A demonym of a town, which may be a surname: ``الحلبي``."""

    @property
    def inner_key(self) -> str:
        """The key of the words inside the span."""
        if not (self.lead or self.tail):
            return self.key
        return " ".join(self.key.split(" ")[self.lead : self.words - self.tail])

    @property
    def initials(self) -> bool:
        """Whether it is an abbreviation written with points: ``U.S.``."""
        return len(self.key) == 2 * self.words - 1 and self.words > 1

    @property
    def demonym(self) -> bool:
        """Whether it names people or things of the place, not the place."""
        return self.how == "name.demonym"


@dataclass(frozen=True, slots=True)
class Forms:
    """The automaton, whose values are positions in :attr:`forms`, and the index by sound."""

    automaton: Any
    forms: list[list[Form]]
    sounds: dict[str, Form]
    typed: dict[str, tuple[int, ...]]
    """Camps, airfields and their like under their names without the word that says so: ``الأزرق``."""


def build(gazetteer: Gazetteer) -> Forms:
    """All forms of all names; the first of several for one key is the likeliest."""
    grouped: dict[str, list[Form]] = {}
    typed = _typed(gazetteer)
    sounds = dict(_by_sound(gazetteer))
    for form in chain(_forms(gazetteer), _typed_forms(gazetteer, typed, sounds)):
        if len(form.key) > 1:
            grouped.setdefault(form.key, []).append(form)
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    forms = []
    for number, (key, group) in enumerate(grouped.items()):
        automaton.add_word(f"{key} ", number)
        forms.append(group)
    automaton.make_automaton()
    return Forms(automaton, forms, sounds, typed)


def _typed(gazetteer: Gazetteer) -> dict[str, tuple[int, ...]]:
    typed: dict[str, tuple[int, ...]] = {}
    for position, place in enumerate(gazetteer.places):
        if place.kind in TYPED:
            for key in {_without_type(name_key(name), place.kind) for name in names_of(place)} - {""}:
                if position not in typed.get(key, ()):
                    typed[key] = (*typed.get(key, ()), position)
    return typed


def _typed_forms(
    gazetteer: Gazetteer, typed: Mapping[str, tuple[int, ...]], sounds: Mapping[str, Form]
) -> Iterator[Form]:
    """The names that stand nowhere without the word for their kind, for "the camps of X and Y"."""
    for key, places in typed.items():
        arabic = is_arabic(key)
        if not gazetteer.named(key) and (arabic or sound_key(key) not in sounds):
            yield Form(key, key.count(" ") + 1, places, "name.exact", arabic, typed=True)


def _without_type(key: str, kind: Kind) -> str:
    """A key without the words at its ends that say its kind; ``""`` where there are none or nothing else."""
    vocabulary = lexicon(Language.ARABIC if is_arabic(key) else Language.ENGLISH)
    words = key.split(" ")
    count = len(words)
    for edge in (-1, 0):
        while len(words) > 1 and (words[edge] in _WITH_TYPE or kind in vocabulary.types.get(words[edge], ())):
            words.pop(edge)
    return " ".join(words) if len(words) < count else ""


def _forms(gazetteer: Gazetteer) -> Iterator[Form]:
    """As written first, then demonyms, then the looser forms, which never displace a name."""
    for key, places in gazetteer.names():
        arabic = is_arabic(key)
        frame = _frame_of if arabic else _side_of
        lead, tail = frame(gazetteer, key, places) if " " in key else (0, 0)
        single = gazetteer.one_place(places)
        if arabic and lead == 1 and _hides_a_namesake(gazetteer, key, places):
            continue
        yield Form(key, key.count(" ") + 1, places, "name.exact", arabic, lead, tail, single)
    yield from _demonyms(gazetteer)
    for key, places in gazetteer.names():
        if is_arabic(key):
            yield from _arabic_forms(gazetteer, key, places)
        else:
            yield from _latin_forms(gazetteer, key, places)


def _hides_a_namesake(gazetteer: Gazetteer, key: str, places: tuple[int, ...]) -> bool:
    """Whether ``مدينة زنجبار``, an alias of one, would leave out another town of the bare name.

    So would ``ناحية ربيعة``, a unit in Syria, the town in Iraq.
    """
    first, _, rest = key.partition(" ")
    kinds = lexicon(Language.ARABIC).types.get(first, frozenset())
    named = [gazetteer.places[position] for position in places]
    others = [gazetteer.places[position] for position in set(gazetteer.named(rest)) - set(places)]
    if all(place.kind is Kind.SUBDISTRICT for place in named):
        countries = {place.country for place in named}
        others = [place for place in others if place.country not in countries]
    elif not all(map(is_bulk, named)):
        return False
    return any(place.kind in kinds for place in others)


def _frame_of(gazetteer: Gazetteer, key: str, places: tuple[int, ...]) -> tuple[int, int]:
    """How many words at the front and end of a name only describe another name inside it.

    ``مدينة الرقة``, ``شرق سوريا``, ``ريف إدلب الجنوبي``, ``مكة المكرمة``; but not ``تل أبيض``, whose rest is
    another place's name, nor ``جنوب السودان``, a country.
    """
    words = key.split(" ")
    vocabulary = lexicon(Language.ARABIC)
    kinds = {gazetteer.places[position].kind for position in places}
    sides = {Cue.DIRECTION, Cue.RURAL}
    lead = tail = 0
    while lead < len(words) - 1 and vocabulary.cues.get(words[lead], frozenset()) & sides:
        lead += 1
    while lead and len(words) - tail - 1 > lead and words[-1 - tail] in vocabulary.compass:
        tail += 1
    if lead:
        rest = gazetteer.named(" ".join(words[lead : len(words) - tail]))
        return (lead, tail) if rest and Kind.COUNTRY not in kinds else (0, 0)
    if words[-1] in vocabulary.honours and set(gazetteer.named(" ".join(words[:-1]))) & set(places):
        return 0, 1
    rest = gazetteer.named(" ".join(words[1:]))
    if words[0] not in vocabulary.types or words[0] in _PART_OF_NAME or len(words) == 1:
        return 0, 0
    said = vocabulary.types[words[0]] or _DESCRIBED
    same = bool(set(rest) & set(places))
    return (1, 0) if same or (kinds & said & _DESCRIBED) else (0, 0)


def _side_of(gazetteer: Gazetteer, key: str, places: tuple[int, ...]) -> tuple[int, int]:
    """The same for English: ``northeastern`` in ``northeastern Syria``, but nothing in ``South Sudan``."""
    words = key.split(" ")
    cues = lexicon(Language.ENGLISH).cues
    lead = 0
    while lead < len(words) - 1 and Cue.DIRECTION in cues.get(words[lead], ()):
        lead += 1
    areas = all(gazetteer.places[position].kind is Kind.REGION for position in places)
    return (lead, 0) if lead and areas and gazetteer.named(" ".join(words[lead:])) else (0, 0)


def _arabic_forms(gazetteer: Gazetteer, key: str, places: tuple[int, ...]) -> Iterator[Form]:
    count = key.count(" ") + 1
    if key.startswith("ال") and not key.startswith("ال ") and len(key) > _FEWEST_LETTERS + 1:
        yield Form(key[1:], count, places, "name.exact", True, after_lam=True)
        bare = key[2:]
        if gazetteer.one_place(places) and len(bare) > _FEWEST_LETTERS and not gazetteer.named(bare):
            yield Form(bare, count, places, "name.article", True)
    together = key.replace(" ", "")
    if count > 1 and len(together) >= _FEWEST_TOGETHER and not gazetteer.named(together):
        yield Form(together, 1, places, "name.spacing", True)
    for first in _JOINED:
        rest = key[len(first) :]
        if count == 1 and key.startswith(first) and len(rest) >= _FEWEST_LETTERS:
            apart = f"{first} {rest}"
            if not gazetteer.named(apart):
                yield Form(apart, 2, places, "name.spacing", True)


def _latin_forms(gazetteer: Gazetteer, key: str, places: tuple[int, ...]) -> Iterator[Form]:
    words = key.split(" ")
    if len(words) > 1 and words[0] in ARTICLES:
        bare = " ".join(words[1:])
        if len(bare) > _FEWEST_LETTERS and not gazetteer.named(bare):
            yield Form(bare, len(words) - 1, places, "name.alias", False)


def _by_sound(gazetteer: Gazetteer) -> Iterator[tuple[str, Form]]:
    """Sound keys of the region's chosen places; a sound two names share is Syria's, else the first's."""
    seen: set[str] = set()
    places = gazetteer.places
    chosen = [
        (key, by_ear)
        for key, named in gazetteer.names()
        if (
            by_ear := tuple(p for p in named if places[p].country in _SPELT_BY_EAR and not is_bulk(places[p]))
        )
    ]
    chosen.sort(key=lambda name: all(places[position].country != _AT_HOME for position in name[1]))
    for key, by_ear in chosen:
        sound = sound_key(key)
        if len(sound) >= _FEWEST_BY_SOUND and sound not in seen:
            seen.add(sound)
            yield sound, Form(key, 0, by_ear, "name.sound", False)


def _demonyms(gazetteer: Gazetteer) -> Iterator[Form]:
    countries = {
        place.country: number for number, place in enumerate(gazetteer) if place.kind is Kind.COUNTRY
    }
    table = _demonym_table()
    for code, words in table["countries"].items():
        if code in countries:
            yield from _demonym_forms(words, countries[code])
    for name, words in table["places"].items():
        found = gazetteer.lookup(name)
        if found:
            town = found[0].kind in (Kind.CITY, Kind.TOWN)
            yield from _demonym_forms(words, gazetteer.places.index(found[0]), of_town=town)


def _demonym_forms(words: dict[str, list[str]], place: int, *, of_town: bool = False) -> Iterator[Form]:
    for stem in map(name_key, words["ar"]):
        endings = ("", "ه", "ون", "ين", "ات", "ان", "تين", "تان") if stem.endswith("ي") else ("",)
        for ending in endings:
            key = " ".join(part + ending for part in stem.split(" ")) if ending == "ه" else stem + ending
            count = key.count(" ") + 1
            yield from _with_lam(Form(key, count, (place,), "name.demonym", True, of_town=of_town))
    for key in map(name_key, words["en"]):
        yield Form(key, key.count(" ") + 1, (place,), "name.demonym", False)


def _with_lam(form: Form) -> Iterator[Form]:
    yield form
    yield replace(form, key=f"ل{form.key}", after_lam=True)


@functools.cache
def _demonym_table() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads((DATA / "demonyms.toml").read_text(encoding="utf-8"))
