"""JSON Lines: one story a line, as an object with a title, a text, a date … under English or Arabic keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from geodata.models import Article
from geodata.readers.common.decoding import bounded_lines, open_text
from geodata.readers.common.fields import KeyGuess
from geodata.readers.common.records import Defaults, Refusal
from geodata.readers.common.rows import written
from geodata.readers.common.story import compose

SUFFIXES = (".jsonl", ".ndjson")
TYPES = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines")
SEVERAL = True
SIGNED = False

_MEND = "Mend that line, or leave it out."


def recognises(sample: str) -> bool:
    """Whether the beginning of a file without a telling name looks like this kind."""
    first = sample.lstrip().split("\n", 1)[0]
    if not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of a file, in order; blank lines are passed over, broken ones refused with their number.

    Raises ``Unreadable`` for a file that is no text, ``UsageError`` where ``defaults.columns`` names a field
    or key there is none of.
    """
    guess = KeyGuess(defaults.columns)
    with open_text(source, declared=defaults.encoding) as stream:
        for number, line in enumerate(bounded_lines(stream), start=1):
            if line is None or line.strip():
                yield _story(line, f"{name}:{number}", defaults, guess)


def _story(line: str | None, origin: str, defaults: Defaults, guess: KeyGuess) -> Article | Refusal:
    if line is None:
        return Refusal(origin, "The line is too long to be one story.", _MEND)
    try:
        stated = json.loads(line)
    except (ValueError, RecursionError):
        return Refusal(origin, "The line is not JSON.", _MEND)
    if not isinstance(stated, dict):
        return Refusal(origin, "The line is not an object with a title or a text.", _MEND)
    values = {field: written(stated[key]) for field, key in guess(tuple(stated)).items()}
    return compose(values, origin, defaults, alone=False)
