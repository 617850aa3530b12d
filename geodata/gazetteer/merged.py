"""What all added gazetteers come to, kept so that opening them takes no longer than reading a table.

``merged/places.csv`` holds the places that are new and, under their own ids, those of the project's tables
that gained names; ``merged/same.csv`` which row of which source became which place. They are made anew when
anything they were made of has changed; where the folder cannot be written, they are worked out each time.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from geodata.errors import DataError
from geodata.gazetteer.index import TABLES, Added, Gazetteer, bundled_places, names_of
from geodata.gazetteer.keys import name_key
from geodata.gazetteer.merge import Given, Joined, Merged, merge
from geodata.gazetteer.sources import ABOUT, MERGED, PLACES, Source, sources
from geodata.gazetteer.tables import read_places, read_rows, write_places
from geodata.models import Place

ALSO = " "
"""Between the ids a row names in its note."""
_SAME = "same.csv"
_SAME_COLUMNS = ("id", "into", "km")
_FORMAT = 3
"""Raised when merging changes, so that older folders are merged anew."""


def merged_gazetteer(folder: Path) -> Gazetteer:
    """The project's places and those of the sources in ``folder``. Raises ``DataError`` for a damaged one."""
    return _gazetteer(folder, _fingerprint(folder, sources(folder)))


@functools.lru_cache(maxsize=2)
def _gazetteer(folder: Path, _: str) -> Gazetteer:
    merged = merged_places(folder)
    own = bundled_places()
    places = (*(merged.changed.get(place.id, place) for place in own), *merged.fresh)
    return Gazetteer(
        places,
        Added(
            ids=frozenset(place.id for place in merged.fresh),
            same={joined.id: joined.into for joined in merged.joined},
            unjudged={
                place.id: gained for place in own if (gained := _gained(merged.changed.get(place.id), place))
            },
        ),
    )


def _gained(now: Place | None, before: Place) -> frozenset[str]:
    """The names of one word that a place has now and had not before."""
    names = () if now is None else set(names_of(now)) - set(names_of(before))
    return frozenset(name for name in names if " " not in name_key(name))


def merged_places(folder: Path) -> Merged:
    """What the sources add, as kept or worked out anew. Raises ``DataError`` for a damaged source."""
    kept = _kept(folder, sources(folder))
    return renew(folder) if kept is None else kept


def renew(folder: Path) -> Merged:
    """Merge the sources and keep the result where the folder can be written. Raises ``DataError``."""
    added = sources(folder)
    given = [
        [Given(row.place, tuple(row.note.split())) for row in read_rows(folder / source.name / PLACES)]
        for source in added
    ]
    merged = merge(bundled_places(), given)
    part = folder / f".{MERGED}.{os.getpid()}.part"
    # It is only kept to save time.
    with suppress(OSError):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        _write(part, merged, _fingerprint(folder, added))
        shutil.rmtree(folder / MERGED, ignore_errors=True)
        part.replace(folder / MERGED)
    shutil.rmtree(part, ignore_errors=True)
    return merged


def _write(part: Path, merged: Merged, fingerprint: str) -> None:
    write_places(part / PLACES, ((place, "") for place in (*merged.changed.values(), *merged.fresh)))
    with (part / _SAME).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_SAME_COLUMNS)
        writer.writerows((joined.id, joined.into, joined.km) for joined in merged.joined)
    told = {"fingerprint": fingerprint, "changed": len(merged.changed)}
    (part / ABOUT).write_text(json.dumps(told), encoding="utf-8")


def _kept(folder: Path, added: Sequence[Source]) -> Merged | None:
    """What was kept, if it was made of what there is now and can be read."""
    kept = folder / MERGED
    try:
        told = json.loads((kept / ABOUT).read_text(encoding="utf-8"))
        if told["fingerprint"] != _fingerprint(folder, added):
            return None
        places = read_places(kept / PLACES)
        with (kept / _SAME).open(encoding="utf-8", newline="") as stream:
            joined = [Joined(row["id"], row["into"], float(row["km"])) for row in csv.DictReader(stream)]
    except (OSError, ValueError, KeyError, TypeError, DataError):
        return None
    count = told["changed"]
    return Merged({place.id: place for place in places[:count]}, places[count:], joined)


def _fingerprint(folder: Path, added: Sequence[Source]) -> str:
    """A digest of everything a merged gazetteer is made of. Raises ``DataError`` where a source is gone."""
    digest = hashlib.sha256(f"{_FORMAT}".encode())
    try:
        for path in (*TABLES, *(folder / source.name / ABOUT for source in added)):
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    except OSError as error:
        msg = f"{error.filename} cannot be read ({error.strerror}); restore it, or add that gazetteer again."
        raise DataError(msg) from error
    return digest.hexdigest()
