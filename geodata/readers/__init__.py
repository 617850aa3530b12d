"""Readers: from files of every kind to articles. Each kind is one module of this folder, found by its name.

A reader module has

- ``SUFFIXES`` of file names, lower case, with their dot, and ``TYPES``, the media types of its kind
- ``SEVERAL``: whether a file may hold more than one story
- ``SIGNED``: whether its first bytes cannot be mistaken, so that they count for more than the file's name
- ``recognises(sample)``: whether the beginning of a file is of its kind; text, or for files that are no text
  their bytes as Latin-1
- ``read(source, name, defaults)``, which yields an :class:`~geodata.models.Article` or a :class:`Refusal` for
  each story, in order and where the format allows it without holding the file in memory

What they share stands in ``common/``. A library that only one kind needs is imported when one is read.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from geodata.errors import UnknownNameError, UsageError
from geodata.models import Article
from geodata.readers.common.kinds import (
    by_media_type,
    by_name,
    by_request,
    foreign_kind,
    kinds,
    one_address,
    read_file,
)
from geodata.readers.common.metadata import is_sidecar
from geodata.readers.common.records import Defaults, Refusal

__all__ = ["Defaults", "Refusal", "kinds", "read", "read_bytes"]

STANDARD_INPUT = "-"
_CHUNK = 1 << 16


def read(source: Path, defaults: Defaults | None = None) -> Iterator[Article | Refusal]:
    """The stories of a file, of every file of a folder, or of standard input (``-``), in order.

    What cannot be read is given as a :class:`Refusal`, and reading goes on. Raises ``UsageError`` where there
    is no such file, where a file that may hold many stories is given one address, or a table a column it has
    not; ``UnknownNameError`` where a single file is of no known kind.
    """
    defaults = defaults or Defaults()
    if str(source) == STANDARD_INPUT:
        return _standard_input(defaults)
    if source.is_dir():
        if defaults.url:
            raise UsageError(one_address(f"The folder “{source.name}” holds"))
        return _folder(source, defaults)
    if not source.exists():
        msg = f"There is no file or folder “{source}”. Check how it is spelt."
        raise UsageError(msg)
    try:
        reader = by_request(defaults) or by_name(source.name)
    except UnknownNameError as error:
        if not defaults.kind and (unread := foreign_kind(source)):
            msg = f"“{source.name}”: {unread}"
            raise UnknownNameError(msg) from error
        raise
    return read_file(source, source.name, defaults, reader)


def read_bytes(
    data: bytes, name: str, defaults: Defaults | None = None, *, content_type: str = ""
) -> Iterator[Article | Refusal]:
    """The stories in bytes that came from elsewhere: uploaded, pasted, fetched.

    ``name`` is what a person calls them (a file's name, an address) and may tell the kind by its suffix, as
    ``content_type`` (``text/html; charset=windows-1256``) may; what the bytes show wins over both. Raises
    ``UsageError`` as :func:`read` does, and ``UnknownNameError`` where ``defaults.kind`` is no reader.
    """
    defaults = defaults or Defaults()
    charset = content_type.partition("charset=")[2].partition(";")[0].strip(" \"'")
    if charset and not defaults.encoding:
        defaults = replace(defaults, encoding=charset)
    reader = by_request(defaults) or by_media_type(content_type)
    if reader is None:
        try:
            reader = by_name(name)
        except UnknownNameError:
            reader = None
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / ("given" + "".join(PurePosixPath(name).suffixes[-2:])[:20].replace(":", ""))
        kept.write_bytes(data)
        yield from read_file(kept, name, defaults, reader)


def _folder(folder: Path, defaults: Defaults) -> Iterator[Article | Refusal]:
    """Every file below a folder in the order of their names, but for hidden ones and sidecars of texts."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file() or is_sidecar(path):
            continue
        try:
            reader = by_request(defaults) or by_name(path.name)
        except UnknownNameError as error:
            yield _unknown(path, inside.as_posix(), error)
            continue
        yield from read_file(path, inside.as_posix(), defaults, reader)


def _unknown(path: Path, name: str, error: UnknownNameError) -> Refusal:
    """A refusal of a file whose suffix no reader has: what it is, if its first bytes tell."""
    try:
        unread = foreign_kind(path)
    except OSError:
        unread = None
    return (
        unread.refusal(name)
        if unread
        else Refusal(name, str(error), "Leave it out, or save it as one of these.")
    )


def _standard_input(defaults: Defaults) -> Iterator[Article | Refusal]:
    """What is piped in, kept in a temporary file while it is read, for its kind must be told first."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "standard-input"
        with kept.open("wb") as stream:
            while chunk := sys.stdin.buffer.read(_CHUNK):
                stream.write(chunk)
        yield from read_file(kept, "standard input", defaults, by_request(defaults))
