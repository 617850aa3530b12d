"""What an Arabic word that no listed name covers looks like, as named features.

Only rare words are asked about, and only where something beside them speaks of a place: a word for a kind of
place, a preposition, a listed name; the words of every text are passed over at one or two look-ups each.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from geodata.geoparse.learnt.features import ARTICLE, neighbour, second, shape
from geodata.geoparse.lexicon import CLITICS, Cue, lexicon
from geodata.geoparse.tokens import Tokens
from geodata.models import Language

PLACE, OTHER, DEMONYM = "place", "other", "demonym"
"""What a neighbouring word belongs to: a listed name that is a place here, that is none, a demonym."""
_FEWEST_LETTERS = 3
_LONG = 9
_ATTACHED = tuple(
    sorted({*CLITICS, *(clitic + ARTICLE for clitic in ("", *CLITICS)), "لل", "ولل"}, key=len, reverse=True)
)
_ENDINGS = ("ا", "ه", "ي", "ت", "ها", "هم", "نا", "وا", "ات", "ان", "ون", "ين", "يه", "يا")
_INSEPARABLE = frozenset("بلوفك")


def told(tokens: Tokens, number: int, covered: Mapping[int, str]) -> bool:
    """Whether anything beside a word, or a clitic at its front, speaks of a place."""
    if tokens.words[number][0] in "بل" or tokens.word(number - 1) in lexicon(Language.ARABIC).cues:
        return True
    return beside_a_place(covered, number)


def beside_a_place(covered: Mapping[int, str], number: int) -> bool:
    """Whether a listed name that is a place stands right beside a word."""
    return covered.get(number - 1) == PLACE or covered.get(number + 1) == PLACE


def is_nameword(word: str) -> bool:
    """Whether a word may be a name: three Arabic letters or more, and nothing else."""
    return len(word) >= _FEWEST_LETTERS and not word[0].isascii() and word.isalpha()


def is_ordinary(word: str, ordinary: Container[str]) -> bool:
    """Whether a word, or what is left of it without clitics, article and inflections, is an ordinary one."""
    return any(
        inner in ordinary or any(inner[: -len(ending)] in ordinary for ending in _ends(inner))
        for inner in _inner(word)
    )


def _inner(word: str) -> Iterator[str]:
    """A word, and what is left of it behind each clitic or article it may begin with."""
    yield word
    for attached in _ATTACHED:
        if word.startswith(attached) and len(word) - len(attached) >= _FEWEST_LETTERS:
            yield word[len(attached) :]


def _ends(word: str) -> Iterator[str]:
    """The inflections a word may end in."""
    return (each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= _FEWEST_LETTERS)


def of_word(tokens: Tokens, number: int, covered: Mapping[int, str], *, anonymous: bool = False) -> list[str]:
    """The features of a word and of where it stands.

    ``covered`` says what the words around belong to; ``anonymous`` leaves out which word it is.
    """
    word = tokens.words[number]
    before, after = neighbour(tokens, number, -1), neighbour(tokens, number + 1, 1)
    features = [
        f"before={before}",
        f"after={after}",
        f"before.2={second(tokens, number, -1)}",
        f"after.2={second(tokens, number + 1, 1)}",
        f"ending={word[-3:]}",
        f"ending.2={word[-2:]}",
        f"ending.1={word[-1:]}",
        f"beginning={word[:3]}",
        f"beginning.2={word[:2]}",
        f"beginning.1={word[:1]}",
        f"letters={min(len(word), _LONG)}",
        f"before.shape={shape(before)}",
        f"after.shape={shape(after)}",
        f"articles={before[:2] == ARTICLE:d}{word[:2] == ARTICLE:d}{after[:2] == ARTICLE:d}",
        f"beside={covered.get(number - 1, '')}-{covered.get(number + 1, '')}",
    ]
    if not anonymous:
        features.append(f"word={word}")
    if word[0] in _INSEPARABLE:
        features.append(f"clitic={word[:3]}")
        if not anonymous:
            features.append(f"stem={word[1:]}")
    return features + _told(tokens, number, covered, before)


def _told(tokens: Tokens, number: int, covered: Mapping[int, str], before: str) -> list[str]:
    """What the words before say, and the names beside as members of one list."""
    word = tokens.words[number]
    features = []
    for cue in sorted(lexicon(Language.ARABIC).cues.get(before, ())):
        features += [f"cue={cue}", f"cue.article={cue}-{word[:2] == ARTICLE:d}"]
    comma = tokens.comma(number)
    one, two = covered.get(number - 1, ""), covered.get(number - 2, "")
    if one or two:
        features.append(f"list={one}-{two}-{word[0] == 'و':d}-{comma:d}")
    if following := covered.get(number + 1):
        features.append(f"listing={following}-{tokens.comma(number + 1):d}")
    return features


def of_next(tokens: Tokens, number: int, first: int) -> list[str]:
    """The features that tell whether word ``number`` goes on the name that began at word ``first``."""
    word, before = tokens.words[number], tokens.words[number - 1]
    return [
        f"begun={before}",
        f"next={word}",
        f"begun.letters={min(len(before), _LONG)}",
        f"next.letters={min(len(word), _LONG)}",
        f"articles={before[:2] == ARTICLE:d}{word[:2] == ARTICLE:d}",
        f"next.ending={word[-2:]}",
        f"next.beginning={word[:2]}",
        f"begun.ending={before[-1:]}",
        f"after={neighbour(tokens, number + 1, 1)}",
        f"length={number - first}",
    ]


def may_go_on(tokens: Tokens, number: int, covered: Mapping[int, str]) -> bool:
    """Whether nothing stands between word ``number`` and the one before, nor is it part of a listed name."""
    return (
        number < len(tokens.words)
        and number not in covered
        and is_nameword(tokens.words[number])
        and tokens.gap(number) in (" ", "_", "  ")
    )


def names_a_kind(word: str) -> bool:
    """Whether a word says what kind of place the name after it is."""
    return Cue.TYPE in lexicon(Language.ARABIC).cues.get(word, ())
