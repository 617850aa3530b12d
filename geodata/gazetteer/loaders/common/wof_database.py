"""Who's On First as a SQLite database, row by row in the shape of its table."""

from __future__ import annotations

import bz2
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from geodata.errors import DataError
from geodata.gazetteer.loaders.common.files import LARGEST

_SQLITE, _BZIP2 = b"SQLite format 3\x00", b"BZh"
_LANGUAGES = {"ara": "ara", "eng": "eng"}
_PIECE = 1 << 20


def is_database(path: Path) -> bool:
    """Whether a file begins as a SQLite database does, or as one packed with bzip2. Raises ``DataError``."""
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_SQLITE))
    except OSError as error:
        msg = f"“{path.name}” cannot be read ({error.strerror}); check how it is spelt."
        raise DataError(msg) from error
    return head == _SQLITE or head.startswith(_BZIP2)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Its places with their names, ancestors and numbers at GeoNames. Raises ``DataError``."""
    with tempfile.TemporaryDirectory() as folder:
        database = path
        try:
            with path.open("rb") as stream:
                packed = stream.read(len(_BZIP2)) == _BZIP2
            if packed:
                database = Path(folder) / "whosonfirst.db"
                _unpack(path, database)
            with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
                yield from _rows(connection)
        except (sqlite3.Error, OSError, EOFError) as error:
            msg = f"“{path.name}” is damaged or no database of Who's On First ({error}); take a fresh copy."
            raise DataError(msg) from error


def _unpack(path: Path, target: Path) -> None:
    written = 0
    with bz2.open(path) as packed, target.open("wb") as stream:
        while piece := packed.read(_PIECE):
            written += stream.write(piece)
            if written > LARGEST or shutil.disk_usage(target.parent).free < _PIECE * 64:
                msg = f"“{path.name}” is too large when unpacked; give the database of one country."
                raise DataError(msg)


def _rows(connection: sqlite3.Connection) -> Iterator[dict[str, str]]:
    names = _names(connection)
    above = _grouped(connection, "SELECT id, ancestor_placetype, ancestor_id FROM ancestors")
    elsewhere = _grouped(
        connection, "SELECT id, other_source, other_id FROM concordances WHERE other_source = 'gn:id'"
    )
    connection.row_factory = sqlite3.Row
    for row in connection.execute("SELECT * FROM spr ORDER BY id"):
        number = row["id"]
        named, around = names.get(number, {}), above.get(number, {})
        yield {
            "wof_id": str(number),
            "placetype": row["placetype"] or "",
            "name": row["name"] or "",
            "lat": str(row["latitude"]),
            "lon": str(row["longitude"]),
            "country": row["country"] or "",
            "geonames_id": elsewhere.get(number, {}).get("gn:id", ""),
            "superseded": str(int(row["is_superseded"] == 1)),
            "deprecated": str(int(row["is_deprecated"] == 1)),
            "region_id": around.get("region", ""),
            "county_id": around.get("county", ""),
            **{column: "|".join(found) for column, found in named.items()},
        }


def _names(connection: sqlite3.Connection) -> dict[int, dict[str, list[str]]]:
    """Every name by place and column: ``ara``, ``eng`` or ``other``; preferred ones first."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    query = "SELECT id, language, name FROM names ORDER BY id, privateuse != 'preferred', rowid"
    for number, language, name in connection.execute(query):
        found[number][_LANGUAGES.get(language, "other")].append(name)
    return found


def _grouped(connection: sqlite3.Connection, query: str) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for number, kind, value in connection.execute(query):
        found[number].setdefault(kind, str(value))
    return found
