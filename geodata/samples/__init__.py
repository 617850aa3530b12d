"""The stories one sees before one has any of one's own: short, on documented events, each with its source.

What they are, how they were checked and how one is added stands in ``README.md`` beside them.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent
_FILES = ("stories.jsonl", "raqqa_talks.txt")


def sample_sources() -> list[Path]:
    """The bundled files, as :func:`geodata.readers.read` takes them, in the order they are to be read."""
    return [_FOLDER / name for name in _FILES]
