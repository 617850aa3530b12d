"""Step 2: which matches are places at all, and not ordinary words, first names or parts of other names.

A village of one word needs someone to vouch for it: a word that says it is a place, a list it stands in, a
preposition together with another place close by. A name that is also a common word needs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from geodata.gazetteer.index import Gazetteer, is_bulk, names_of, prominence
from geodata.geoparse.context import Context
from geodata.geoparse.geometry import Anchors
from geodata.geoparse.lexicon import lexicon
from geodata.geoparse.recognise import Match
from geodata.geoparse.tokens import Tokens
from geodata.geoparse.variants import TYPED
from geodata.models import Kind, Language, Place

_NEAR_KM = 80.0
_CLOSE_KM = 50.0
_FEWEST = _LONGEST_ABBREVIATION = 3
_LONGEST_TITLE = 3
"""After a longer word a full stop ends a sentence: "J. London", "Sgt. Jackson", but "on Monday. Paris"."""
_FAMOUS_POPULATION, _WORLD_POPULATION = 250_000, 1_000_000
_KNOWN_POPULATION = 100_000
_BEFORE_GIVEN_NAMES = frozenset(
    ("ابو", "ابا", "ابي", "الشيخ", "السيد", "سيدي", "عبد", "الحاج", "الامير", "الملك")
)
_FATHERS = frozenset(("ابو", "ابا", "ابي"))
_LARGE = frozenset(
    (
        Kind.MACROREGION,
        Kind.COUNTRY,
        Kind.REGION,
        Kind.GOVERNORATE,
        Kind.CITY,
        Kind.SEA,
        Kind.RIVER,
        Kind.LAKE,
    )
)
_MIDDLING = _LARGE | {
    Kind.TOWN,
    Kind.DISTRICT,
    Kind.CAMP,
    Kind.CROSSING,
    Kind.AIRFIELD,
    Kind.ROAD,
    Kind.ISLAND,
}
_MINOR = frozenset((Kind.QUARTER, Kind.VILLAGE, Kind.HILL, Kind.SITE))


class Risk(IntEnum):
    """How easily a name is something else."""

    NONE = 0
    RARE = 1
    COMMON_WORD = 2
    RESPELT = 3
    """It ends in ه where the name has ة, as حديثه ("his talk") for حديثة, or the name is none without the
    word for its kind: only beside such a word."""
    WORD_OF_PLACE = 4
    """It is itself a word that says what a place is (مدينة) or where (حصار): never a name by itself."""


def risk(gazetteer: Gazetteer, match: Match, *, respelt: bool = False, abbreviation: bool = False) -> Risk:
    """How much evidence a match needs, by its words and the best known place it may mean.

    ``respelt`` says that the text has ه where the name has ة, as حديثه ("his talk") for حديثة;
    ``abbreviation`` that it is written in capitals, as US.
    """
    if match.form.typed:
        return Risk.RESPELT
    key = f"ا{match.form.key}" if match.form.after_lam else match.form.key
    words = lexicon(Language.ARABIC if match.form.arabic else Language.ENGLISH)
    if match.form.words == 1 and (key in words.cues or key in words.generic):
        return Risk.WORD_OF_PLACE
    if _abbreviates(match) and len(match.form.places) == 1:
        return Risk.NONE if abbreviation else Risk.COMMON_WORD
    short = len(key) < (3 if match.form.arabic else 4) and match.how != "name.article"
    if key in words.homographs or short or key.isdigit():
        return Risk.COMMON_WORD
    if match.form.demonym:
        return Risk.NONE
    best = max((gazetteer.places[position] for position in match.form.places), key=prominence)
    famous = _famous_anywhere(best)
    if match.last - match.first == 1 and match.prefix + key in words.particles and not famous:
        return Risk.WORD_OF_PLACE
    if match.prefix.endswith("ك") or (match.prefix and _doubtful(match, best) and not famous):
        return Risk.COMMON_WORD
    if respelt and not famous:
        return Risk.RESPELT
    if match.how == "name.article" and match.form.arabic:
        return Risk.COMMON_WORD
    if match.how == "name.sound":
        return Risk.RARE if match.last - match.first == 1 else Risk.NONE
    if match.last - match.first > 1:
        if _names_a_person(key, best):
            return Risk.COMMON_WORD
        return Risk.RARE if _may_name_a_father(key, best) else Risk.NONE
    return Risk.NONE if _famous(best) else Risk.RARE


def _abbreviates(match: Match) -> bool:
    """Whether a Latin name is so short that only capitals tell it from a word: US, U.S., UAE."""
    return not match.form.arabic and (match.form.initials or len(match.form.key) <= _LONGEST_ABBREVIATION)


def _ends_in_heh(gazetteer: Gazetteer, tokens: Tokens, match: Match) -> bool:
    written = tokens.original(match.last - 1)
    names = (name for position in match.form.places for name in names_of(gazetteer.places[position]))
    return written.endswith("ه") and not any(name.endswith("ه") for name in names)


def _names_a_person(key: str, place: Place) -> bool:
    """Whether a name of two words is rather a person: ``الشيخ أحمد``, ``أبو حسن``, ``إن صالح``."""
    words = lexicon(Language.ARABIC)
    first, _, second = key.partition(" ")
    given = second in words.before_people or second in words.homographs
    if first in words.particles and first not in words.types:
        return True
    return first in _BEFORE_GIVEN_NAMES and given and place.kind not in _LARGE


def _may_name_a_father(key: str, place: Place) -> bool:
    """Whether a small place is called as people are after a son: ``أبو جدي`` is a village and a man."""
    return key.partition(" ")[0] in _FATHERS and place.kind in _MINOR


def _doubtful(match: Match, place: Place) -> bool:
    """Whether the clitic taken off is likelier the first letter of an ordinary word: ``فاطمة``, ``وكيل``."""
    bulk = is_bulk(place)
    return match.prefix.startswith("ف") or (bulk and len(match.form.key) <= _FEWEST + 1)


def _famous_anywhere(place: Place) -> bool:
    return place.kind in (Kind.COUNTRY, Kind.MACROREGION) or place.population >= _WORLD_POPULATION


def _famous(place: Place) -> bool:
    """Whether a name needs no one to vouch for it anywhere in the news."""
    if is_bulk(place):
        return place.kind is Kind.COUNTRY or place.population >= _FAMOUS_POPULATION
    return place.kind in _MIDDLING


def needs_its_country(place: Place) -> bool:
    """Whether a place is too little known to be meant by a story that speaks of other countries only."""
    if is_bulk(place):
        return place.kind is not Kind.COUNTRY and place.population < _KNOWN_POPULATION
    return place.kind in _MINOR


def out_of_place(gazetteer: Gazetteer, match: Match, context: Context, level: Risk, anchors: Anchors) -> bool:
    """Whether every place of a name lies in a country the story does not speak of.

    A word such as "camp" or "airfield" is enough to name one all the same.
    """
    places = [gazetteer.places[position] for position in match.form.places]
    if match.form.demonym or any(place.kind in context.kinds & TYPED for place in places):
        return False
    doubtful = level is Risk.COMMON_WORD and all(is_bulk(place) for place in places)
    if not doubtful and not all(map(needs_its_country, places)):
        return False
    telling = match.form.words > 1 and not all(is_bulk(place) for place in places)
    chosen = not all(is_bulk(place) for place in places)
    return not telling and anchors.elsewhere(places, apart_from=match.form.key, by_places=chosen)


def stands_alone(tokens: Tokens, match: Match, context: Context) -> bool:
    """Whether a match of one word is not a part of a person's name: ``الشيخ جاسم``, ``Paris Hilton``."""
    if match.last - match.first > 1 or match.form.demonym:
        return True
    if match.form.arabic:
        people = lexicon(Language.ARABIC)
        word = "" if match.prefix or tokens.broken(match.first) else tokens.word(match.first - 1)
        phrase = f"{match.form.key} {context.after}" in people.phrases
        return not phrase and word not in people.before_people and context.after not in people.after_people
    return _stands_alone_in_english(tokens, match, context)


def _stands_alone_in_english(tokens: Tokens, match: Match, context: Context) -> bool:
    if tokens.headline:
        return True
    words = lexicon(Language.ENGLISH)
    before, after = match.first - 1, match.last
    word = tokens.word(before)
    gaps = (" ", "-", ". ") if len(word) <= _LONGEST_TITLE else (" ", "-")
    if tokens.capitalised(before) and tokens.gap(match.first) in gaps:
        known = any(word in group for group in (words.cues, words.titles, words.function_words))
        if not known and not context.organisation:
            return False
    following = tokens.capitalised(after) and tokens.gap(after) == " "
    person = match.form.key in words.homographs or match.form.key in words.first_names
    return not (following and person) or context.after in words.cues or bool(context.organisation)


def accepted(
    gazetteer: Gazetteer, match: Match, context: Context, level: Risk, anchors: Anchors, *, list_stands: bool
) -> bool:
    """Whether the evidence is enough for a match of this risk.

    ``anchors`` are the story's places that need no evidence; ``list_stands`` says that the match before it
    in the same list was accepted.
    """
    if level in (Risk.NONE, Risk.WORD_OF_PLACE):
        return level is Risk.NONE
    places = [gazetteer.places[position] for position in match.form.places]
    bulk = all(is_bulk(place) for place in places)
    if context.type_word and not context.kinds and (not bulk or anchors.named):
        return True
    if context.type_word and any(place.kind in context.kinds for place in places):
        return True
    if level is Risk.RESPELT:
        return False
    if context.rural:
        return True
    distance = anchors.nearest_km(places, apart_from=match.form.key)
    placed = bool(context.preposition or context.around or context.direction)
    if level is Risk.COMMON_WORD:
        if match.form.key.startswith("ال") and context.after.startswith("ال") and match.form.words == 1:
            # A noun with its adjective: الثورة السورية.
            return False
        # حماة may be "defenders", but a word with an article, as المدينة, is nearly always just that.
        cities = [p for p in places if p.kind is Kind.CITY and not is_bulk(p)]
        city = not match.form.key.startswith("ال") and anchors.mention_country(cities)
        # المملكة is the kingdom the story is about.
        city = city or anchors.mention_country(p for p in places if p.kind is Kind.COUNTRY)
        minor = all(place.kind in _MINOR for place in places)
        return (list_stands or (placed and not minor)) and (distance <= _CLOSE_KM or city)
    if list_stands or distance <= _CLOSE_KM:
        return True
    if (context.around or context.direction) and not all(is_bulk(place) for place in places):
        return True
    known = any(not is_bulk(place) or place.population >= _KNOWN_POPULATION for place in places)
    # A preposition written onto the word is weaker evidence: ب and ل begin many words.
    vouched = placed and (context.preposition != "ب" or not match.prefix)
    return (vouched and known) or (placed and (distance <= _NEAR_KM or anchors.mention_country(places)))


def levels(gazetteer: Gazetteer, tokens: Tokens, matches: Sequence[Match]) -> list[Risk]:
    """The risk of every match, worked out once a name."""
    known: dict[tuple[str, str, str, bool], Risk] = {}
    # Only where the writer keeps ة and ه apart does ه say anything.
    careful = "ة" in tokens.shadow.original
    result = []
    for match in matches:
        respelt = careful and match.form.key[-1] == "ه" and _ends_in_heh(gazetteer, tokens, match)
        capitals = _abbreviates(match) and tokens.original(match.first).isupper()
        key = (match.form.key, match.how, match.prefix, respelt or capitals)
        if key not in known:
            known[key] = risk(gazetteer, match, respelt=respelt, abbreviation=capitals)
        result.append(known[key])
    return result
