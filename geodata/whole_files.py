"""Writing a file whole or not at all: what takes its place is complete, what fails leaves what was there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geodata.errors import UsageError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A name beside ``path``, with its ending, for a file that takes its place once all went well.

    Where something fails, or nothing was written there, ``path`` stays as it was. Raises ``UsageError`` for
    an ``OSError`` inside.
    """
    part = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        yield part
        if part.exists():
            part.replace(path)
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror or error}); choose another place or make room."
        raise UsageError(msg) from error
    finally:
        part.unlink(missing_ok=True)
