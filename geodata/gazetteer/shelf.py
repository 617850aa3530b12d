"""The shelf of gazetteers beside the core: adding one, taking one away, opening all of them as one."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from geodata.errors import DataError, NotFoundError, UsageError
from geodata.gazetteer.areas import write_areas
from geodata.gazetteer.index import Gazetteer, bundled
from geodata.gazetteer.loaders import Entry, Fault, Found, LeftOut, loader
from geodata.gazetteer.merged import ALSO, merged_gazetteer, merged_places, renew
from geodata.gazetteer.sources import ABOUT, MERGED, PLACES, Source, sources
from geodata.gazetteer.tables import read_rows, write_places

_MOST_FAULTS = 100
_SUFFIXES = re.compile(
    r"(?:\.(?:txt|tsv|csv|zip|geojson|json|gpkg|shp|gdb|xlsx|parquet|db|bz2))+\Z", re.IGNORECASE
)
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


def add(folder: Path, kind: str, path: Path, *, name: str = "", origin: str = "") -> Source:
    """Read a file with the loader ``kind`` and keep its places in ``folder``; one of that name is replaced.

    ``name`` is what to call it, else loader and file; ``origin`` the address the file came from. Raises
    ``UnknownNameError`` for a loader there is not, ``UsageError`` for a name no folder can have or a folder
    that cannot be written, and ``DataError`` where the file is not of that kind or holds no place.
    """
    module = loader(kind)
    called = name or _default_name(kind, path)
    if not _NAME.fullmatch(called) or called == MERGED:
        msg = f"“{called}” cannot name a gazetteer; choose --name of letters, digits, points and hyphens."
        raise UsageError(msg)
    if not path.exists():
        msg = f"There is no file “{path}”; check how it is spelt."
        raise DataError(msg)
    entries, faults, left_out = _sorted_out(module.read(path))
    if not entries:
        why = f" Its first unusable row: {faults[0].where}, {faults[0].reason}." if faults else ""
        msg = f"“{path.name}” holds no place that could be added.{why}"
        raise DataError(msg)
    before = {source.name: source.added for source in sources(folder)}
    source = Source(
        name=called,
        loader=kind,
        file=path.name,
        origin=origin,
        # Its turn among the others stays when it is brought up to date, and with it everybody's ids.
        added=before.get(called, datetime.now(UTC).isoformat(timespec="microseconds")),
        places=len(entries),
        areas=sum(entry.shape is not None for entry in entries),
        left_out=dict(sorted(left_out.items())),
        faults=len(faults),
        first_faults=tuple((fault.where, fault.reason) for fault in faults[:_MOST_FAULTS]),
    )
    return _keep(folder, source, entries)


def _sorted_out(found: Iterable[Found]) -> tuple[list[Entry], list[Fault], Counter[str]]:
    """Places, each id once; rows that cannot be used; how many are left out, by the reason."""
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    left_out: Counter[str] = Counter()
    for one in found:
        if isinstance(one, Fault):
            faults.append(one)
        elif isinstance(one, LeftOut):
            left_out[one.why] += 1
        elif one.place.id in entries:
            left_out["rows with the id of an earlier one"] += 1
        else:
            entries[one.place.id] = one
    return list(entries.values()), faults, left_out


def remove(folder: Path, name: str) -> Source:
    """Take a source away; returns what it was. Stories keep the places they were given.

    Raises ``NotFoundError`` with the names there are, and ``UsageError`` where the folder cannot be written.
    """
    known = {source.name: source for source in sources(folder)}
    if name not in known:
        there = f"there are {', '.join(known)}" if known else "none was added"
        msg = f"No gazetteer called “{name}” lies in {folder}: {there}."
        raise NotFoundError(msg)
    try:
        gone = folder / f".{name}.{os.getpid()}.gone"
        (folder / name).replace(gone)
        shutil.rmtree(gone)
    except OSError as error:
        raise UsageError(_unwritable(folder, error)) from error
    renew(folder)
    return known[name]


@dataclass(frozen=True, slots=True)
class Tally:
    """A source and how many of its rows are places that were known before, or stand in it twice."""

    source: Source
    joined: int


def tallies(folder: Path) -> list[Tally]:
    """What was added, the oldest first, with what merging made of it. Raises ``DataError``."""
    found = sources(folder)
    if not found:
        return []
    joined = {one.id for one in merged_places(folder).joined}
    counted = []
    for source in found:
        ids = (row.place.id for row in read_rows(folder / source.name / PLACES))
        counted.append(Tally(source, sum(row in joined for row in ids)))
    return counted


def open_gazetteer(folder: Path) -> Gazetteer:
    """The project's own places with all that was added to ``folder``; those alone where nothing was.

    Raises ``DataError`` for a damaged folder.
    """
    return merged_gazetteer(folder) if sources(folder) else bundled()


def _default_name(kind: str, path: Path) -> str:
    """Loader and file without its ending: ``geonames-LB``."""
    stem = re.sub(r"[^A-Za-z0-9_.-]+", "-", _SUFFIXES.sub("", path.name)).strip("-.")
    return stem if stem.startswith(kind) else f"{kind}-{stem}"


def _keep(folder: Path, source: Source, entries: Sequence[Entry]) -> Source:
    """Write a source's folder beside its place and move it there, so that it is whole or not at all."""
    part = folder / f".{source.name}.{os.getpid()}.part"
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        write_places(part / PLACES, ((entry.place, ALSO.join(entry.also)) for entry in entries))
        write_areas(part, entries)
        kept = replace(source, digest=hashlib.sha256((part / PLACES).read_bytes()).hexdigest())
        told = json.dumps(asdict(kept), ensure_ascii=False, indent=1)
        (part / ABOUT).write_text(told + "\n", encoding="utf-8")
        if (folder / source.name).exists():
            shutil.rmtree(folder / source.name)
        part.replace(folder / source.name)
    except OSError as error:
        raise UsageError(_unwritable(folder, error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    renew(folder)
    return kept


def _unwritable(folder: Path, error: OSError) -> str:
    reason = error.strerror or error
    return (
        f"The folder {folder} cannot be written ({reason}); choose another with --gazetteers, or make room."
    )
