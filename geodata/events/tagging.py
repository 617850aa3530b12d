"""Which events and actors a text tells of, and the words that say so.

1. the folded words of the text, each with the stems it may have: Arabic words without what is written
   together with them (conjunction, preposition, article, pronoun), English ones without a plural's s
2. at each word the longest entry of the lexicon that begins there, one for events and one for actors
3. an event is dropped where the words before it deny it, threaten it or call for it; the name of a state
   where it only says where something lies

One pass; each word and its stems are looked up once, and what is before a trigger is looked at a few words
far, so the time is linear in the text's length.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache

from geodata.events.lexicon import Entry, Family, Lexicon, Tail, lexicon
from geodata.language.normalise import Shadow, fold, shadow
from geodata.models import Mention, Part, Tag

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?؟؛;\n\r|…]")
_COMMA = re.compile(r"[,،]")

_PREFIXES = tuple(
    conjunction + particle for conjunction in ("", "و", "ف") for particle in ("", "ب", "ل", "ك")
)
_PREFIXES_OF = {
    letter: ("", *(prefix for prefix in _PREFIXES if prefix.startswith(letter))) for letter in "وفبلك"
}
"""What may be written before a word, by its first letter."""
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "ه")
_PRONOUN_ENDS = frozenset(pronoun[-1] for pronoun in _PRONOUNS)
_SHORTEST = 3
"""Letters a stem must keep: shorter ones are too often something else."""
_GAP = 3
"""Words a gap in an entry may hold."""
_REMEMBERED = 200_000
"""Words whose entries are kept at hand; a text with more than that begins anew."""

_ARTICLE = "ال"
_IN = "ب"


class _Known(dict[str, tuple[Entry, ...]]):
    """The entries that may begin with a word, the longest first; worked out when the word is first met."""

    def __init__(self, words: Lexicon) -> None:
        super().__init__()
        self._heads = words.heads

    def __missing__(self, word: str) -> tuple[Entry, ...]:
        heads = self._heads
        found = [entry for stem in _stems(word) for entry in heads.get(stem, ())]
        if len(found) > 1:
            found.sort(key=lambda entry: entry.order)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = entries = tuple(found)
        return entries


class Tagger:
    """Finds the tags of texts by one lexicon; holds nothing of a text but which words it knows."""

    def __init__(self, words: Lexicon) -> None:
        self.lexicon = words
        self._known = _Known(words)
        self._longest_reach = max((each.reach for each in words.denials), default=0)

    def tags(self, text: str) -> list[Tag]:
        """Every trigger in a text, in its order; spans are offsets into it as it was given."""
        folded = fold(text)
        words = _WORD.findall(folded)
        entries = list(map(self._known.__getitem__, words))
        heads = [number for number, found in enumerate(entries) if found]
        return list(self._found(_Words(text, folded, words), entries, heads)) if heads else []

    def _found(
        self, text: _Words, entries: Sequence[tuple[Entry, ...]], heads: Sequence[int]
    ) -> Iterator[Tag]:
        free = {Family.EVENT: 0, Family.ACTOR: 0}
        for number in heads:
            done = 0
            for entry in entries[number]:
                family = entry.family
                if number < free[family] or done & family.bit:
                    continue
                end = _after(entry.tail, text, number) if entry.tail else number + 1
                if not end or (entry.capitals and not text.in_capitals(number, end)):
                    continue
                free[family] = end
                done |= family.bit
                if entry.code and self._holds(entry, text, number):
                    first, last = text.span(number, end)
                    yield Tag(entry.code, first, last, text.original[first:last])

    def _holds(self, entry: Entry, text: _Words, number: int) -> bool:
        if entry.family is Family.EVENT:
            return not self._denied(text, number)
        return not (entry.state and self._only_where(text, number))

    def _denied(self, text: _Words, number: int) -> bool:
        """Whether the words before a trigger say that it did not happen."""
        words, comma, turned = self.lexicon, False, False
        for back in range(1, self._longest_reach + 1):
            at = number - back
            if at < 0 or text.between(at + 1, _STOP):
                return False
            comma = comma or text.between(at + 1, _COMMA)
            word = text.conjoined(at)
            if word in words.ceasing:
                return False
            pair = f"{word} {text.words[at + 1]}"
            for each in words.denials:
                near = back <= each.reach and not (each.stops_at_comma and (comma or turned))
                if near and (word in each.words or pair in each.words):
                    return True
            turned = turned or word in words.turns
        return False

    def _only_where(self, text: _Words, number: int) -> bool:
        """Whether the name of a state says no more than where something is or goes."""
        word = text.words[number]
        if word.startswith(_IN) and not self.lexicon.heads.get(word):
            return True
        if number == 0 or text.between(number, _STOP) or text.between(number, _COMMA):
            return False
        before = text.conjoined(number - 1)
        supported = number > 1 and text.conjoined(number - 2) in self.lexicon.but_after
        return before in self.lexicon.where and not supported


class _Words:
    """The folded words of a text."""

    def __init__(self, original: str, folded: str, words: list[str]) -> None:
        self.original, self.folded, self.words = original, folded, words

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.folded)]

    @cached_property
    def _shadow(self) -> Shadow:
        return shadow(self.original)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """What the words from ``first`` up to ``last`` are in the text as it was given."""
        return self._shadow.span(self._spans[first][0], self._spans[last - 1][1])

    @cached_property
    def _loud(self) -> bool:
        return self.original.isupper()

    def in_capitals(self, first: int, last: int) -> bool:
        """Whether these words are written in capitals, in a text that is not."""
        start, end = self.span(first, last)
        return self.original[start:end].isupper() and not self._loud

    def between(self, number: int, sign: re.Pattern[str]) -> bool:
        """Whether a sign stands between word ``number - 1`` and word ``number``."""
        start, end = self._spans[number - 1][1], self._spans[number][0]
        if end == start + 1:  # a space, a hyphen, the point of an abbreviation; or a line's end
            return sign is _STOP and self.folded[start] in "\n\r;؛|"
        return sign.search(self.folded, start, end) is not None

    def conjoined(self, number: int) -> str:
        """A word without the conjunction written together with it, where a word is left."""
        word = self.words[number]
        return word[1:] if len(word) > _SHORTEST and word[0] in "وف" else word


def _after(tail: Tail, text: _Words, number: int) -> int:
    """The number of the word after an entry that begins at ``number``; 0 where its words do not follow."""
    words, at, spare = text.words, number + 1, 0
    for forms in tail:
        if forms is None:
            spare = _GAP
            continue
        last = min(at + spare, len(words) - 1)
        while at <= last and words[at] not in forms and not _has_stem(words[at], forms):
            at += 1
        if at > last:
            return 0
        at, spare = at + 1, 0
    return 0 if any(text.between(each, _STOP) for each in range(number + 1, at)) else at


def _has_stem(word: str, forms: frozenset[str]) -> bool:
    """Whether a word inside a phrase is one of its forms but for what is written together with it."""
    if word.isascii():
        return word.endswith("s") and word[:-1] in forms
    return not forms.isdisjoint(_stems(word))


@lru_cache(_REMEMBERED)
def _stems(word: str) -> tuple[str, ...]:
    """A folded word and what it may be once the words written together with it are taken off."""
    if word.isascii():
        return (word, word[:-1]) if len(word) > _SHORTEST and word[-1] == "s" else (word,)
    found = dict.fromkeys([word])
    for prefix in _PREFIXES_OF.get(word[0], ("",)):
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        if len(rest) >= _SHORTEST:
            found[rest] = None
        if rest.startswith(_ARTICLE) and len(rest) >= _SHORTEST + 2:
            found[rest[2:]] = None
        if prefix.endswith("ل") and rest.startswith("ل") and len(rest) > _SHORTEST:
            found[f"{_ARTICLE}{rest[1:]}"] = None  # لل is ل with the article
            found[rest[1:]] = None
    for stem in list(found) if word[-1] in _PRONOUN_ENDS else ():
        for pronoun in _PRONOUNS:
            rest = stem.removesuffix(pronoun)
            if rest != stem and len(rest) >= _SHORTEST:
                found[rest] = None
                if rest.endswith("ت"):  # غارته is غارة with a pronoun
                    found[f"{rest[:-1]}ه"] = None
    return tuple(found)


@cache
def tagger() -> Tagger:
    """The tagger of the shipped lexicon, made once; raises ``DataError``."""
    return Tagger(lexicon())


class TaggedStory:
    """The tags of a story's title and text, at hand for each of its sentences."""

    def __init__(self, title: str, text: str, by: Tagger | None = None) -> None:
        """``by``: whose lexicon; the shipped one by default."""
        found = by or tagger()
        self._tags = {Part.TITLE: found.tags(title), Part.TEXT: found.tags(text)}
        self._starts = {part: [tag.start for tag in tags] for part, tags in self._tags.items()}

    def within(self, part: Part, start: int, end: int) -> tuple[Tag, ...]:
        """The tags between two offsets of a part: each type and actor once, by its first trigger."""
        starts, tags = self._starts[part], self._tags[part]
        first: dict[str, Tag] = {}
        for number in range(bisect_left(starts, start), bisect_left(starts, end)):
            first.setdefault(tags[number].code, tags[number])
        return tuple(first.values())


def with_tags(mentions: Sequence[Mention], title: str, text: str) -> list[Mention]:
    """Mentions with the tags of the sentences they stand in."""
    if not mentions:
        return []
    story = TaggedStory(title, text)
    sentences: dict[tuple[Part, int, int], tuple[Tag, ...]] = {}
    found = []
    for mention in mentions:
        key = (mention.part, mention.sentence_start, mention.sentence_end)
        if key not in sentences:
            sentences[key] = story.within(*key)
        tags = sentences[key]
        found.append(replace(mention, tags=tags) if tags else mention)
    return found
