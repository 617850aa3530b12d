"""Exporters: what is on the map as files for other programs.

Each module of this folder is an exporter. It has

- a ``FORMAT``, the ``SUFFIXES`` of its files, the first of them the usual one, and their ``MIMETYPE``
- ``ROWS``, the kinds of rows it can hold, and ``SEVERAL``, whether a file may hold several of them
- ``pieces(table, options)``, which gives the file as its rows come, or, where a file cannot be written from
  its beginning to its end, ``write(tables, path, options)``
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

from geodata.errors import UnknownNameError, UsageError
from geodata.export.common.about import LICENCE, README, About
from geodata.export.common.counting import count_rows
from geodata.export.common.fields import Rows
from geodata.export.common.files import Member, pieces_of, zipped
from geodata.export.common.material import Material
from geodata.export.common.options import Options
from geodata.export.common.table import Table
from geodata.whole_files import whole

__all__ = [
    "ALL",
    "About",
    "Material",
    "Options",
    "Rows",
    "Table",
    "count_rows",
    "exporter",
    "formats",
    "packed",
    "pieces",
    "tables_of",
    "wanted_rows",
    "write_file",
    "write_pieces",
]

ALL = "all"
"""The word for mentions, places and stories in one file."""
_TOGETHER = (Rows.MENTIONS, Rows.PLACES, Rows.STORIES)
_DEFAULT = "geojson"


@cache
def formats() -> dict[str, ModuleType]:
    """Every exporter there is, by its format."""
    names = (found.name for found in pkgutil.iter_modules(__path__) if not found.ispkg)
    modules = [importlib.import_module(f"{__name__}.{name}") for name in sorted(names)]
    return {module.FORMAT: module for module in sorted(modules, key=lambda module: str(module.FORMAT))}


def exporter(name: str, out: str = "") -> ModuleType:
    """The exporter of that format; without a ``name`` the one ``out`` ends like; without an ending, GeoJSON.

    Raises ``UnknownNameError``.
    """
    suffix = Path(out).suffix.lower()
    fitting = [known for known, module in formats().items() if suffix in module.SUFFIXES]
    wanted = name or (fitting[0] if fitting else _DEFAULT)
    if suffix and not name and not fitting:
        known = ", ".join(ending for module in formats().values() for ending in module.SUFFIXES)
        msg = f"Nothing is exported as “{suffix[:20]}”; let the file end in {known}, or name a --format."
        raise UnknownNameError(msg)
    if wanted not in formats():
        msg = f"There is no format “{wanted[:20]}” to export to; there are {', '.join(formats())}."
        raise UnknownNameError(msg)
    return formats()[wanted]


def wanted_rows(module: ModuleType, asked: str) -> tuple[Rows, ...]:
    """The kinds of rows that a word asks of a format; "" is all it holds together, else the first it holds.

    Raises ``UsageError`` where it holds no such rows.
    """
    if not asked:
        return _TOGETHER if module.SEVERAL else module.ROWS[:1]
    if asked == ALL and module.SEVERAL:
        return _TOGETHER
    if asked in module.ROWS:
        return (Rows(asked),)
    known = ", ".join((*module.ROWS, *((ALL,) if module.SEVERAL else ())))
    msg = f"A file of the format “{module.FORMAT}” holds no “{asked[:20]}”; choose of {known}."
    raise UsageError(msg)


def tables_of(module: ModuleType, material: Material, rows: Sequence[Rows]) -> list[Table]:
    """The tables to write. Raises ``UsageError`` where the format cannot hold so many rows."""
    if hasattr(module, "check"):
        for each in rows:
            module.check(each, material.count(each))
    return [material.table(each) for each in rows]


def pieces(module: ModuleType, tables: Sequence[Table], options: Options) -> Iterator[bytes]:
    """The file piece by piece: as its rows are read, or, where a format needs it, once it is written."""
    if hasattr(module, "pieces"):
        (table,) = tables
        return iter(module.pieces(table, options))
    return pieces_of(lambda path: module.write(tables, path, options), module.SUFFIXES[0])


def packed(
    module: ModuleType, tables: Sequence[Table], options: Options, about: About, name: str
) -> Iterator[bytes]:
    """A ZIP archive, piece by piece: the file under that ``name``, a README and a licence note."""
    members: list[Member] = [
        (name, lambda: pieces(module, tables, options)),
        (README, lambda: [about.readme(name, {table.rows: table.written for table in tables}).encode()]),
        (LICENCE, lambda: [about.licence().encode()]),
    ]
    return zipped(members, about.made)


def write_file(module: ModuleType, tables: Sequence[Table], path: Path, options: Options) -> None:
    """Write the tables to a file, which is there whole or not at all.

    Raises ``UsageError`` where the file cannot be written.
    """
    if hasattr(module, "pieces"):
        write_pieces(pieces(module, tables, options), path)
    else:
        with whole(path) as part:
            part.touch()  # GDAL would not say in our words why a file cannot be made
            part.unlink()
            module.write(tables, part, options)


def write_pieces(found: Iterable[bytes], path: Path) -> None:
    """Write a file that is there whole or not at all. Raises ``UsageError`` where it cannot be written."""
    with whole(path) as part, part.open("wb") as stream:
        stream.writelines(found)
