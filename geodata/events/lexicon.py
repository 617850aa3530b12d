"""The lexicon of event types and actors: read from ``data/*.toml``, folded and checked once."""

from __future__ import annotations

import functools
import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from geodata.errors import DataError
from geodata.language.normalise import fold
from geodata.models import Language

DATA = Path(__file__).parent / "data"

MOST_TAGS = 64
"""Types and actors there may be in all: each is a bit of one number wherever mentions are counted."""

RULES = 1
"""Grows whenever the rules of :mod:`geodata.events.tagging` find something else in the same words."""

_GAP = "…"
_NOTHING = "nothing"
_ARTICLE = "ال"
_LONGEST_ABBREVIATION = 3


class Family(StrEnum):
    """What a tag tells: what happened, or who took part."""

    EVENT = "event"
    ACTOR = "actor"

    @property
    def bit(self) -> int:
        """A bit of its own, to note families with."""
        return 1 if self is Family.EVENT else 2


@dataclass(frozen=True, slots=True)
class Type:
    """An event type or an actor."""

    name: str
    """Its name in addresses and exports: ``air_strike``; the code of its tags is ``event:air_strike``."""
    family: Family
    english: str
    arabic: str
    parent: str = ""
    """The name of the type it belongs to; empty at the top."""

    @property
    def code(self) -> str:
        """The code of its tags."""
        return f"{self.family}:{self.name}"


Tail = tuple[frozenset[str] | None, ...]
"""The words after an entry's first, each in the forms it may be met in; None for a gap."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word or phrase that triggers a tag."""

    code: str
    """Empty where it says that there is nothing."""
    family: Family
    tail: Tail
    state: bool = False
    """Whether it may also be no more than where something lies."""
    capitals: bool = False
    """Whether it is an abbreviation that in small letters is an ordinary word."""

    @property
    def order(self) -> tuple[int, int]:
        """Sorts entries that begin alike: more words first, then those without gaps."""
        gaps = self.tail.count(None)
        return gaps - len(self.tail), gaps


@dataclass(frozen=True, slots=True)
class Reach:
    """Words that speak of what comes after them, and how many words far."""

    words: frozenset[str]
    reach: int
    stops_at_comma: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Types, the words that trigger them and those that take it back."""

    types: Mapping[str, Type]
    """By code; event types first, in the files' order."""
    heads: Mapping[str, tuple[Entry, ...]]
    """Entries by their folded first word, the longest first."""
    denials: tuple[Reach, ...]
    ceasing: frozenset[str]
    turns: frozenset[str]
    where: frozenset[str]
    but_after: frozenset[str]
    version: str
    """Differs between any two lexicons that may find different tags."""

    def of(self, family: Family) -> list[Type]:
        """The types of a family, in the files' order."""
        return [each for each in self.types.values() if each.family is family]

    def find(self, family: Family, name: str) -> Type | None:
        """The type of that name; None for one there is not."""
        return self.types.get(f"{family}:{name}")

    def called(self, code: str, language: Language) -> str:
        """What readers see for a tag's code; the code itself where the lexicon has forgotten it."""
        found = self.types.get(code)
        if found is None:
            return code.partition(":")[2] or code
        return found.arabic if language is Language.ARABIC else found.english

    def within(self, family: Family, names: Iterable[str]) -> frozenset[str]:
        """The codes of these types and of all that belong to them."""
        asked = set(names)
        below = {each.code for each in self.of(family) if each.parent in asked}
        return frozenset(below | {f"{family}:{name}" for name in asked})

    def with_parents(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes together with the types they belong to, each once."""
        found = dict.fromkeys(codes)
        for code in list(found):
            known = self.types.get(code)
            if known is not None and known.parent:
                found[f"{known.family}:{known.parent}"] = None
        return tuple(found)


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon of the files beside this one; raises ``DataError`` where one is missing or damaged."""
    return read_lexicon(DATA)


def read_lexicon(folder: Path) -> Lexicon:
    """The lexicon of a folder with the three files.

    Raises ``DataError`` where one is missing, damaged or names more than ``MOST_TAGS`` types.
    """
    digest = hashlib.sha256(f"rules {RULES}".encode())
    tables = {}
    for name in ("event_types", "actors", "negation"):
        path = folder / f"{name}.toml"
        try:
            raw = path.read_bytes()
            tables[name] = tomllib.loads(raw.decode("utf-8"))
        except (OSError, ValueError) as error:  # TOMLDecodeError is a ValueError
            msg = f"{path}: the words of events and actors cannot be read ({error}); restore the file"
            raise DataError(msg) from error
        digest.update(raw.replace(b"\r\n", b"\n"))
    given = {Family.EVENT: tables["event_types"], Family.ACTOR: tables["actors"]}
    types = {each.code: each for family, table in given.items() for each in _types(folder, family, table)}
    if len(types) > MOST_TAGS:
        msg = f"{folder}: {len(types)} event types and actors; there may be {MOST_TAGS}. Merge some."
        raise DataError(msg)
    said = tables["negation"]
    return Lexicon(
        types=types,
        heads=_heads(given),
        denials=tuple(_reach(said[name]) for name in ("negated", "unreal", "denied")),
        ceasing=_folded(said["ceasing"]),
        turns=_folded(said["turns"]),
        where=_folded(said["where"]["words"]),
        but_after=_folded(said["where"]["but_after"]),
        version=digest.hexdigest()[:16],
    )


def _types(folder: Path, family: Family, table: Mapping[str, Any]) -> Iterator[Type]:
    for name, given in table.items():
        if name == _NOTHING:
            continue
        parent = given.get("of", "")
        if "en" not in given or "ar" not in given or (parent and parent not in table):
            msg = f"{folder}: “{name}” of {family} needs en, ar and, in `of`, a type there is"
            raise DataError(msg)
        yield Type(name, family, given["en"], given["ar"], parent)


def _heads(given: Mapping[Family, Mapping[str, Any]]) -> dict[str, tuple[Entry, ...]]:
    heads: dict[str, dict[tuple[Family, Tail], Entry]] = {}
    for family, table in given.items():
        for name, words in table.items():
            code = "" if name == _NOTHING else f"{family}:{name}"
            for key, state in (("states", True), ("words", False)):
                for text in words.get(key, ()):
                    head, tail = _parts(text)
                    entry = Entry(code, family, tail, state, _abbreviation(text))
                    heads.setdefault(head, {})[family, tail] = entry
    return {
        head: tuple(sorted(entries.values(), key=lambda entry: entry.order))
        for head, entries in heads.items()
    }


def _parts(text: str) -> tuple[str, Tail]:
    head, *rest = text.replace(_GAP, f" {_GAP} ").split()
    return fold(head), tuple(None if word == _GAP else _forms(word) for word in rest)


def _abbreviation(text: str) -> bool:
    letters = text.replace(" ", "")
    return letters.isascii() and letters.isupper() and len(letters) <= _LONGEST_ABBREVIATION


def _forms(word: str) -> frozenset[str]:
    """A word inside a phrase may have its article or not."""
    folded = fold(word)
    bare = folded.removeprefix(_ARTICLE) if word.startswith(_ARTICLE) else folded
    return frozenset((folded, bare, f"{_ARTICLE}{bare}") if not bare.isascii() else (folded,))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _reach(table: Mapping[str, Any]) -> Reach:
    return Reach(_folded(table["words"]), int(table["reach"]), bool(table["stops_at_comma"]))
