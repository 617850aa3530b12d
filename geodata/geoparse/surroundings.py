"""What the words around a name say of where beside it something is: a side, a distance, its countryside."""

from __future__ import annotations

from dataclasses import dataclass, field

from geodata.geoparse.lexicon import Cue, Lexicon, lexicon
from geodata.geoparse.measures import distance_after, distance_before
from geodata.geoparse.position_words import PositionWords, position_words
from geodata.geoparse.recognise import Match
from geodata.geoparse.tokens import Tokens
from geodata.models import Compass, Kind, Language

_FARTHEST = 9
_ARTICLE = "ال"
_LAM = "ل"
_RELATIVE = ("ي", "يه")
"""How adjectives made from nouns end, folded."""
_PASSED_OVER = frozenset((Cue.TYPE, Cue.RURAL, Cue.AROUND))
_PLAIN_GAPS = frozenset((" ", "-", "'", "\u2019", "\u2019 ", "' ", "\u00a0"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was read around one match; everything empty where nothing was."""

    side: Compass | None = None
    several: bool = False
    """Whether more sides than one are named: ``ريفي حلب الغربي والجنوبي``."""
    distance_km: float = 0.0
    rough: bool = False
    countryside: str = ""
    outskirts: bool = False
    road: bool = False
    """Whether it is on a road that leads there."""
    epithet: frozenset[Kind] = frozenset()
    """What a word between the direction and the name says the name is. In "the northern city of Aleppo" the
    direction is not Aleppo's."""
    words: str = ""
    """The words it was read from, as written."""


NOTHING = Surroundings()


@dataclass(slots=True)
class _Reader:
    tokens: Tokens
    match: Match
    words: PositionWords
    cues: Lexicon
    sides: list[Compass] = field(default_factory=list)
    """Directions in the order they were read."""
    several: bool = False
    linked: bool = False
    adjective: bool = False
    """Whether the leftmost direction is an adjective with the article, which needs its noun."""
    part: bool = False
    """Whether that noun, or "the eastern part of", was read."""
    countryside: str = ""
    outskirts: bool = False
    road: bool = False
    epithet: frozenset[Kind] = frozenset()
    types: frozenset[Kind] = frozenset()
    """Of the kind word nearest to the left of the name so far."""
    first: int = 0
    last: int = 0


def surroundings_of(tokens: Tokens, match: Match, rural: str = "") -> Surroundings:
    """What stands around a match; looks at a handful of words.

    ``rural`` is the word for a countryside that holds for the whole list the match stands in, if any.
    """
    if match.form.demonym:
        return NOTHING
    language = Language.ARABIC if match.form.arabic else Language.ENGLISH
    words = position_words(language)
    before, after = tokens.word(match.first - 1), tokens.word(match.last)
    if not (rural or match.form.lead or after in words.begin_after or words.may_end_before(before)):
        return NOTHING
    reader = _Reader(tokens, match, words, lexicon(language))
    reader.first, reader.last = match.first, match.last
    reader.countryside = rural
    distance = None
    if match.form.lead and match.start > tokens.starts[match.first]:  # Eastern Ghouta is a name as a whole
        _read_frame(reader)
    number = match.first - 1
    while number >= max(0, match.first - _FARTHEST) and not _broken(tokens, number + 1):
        if found := distance_before(tokens, number + 1, reader.words):
            distance, reader.first = found, found.first
            break
        if not _takes(reader, number):
            break
        number -= 1
    if reader.adjective and not (reader.countryside or reader.outskirts or reader.part):
        reader.sides.clear()
    _read_after(reader)
    if distance is None and reader.sides:
        distance = distance_after(tokens, reader.last, reader.words)
        reader.last = distance.last if distance else reader.last
    if not (reader.sides or distance or reader.countryside or reader.outskirts or reader.road):
        return NOTHING
    side = _combined(reader.sides)
    return Surroundings(
        side=None if reader.several else side,
        several=reader.several or (side is None and bool(reader.sides)),
        distance_km=distance.km if distance else 0.0,
        rough=distance.rough if distance else False,
        countryside=reader.countryside,
        outskirts=reader.outskirts,
        road=reader.road,
        epithet=reader.epithet,
        words=_as_written(reader),
    )


def _takes(reader: _Reader, number: int) -> bool:
    """Read one word before the name; whether to go on to the one before it."""
    tokens, words = reader.tokens, reader.words
    word = tokens.words[number]
    if direction := words.bare(word, words.directions):
        return _take_direction(reader, number, direction)
    if reader.sides and (word == "and" or word in words.leading):
        return True
    if rural := words.bare(word, words.countryside):
        reader.countryside, reader.first = rural, number
        return True
    if words.bare(word, words.outskirts):
        reader.outskirts, reader.first = True, number
        return True
    if words.bare(word, words.roads):
        reader.road = not reader.sides and tokens.word(number - 1) not in words.not_roads
        reader.first = number if reader.road else reader.first
        return False
    if word in words.parts:
        reader.part = True
        return True
    cues = reader.cues.cues.get(word, frozenset())
    if Cue.TYPE in cues:
        reader.types = reader.cues.types.get(word, frozenset())
        return not reader.sides
    if word in words.links or word in words.to or word in words.on_roads:
        reader.linked = True
        # In "north to Aleppo" the north is not Aleppo's; "the road to Aleppo" leads there.
        before = tokens.word(number - 1)
        return word in words.links or before in words.on_roads or bool(words.bare(before, words.roads))
    return bool(cues & _PASSED_OVER) and not reader.sides


def _take_direction(reader: _Reader, number: int, direction: str) -> bool:
    tokens, words = reader.tokens, reader.words
    if _begins_a_name(reader, number):
        return False
    if not reader.sides:
        if words.inflected and direction.startswith(_ARTICLE):
            if not (reader.linked or reader.match.prefix.endswith(_LAM) or _after_lam(reader)):
                return False
        elif direction.endswith("ern") and Cue.TYPE in reader.cues.cues.get(tokens.word(number + 1), ()):
            # Eastern quarters of a town lie in it, not to its east.
            reader.epithet = frozenset(Kind) if Kind.QUARTER in reader.types else reader.types
        elif reader.types and not words.inflected:
            # Of "north of the capital of Iraq" it is the capital's north.
            reader.epithet = frozenset(Kind) - reader.types
    elif tokens.word(number + 1).startswith("و") or tokens.word(number + 1) == "and":
        reader.several = True
    reader.adjective = direction.startswith(_ARTICLE) and direction.endswith(_RELATIVE)
    reader.sides.insert(0, words.directions[direction])
    reader.first = number
    return True


def _begins_a_name(reader: _Reader, number: int) -> bool:
    """Whether a direction is a capital part of an English name: Southern Sudan, North Texas."""
    tokens = reader.tokens
    named = not reader.words.inflected and number + 1 == reader.match.first and tokens.capitalised(number)
    return named and not tokens.headline and not tokens.broken(number)


def _after_lam(reader: _Reader) -> bool:
    """Whether the kind word before the name carries the preposition: ``الريف الشمالي لمحافظة حلب``."""
    return any(
        word.startswith(_LAM)
        for word in reader.tokens.words[max(0, reader.match.first - 2) : reader.match.first]
    ) or reader.tokens.words[reader.match.first].startswith(_LAM)


def _read_frame(reader: _Reader) -> None:
    """The directions and the word for countryside that belong to a longer name: ``شمال`` in ``شمال حلب``."""
    match, words = reader.match, reader.words
    spelt = reader.tokens.words
    for number in (
        *range(match.first, match.first + match.form.lead),
        *range(match.last - match.form.tail, match.last),
    ):
        if direction := words.bare(spelt[number], words.directions):
            reader.sides.append(words.directions[direction])
        elif rural := words.bare(spelt[number], words.countryside):
            reader.countryside = rural


def _read_after(reader: _Reader) -> None:
    """Adjectives after an Arabic countryside; ``'s eastern countryside`` after an English name."""
    tokens, words, number = reader.tokens, reader.words, reader.match.last
    if words.inflected:
        while (reader.countryside or reader.outskirts) and not _broken(tokens, number):
            direction = words.bare(tokens.word(number), words.directions)
            if not direction.startswith(_ARTICLE):
                break
            reader.several |= bool(reader.sides) and tokens.word(number).startswith("و")
            reader.sides.append(words.directions[direction])
            number += 1
        reader.last = number
        return
    if tokens.word(number) == "s":
        number += 1
    side = words.directions.get(tokens.word(number))
    number += side is not None
    said = tokens.word(number)
    together = all(tokens.gap(each) in _PLAIN_GAPS for each in range(reader.match.last, number + 1))
    if not together or said not in words.countryside | words.outskirts:
        return
    reader.last = number + 1
    if side:
        reader.sides.append(side)
    if said in words.countryside:
        reader.countryside = said
    else:
        reader.outskirts = True


def _combined(sides: list[Compass]) -> Compass | None:
    """One direction of one or two words; None for none, and for what is no direction."""
    letters = {letter for side in sides for letter in side.value}
    name = "".join(letter for letter in "NSEW" if letter in letters)
    return Compass(name) if name in set(Compass) else None


def _broken(tokens: Tokens, number: int) -> bool:
    return tokens.broken(number) or tokens.comma(number)


def _as_written(reader: _Reader) -> str:
    """The words of the phrase, without the name."""
    tokens, match = reader.tokens, reader.match
    shadow = tokens.shadow
    lead, tail = match.first + match.form.lead, match.last - match.form.tail
    stretches = [(reader.first, lead), (tail, max(reader.last, match.last))]
    spans = [(tokens.starts[first], tokens.ends[last - 1]) for first, last in stretches if first < last]
    pieces = (shadow.span(*span) for span in spans)
    return " … ".join(shadow.original[first:last] for first, last in pieces)
