"""JSON documents: a list of stories, one story, or an object that holds a list of them near its top."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from geodata.errors import UsageError
from geodata.models import Article
from geodata.readers.common.decoding import open_text
from geodata.readers.common.fields import KeyGuess, assign
from geodata.readers.common.limits import LARGEST_CELL, MOST_ROWS
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.rows import too_many_rows, written
from geodata.readers.common.story import compose

SUFFIXES = (".json",)
TYPES = ("application/json", "text/json", "application/feed+json", "application/geo+json")
SEVERAL = True
SIGNED = False

_CHUNK = 1 << 16
_BLANK = re.compile(r"[\s\ufeff]*")
_LIST_BEGINS = re.compile(r"\s*\[\s*[{\]]")
_DEEPEST = 3
_MEND = "Check how it was made and give it again."


def recognises(sample: str) -> bool:
    """Whether the beginning of a file looks like a list of objects, or one object over several lines."""
    start = sample.lstrip("\ufeff \t\r\n")
    return bool(_LIST_BEGINS.match(start)) or (start.startswith("{") and '"' in start[:200])


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of a document, in order, numbered from 1; a list is read element by element.

    Raises ``Unreadable`` for what is no JSON or holds no list of objects, ``UsageError`` where
    ``defaults.columns`` names a field or key there is none of.
    """
    guess = KeyGuess(defaults.columns)
    number = 0
    with open_text(source, declared=defaults.encoding) as stream:
        for value in _elements(stream, defaults):
            number += 1
            if number > MOST_ROWS:
                raise too_many_rows()
            origin = f"{name}:{number}"
            if not isinstance(value, dict):
                yield Refusal(
                    origin, "It is not an object with a title or a text.", "Mend it, or leave it out."
                )
                continue
            values = {field: written(value[key]) for field, key in guess(tuple(value)).items()}
            yield compose(values, origin, defaults, alone=False)
    if not number:
        reason = "There are no stories in it."
        raise Unreadable(reason, "Give a list of objects, each with a title or a text.")


def _elements(stream: TextIO, defaults: Defaults) -> Iterator[object]:
    """The elements of a list, or of the list that an object holds; objects that follow each other are one."""
    text = _Text(stream)
    if text.peek() == "[":
        text.skip(1)
        while (sign := text.peek()) != "]":
            yield text.value()
            if (sign := text.peek()) not in ",]":
                raise _no_json(text.read)
            text.skip(sign == ",")
        return
    first = text.value() if text.peek() else None
    if not text.peek() and first is not None:
        yield from _within(first, defaults, 0) or [first]
        return
    if first is not None:
        yield first
    while text.peek():
        yield text.value()


def _within(value: object, defaults: Defaults, depth: int) -> list[object]:
    """The longest list of stories in an object that is no story itself; empty where there is none."""
    if not isinstance(value, dict) or depth > _DEEPEST or "text" in _fields(value, defaults):
        return []
    lists = [
        inner
        for inner in value.values()
        if isinstance(inner, list)
        and any(isinstance(element, dict) and _fields(element, defaults) for element in inner)
    ]
    deeper = [_within(inner, defaults, depth + 1) for inner in value.values() if isinstance(inner, dict)]
    return max([*lists, *deeper], key=len, default=[])


def _fields(stated: dict[str, object], defaults: Defaults) -> set[str]:
    """Which of title and text an object has."""
    try:
        fields = assign(list(stated), defaults.columns)
    except UsageError:  # the columns asked for are those of the list within
        return set()
    return {
        field for field in ("title", "text") if field in fields and written(stated[fields[field]]).strip()
    }


class _Text:
    """A document read piece by piece: as much of it is held as its longest element needs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._held, self._at = "", 0
        self._decoder = json.JSONDecoder()
        self.read = 0
        """Elements taken so far."""

    def peek(self) -> str:
        """The next letter that is not blank; empty at the end."""
        while True:
            blank = _BLANK.match(self._held, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._held) or not self._more(_CHUNK):
                return self._held[self._at : self._at + 1]

    def skip(self, number: int) -> None:
        """Pass over letters that were peeked at."""
        self._at += number

    def value(self) -> object:
        """The next value. Raises :class:`Unreadable` where it is no JSON, or larger than a story may be."""
        self.peek()
        wanted = _CHUNK
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except ValueError as error:
                if len(self._held) - self._at > LARGEST_CELL or not self._more(wanted):
                    raise _no_json(self.read) from error
                wanted *= 2
            except RecursionError as error:
                raise _no_json(self.read) from error
            else:
                if end == len(self._held) and not isinstance(value, (dict, list, str)) and self._more(_CHUNK):
                    continue  # a number may go on
                self._at = end
                self.read += 1
                return value

    def _more(self, number: int) -> bool:
        chunk = self._stream.read(number)
        self._held, self._at = self._held[self._at :] + chunk, 0
        return bool(chunk)


def _no_json(read: int) -> Unreadable:
    where = f"after element {read}" if read else "from its beginning"
    reason = f"It is not JSON {where}."
    return Unreadable(reason, _MEND)
