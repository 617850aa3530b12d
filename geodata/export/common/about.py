"""What travels with a download: README.txt says what it is, LICENCE.txt whose the data are. In the reader's
language, Arabic or English."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from geodata.export.common import words
from geodata.export.common.fields import FIELDS, Rows
from geodata.models import Language

README, LICENCE = "README.txt", "LICENCE.txt"
_WIDTH = 100
_BOM = "\ufeff"
"""By which editors on Windows know Arabic letters."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a download before its rows are read."""

    asked: Mapping[str, str]
    """The query's pairs, as in the address of the map."""
    made: datetime
    """When, in UTC."""
    newest: date | None
    """The newest day of publication in it."""
    credits: Sequence[str]
    """Who must be named."""
    blurred: str = ""
    """What is not told where it is, and how finely it is told: ``camps to about 1 km``; empty: nothing."""
    exact: bool = False
    """Whether that is told as it is."""
    language: Language = Language.ENGLISH
    """The reader's."""

    def notes(self) -> tuple[str, ...]:
        """What every file that has room for it says of itself, in few lines."""
        return (
            self._say("note.what"),
            self._say("note.asked", asked=self.question()),
            self._say("note.made", day=self._newest(), when=self._made()),
            *([self._say("note.blurred", what=self.blurred)] if self.blurred else []),
            *([self._say("exact")] if self.exact else []),
            self._say("disclaimer"),
        )

    def question(self) -> str:
        """What was asked for, in one line."""
        return "; ".join(f"{name} = {value}" for name, value in self.asked.items()) or self._say("everything")

    def readme(self, file: str, written: Mapping[Rows, int]) -> str:
        """README.txt to the file of that name, with so many rows of each kind."""
        parts = [
            self._say("title"),
            "\n".join(self._facts(file, written)),
            self._wrapped("caution"),
            self._say("precision.title"),
            self._wrapped("precision"),
            self._say("precision.classes"),
            self._wrapped("confidence"),
            *([self._wrapped("blurred", what=self.blurred)] if self.blurred else []),
            *([self._wrapped("exact")] if self.exact else []),
            self._wrapped("disclaimer"),
            *(self._columns(rows) for rows in written),
            self._say("whose", file=LICENCE),
        ]
        return self._lines(parts)

    def licence(self) -> str:
        """LICENCE.txt."""
        credits_ = "\n".join(f"  - {credit}" for credit in self.credits)
        parts = [
            self._say("licence.title"),
            self._wrapped("licence.rights"),
            self._wrapped("licence.sources"),
            credits_,
            self._wrapped("disclaimer"),
        ]
        return self._lines(part for part in parts if part)

    def _facts(self, file: str, written: Mapping[Rows, int]) -> Iterator[str]:
        yield self._say("fact.file", file=file)
        yield self._say("fact.asked", asked=self.question())
        yield self._say("fact.as_of", day=self._newest())
        yield self._say("fact.made", when=self._made())
        for rows, number in written.items():
            yield self._say(f"fact.{rows}", number=f"{number:,}", told=words.told(self.language, rows))

    def _columns(self, rows: Rows) -> str:
        told = [(field.name, words.described(self.language, rows, field)) for field in FIELDS[rows]]
        if self.language is Language.ARABIC:
            # A Latin name and Arabic words in one line stand in another order in each editor.
            lines = [f"{name}\n    {tells}" for name, tells in told]
        else:
            wide = max(len(name) for name, _ in told) + 2
            lines = [_hanging(f"  {name:<{wide}}", tells) for name, tells in told]
        return "\n".join([self._say(f"columns.{rows}"), "", *lines])

    def _newest(self) -> str:
        return str(self.newest or self._say("no_day"))

    def _made(self) -> str:
        return f"{self.made:%Y-%m-%d %H:%M}"

    def _say(self, key: str, **values: object) -> str:
        return words.say(self.language, key, **values)

    def _wrapped(self, key: str, **values: object) -> str:
        """A paragraph of at most 100 characters a line."""
        return textwrap.fill(self._say(key, **values), _WIDTH)

    def _lines(self, parts: Iterable[str]) -> str:
        """The parts, with line ends and letters that every editor knows."""
        text = "\n\n".join(parts)
        mark = "" if self.language is Language.ENGLISH else _BOM
        return f"{mark}{text}\n".replace("\n", "\r\n")


def _hanging(first: str, text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
