"""The words of direction, distance and position, read from ``data/surroundings.toml`` and folded once."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from typing import Any

from geodata.errors import DataError
from geodata.gazetteer.keys import name_key
from geodata.geoparse.lexicon import DATA, Cue, lexicon
from geodata.models import Compass, Language

_BEFORE = ("links", "parts", "countryside", "outskirts", "roads", "on_roads", "to")
_BEFORE_CUES = frozenset((Cue.TYPE, Cue.RURAL, Cue.AROUND))
_ONE = ("واحد", "واحده")
_CONJUNCTIONS, _PARTICLES = ("و", "ف", ""), ("ب", "ل", "ك", "")


@dataclass(frozen=True, slots=True)
class PositionWords:
    """One language's words, folded; see the file for what each list is."""

    about: frozenset[str]
    links: frozenset[str]
    leading: frozenset[str]
    parts: frozenset[str]
    apart: frozenset[str]
    behind: frozenset[str]
    countryside: frozenset[str]
    outskirts: frozenset[str]
    roads: frozenset[str]
    on_roads: frozenset[str]
    not_roads: frozenset[str]
    between: frozenset[str]
    not_between: frozenset[str]
    to: frozenset[str]
    units: dict[str, float]
    """Kilometres in one."""
    directions: dict[str, Compass]
    numbers: dict[str, float]
    inflected: bool
    """Whether conjunctions and prepositions are written onto the word after them."""
    end_before: frozenset[str]
    """Every word, with what can be joined to it, that may stand right before the name."""
    begin_after: frozenset[str]
    """Every word that may stand right after it, where none stands before."""

    def may_end_before(self, word: str) -> bool:
        """Whether a word may be the last of a phrase that says where beside the name something is."""
        return word in self.end_before or word[:1].isdigit()

    def bare(self, word: str, known: frozenset[str] | dict[str, Any]) -> str:
        """The word without its clitics if it is one of ``known``, else ``""``."""
        if word in known:
            return word
        if not self.inflected:
            return ""
        for conjunction in _CONJUNCTIONS:
            for particle in _PARTICLES:
                rest = word.removeprefix(conjunction + particle)
                if rest != word and word.startswith(conjunction + particle) and rest in known:
                    return rest
        return ""


@functools.cache
def position_words(language: Language) -> PositionWords:
    """The words of a language; raises ``DataError`` where the file is missing or damaged."""
    path = DATA / "surroundings.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))[
            "arabic" if language is Language.ARABIC else "english"
        ]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        msg = f"{path}: the word list cannot be read ({error}); restore the file"
        raise DataError(msg) from error
    return _build(table, inflected=language is Language.ARABIC, cues=lexicon(language).cues)


def _build(table: dict[str, Any], *, inflected: bool, cues: dict[str, frozenset[Cue]]) -> PositionWords:
    lists = {
        name: frozenset(map(name_key, words)) for name, words in table.items() if isinstance(words, list)
    }
    directions = {name_key(word): Compass(side) for word, side in table["directions"].items()}
    units = {name_key(word): float(km) for word, km in table["units"].items()}
    own = {word for name in _BEFORE for word in lists[name]} | set(directions)
    clitics = [first + second for first in _CONJUNCTIONS for second in _PARTICLES] if inflected else [""]
    joined = {clitic + word for clitic in clitics for word in own}
    measures = {unit.rpartition(" ")[2] for unit in units} | lists["about"] | set(_ONE)
    said = {word for word, cue in cues.items() if cue & _BEFORE_CUES}
    after = {"s", *directions, *lists["countryside"], *lists["outskirts"]}
    return PositionWords(
        **lists,
        units=units,
        directions=directions,
        numbers={name_key(word): float(number) for word, number in table["numbers"].items()},
        inflected=inflected,
        end_before=frozenset(joined | measures | said),
        begin_after=frozenset() if inflected else frozenset(after),
    )
