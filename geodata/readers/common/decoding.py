"""From bytes to text, in whichever encoding they are, with what is damaged told rather than hidden."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

from geodata.readers.common.encodings import MARKS, one_byte, unmarked_utf16
from geodata.readers.common.limits import LARGEST_CELL, LARGEST_FILE, in_words
from geodata.readers.common.records import Unreadable
from geodata.readers.common.signatures import HEAD, foreign

_CHUNK = 1 << 20
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b\x1a")
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_FEW_DAMAGED = 0.1
"""Up to this share of the letters beyond ASCII may be broken for the file still to be UTF-8."""
_COMPRESSED = (b"PK\x03\x04", b"\x1f\x8b", b"PAR1")

_SAVE_AS_UTF8 = "Open it in a text editor or spreadsheet, save it as UTF-8 and give it again."
_NO_TEXT = "Give a text, CSV or JSON Lines file, or save what it says as text first."


def open_text(source: Path, newline: str | None = None, declared: str = "") -> TextIO:
    """Open a file for reading in the encoding it is in; ``declared`` is what someone says it is.

    Bytes that are not UTF-8 in a file that otherwise is come out as lone surrogates, for the story they stand
    in to be told of. Raises :class:`Unreadable` for what is no text, or text in an unknown encoding.
    """
    try:
        with source.open("rb") as stream:
            encoding = encoding_of(stream, declared)
        return source.open(encoding=encoding, errors=_errors(encoding), newline=newline)
    except OSError as error:
        reason = f"It could not be opened ({error.strerror or error})."
        raise Unreadable(reason, "Check that the file exists and may be read.") from error


def read_bounded(source: Path, largest: int) -> bytes:
    """A file's bytes. Raises ``Unreadable`` for more than ``largest`` of them, ``OSError`` as open does."""
    with source.open("rb") as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        reason = f"It is larger than {in_words(largest)}, the most that is read of this kind."
        raise Unreadable(reason, "Part it into several files.")
    return data


def decode(data: bytes, declared: str = "") -> str:
    """Bytes as text, as :func:`open_text` does it. Raises :class:`Unreadable`."""
    encoding = encoding_of(io.BytesIO(data), declared)
    return data.decode(encoding, _errors(encoding))


def encoding_of(stream: BinaryIO, declared: str = "") -> str:
    """Python's name of the encoding of a stream of bytes. Raises :class:`Unreadable` for what is no text."""
    head = stream.read(HEAD)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    if known := foreign(head):
        raise known
    if head.startswith(_COMPRESSED):
        reason = "It is not a text file."
        raise Unreadable(reason, _NO_TEXT)
    stream.seek(0)
    return _without_mark(iter(lambda: stream.read(_CHUNK), b""), declared)


def _errors(encoding: str) -> str:
    return "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _without_mark(chunks: Iterator[bytes], declared: str) -> str:
    """UTF-8 where nearly every letter beyond ASCII is; else what their letters tell."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    beyond_ascii = damaged = size = 0
    sample = b""
    for chunk in chunks:
        size += len(chunk)
        if size > LARGEST_FILE:
            reason = f"It is larger than {in_words(LARGEST_FILE)}."
            raise Unreadable(reason, "Part it into several files.")
        if _is_binary(chunk):
            if encoding := unmarked_utf16(chunk):
                return encoding
            reason = "It is not a text file."
            raise Unreadable(reason, _NO_TEXT)
        text = decoder.decode(chunk)
        if not text.isascii():
            beyond_ascii += len(_NOT_ASCII.findall(text))
            damaged += len(_ESCAPED.findall(text))
        if not chunk.isascii():
            sample = sample or chunk
    rest = decoder.decode(b"", final=True)
    damaged, beyond_ascii = damaged + len(rest), beyond_ascii + len(rest)
    if damaged <= _FEW_DAMAGED * beyond_ascii:
        return "utf-8"
    if encoding := one_byte(sample, declared):
        return encoding
    reason = "Its letters are in an encoding this reader does not know."
    raise Unreadable(reason, _SAVE_AS_UTF8)


def _is_binary(chunk: bytes) -> bool:
    return b"\0" in chunk or len(chunk) - len(chunk.translate(None, _CONTROLS)) > len(chunk) // 50


def bounded_lines(stream: TextIO) -> Iterator[str | None]:
    """The lines of a stream, one at a time; None for one that is longer than a cell may be."""
    while line := stream.readline(LARGEST_CELL):
        if len(line) < LARGEST_CELL or line.endswith("\n"):
            yield line
            continue
        while (rest := stream.readline(LARGEST_CELL)) and not rest.endswith("\n"):
            pass
        yield None
