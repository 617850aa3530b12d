"""Files compressed with gzip: ``stories.jsonl.gz`` is read as ``stories.jsonl`` is."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from geodata.errors import UnknownNameError
from geodata.models import Article
from geodata.readers.common.kinds import by_name, foreign_kind, read_file
from geodata.readers.common.limits import LARGEST_FILE
from geodata.readers.common.records import Defaults, Refusal, Unreadable
from geodata.readers.common.unpacking import copy_bounded, deeper

SUFFIXES = (".gz", ".gzip")
TYPES = ("application/gzip", "application/x-gzip")
SEVERAL = False
"""It holds one file; whether that may hold several stories is its own reader's to say."""
SIGNED = True


def recognises(sample: str) -> bool:
    """Whether a file is compressed with gzip."""
    return sample.startswith("\x1f\x8b")


def read(source: Path, name: str, defaults: Defaults) -> Iterator[Article | Refusal]:
    """The stories of the file that was compressed, which its name without ``.gz`` tells the kind of.

    Raises ``Unreadable`` for what cannot be unpacked, is beyond the limits, or of a kind nothing reads,
    ``UsageError`` as the reader of the file does, ``OSError`` where the disk gives out.
    """
    inner, allowance = deeper(defaults)
    unpacked_name = _without_suffix(name)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / f"member{PurePosixPath(unpacked_name).suffix.lower()[:12]}"
        with source.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
            copy_bounded(stream, kept, LARGEST_FILE, allowance, raw.tell)
        try:
            reader = by_name(PurePosixPath(unpacked_name).name) if unpacked_name != name else None
        except UnknownNameError as error:
            unknown = Unreadable(str(error), "Leave it out, or save it as one of these.")
            raise foreign_kind(kept) or unknown from error
        yield from read_file(kept, name, inner, reader)


def _without_suffix(name: str) -> str:
    return name[: -len(PurePosixPath(name).suffix)] if name.lower().endswith(SUFFIXES) else name
