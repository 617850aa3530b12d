"""From bytes to text: UTF-8, UTF-16 with its mark, and Windows-1256 where Arabic was saved the old way."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from geodata.readers.common.records import Unreadable

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"{\\rtf",
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b\x1a")
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af]")
_FEW_DAMAGED = 0.1
"""Up to this share of the letters beyond ASCII may be broken for the file still to be UTF-8."""
_ENOUGH_ARABIC = 0.6
_LONGEST_LINE = 16 << 20

_SAVE_AS_UTF8 = "Open it in a text editor or spreadsheet, save it as UTF-8 and give it again."
_NO_TEXT = "Give a text, CSV or JSON Lines file, or save what it says as text first."


def open_text(source: Path, newline: str | None = None) -> TextIO:
    """Open a file for reading in the encoding it is in.

    Bytes that are not UTF-8 in a file that otherwise is come out as lone surrogates, for the row they stand
    in to be refused. Raises :class:`Unreadable` for what is no text, or text in an unknown encoding.
    """
    try:
        encoding = _encoding(source)
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        return source.open(encoding=encoding, errors=errors, newline=newline)
    except OSError as error:
        reason = f"It could not be opened ({error.strerror or error})."
        raise Unreadable(reason, "Check that the file exists and may be read.") from error


def _encoding(source: Path) -> str:
    with source.open("rb") as stream:
        head = stream.read(8)
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return encoding
        if head.startswith(_NOT_TEXT):
            reason = "It is not a text file."
            raise Unreadable(reason, _NO_TEXT)
        stream.seek(0)
        return _without_mark(iter(lambda: stream.read(_CHUNK), b""))


def _without_mark(chunks: Iterator[bytes]) -> str:
    """UTF-8 where nearly every letter beyond ASCII is; else Windows-1256 where that gives Arabic."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    beyond_ascii = damaged = 0
    sample = b""
    for chunk in chunks:
        if b"\0" in chunk or len(chunk) - len(chunk.translate(None, _CONTROLS)) > len(chunk) // 50:
            reason = "It is not a text file, or one in UTF-16 without its mark."
            raise Unreadable(reason, _SAVE_AS_UTF8)
        text = decoder.decode(chunk)
        if not text.isascii():
            beyond_ascii += len(_NOT_ASCII.findall(text))
            damaged += len(_ESCAPED.findall(text))
        sample = sample or chunk
    damaged += len(decoder.decode(b"", final=True))
    if damaged <= _FEW_DAMAGED * beyond_ascii:
        return "utf-8"
    letters = _NOT_ASCII.findall(sample.decode("cp1256", "replace"))
    if len(_ARABIC.findall("".join(letters))) >= _ENOUGH_ARABIC * len(letters):
        return "cp1256"
    reason = "Its letters are in an encoding this reader does not know."
    raise Unreadable(reason, _SAVE_AS_UTF8)


def bounded_lines(stream: TextIO) -> Iterator[str | None]:
    """The lines of a stream, one at a time; None for one of more than 16 million characters."""
    while line := stream.readline(_LONGEST_LINE):
        if len(line) < _LONGEST_LINE or line.endswith("\n"):
            yield line
            continue
        while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith("\n"):
            pass
        yield None
