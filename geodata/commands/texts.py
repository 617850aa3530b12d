"""What ``geoparse`` is given: lines of JSON, a file that is one text, or the text itself."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geodata.errors import UsageError

STDIN = "-"
_OF_LINES = (".json", ".jsonl", ".ndjson")
_OF_TEXT = (".txt", ".text", ".md")
_HEAD = 1 << 16


@contextmanager
def stories(given: str) -> Iterator[BinaryIO]:
    """The lines of a file or of standard input; one line for a file of plain text, or for a text itself.

    Raises ``UsageError`` for a file that is not there, is empty, or is neither text nor lines.
    """
    named = len(given.split()) < 2 or given.lower().endswith((*_OF_LINES, *_OF_TEXT))
    if not named and not _exists(given):
        yield _one(given)
    elif given == STDIN or _is_lines(existing(given)):
        with lines(given) as stream:
            yield stream
    else:
        yield _one(_text_of(Path(given)))


@contextmanager
def lines(name: str) -> Iterator[BinaryIO]:
    """The lines of a file or of standard input. Raises ``UsageError`` for a file that is not there."""
    if name == STDIN:
        yield sys.stdin.buffer
        return
    with _open(existing(name)) as stream:
        yield stream


def existing(name: str) -> Path:
    """The file of that name. Raises ``UsageError`` where there is none."""
    if not _exists(name):
        msg = f"There is no file “{name}”; check how it is spelt."
        raise UsageError(msg)
    if Path(name).is_dir():
        msg = f"“{name}” is a folder; give one of its files, or let `ingest` read them all."
        raise UsageError(msg)
    return Path(name)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # longer than a name may be, or a zero byte within
        return False


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        msg = f"“{path.name}” could not be opened ({error.strerror or error}); check that it may be read."
        raise UsageError(msg) from error


def _is_lines(path: Path) -> bool:
    """Whether a file holds lines of JSON: its name says so, or its first line is, or begins, an object."""
    if path.suffix.lower() in _OF_LINES:
        return True
    with _open(path) as stream:
        head = stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip()
    first, ends, _ = head.partition(b"\n")
    if not ends and len(head) >= _HEAD // 2:  # a line longer than what was read
        return first.startswith(b'{"')
    try:
        return isinstance(json.loads(first.decode("utf-8")), dict)
    except (ValueError, RecursionError):
        return False


def _text_of(path: Path) -> str:
    """A file's text, in whichever encoding it is. Raises ``UsageError`` for what is no text, or too long."""
    from geodata.readers import html_page
    from geodata.readers.common.decoding import open_text
    from geodata.readers.common.limits import LARGEST_STORY
    from geodata.readers.common.records import Unreadable
    from geodata.readers.common.story import mended

    try:
        with open_text(path) as stream:
            text = mended(stream.read(LARGEST_STORY + 1))
    except Unreadable as error:
        raise UsageError(_unread(path, error.reason, error.remedy)) from error
    if not text.strip():
        raise UsageError(_unread(path, "It is empty.", "Give a text, or lines of JSON."))
    if len(text) > LARGEST_STORY:
        raise UsageError(_unread(path, "It is too long to be one text.", "Give JSON Lines, a text a line."))
    if html_page.recognises(text):
        raise UsageError(_unread(path, "It is a web page.", "Let `ingest` read it, or give its text alone."))
    return text


def _unread(path: Path, reason: str, remedy: str) -> str:
    return f"“{path.name}” cannot be read as a text: {reason} {remedy}"


def _one(text: str) -> BinaryIO:
    return io.BytesIO(json.dumps({"id": None, "text": text}).encode())
