"""Answers as people and programs read them: aligned tables, JSON."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence

_GAP = "  "


def say(text: str = "") -> None:
    """A line of the answer."""
    sys.stdout.write(f"{text}\n")


def remark(text: str) -> None:
    """A line beside the answer, where it does not get into what another program reads."""
    sys.stderr.write(f"{text}\n")


def say_json(value: object) -> None:
    """One JSON value on one line. Letters stand as they are; halves of characters are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value)
    say(text)


def say_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Rows under headings, columns aligned, numbers to the right."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(headings, *texts, strict=True)]
    columns = range(len(headings))
    numeric = [bool(rows) and all(isinstance(row[i], int | float) for row in rows) for i in columns]
    for line in (list(headings), *texts):
        say(_GAP.join(_pad(line[i], widths[i], right=numeric[i]) for i in columns).rstrip())


def shorten(text: str, most: int) -> str:
    """The text on one line, cut with an ellipsis where it is longer than ``most`` letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def width(text: str) -> int:
    """How many cells of a terminal a text fills: signs over a letter none, wide letters two."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _pad(text: str, wide: int, *, right: bool) -> str:
    filler = " " * (wide - width(text))
    return f"{filler}{text}" if right else f"{text}{filler}"
