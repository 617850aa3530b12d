"""Which reader reads which file: told by what was asked for, by its first bytes, its media type, its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from types import ModuleType

from geodata.errors import UnknownNameError, UsageError
from geodata.models import Article
from geodata.readers.common.decoding import open_text
from geodata.readers.common.encodings import MARKS
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.signatures import HEAD, foreign

PACKAGE = "geodata.readers"
FALLBACK = "plain_text"
_SAMPLE = 1 << 16
_ZIP = "PK\x03\x04"
_UNTELLING = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream"})


@cache
def kinds() -> dict[str, ModuleType]:
    """Every reader there is, by the name of its module."""
    folder = Path(__file__).parents[1]
    found = (module.name for module in pkgutil.iter_modules([str(folder)]) if not module.ispkg)
    return {name: importlib.import_module(f"{PACKAGE}.{name}") for name in sorted(found)}


def by_request(defaults: Defaults) -> ModuleType | None:
    """The reader that was asked for by name, if one was. Raises ``UnknownNameError``."""
    if not defaults.kind:
        return None
    if defaults.kind not in kinds():
        msg = f"There is no reader “{defaults.kind}”. There are: {', '.join(kinds())}."
        raise UnknownNameError(msg)
    return kinds()[defaults.kind]


def by_name(name: str) -> ModuleType | None:
    """The reader for a file by its name; None where it has no suffix. Raises ``UnknownNameError``."""
    suffix = PurePosixPath(name).suffix.lower()
    for reader in kinds().values():
        if suffix in reader.SUFFIXES:
            return reader
    if not suffix:
        return None
    known = ", ".join(sorted(suffix for reader in kinds().values() for suffix in reader.SUFFIXES))
    msg = f"Nothing here reads “{name}”: files may end in {known}."
    raise UnknownNameError(msg)


def by_media_type(content_type: str) -> ModuleType | None:
    """The reader for a media type such as ``text/html; charset=utf-8``; None where that tells nothing."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type in _UNTELLING:
        return None
    return next((reader for reader in kinds().values() if media_type in reader.TYPES), None)


def read_file(
    source: Path, name: str, defaults: Defaults, reader: ModuleType | None
) -> Iterator[Article | Refusal]:
    """One file's stories; what ends its reading early becomes its last refusal.

    ``reader`` is what its name or type suggests; its first bytes may know better. Raises ``UsageError`` where
    a file that may hold several stories is given one address, or a table a column it has not.
    """
    try:
        reader = by_request(defaults) or _by_signs(source) or reader or _by_text(source, defaults)
        if reader.SEVERAL and defaults.url:
            raise UsageError(one_address(f"“{name}” may hold"))
        yield from reader.read(source, name, defaults)
    except Unreadable as error:
        yield error.refusal(name)
    except OSError as error:
        reason = f"It could not be read to its end ({error.strerror or error})."
        yield Refusal(name, reason, "Check the disk it is on and give it again.")


def one_address(what: str) -> str:
    """What to say where one address is given for many stories."""
    return f"{what} many stories, which cannot all have one address. Leave --url out, or give each its own."


def foreign_kind(source: Path) -> Unreadable | None:
    """What to tell of a file whose first bytes are of a kind nothing here reads."""
    head, ends = _ends(source)
    return foreign(head[:HEAD], ends=ends)


def _ends(source: Path) -> tuple[bytes, bytes]:
    """The beginning of a file, and that with its end, where a zip archive lists its members."""
    with source.open("rb") as stream:
        head = stream.read(_SAMPLE)
        size = stream.seek(0, 2)
        stream.seek(max(len(head), size - _SAMPLE))
        return head, head + stream.read()


def _by_signs(source: Path) -> ModuleType | None:
    """The reader of a kind that cannot be mistaken, whatever the file is called: archives, workbooks, markup.

    Raises ``Unreadable`` for a kind that is known and not read.
    """
    head, ends = _ends(source)
    if unread := foreign(head[:HEAD], ends=ends):
        raise unread
    encoding = next((encoding for mark, encoding in MARKS if head.startswith(mark)), "latin-1")
    sample = head.decode(encoding, "replace").lstrip(" \t\r\n\f\ufeff")
    if sample.startswith(_ZIP):
        sample = ends.decode("latin-1")
    signed = (reader for reader in kinds().values() if reader.SIGNED)
    return next((reader for reader in signed if reader.recognises(sample)), None)


def _by_text(source: Path, defaults: Defaults) -> ModuleType:
    """The reader that recognises what a text says; plain text where none does."""
    with open_text(source, declared=defaults.encoding) as stream:
        sample = stream.read(_SAMPLE)
    others = (reader for name, reader in kinds().items() if name != FALLBACK and not reader.SIGNED)
    return next((reader for reader in others if reader.recognises(sample)), kinds()[FALLBACK])
