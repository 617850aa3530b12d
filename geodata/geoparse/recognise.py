"""Step 1: the names in a text, longest first, clitics taken off; what they mean is decided later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from geodata.gazetteer.keys import ARTICLES, sound_key
from geodata.geoparse.lexicon import CLITICS, Cue, lexicon
from geodata.geoparse.tokens import Tokens
from geodata.geoparse.variants import Form, Forms
from geodata.models import Language

_ARTICLE = "ال"
_WITH_ARTICLE = frozenset(clitic + _ARTICLE for clitic in ("", *CLITICS) if not clitic.endswith("ل"))
_AFTER_LAM = frozenset(("ل", "ول", "فل"))
_SPACED = frozenset(("al", "el"))
"""Articles that are an article even without a hyphen: ``al Bab``."""
_TANWIN = re.compile(r"(?:[\u064b-\u064d]|\u064b\u0627)\Z")
_LONGEST_PREFIX = 5
_FEWEST_LETTERS = 3
_MOST_WORDS_BY_SOUND = 4
_FEWEST_TOGETHER = 5
_ALIKE = 72
"""Least likeness of the letters, in percent, where only the sound is the same."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of words that may be a place name."""

    first: int
    """Number of its first word."""
    last: int
    """Number of the word after its last."""
    start: int
    """Offset in the shadow, after any clitic."""
    end: int
    prefix: str
    """The clitics before it in its first word."""
    form: Form
    how: str
    """A code of :mod:`geodata.geoparse.reasons`."""


def recognise(tokens: Tokens, forms: Forms) -> list[Match]:
    """Names in the order of the text, none overlapping: leftmost, then longest, then unstripped."""
    found = sorted(_found(tokens, forms), key=lambda m: (m.first, -m.last, len(m.prefix), m.form.demonym))
    chosen: list[Match] = []
    free = 0
    for match in found:
        if match.first >= free and _stands(tokens, match):
            chosen.append(match)
            free = match.last
    if any(character.isupper() for character in tokens.shadow.original[:2000]):
        chosen = sorted((*chosen, *_by_sound(tokens, forms, chosen)), key=lambda match: match.first)
        chosen = [_with_article(tokens, match) for match in chosen]
    return chosen


def _with_article(tokens: Tokens, match: Match) -> Match:
    """An English name with the article written before it: ``al-Hol``, ``al Bab``."""
    before = match.first - 1
    if match.form.arabic or before < 0 or match.form.demonym or tokens.words[before] not in ARTICLES:
        return match
    joined = tokens.gap(match.first) == "-" or (
        tokens.words[before] in _SPACED and tokens.gap(match.first) == " "
    )
    if not joined or (before and tokens.gap(before) == "-"):
        return match
    how = "name.article" if match.how == "name.exact" else match.how
    return replace(match, first=before, start=tokens.starts[before], how=how)


def _found(tokens: Tokens, forms: Forms) -> Iterator[Match]:
    joined, index_at = tokens.joined, tokens.index_at
    for end, number in forms.automaton.iter(joined):
        group = forms.forms[number]
        start = end - len(group[0].key)
        if joined[start - 1] == " ":
            prefix, begin = "", start
        else:
            before = joined.rfind(" ", max(0, start - _LONGEST_PREFIX), start)
            if before < 0 or not group[0].arabic:
                continue
            begin = before + 1
            prefix = joined[begin:start]
            if prefix not in CLITICS and prefix not in _WITH_ARTICLE:
                continue
        if len(group) > 1 and prefix.endswith(_ARTICLE):
            # السورية is an adjective, though سورية alone is the country.
            group = sorted(group, key=lambda form: not form.demonym)
        for form in group:
            if match := _match(tokens, form, index_at[begin], prefix):
                yield match
                break


def _match(tokens: Tokens, form: Form, first: int, prefix: str) -> Match | None:
    """The match of a form behind a prefix, or None where the two do not go together."""
    last = first + form.words
    start, end = tokens.starts[first] + len(prefix), tokens.ends[last - form.tail - 1]
    if form.lead:
        if not _frame_stands(tokens, form, first, prefix):
            return None
        if not form.arabic and tokens.capitalised(first):
            # Eastern Ghouta is a name, eastern Ghouta a side.
            return Match(first, last, tokens.starts[first], end, "", form, form.how)
        start, end = tokens.starts[first + form.lead], tokens.ends[last - form.tail - 1]
        return Match(first, last, start, end, "", form, form.how)
    if not form.arabic and _small_type_ends(tokens, first, last):
        last -= 1
        end = tokens.ends[last - 1]
    if form.initials and tokens.shadow.text[end : end + 1] == ".":
        end += 1
    if form.after_lam:
        return Match(first, last, start, end, prefix, form, "name.clitic") if prefix in _AFTER_LAM else None
    if not prefix:
        return Match(first, last, start, end, prefix, form, form.how)
    if len(form.key) < _FEWEST_LETTERS:
        return None
    if prefix in CLITICS:
        how = form.how if form.how != "name.exact" else "name.clitic"
        return Match(first, last, start, end, prefix, form, how)
    # The article belongs to the name's span; only the clitics before it stay outside.
    if form.demonym or (
        form.how == "name.exact" and len(form.places) == 1 and not form.key.startswith(_ARTICLE)
    ):
        how = "name.demonym" if form.demonym else "name.article"
        return Match(first, last, start - 2, end, prefix[:-2], form, how)
    return None


def _small_type_ends(tokens: Tokens, first: int, last: int) -> bool:
    """Whether an English name ends in a word for its kind written small: ``Raml camp``."""
    if last - first == 1 or tokens.capitalised(last - 1):
        return False
    return tokens.words[last - 1] in lexicon(Language.ENGLISH).types


def _frame_stands(tokens: Tokens, form: Form, first: int, prefix: str) -> bool:
    """Whether a side before a name is not cut off a longer one: ``شمال شرق حلب`` is not ``شرق حلب``."""
    if prefix and prefix not in CLITICS:
        return False
    compass = lexicon(Language.ARABIC if form.arabic else Language.ENGLISH).cues
    side = Cue.DIRECTION in compass.get(tokens.words[first], ())
    longer = side and not tokens.broken(first) and Cue.DIRECTION in compass.get(tokens.word(first - 1), ())
    return not longer


def _stands(tokens: Tokens, match: Match) -> bool:
    """Whether nothing in the writing speaks against it: a full stop inside, small letters, half a hashtag."""
    for number in range(match.first + 1, match.last):
        if tokens.broken(number) or tokens.comma(number) or "(" in tokens.gap(number):
            return False
    if (tag := tokens.hashtag_at(match.start)) and not (match.start <= tag[0] + 1 and match.end >= tag[1]):
        return False
    if match.form.arabic:
        # What carries an indefinite ending is no name: دوماً is "always".
        return match.form.demonym or not _TANWIN.search(tokens.original(match.last - 1))
    begins = match.first + match.form.lead
    if tokens.words[begins] in ARTICLES and begins + 1 < match.last:
        begins += 1
    return tokens.capitalised(begins) and tokens.capitalised(match.last - 1)


def _by_sound(tokens: Tokens, forms: Forms, chosen: list[Match]) -> Iterator[Match]:
    """Names of the region in a transliteration the gazetteer does not list."""
    taken = {number for match in chosen for number in range(match.first, match.last)}
    number = 0
    while number < len(tokens.words):
        step = 1
        if number not in taken and tokens.words[number].isascii() and tokens.capitalised(number):
            for last in range(_run_end(tokens, number, taken), number, -1):
                if match := _sounding(tokens, forms, number, last):
                    yield match
                    step = last - number
                    break
        number += step


def _run_end(tokens: Tokens, first: int, taken: set[int]) -> int:
    last = first + 1
    while (
        last < min(len(tokens.words), first + _MOST_WORDS_BY_SOUND)
        and last not in taken
        and len(tokens.gap(last)) == 1
    ):
        last += 1
    return last


def _sounding(tokens: Tokens, forms: Forms, first: int, last: int) -> Match | None:
    if not tokens.capitalised(last - 1):
        return None
    written = " ".join(tokens.words[first:last])
    if written in lexicon(Language.ENGLISH).homographs:
        return None
    form = forms.sounds.get(sound_key(written))
    # One ordinary English word too easily sounds like something: it must look alike as well.
    if form is None or len(written) < _FEWEST_TOGETHER or fuzz.ratio(written, form.key) < _ALIKE:
        return None
    return Match(first, last, tokens.starts[first], tokens.ends[last - 1], "", form, "name.sound")
