"""Files that are made first and given out afterwards, and archives that are given out as they are made."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from geodata.errors import StoreError

_PIECE = 1 << 18
"""Bytes given out at once."""

Member = tuple[str, Callable[[], Iterable[bytes]]]
"""A file's name in an archive and what gives its bytes; asked once the files before it are in."""


def pieces_of(write: Callable[[Path], None], suffix: str) -> Iterator[bytes]:
    """What ``write`` puts into a file of that ending, which is gone afterwards.

    Raises ``StoreError`` where there is no room for it.
    """
    with tempfile.TemporaryDirectory(prefix="conflict-map-") as folder:
        path = Path(folder) / f"export{suffix}"
        try:
            write(path)
        except OSError as error:
            msg = f"The file could not be made ({error.strerror or error}); make room in {folder}."
            raise StoreError(msg) from error
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                yield piece


def zipped(members: Iterable[Member], made: datetime) -> Iterator[bytes]:
    """A ZIP archive of these files, piece by piece; ``made`` is the time they bear."""
    out = _Outlet()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            about = zipfile.ZipInfo(name, made.timetuple()[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            with archive.open(about, "w", force_zip64=True) as stream:
                for piece in content():
                    stream.write(piece)
                    yield from out.taken()
            yield from out.taken()
    yield from out.taken()


class _Outlet(io.RawIOBase):
    """A file that can only be written on, whose bytes are taken as they come."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Hold some bytes."""
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        """What was written since last time, where there is any."""
        if self._pieces:
            yield b"".join(self._pieces)
            self._pieces.clear()
