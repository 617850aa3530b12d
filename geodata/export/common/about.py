"""What travels with a download: README.txt says what it is, LICENCE.txt whose the data are."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from geodata.export.common.fields import FIELDS, TOLD, Rows

README, LICENCE = "README.txt", "LICENCE.txt"
_WIDTH = 100

PRECISION = """\
"precision" is how exactly the place is known, on the scale of the Uppsala Conflict Data Program \
(where_prec), "precision_m" the radius in metres within which it is believed to lie. Where precision is \
3 or more, the point is the middle of an area and not where something happened: draw it as an area, or \
leave it out.

  1  the place itself                     500 m or its own extent
  2  near it, within about 25 km       25,000 m
  3  somewhere in its district         30,000 m
  4  somewhere in its governorate      80,000 m
  5  a region, a road, a river        100,000 m
  6  its country                      300,000 m
  7  at sea or in the air                     -

"confidence" is how sure it is that the name means this place. It says nothing of whether what is \
reported is true."""

CAUTION = """\
The rows are what is reported, where and when: reports, not events or people, and not checked. Places \
with more reporters have more rows. Where people are can put them in danger: think of that before you \
publish positions of camps, routes or homes."""

DISCLAIMER = """\
Boundaries, names and the areas places are said to lie in do not imply endorsement or acceptance by \
anyone."""

BLURRED = """\
To protect people, positions are blurred: {what}. "lat" and "lon" of such a place are the middle of a cell \
of a fixed grid, or of its area, and "precision_m" is how far the place may be from there. What lies beside \
it is counted from that middle."""

RIGHTS = """\
Headlines and sentences belong to the outlets they are from. They are quoted here so that each row can \
be checked against its source; to publish more of them than a quotation, ask the outlet. Follow "url" to \
the story, or "archived" to a copy of it."""


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

    def notes(self) -> tuple[str, ...]:
        """What every file that has room for it says of itself, in few lines."""
        return (
            "Exported from Conflict Map: what is reported, where and when; not checked.",
            f"Asked for: {self.question()}.",
            f"Newest story: {self.newest or 'no day known'}. Made: {self.made:%Y-%m-%d %H:%M} UTC.",
            *([f"Positions blurred to protect people: {self.blurred}."] if self.blurred else []),
            DISCLAIMER,
        )

    def question(self) -> str:
        """What was asked for, in one line."""
        return "; ".join(f"{name} = {value}" for name, value in self.asked.items()) or "everything on the map"

    def readme(self, file: str, written: Mapping[Rows, int]) -> str:
        """README.txt to the file of that name, with so many rows of each kind."""
        parts = [
            "CONFLICT MAP: WHAT IS IN THIS ARCHIVE",
            "\n".join(self._facts(file, written)),
            _wrapped(CAUTION),
            "HOW EXACT IT IS",
            _wrapped(PRECISION),
            *([_wrapped(BLURRED.format(what=self.blurred))] if self.blurred else []),
            _wrapped(DISCLAIMER),
            *(_columns(rows) for rows in written),
            f"Whose the data are: {LICENCE}.",
        ]
        return _lines("\n\n".join(parts))

    def licence(self) -> str:
        """LICENCE.txt."""
        credits_ = "\n".join(f"  - {credit}" for credit in self.credits)
        parts = [
            "WHOSE THE DATA ARE",
            _wrapped(RIGHTS),
            "Places, names, positions and P-codes are from these sources. Name them where you publish:",
            credits_,
            _wrapped(DISCLAIMER),
        ]
        return _lines("\n\n".join(part for part in parts if part))

    def _facts(self, file: str, written: Mapping[Rows, int]) -> Iterator[str]:
        yield f"File       {file}"
        yield f"Asked for  {self.question()}"
        yield f"Data as of {self.newest or 'no day known'}, the newest day of publication in it"
        yield f"Made       {self.made:%Y-%m-%d %H:%M} UTC"
        for rows, number in written.items():
            yield f"{rows.value.capitalize():<10} {number:,}: {TOLD[rows]}"


def _columns(rows: Rows) -> str:
    wide = max(len(field.name) for field in FIELDS[rows]) + 2
    lines = [f"COLUMNS OF {rows.value.upper()}", ""]
    for field in FIELDS[rows]:
        first = f"  {field.name:<{wide}}"
        lines += textwrap.wrap(
            field.described, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first)
        )
    return "\n".join(lines)


def _wrapped(text: str) -> str:
    """Paragraphs of at most 100 characters a line; lines that begin with a space stay as they are."""
    lines = (line if line.startswith(" ") else textwrap.fill(line, _WIDTH) for line in text.split("\n"))
    return "\n".join(lines)


def _lines(text: str) -> str:
    """With line ends that every editor knows."""
    return f"{text}\n".replace("\n", "\r\n")
