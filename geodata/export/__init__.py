"""Exporters: the mentions on the map as files for other programs.

Each module of this folder is an exporter: it has a ``FORMAT``, the ``SUFFIXES`` of its files and
``write(rows, stream)``, which returns how many rows it wrote.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TextIO

from geodata.errors import UnknownNameError, UsageError
from geodata.export.common.records import Row, rows

__all__ = ["Row", "exporter", "formats", "rows", "write_file", "write_stream"]

_DEFAULT = "geojson"


@cache
def formats() -> dict[str, ModuleType]:
    """Every exporter there is, by its format."""
    names = (found.name for found in pkgutil.iter_modules(__path__) if not found.ispkg)
    modules = [importlib.import_module(f"{__name__}.{name}") for name in sorted(names)]
    return {module.FORMAT: module for module in modules}


def exporter(name: str, out: str = "") -> ModuleType:
    """The exporter of that format; without a ``name`` the one ``out`` ends like; without an ending, GeoJSON.

    Raises ``UnknownNameError``.
    """
    suffix = Path(out).suffix.lower()
    fitting = [known for known, module in formats().items() if suffix in module.SUFFIXES]
    wanted = name or (fitting[0] if fitting else _DEFAULT)
    if suffix and not name and not fitting:
        known = ", ".join(ending for module in formats().values() for ending in module.SUFFIXES)
        msg = f"Nothing is exported as “{suffix}”; let the file end in {known}, or name a --format."
        raise UnknownNameError(msg)
    if wanted not in formats():
        msg = f"There is no format “{wanted}” to export to; there are {', '.join(formats())}."
        raise UnknownNameError(msg)
    return formats()[wanted]


def write_stream(module: ModuleType, found: Iterable[Row], stream: TextIO) -> int:
    """Write rows with an exporter; returns how many there were."""
    return int(module.write(found, stream))


def write_file(module: ModuleType, found: Iterable[Row], path: Path) -> int:
    """Write rows to a file, which is there whole or not at all; returns how many rows there were.

    Raises ``UsageError`` where the file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as stream:
            number = write_stream(module, found, stream)
        part.replace(path)
    except OSError as error:
        msg = f"{path} cannot be written ({error.strerror or error}); choose another place or make room."
        raise UsageError(msg) from error
    finally:
        part.unlink(missing_ok=True)
    return number
