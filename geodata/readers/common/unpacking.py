"""Unpacking what strangers packed: within limits, and without believing what an archive says of itself."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Protocol

from geodata.readers.common.limits import DEEPEST_ARCHIVE, in_words
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


def copy_bounded(
    stream: _Readable, target: Path, largest: int, allowance: Allowance, packed: BinaryIO | int
) -> int:
    """Unpack a stream into a file; the number of bytes.

    ``packed``: the stream they are unpacked from, whose position tells how many bytes went in, or that
    number. Raises :class:`Unreadable` for what is broken or beyond the limits.
    """
    total = before = 0
    with target.open("wb") as out:
        while True:
            try:
                chunk = stream.read(_CHUNK)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
                reason = "It is broken: it cannot be unpacked to its end."
                raise Unreadable(reason, "Fetch or pack it again.") from error
            if not chunk:
                return total
            total += len(chunk)
            if total > largest:
                reason = f"It unpacks to more than {in_words(largest)}."
                raise Unreadable(reason, _UNPACK)
            if isinstance(packed, int):
                allowance.take(len(chunk), packed if total == len(chunk) else 0)
            else:
                here = packed.tell()
                allowance.take(len(chunk), here - before)
                before = here
            out.write(chunk)


def deeper(defaults: Defaults) -> tuple[Defaults, Allowance]:
    """Defaults for what an archive holds, and what may be unpacked of it.

    Raises :class:`Unreadable` where it lies in too many others.
    """
    if defaults.depth >= DEEPEST_ARCHIVE:
        reason = f"It lies in {DEEPEST_ARCHIVE} archives, one within another; no more are opened."
        raise Unreadable(reason, "Unpack it and give the files.")
    allowance = defaults.allowance or Allowance()
    return replace(defaults, kind="", allowance=allowance, depth=defaults.depth + 1), allowance
