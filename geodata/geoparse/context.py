"""What the words right beside a name say about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from geodata.gazetteer.keys import ARTICLES
from geodata.geoparse.lexicon import Cue, Lexicon, lexicon
from geodata.geoparse.recognise import Match
from geodata.geoparse.tokens import Tokens
from geodata.models import Kind, Language

_FARTHEST = 4
_MOST_ADJECTIVES = 2
_LONGEST_BODY = 4
_LONGEST_LIST = 9
# Words that stand between a cue and a name in English without changing what is said.
_LINKS = frozenset(
    ("the", "of", "s", "refugee", "displacement", "border", "oil", "air", "military", "besieged")
)
_ALWAYS_A_BODY = frozenset(
    (
        "correspondent",
        "reporter",
        "university",
        "council",
        "newspaper",
        "airlines",
        "agency",
        "battalion",
        "brigade",
        "brigades",
        "army",
    )
)
_ADJOINING = frozenset((" ", "-", "'", "\u2019", "  "))


@dataclass(frozen=True, slots=True)
class Context:
    """The cues beside one match; each field holds the word it was read from, ``""`` where there is none."""

    type_word: str = ""
    kinds: frozenset[Kind] = frozenset()
    preposition: str = ""
    partner: str = ""
    organisation: str = ""
    rural: str = ""
    direction: str = ""
    around: str = ""
    helper: str = ""
    before: str = ""
    """The nearest word before that is no cue; empty at the start of a clause."""
    after: str = ""
    """The word after; empty at the end of a clause."""
    listed: bool = False
    """Whether it continues a list that the match before it stands in."""


def context_of(tokens: Tokens, match: Match, previous: Match | None) -> Context:
    """The cues beside ``match``; ``previous`` is the match before it in the text."""
    if match.form.arabic:
        return _arabic(tokens, match, previous)
    return _english(tokens, match, previous)


def of_plural(tokens: Tokens, match: Match, context: Context) -> Context:
    """``context`` with the English plural after the list that a name begins: "X and Y provinces"."""
    if match.form.arabic or context.type_word:
        return context
    if context.after != "and" and not tokens.comma(match.last):
        return context
    words = lexicon(Language.ENGLISH)
    for number in range(match.last, min(match.last + _LONGEST_LIST, len(tokens.words))):
        word = tokens.words[number]
        if tokens.broken(number):
            return context
        if word in words.types and word.endswith("s") and number > match.last:
            return replace(context, type_word=word, kinds=words.types[word])
        if word != "and" and word not in ARTICLES and not tokens.capitalised(number):
            return context
    return context


def inherit(own: Context, earlier: Context) -> Context:
    """The context of a list's later member: what stood before the first holds for all."""
    return replace(
        own,
        type_word=own.type_word or earlier.type_word,
        kinds=own.kinds or earlier.kinds,
        preposition=own.preposition or earlier.preposition,
        partner=own.partner or earlier.partner,
        rural=own.rural or earlier.rural,
        around=own.around or earlier.around,
        before=own.before or earlier.before,
    )


def _note(context: Context, word: str, cues: frozenset[Cue], words: Lexicon) -> Context:
    """``context`` with what one cue word adds; the word nearest to the name wins."""
    changes: dict[str, str] = {}
    for cue, field in _FIELDS.items():
        if cue in cues and not getattr(context, field):
            changes[field] = word
    kinds = words.types.get(word, frozenset()) if not context.type_word else context.kinds
    return replace(context, kinds=kinds, **changes)  # type: ignore[arg-type]


_FIELDS = {
    Cue.TYPE: "type_word",
    Cue.RURAL: "rural",
    Cue.DIRECTION: "direction",
    Cue.AROUND: "around",
    Cue.PLACE: "preposition",
    Cue.PARTNER: "partner",
    Cue.ORGANISATION: "organisation",
    Cue.HELP: "helper",
}


def _arabic(tokens: Tokens, match: Match, previous: Match | None) -> Context:
    words = lexicon(Language.ARABIC)
    after = "" if tokens.broken(match.last) else tokens.word(match.last)
    adjoining = previous is not None and not tokens.broken(match.first) and _next(tokens, previous, match)
    conjoined = match.prefix.startswith(("و", "ف"))
    listed = adjoining and (conjoined or tokens.comma(match.first))
    context = Context(
        after=after,
        listed=listed,
        preposition="ب" if match.prefix.endswith("ب") else _tag(tokens, match),
        organisation=after if after in words.followers and tokens.gap(match.last) == " " else "",
    )
    if match.prefix.endswith("ل"):
        context = replace(context, partner="ل")
    if listed or conjoined:
        return replace(context, before="" if adjoining else tokens.word(match.first - 1))
    for number in range(match.first - 1, max(-1, match.first - 1 - _FARTHEST), -1):
        if tokens.broken(number + 1) or tokens.comma(number + 1):
            return context
        word = tokens.words[number]
        cues = words.cues.get(word)
        if cues is None:
            if word in words.epithets and Cue.ORGANISATION in words.cues.get(tokens.word(number - 1), ()):
                # لواء شهداء اليرموك
                return replace(context, organisation=tokens.word(number - 1))
            return replace(context, before=word)
        context = _note(context, word, cues, words)
        if word[0] == "ب" and word[1:] in words.cues:
            return replace(context, preposition=context.preposition or "ب")
        if Cue.PLACE in cues or Cue.PARTNER in cues:
            before = "" if tokens.broken(number) else tokens.word(number - 1)
            if Cue.HELP in words.cues.get(before, ()):
                context = replace(context, helper=before)
            return replace(context, before=before)
    return context


def _next(tokens: Tokens, previous: Match, match: Match) -> bool:
    """Whether one name follows the other, adjectives apart: ``ريفي إدلب الجنوبي وحماة الشمالي``."""
    apart = range(previous.last, match.first)
    compass = lexicon(Language.ARABIC).compass
    return len(apart) <= _MOST_ADJECTIVES and all(tokens.words[number] in compass for number in apart)


def _tag(tokens: Tokens, match: Match) -> str:
    """``#`` where the name is a hashtag by itself: somebody meant it as a name."""
    return "#" if tokens.gap(match.first).endswith("#") else ""


def _english(tokens: Tokens, match: Match, previous: Match | None) -> Context:
    words = lexicon(Language.ENGLISH)
    context = _english_after(tokens, match, words)
    number = match.first - 1
    conjoined = tokens.word(number) == "and" and not tokens.broken(match.first)
    gap_start = number if conjoined else match.first
    if previous is not None and previous.last == gap_start and not tokens.broken(gap_start):
        context = replace(context, listed=conjoined or tokens.comma(match.first))
        if context.listed:
            return context
    for number in range(match.first - 1, max(-1, match.first - 2 - _FARTHEST), -1):
        if tokens.broken(number + 1) or tokens.comma(number + 1):
            return context
        word = tokens.words[number]
        cues = words.cues.get(word)
        if cues is not None:
            if previous is not None and previous.last == number and Cue.TYPE in cues:
                # In "the Ghuwayran district of Hasakah" the district is the one before.
                return context
            context = _note(context, word, cues, words)
            if Cue.PLACE in cues and word != "of":
                before = (
                    "" if tokens.broken(number) or context.preposition != word else tokens.word(number - 1)
                )
                return replace(context, before=before)
        elif word not in _LINKS and not (word in ARTICLES and number == match.first - 1):
            return replace(context, before=word)
    return context


def _body_after(tokens: Tokens, match: Match, words: Lexicon) -> str:
    """The word that makes the capitalised words after a name a body's: ``Daraa Central Operations Room``."""
    if tokens.headline:
        return ""
    number = match.last
    while number < match.last + _LONGEST_BODY and tokens.capitalised(number) and tokens.gap(number) == " ":
        number += 1
    run = tokens.words[match.last : number]
    return next((word for word in run if word in words.followers), "") if len(run) > 1 else ""


def _english_after(tokens: Tokens, match: Match, words: Lexicon) -> Context:
    """What follows the name: ``Raqqa governorate``, ``Rukban refugee camp``, ``Aleppo's countryside``."""
    context = Context(after="" if tokens.broken(match.last) else tokens.word(match.last))
    if body := _body_after(tokens, match, words):
        return replace(context, organisation=body)
    for number in range(match.last, min(match.last + 3, len(tokens.words))):
        word = tokens.words[number]
        if tokens.broken(number) or tokens.gap(number) not in _ADJOINING:
            return context
        if word in words.followers and (tokens.capitalised(number) or word in _ALWAYS_A_BODY):
            return context if context.type_word else replace(context, organisation=word)
        described = {Cue.RURAL} if tokens.word(match.last) == "s" else {Cue.TYPE, Cue.RURAL, Cue.DIRECTION}
        cues = words.cues.get(word, frozenset()) & described
        following = tokens.word(number + 1) == "of" or tokens.capitalised(number + 1)
        if Cue.DIRECTION in cues and following and not tokens.broken(number + 1):
            # In "Atman north of Daraa" the side is Daraa's.
            return context
        if cues:
            context = _note(context, word, cues, words)
        elif word not in _LINKS or word in ("of", "the"):
            return context
    return context
