"""Readers: from files of every kind to articles. Each kind is one module of this folder, found by its name.

A reader module has ``SUFFIXES`` (of file names, lower case, with their dot), ``SEVERAL`` (whether a file may
hold more than one story), ``recognises(sample)`` (whether text looks like its kind, for input without a name)
and ``read(source, name, defaults)``, which yields an :class:`~geodata.models.Article` or a :class:`Refusal`
for each story, in order and without holding the file in memory. What they share stands in ``common/``.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from geodata.errors import UnknownNameError, UsageError
from geodata.models import Article
from geodata.readers.common.decoding import open_text
from geodata.readers.common.records import Defaults, Refusal, Unreadable

__all__ = ["Defaults", "Refusal", "kinds", "read"]

STANDARD_INPUT = "-"
_FALLBACK = "plain_text"
_SAMPLE = 1 << 16
_SIDECAR = ".json"


@cache
def kinds() -> dict[str, ModuleType]:
    """Every reader there is, by the name of its module."""
    found = (module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return {name: importlib.import_module(f"{__name__}.{name}") for name in sorted(found)}


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
            raise UsageError(_one_address(f"The folder “{source.name}” holds"))
        return _folder(source, defaults)
    if not source.exists():
        msg = f"There is no file or folder “{source}”. Check how it is spelt."
        raise UsageError(msg)
    return _file(source, source.name, defaults, _kind(source, defaults))


def _one_address(what: str) -> str:
    return f"{what} many stories, which cannot all have one address. Leave --url out, or give each its own."


def _kind(source: Path, defaults: Defaults) -> ModuleType | None:
    """The reader for a file by its name; None where it has no suffix. Raises ``UnknownNameError``."""
    if defaults.kind:
        if defaults.kind not in kinds():
            msg = f"There is no reader “{defaults.kind}”. There are: {', '.join(kinds())}."
            raise UnknownNameError(msg)
        return kinds()[defaults.kind]
    suffix = source.suffix.lower()
    for reader in kinds().values():
        if suffix in reader.SUFFIXES:
            return reader
    if not suffix:
        return None
    known = ", ".join(sorted(suffix for reader in kinds().values() for suffix in reader.SUFFIXES))
    msg = f"Nothing here reads “{source.name}”: files may end in {known}."
    raise UnknownNameError(msg)


def _file(
    source: Path, name: str, defaults: Defaults, reader: ModuleType | None
) -> Iterator[Article | Refusal]:
    """One file's stories; what ends its reading early becomes its last refusal."""
    try:
        reader = reader or _by_content(source)
        if reader.SEVERAL and defaults.url:
            raise UsageError(_one_address(f"“{name}” may hold"))
        yield from reader.read(source, name, defaults)
    except Unreadable as error:
        yield error.refusal(name)
    except OSError as error:
        reason = f"It could not be read to its end ({error.strerror or error})."
        yield Refusal(name, reason, "Check the disk it is on and give it again.")


def _by_content(source: Path) -> ModuleType:
    """The reader that recognises what a file holds; plain text where none does."""
    with open_text(source) as stream:
        sample = stream.read(_SAMPLE)
    others = (reader for name, reader in kinds().items() if name != _FALLBACK)
    return next((reader for reader in others if reader.recognises(sample)), kinds()[_FALLBACK])


def _folder(folder: Path, defaults: Defaults) -> Iterator[Article | Refusal]:
    """Every file below a folder in the order of their names, but for hidden ones and sidecars of texts."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file() or _is_sidecar(path):
            continue
        try:
            reader = _kind(path, defaults)
        except UnknownNameError as error:
            yield Refusal(inside.as_posix(), str(error), "Leave it out, or save it as one of these.")
            continue
        yield from _file(path, inside.as_posix(), defaults, reader)


def _is_sidecar(path: Path) -> bool:
    if path.suffix.lower() != _SIDECAR:
        return False
    return any(path.with_suffix(suffix).exists() for suffix in kinds()[_FALLBACK].SUFFIXES)


def _standard_input(defaults: Defaults) -> Iterator[Article | Refusal]:
    """What is piped in, kept in a temporary file while it is read, for its kind must be told first."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "standard-input"
        with kept.open("wb") as stream:
            while chunk := sys.stdin.buffer.read(_SAMPLE):
                stream.write(chunk)
        yield from _file(kept, "standard input", defaults, _kind(kept, defaults))
