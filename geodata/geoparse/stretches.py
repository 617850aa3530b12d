"""Pairs of names that together say where something is: "between X and Y", "the X–Y road", ``طريق X Y``.

One of the two then stands for the stretch between them and the other is a reference; both are where they only
say where the place right before them lies: "Morek, between Hama and Idlib". Which of the two stands for both
is always the same, whichever is named first, so that all stories about one road meet at one mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodata.geoparse.geometry import distance_km
from geodata.geoparse.lexicon import Cue, Lexicon, lexicon
from geodata.geoparse.position_words import PositionWords, position_words
from geodata.geoparse.recognise import Match
from geodata.geoparse.tokens import Tokens
from geodata.models import Kind, Language, Mention, Place, Reason, Role, Vicinity, VicinityKind
from geodata.vicinity import outline

_SPOTS = frozenset(Kind) - {
    *(
        Kind.MACROREGION,
        Kind.COUNTRY,
        Kind.REGION,
        Kind.GOVERNORATE,
        Kind.RIVER,
        Kind.LAKE,
        Kind.SEA,
        Kind.ROAD,
    )
}
_LONGEST_BETWEEN_KM, _LONGEST_ROAD_KM = 200.0, 900.0
_WORDS_BEFORE, _WORDS_AMID, _WORDS_AFTER = 5, 3, 3
_HYPHENS = frozenset("-–—/ـ")
_AND = "و"

Found = tuple[Match, Mention]


def mark_stretches(tokens: Tokens, matches: Sequence[Match], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in their order, those of a pair joined into one stretch; looks at a few words a pair.

    A reference says where another place is; where beside itself is no matter then.
    """
    found = list(zip(matches, mentions, strict=True))
    done = [replace(each, vicinity=None) if each.reference and each.vicinity else each for each in mentions]
    for number, kind, first, last in _stretches(tokens, found):
        (one, other) = sorted((number, number + 1), key=lambda each: _id(found[each][1]))
        place, end = found[one][1].place, found[other][1].place
        if place is None or end is None:
            continue
        done[other] = _referring(done[other], end, place)
        if _located_by(tokens, found, number, first):
            done[one] = _referring(done[one], place, end)
            continue
        vicinity = Vicinity(kind, other=end)
        words = _as_written(tokens, first, last)
        done[one] = replace(
            done[one],
            vicinity=vicinity,
            precision=outline(vicinity, place).precision,
            reference=False,
            reasons=(*_other_reasons(done[one]), Reason(f"vicinity.{kind.value}", words)),
        )
    return done


def _id(mention: Mention) -> str:
    return mention.place.id if mention.place else ""


def _other_reasons(mention: Mention) -> tuple[Reason, ...]:
    return tuple(
        reason
        for reason in mention.reasons
        if not reason.code.startswith("vicinity.") and reason.code != "reference"
    )


def _referring(mention: Mention, place: Place, other: Place) -> Mention:
    return replace(
        mention,
        precision=place.precision,
        vicinity=None,
        reference=True,
        reasons=(*_other_reasons(mention), Reason("reference", other.id)),
    )


def _stretches(tokens: Tokens, found: Sequence[Found]) -> Iterator[tuple[int, VicinityKind, int, int]]:
    """For each pair the number of its first mention, what joins it, and the words that say so."""
    taken = -1
    for number in range(len(found) - 1):
        (match, mention), (following, second) = found[number], found[number + 1]
        if number <= taken or not (_is_end(mention) and _is_end(second)) or _id(mention) == _id(second):
            continue
        if match.form.arabic != following.form.arabic or _goes_on(tokens, found, number + 1):
            continue
        kind, first, last = _Pair(tokens, match, following).read()
        if kind is None or mention.place is None or second.place is None:
            continue
        longest = _LONGEST_ROAD_KM if kind is VicinityKind.ROAD else _LONGEST_BETWEEN_KM
        if distance_km(mention.place, second.place) <= longest:
            taken = number + 1
            yield number, kind, first, last


def _is_end(mention: Mention) -> bool:
    return mention.role is Role.LOCATION and mention.place is not None and mention.place.kind in _SPOTS


def _goes_on(tokens: Tokens, found: Sequence[Found], number: int) -> bool:
    """Whether a third name follows in the same list: what lies between three towns is no stretch."""
    if number + 1 == len(found):
        return False
    match, following = found[number][0], found[number + 1][0]
    joined = _joined_by_and(tokens, following) or tokens.comma(following.first)
    listed = following.first == match.last and joined
    return listed or (following.first == match.last + 1 and tokens.word(match.last) == "and")


def _located_by(tokens: Tokens, found: Sequence[Found], number: int, first: int) -> bool:
    """Whether the phrase only says where the place right before it lies."""
    if not number:
        return False
    match, mention = found[number - 1]
    if not _is_end(mention) or mention.vicinity or not 0 <= first - match.last <= _WORDS_BEFORE:
        return False
    linking = lexicon(Language.ARABIC if match.form.arabic else Language.ENGLISH).linking
    between = range(match.last, first)
    return all(tokens.word(each) in linking for each in between) and not any(
        tokens.broken(each) for each in range(match.last, first + 1)
    )


class _Pair:
    """The words before, amid and after two names."""

    def __init__(self, tokens: Tokens, one: Match, other: Match) -> None:
        self._tokens, self._one, self._other = tokens, one, other
        language = Language.ARABIC if one.form.arabic else Language.ENGLISH
        self._words: PositionWords = position_words(language)
        self._lexicon: Lexicon = lexicon(language)

    def read(self) -> tuple[VicinityKind | None, int, int]:
        """What joins the two, and the words that say so, from and to (exclusive)."""
        apart = self._other.first - self._one.last
        nothing = None, 0, 0
        if not 0 <= apart <= _WORDS_AMID or any(
            self._tokens.broken(each) for each in range(self._one.last + 1, self._other.first)
        ):
            return nothing
        first, between, road = self._lead()
        last = self._other.last
        if road is None and (after := self._road_after()):
            road, last = first, after
        if between is not None and self._coupled():
            if road is not None:
                return VicinityKind.ROAD, first, last
            return nothing if self._divided(between) else (VicinityKind.BETWEEN, first, last)
        if road is not None and (self._hyphenated() or self._leads_on()):
            return VicinityKind.ROAD, first, last
        return nothing

    def _divided(self, between: int) -> bool:
        """Whether something is shared out or said of the two, not done amid them: "divided between"."""
        for number in range(between - 1, max(-1, between - 1 - _WORDS_BEFORE), -1):
            if self._tokens.broken(number + 1):
                return False
            if self._words.bare(self._tokens.words[number], self._words.not_between):
                return True
        return False

    def _lead(self) -> tuple[int, int | None, int | None]:
        """Where before the first name the phrase begins, where "between" stands and the word for a road."""
        tokens, words = self._tokens, self._words
        between = road = None
        first = self._one.first
        for number in range(self._one.first - 1, max(-1, self._one.first - 1 - _WORDS_BEFORE), -1):
            if tokens.broken(number + 1) or tokens.comma(number + 1):
                break
            word = tokens.words[number]
            if words.bare(word, words.between) and between is None:
                between = first = number
            elif words.bare(word, words.roads):
                if tokens.word(number - 1) not in words.not_roads:
                    road = first = number
                break
            elif not (self._passes(word) or (between is not None and word in words.on_roads)):
                break
        return first, between, road

    def _passes(self, word: str) -> bool:
        words = self._words
        known = word in words.links or word in words.on_roads or word == "the"
        return known or Cue.TYPE in self._lexicon.cues.get(word, ())

    def _amid(self) -> list[str]:
        return self._tokens.words[self._one.last : self._other.first]

    def _coupled(self) -> bool:
        """ "X and Y", ``X وY``, ``X ومدينة Y``."""
        amid = self._amid()
        if self._one.form.arabic:
            if not amid:
                return _joined_by_and(self._tokens, self._other)
            return amid[0].startswith(_AND) and all(
                Cue.TYPE in self._lexicon.cues.get(word, ()) for word in amid
            )
        return bool(amid) and amid[0] == "and" and all(self._passes(word) for word in amid[1:])

    def _leads_on(self) -> bool:
        """ "from X to Y", ``من X إلى Y``, "the X to Y road"."""
        amid = self._amid()
        return bool(amid) and amid[0] in self._words.to and all(self._passes(word) for word in amid[1:])

    def _hyphenated(self) -> bool:
        """ "X–Y"; in Arabic, where it is often left out, ``X Y`` as well."""
        if self._amid() or self._other.prefix:
            return False
        gap = self._tokens.gap(self._other.first)
        return bool(set(gap) & _HYPHENS) or (self._one.form.arabic and gap == " ")

    def _road_after(self) -> int | None:
        """The number after that of "road" in "the X–Y international road", "the X to Y road"."""
        tokens, words = self._tokens, self._words
        if self._one.form.arabic or not (self._hyphenated() or self._amid() == ["to"]):
            return None
        for number in range(self._other.last, min(self._other.last + _WORDS_AFTER, len(tokens.words))):
            if tokens.broken(number) or tokens.comma(number):
                return None
            if tokens.words[number] in words.roads:
                return number + 1
            if tokens.words[number] not in words.on_roads:
                return None
        return None


def _joined_by_and(tokens: Tokens, match: Match) -> bool:
    """Whether an Arabic name carries an "and"; one that begins with ``مدينة`` carries it there."""
    return match.prefix.startswith(_AND) or (
        match.form.lead > 0 and tokens.words[match.first].startswith(_AND)
    )


def _as_written(tokens: Tokens, first: int, last: int) -> str:
    start, end = tokens.shadow.span(tokens.starts[first], tokens.ends[last - 1])
    return tokens.shadow.original[start:end]
