"""Zip archives: every file in one is read by its own reader, one after another."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from geodata.errors import UnknownNameError
from geodata.models import Article
from geodata.readers.common.encodings import one_byte
from geodata.readers.common.faults import LIBRARY_FAULTS
from geodata.readers.common.kinds import by_name, foreign_kind, read_file
from geodata.readers.common.limits import (
    LARGEST_FILE,
    LARGEST_SIDECAR,
    MOST_MEMBERS,
)
from geodata.readers.common.metadata import BESIDE, is_sidecar
from geodata.readers.common.records import Allowance, Defaults, Refusal, Unreadable
from geodata.readers.common.unpacking import check_member, copy_bounded, deeper

SUFFIXES = (".zip",)
TYPES = ("application/zip", "application/x-zip-compressed")
SEVERAL = True
SIGNED = True

_UTF8_NAME = 0x800
_NOT_MEANT = ("__MACOSX/", "Thumbs.db", "desktop.ini")
_BROKEN = "It is broken, or no zip archive."
_AGAIN = "Fetch or pack it again."


def recognises(sample: str) -> bool:
    """Whether a file is a zip archive, and no workbook."""
    return sample.startswith(("PK\x03\x04", "PK\x05\x06")) and "xl/workbook" not in sample


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of all files in an archive, in the order of their names; hidden files are passed over.

    Raises ``Unreadable`` for what is no archive, or beyond the limits.
    """
    inner, allowance = deeper(defaults)
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, *LIBRARY_FAULTS) as error:
        raise Unreadable(_BROKEN, _AGAIN) from error
    with archive, tempfile.TemporaryDirectory() as folder:
        members = {_name(member): member for member in archive.infolist() if not member.is_dir()}
        if len(members) > MOST_MEMBERS:
            reason = f"There are more than {MOST_MEMBERS:,} files in it."
            raise Unreadable(reason, "Pack them into several archives.")
        for inside in sorted(members):
            if _is_hidden(inside):
                continue
            origin = f"{name}/{inside}"
            try:
                kept = _unpack(archive, members, inside, Path(folder), allowance)
                if kept is not None:
                    yield from _member(kept, origin, inner)
            except Unreadable as error:
                yield error.refusal(origin)
                if allowance.left < 0:
                    return
            finally:
                _clear(Path(folder))


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; one in an old encoding, which zipfile takes for another, as it was meant."""
    if member.flag_bits & _UTF8_NAME or member.filename.isascii():
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(one_byte(raw) or "cp437", "replace")


def _is_hidden(inside: str) -> bool:
    parts = PurePosixPath(inside.replace("\\", "/")).parts
    return inside.startswith(_NOT_MEANT[0]) or any(
        (part.startswith(".") and part != "..") or part in _NOT_MEANT for part in parts
    )


def _unpack(
    archive: zipfile.ZipFile,
    members: dict[str, zipfile.ZipInfo],
    inside: str,
    folder: Path,
    allowance: Allowance,
) -> Path | None:
    """A member as a file, its sidecar beside it; None for a sidecar itself. Raises :class:`Unreadable`."""
    check_member(members[inside])
    path = PurePosixPath(inside)
    kept = folder / f"member{path.suffix.lower()[:12]}"
    if path.suffix.lower() == ".json":
        beside = [path.with_suffix(suffix) for suffix in BESIDE if str(path.with_suffix(suffix)) in members]
        _copy(archive, members[inside], kept, LARGEST_FILE, allowance)
        for other in beside:
            kept.with_suffix(other.suffix).touch()
        return None if beside and is_sidecar(kept) else kept
    sidecar = str(path.with_suffix(".json"))
    if path.suffix.lower() in BESIDE and sidecar in members:
        check_member(members[sidecar])
        _copy(archive, members[sidecar], kept.with_suffix(".json"), LARGEST_SIDECAR, allowance)
    _copy(archive, members[inside], kept, LARGEST_FILE, allowance)
    return kept


def _copy(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, largest: int, allowance: Allowance
) -> None:
    try:
        stream = archive.open(member)
    except (zipfile.BadZipFile, *LIBRARY_FAULTS) as error:
        raise Unreadable(_BROKEN, _AGAIN) from error
    with stream:
        copy_bounded(stream, target, largest, allowance, lambda: member.compress_size)


def _member(kept: Path, origin: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of one file of an archive. Raises :class:`Unreadable` for one of a kind nothing reads."""
    try:
        reader = by_name(PurePosixPath(origin).name)
    except UnknownNameError as error:
        raise foreign_kind(kept) or Unreadable(
            str(error), "Leave it out, or save it as one of these."
        ) from error
    yield from read_file(kept, origin, defaults, reader)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
