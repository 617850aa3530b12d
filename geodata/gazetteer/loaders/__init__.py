"""Loaders: from files of other gazetteers to places. Each source is one module here, found by its name.

A loader module has

- ``TITLE`` and ``CREDIT``, the source's name and what its licence wants said; ``FILES``, what it reads
- ``PREFIX``, how the ids of its places begin, one of :data:`geodata.gazetteer.index.BULK_PREFIXES`
- ``read(path)``, which yields an :class:`Entry` for each place, a :class:`Fault` for each row it cannot use
  and a :class:`LeftOut` for each it does not want, and raises ``DataError`` where the file is not of its
  kind
- ``download(country, ask)``, which takes a country's file from the source's own site; no loader asks anyone
  itself

What they share stands in ``common/``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType

from geodata.errors import UnknownNameError
from geodata.gazetteer.loaders.common.records import Ask, Download, Entry, Fault, Found, LeftOut

__all__ = ["Ask", "Download", "Entry", "Fault", "Found", "LeftOut", "loader", "loaders"]


@cache
def loaders() -> dict[str, ModuleType]:
    """Every loader there is, by its name: ``cod-ab`` is the module ``cod_ab``."""
    names = (found.name for found in pkgutil.iter_modules(__path__) if not found.ispkg)
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}") for name in sorted(names)}


def loader(name: str) -> ModuleType:
    """The loader of that name. Raises ``UnknownNameError``."""
    if name not in loaders():
        msg = f"There is no gazetteer “{name}” to add; there are {', '.join(loaders())}."
        raise UnknownNameError(msg)
    return loaders()[name]
