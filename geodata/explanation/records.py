"""What is told about a mention: sentences in one language, and the places its name could have meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geodata.models import Place


class About(StrEnum):
    """The questions an explanation answers, in this order."""

    NAME = "name"
    """How the text writes the place's name."""
    PLACE = "place"
    """What lets it pass as a place and not an ordinary word."""
    CHOICE = "choice"
    """Why this place of the name and not another."""
    SURE = "sure"
    ROLE = "role"
    PRECISION = "precision"
    DATE = "date"
    EVENT = "event"
    """What its sentence says happens there, and by which words."""
    ACTOR = "actor"
    """Who takes part, and by which words."""
    MAP = "map"
    """Why it is not drawn."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of a line."""

    text: str
    own: bool = False
    """A name, a date, words of the story: its letters may run the other way than the line's."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or phrase in the reader's language."""

    fragments: tuple[Fragment, ...]

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(fragment.text for fragment in self.fragments)


@dataclass(frozen=True, slots=True)
class Answer:
    """The sentences about one question."""

    about: About
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """One part of a score, from -1 to 1, with what it is for."""

    line: Line
    weight: float


@dataclass(frozen=True, slots=True)
class Option:
    """A place the name could have meant."""

    place: Place
    name: str
    other_name: str
    """Its name in the other language, where it has one."""
    where: Line
    """Its kind, the governorate and the country it lies in."""
    score: float
    chosen: bool
    factors: tuple[Factor, ...]
    """What the score is made of, the weightiest first; empty where there is nothing to choose from."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a mention was read as it was."""

    surface: str
    name: str
    """The place's name, or where beside it: "20 km east of Palmyra"; empty where none is known."""
    where: Line
    """What the place is and what it lies in, as in an option."""
    answers: tuple[Answer, ...]
    options_title: str
    options: tuple[Option, ...]
    """The places the name could have meant, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Why words that are the name of a place were not read as one."""

    surface: str
    name: str
    """The best known place of that name."""
    where: Line
    lines: tuple[Line, ...]
