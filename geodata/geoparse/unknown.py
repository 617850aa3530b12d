"""Names no gazetteer knows, recognised by the word beside them: ``بلدة X``, ``village of X``, ``X camp``."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from rapidfuzz import fuzz

from geodata.gazetteer.index import Gazetteer, is_bulk, names_of
from geodata.gazetteer.keys import ARTICLES, skeleton, sound_key
from geodata.geoparse.geometry import Anchors
from geodata.geoparse.lexicon import CLITICS, lexicon
from geodata.geoparse.recognise import Match
from geodata.geoparse.tokens import Tokens
from geodata.models import Kind, Language, Place

_ARABIC_TRIGGERS = frozenset(
    clitic + word
    for word in ("بلده", "قريه", "مخيم", "بلدتي", "قريتي", "بلدتا", "قريتا", "مخيمي", "مخيما")
    for clitic in ("", *CLITICS)
)
_ENGLISH_TRIGGERS = frozenset(("town", "village", "hamlet", "camp", "city"))
_FEWEST_LETTERS = 3
_MOST_WORDS = 3
FIRST_OF_TWO = frozenset(
    (
        "كفر",
        "تل",
        "ابو",
        "ام",
        "دير",
        "عين",
        "بيت",
        "خان",
        "راس",
        "باب",
        "قصر",
        "خراب",
        "حوش",
        "جب",
        "بير",
        "رسم",
        "الشيخ",
    )
)
_BEGINS_A_NAME = frozenset(("كفر", "تل", "خان", "معره", "ابو"))
"""Words that a name of two words begins with, and hardly anything else before a place does."""
_WIDE = frozenset((Kind.COUNTRY, Kind.MACROREGION, Kind.GOVERNORATE, Kind.REGION))
_TELLING_CONSONANTS = 3
_ALIKE = 78.0
"""Least likeness, in percent, of two names' sounds."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A stretch of words that a word beside it calls a place; ``first`` and ``last`` as in a match."""

    first: int
    last: int
    start: int
    end: int
    trigger: str


def longer_name(tokens: Tokens, match: Match, kinds: Set[Kind]) -> Unknown | None:
    """The longer name that a match is only a part of and that the gazetteer lacks: ``تل هرمز`` is no strait.

    ``kinds`` are those of the places the match may mean.
    """
    words = lexicon(Language.ARABIC if match.form.arabic else Language.ENGLISH)
    if match.form.arabic:
        first = match.first - 1
        before = tokens.word(first)
        if match.prefix or before not in _BEGINS_A_NAME or tokens.gap(match.first) != " ":
            return None
        if words.types.get(before, frozenset()) & kinds:
            return None
        return _span(tokens, first, match.last, before)
    goes_on = tokens.word(match.last) in ARTICLES and tokens.capitalised(match.last + 1)
    if goes_on and tokens.gap(match.last) == " " and not kinds & _WIDE:
        if tokens.gap(match.last + 1) != "-":
            return None
        return _span(tokens, match.first, match.last + 2, tokens.words[match.last])
    return None


def unknown_names(tokens: Tokens, taken: Set[int]) -> Iterator[Unknown]:
    """Names after (English: also before) a trigger, of words that no match in ``taken`` covers."""
    for number, word in enumerate(tokens.words):
        if word in _ARABIC_TRIGGERS:
            found = _arabic(tokens, number, taken)
        elif word in _ENGLISH_TRIGGERS:
            found = _english(tokens, number, taken)
        else:
            continue
        if found is not None:
            yield found


def _span(tokens: Tokens, first: int, last: int, trigger: str) -> Unknown:
    return Unknown(first, last, tokens.starts[first], tokens.ends[last - 1], trigger)


def _arabic(tokens: Tokens, trigger: int, taken: Set[int]) -> Unknown | None:
    first = trigger + 1
    # The shadow writes ة and ه alike, but بلده is "his country".
    if tokens.words[trigger].endswith("ه") and not tokens.original(trigger).endswith("ة"):
        return None
    if first >= len(tokens.words) or first in taken or tokens.broken(first) or tokens.comma(first):
        return None
    word = tokens.words[first]
    words = lexicon(Language.ARABIC)
    ordinary = any(
        word in group for group in (words.function_words, words.cues, words.homographs, words.particles)
    )
    adjective = word.endswith("يه") and not word.startswith("ال")
    if ordinary or adjective or len(word) < _FEWEST_LETTERS or not word.isalpha() or word[0] in "يلبو":
        return None
    # ``كفر X`` and its like are names of two words.
    last = first + 1
    if word in FIRST_OF_TWO and last < len(tokens.words):
        if last in taken or tokens.broken(last):
            return None
        last += 1
    return _span(tokens, first, last, tokens.words[trigger])


def _english(tokens: Tokens, trigger: int, taken: Set[int]) -> Unknown | None:
    if tokens.word(trigger + 1) == "of" and not tokens.broken(trigger + 1):
        first = last = trigger + 2
        while last < min(first + _MOST_WORDS, len(tokens.words)) and _nameword(
            tokens, last, taken, last > first
        ):
            last += 1
            # The article inside a name is written small: Mais al-Jabal.
            if tokens.word(last) in ARTICLES and tokens.gap(last) == " " and tokens.capitalised(last + 1):
                last += 2
        return _span(tokens, first, last, tokens.words[trigger]) if last > first else None
    if tokens.words[trigger] not in ("camp", "village", "town") or tokens.capitalised(trigger):
        return None
    last = trigger - 1 if tokens.word(trigger - 1) in ("refugee", "displacement") else trigger
    first = last
    while (
        first > max(0, last - _MOST_WORDS)
        and _nameword(tokens, first - 1, taken, True)
        and not tokens.broken(first)
    ):
        first -= 1
    if first == last or tokens.broken(last) or tokens.broken(first):
        return None
    return _span(tokens, first, last, tokens.words[trigger])


def _nameword(tokens: Tokens, number: int, taken: Set[int], following: bool) -> bool:
    if number >= len(tokens.words) or number in taken or not tokens.capitalised(number):
        return False
    words = lexicon(Language.ENGLISH)
    if tokens.words[number] in words.cues or tokens.words[number] in words.titles:
        return False
    return not following or tokens.gap(number) in (" ", "-")


def spelt_by_ear(gazetteer: Gazetteer, tokens: Tokens, unknown: Unknown, anchors: Anchors) -> Place | None:
    """The chosen place an unknown Latin name is a wilder spelling of, in a country the story is about."""
    name = " ".join(tokens.words[unknown.first : unknown.last])
    sound = sound_key(name)
    if len(skeleton(sound)) < _TELLING_CONSONANTS:
        return None
    best: tuple[float, Place] | None = None
    for place in gazetteer.sounding_like(name):
        if is_bulk(place) or not anchors.mention_country([place]):
            continue
        likeness = max(fuzz.ratio(sound, sound_key(other)) for other in names_of(place))
        if likeness >= _ALIKE and (best is None or likeness > best[0]):
            best = likeness, place
    return best[1] if best else None
