"""JSON Lines: one story a line, as an object with a title, a text, a date … under English or Arabic keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from geodata.models import Article
from geodata.readers.common.decoding import bounded_lines, open_text
from geodata.readers.common.fields import assign
from geodata.readers.common.records import Defaults, Refusal
from geodata.readers.common.story import compose

SUFFIXES = (".jsonl", ".ndjson")
SEVERAL = True
"""A file may hold many stories."""

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
    guess = _Guess(defaults)
    with open_text(source) as stream:
        for number, line in enumerate(bounded_lines(stream), start=1):
            if line is None or line.strip():
                yield _story(line, f"{name}:{number}", defaults, guess)


class _Guess:
    """Which key is which field, worked out once for each set of keys."""

    _MANY = 1000

    def __init__(self, defaults: Defaults) -> None:
        self._overrides = defaults.columns
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def __call__(self, keys: tuple[str, ...]) -> dict[str, str]:
        """Field → key. Raises ``UsageError`` where the first line lacks a key that was asked for."""
        if keys not in self._known:
            first = not self._known
            wanted = {field: key for field, key in self._overrides.items() if first or key in keys}
            if len(self._known) >= self._MANY:
                self._known.popitem()
            self._known[keys] = assign(keys, wanted)
        return self._known[keys]


def _story(line: str | None, origin: str, defaults: Defaults, guess: _Guess) -> Article | Refusal:
    if line is None:
        return Refusal(origin, "The line is too long to be one story.", _MEND)
    try:
        stated = json.loads(line)
    except (ValueError, RecursionError):
        return Refusal(origin, "The line is not JSON.", _MEND)
    if not isinstance(stated, dict):
        return Refusal(origin, "The line is not an object with a title or a text.", _MEND)
    values = {field: _written(stated[key]) for field, key in guess(tuple(stated)).items()}
    return compose(values, origin, defaults, alone=False)


def _written(value: object) -> str:
    """A value as text; nothing for null, truth values, lists and objects."""
    if isinstance(value, str):
        return value
    return "" if isinstance(value, bool) or not isinstance(value, (int, float)) else str(value)
