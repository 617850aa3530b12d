"""What lies in a folder of gazetteers: each that was added has a folder of its own, named after it.

- ``places.csv``: its places in the columns of the project's own tables, under ids made of its own; ``note``
  holds the ids of the same places in other sources
- ``areas.parquet``: outlines, where it has any (GeoParquet)
- ``about.json``: where it came from, when, and what was left out

``merged/`` beside them holds what all come to (:mod:`geodata.gazetteer.merged`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geodata.errors import DataError

PLACES, AREAS, ABOUT, MERGED = "places.csv", "areas.parquet", "about.json", "merged"


@dataclass(frozen=True, slots=True)
class Source:
    """A gazetteer that was added."""

    name: str
    loader: str
    file: str
    """The name of the file it was read from."""
    origin: str
    """The address that file came from; empty for one that lay at hand."""
    added: str
    """When, in UTC, ISO 8601."""
    places: int
    areas: int
    """How many of its places have an outline."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """Sound rows that are not wanted, by the reason."""
    faults: int = 0
    """Rows that could not be used."""
    first_faults: tuple[tuple[str, str], ...] = ()
    """The first hundred of them: where, and why."""
    digest: str = ""
    """SHA-256 of ``places.csv``."""


def sources(folder: Path) -> list[Source]:
    """What was added, the oldest first: it is the one whose ids stay when others bring the same places.

    Raises ``DataError`` for a damaged folder.
    """
    if not folder.is_dir():
        return []
    found = [_about(path) for path in sorted(folder.glob(f"*/{ABOUT}")) if is_source(path.parent.name)]
    return sorted(found, key=lambda source: (source.added, source.name))


def is_source(name: str) -> bool:
    """Whether a folder of that name is one that was added, rather than one that is being made."""
    return name != MERGED and not name.startswith(".")


def _about(path: Path) -> Source:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        faults = tuple((str(where), str(reason)) for where, reason in told.pop("first_faults"))
        return Source(**told, first_faults=faults)
    except (OSError, ValueError, TypeError, KeyError) as error:
        msg = f"{path} is damaged ({error}); delete the folder {path.parent} and add that gazetteer again."
        raise DataError(msg) from error
