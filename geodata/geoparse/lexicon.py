"""The words that speak about the place name beside them, read from ``data/*.toml`` and folded once."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from geodata.errors import DataError
from geodata.gazetteer.keys import name_key
from geodata.models import Kind, Language

DATA = Path(__file__).parent / "data"

CONJUNCTIONS = ("", "و", "ف")
PARTICLES = ("", "ب", "ل", "ك")
CLITICS = frozenset(a + b for a in CONJUNCTIONS for b in PARTICLES) - {""}


class Cue(StrEnum):
    """What a word before a name says."""

    TYPE = "type"
    RURAL = "rural"
    DIRECTION = "direction"
    AROUND = "around"
    PLACE = "place"
    PARTNER = "partner"
    ORGANISATION = "organisation"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words, folded. Arabic words stand with every clitic they can carry."""

    cues: dict[str, frozenset[Cue]]
    types: dict[str, frozenset[Kind]]
    compass: frozenset[str]
    followers: frozenset[str]
    states: tuple[str, ...]
    verbs: frozenset[str]
    not_verbs: frozenset[str]
    possessions: frozenset[str]
    modified: frozenset[str]
    titles: frozenset[str]
    homographs: frozenset[str]
    phrases: frozenset[str]
    generic: frozenset[str]
    honours: frozenset[str]
    epithets: frozenset[str]
    scenes: frozenset[str]
    strikes: frozenset[str]
    goings: frozenset[str]
    addressed: frozenset[str]
    addressed_on: frozenset[str]
    geography: frozenset[str]
    not_subjects: frozenset[str]
    compounds: frozenset[str]
    routes: frozenset[str]
    seats: frozenset[str]
    linking: frozenset[str]
    particles: frozenset[str]
    first_names: frozenset[str]
    before_people: frozenset[str]
    after_people: frozenset[str]
    function_words: frozenset[str]


@functools.cache
def lexicon(language: Language) -> Lexicon:
    """The words of a language; raises ``DataError`` where its file is missing or damaged."""
    path = DATA / ("arabic.toml" if language is Language.ARABIC else "english.toml")
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: the word list cannot be read ({error}); restore the file"
        raise DataError(msg) from error
    return _build(table, inflected=language is Language.ARABIC)


def _build(table: dict[str, Any], *, inflected: bool) -> Lexicon:
    def words(section: str, key: str = "words") -> list[str]:
        return [name_key(word) for word in table.get(section, {}).get(key, ())]

    def forms(given: Iterable[str]) -> list[str]:
        return [clitic + word for word in given for clitic in ("", *CLITICS)] if inflected else list(given)

    types = {name_key(word): frozenset(map(Kind, kinds)) for word, kinds in table["types"].items()}
    groups = {
        Cue.TYPE: types,
        Cue.RURAL: words("near", "rural"),
        Cue.DIRECTION: words("near", "direction"),
        Cue.AROUND: words("near", "around"),
        Cue.PLACE: words("prepositions", "place"),
        Cue.PARTNER: words("prepositions", "partner"),
        Cue.ORGANISATION: words("organisations", "heads"),
        Cue.HELP: words("prepositions", "sources_of_help"),
    }
    cues: dict[str, frozenset[Cue]] = {}
    for cue, given in groups.items():
        for form in forms(given):
            cues[form] = cues.get(form, frozenset()) | {cue}
    return Lexicon(
        cues=cues,
        types={form: kinds for word, kinds in types.items() for form in forms([word])},
        compass=frozenset(words("near", "compass_adjectives")),
        followers=frozenset(words("organisations", "followers")),
        states=tuple(words("organisations", "state")),
        verbs=frozenset(form for word in words("actors", "verbs") for form in (word, f"و{word}", f"ف{word}")),
        not_verbs=frozenset(words("actors", "not_verbs")),
        possessions=frozenset(words("actors", "possessions")),
        modified=frozenset(words("actors", "modified")),
        titles=frozenset(words("titles")),
        homographs=frozenset(words("homographs")),
        phrases=frozenset(words("phrases")),
        generic=frozenset(words("generic")),
        honours=frozenset(words("honours")),
        epithets=frozenset((*words("organisations", "epithets"), *words("organisations", "branches"))),
        scenes=frozenset(forms(words("actors", "scenes"))),
        goings=frozenset(forms(words("actors", "goings"))),
        strikes=frozenset(forms(words("actors", "strikes"))),
        addressed=frozenset(words("actors", "addressed")),
        addressed_on=frozenset(words("actors", "addressed_on")),
        geography=frozenset(words("actors", "geography")),
        not_subjects=frozenset(words("actors", "not_subjects")),
        compounds=frozenset(words("actors", "compounds")),
        routes=frozenset(forms(words("actors", "routes"))),
        seats=frozenset(words("actors", "seats")),
        linking=frozenset(words("references", "linking")),
        first_names=frozenset(words("people", "first_names")),
        before_people=frozenset(forms(words("people", "before"))),
        after_people=frozenset(words("people", "after")),
        particles=frozenset(forms(words("particles"))),
        function_words=frozenset(words("function_words")),
    )
