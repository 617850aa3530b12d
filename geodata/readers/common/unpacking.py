"""Unpacking what strangers packed: within limits, and without believing what an archive says of itself."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from geodata.readers.common.limits import DEEPEST_ARCHIVE, HIGHEST_RATIO, UNQUESTIONED, in_words
from geodata.readers.common.records import Allowance, Defaults, Unreadable

_CHUNK = 1 << 20
_LEADS_OUT = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")
_ENCRYPTED = 0x1
_SYMBOLIC_LINK = 0xA000
_KIND_OF_FILE = 0xF000
_UNPACK = "Unpack it yourself, look what it is, and give the files."


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def check_member(member: zipfile.ZipInfo) -> None:
    """Raises :class:`Unreadable` for a member that leads out of its archive, is locked, or is a link."""
    if _LEADS_OUT.search(member.filename) or "\0" in member.orig_filename:
        reason = "Its name leads out of the archive, as names made to do harm do."
        raise Unreadable(reason, "Do not use this archive unless you know who made it.")
    if member.flag_bits & _ENCRYPTED:
        reason = "It is locked with a password."
        raise Unreadable(reason, "Unpack it with the password and give the files.")
    if member.create_system == 3 and member.external_attr >> 16 & _KIND_OF_FILE == _SYMBOLIC_LINK:
        reason = "It is a link to another file, not a file."
        raise Unreadable(reason, "Pack the file itself.")


def check_ratio(unpacked: int, packed: int) -> None:
    """Raises :class:`Unreadable` for what unpacks to far more than people's files do."""
    if unpacked > UNQUESTIONED and unpacked > HIGHEST_RATIO * packed:
        reason = f"It unpacks to more than {HIGHEST_RATIO} times its size, as files made to do harm do."
        raise Unreadable(reason, _UNPACK)


def copy_bounded(
    stream: _Readable, target: Path, largest: int, allowance: Allowance, packed: Callable[[], int]
) -> None:
    """Unpack a stream into a file; ``packed`` tells how many bytes went in so far.

    Raises :class:`Unreadable` for what is broken or beyond the limits.
    """
    total = 0
    with target.open("wb") as out:
        while chunk := _chunk(stream):
            total += len(chunk)
            if total > largest:
                reason = f"It unpacks to more than {in_words(largest)}."
                raise Unreadable(reason, _UNPACK)
            check_ratio(total, packed())
            allowance.take(len(chunk))
            out.write(chunk)


def _chunk(stream: _Readable) -> bytes:
    try:
        return stream.read(_CHUNK)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        reason = "It is broken: it cannot be unpacked to its end."
        raise Unreadable(reason, "Fetch or pack it again.") from error


def deeper(defaults: Defaults) -> tuple[Defaults, Allowance]:
    """Defaults for what an archive holds, and what may be unpacked of it.

    Raises :class:`Unreadable` where it lies in too many others.
    """
    if defaults.depth >= DEEPEST_ARCHIVE:
        reason = f"It lies in {DEEPEST_ARCHIVE} archives, one within another; no more are opened."
        raise Unreadable(reason, "Unpack it and give the files.")
    allowance = defaults.allowance or Allowance()
    return replace(defaults, kind="", allowance=allowance, depth=defaults.depth + 1), allowance
