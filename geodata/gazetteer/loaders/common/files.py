"""Opening what people have: a table of text, alone or in a zip archive, within limits."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import DataError

LARGEST = 4 << 30
"""Bytes of one file, unpacked; the dump of all GeoNames has 1.7 GB."""
LONGEST_LINE = 1 << 20
_READ_ME = re.compile(r"read.?me", re.IGNORECASE)


@contextmanager
def open_text(path: Path) -> Iterator[io.TextIOBase]:
    """A file's text as UTF-8, or that of the one table in a zip archive.

    What is no UTF-8 becomes a replacement sign, so that it spoils its own row alone. Raises ``DataError``
    where there is nothing to read or too much.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as stream:
                yield io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        else:
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
                yield text
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        msg = f"“{path.name}” cannot be read ({error}); take a fresh copy of it."
        raise DataError(msg) from error


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    tables = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith((".txt", ".tsv")) and not _READ_ME.search(member.filename)
    ]
    if len(tables) != 1:
        msg = f"“{path.name}” holds {len(tables)} tables of text; unpack it and give the one you mean."
        raise DataError(msg)
    if tables[0].file_size > LARGEST:
        msg = f"“{path.name}” is larger than {LARGEST >> 30} GB when unpacked; give the file of one country."
        raise DataError(msg)
    return tables[0]


def lines(stream: io.TextIOBase) -> Iterator[tuple[int, str]]:
    """The lines of a table with their numbers, from 1; overlong ones are cut, which spoils them."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        yield number, line.rstrip("\r\n")
