"""Kinds of file that no reader reads, told by their first bytes, and what to do with each."""

from __future__ import annotations

from geodata.readers.common.records import Unreadable

_COPY = "Open it, copy the text of the article into a text file and give that."
_AS_WORKBOOK = (
    "Open it in the program it is from, save it as text, or as .xlsx if it is a table, and give that."
)
_NO_STORY = "There is no text in it to read; leave it out."
_UNPACK = "Unpack it and give the folder, or pack it as .zip."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", _COPY),
    (b"{\\rtf", "a rich text document", "Open it, save it as plain text (.txt) and give that."),
    (b"\xd0\xcf\x11\xe0", "a document of an old or encrypted Microsoft Office format", _AS_WORKBOOK),
    (b"\x89PNG", "a picture", _NO_STORY),
    (b"\xff\xd8\xff", "a picture", _NO_STORY),
    (b"GIF8", "a picture", _NO_STORY),
    (b"RIFF", "a picture, a sound or a film", _NO_STORY),
    (b"ID3", "a sound", _NO_STORY),
    (b"OggS", "a sound or a film", _NO_STORY),
    (b"\x1aE\xdf\xa3", "a film", _NO_STORY),
    (b"SQLite format 3\0", "a database", "Export its table as CSV and give that."),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"BZh", "compressed with bzip2", _UNPACK),
    (b"\xfd7zXZ", "compressed with xz", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard", _UNPACK),
)
_MEDIA = (b"ftyp", "a film or a picture", _NO_STORY)
_TAR = (b"ustar", "a tar archive", _UNPACK)
_DOCUMENTS = (
    (b"word/", "a Word document", _COPY),
    (b"ppt/", "a PowerPoint presentation", _COPY),
    (b"opendocument.text", "an OpenDocument text", _COPY),
    (
        b"opendocument.spreadsheet",
        "an OpenDocument spreadsheet",
        "Open it, save it as .xlsx or .csv and give that.",
    ),
    (b"application/epub+zip", "an electronic book", _COPY),
)
"""Zip archives that are a document of another kind, told by names within them."""

HEAD = 512
"""How many of the first bytes are looked at."""


def foreign(head: bytes, *, ends: bytes = b"") -> Unreadable | None:
    """What to tell of a file that is of a kind nothing here reads; None where it is not known to be.

    ``ends``: the beginning and the end of the file, more of it than ``head``, where names of the members of a
    zip archive stand.
    """
    for signature, what, remedy in _SIGNATURES:
        if head.startswith(signature):
            return _told(what, remedy)
    if head[4:8] == _MEDIA[0]:
        return _told(*_MEDIA[1:])
    if head[257:262] == _TAR[0]:
        return _told(*_TAR[1:])
    if head.startswith(b"PK\x03\x04"):
        return next(
            (_told(what, remedy) for sign, what, remedy in _DOCUMENTS if sign in (ends or head)), None
        )
    return None


def _told(what: str, remedy: str) -> Unreadable:
    return Unreadable(f"It is {what}, which cannot be read.", remedy)
