"""Stores: where stories, mentions and places are kept.

Each module is a store, but ``port`` and its parts, which say what a store is: it has a ``SCHEME`` and
``open_database``, which takes a location and whether to ``create`` what is not there.
"""

from __future__ import annotations

import importlib
import pkgutil
import re

from geodata.errors import UnknownNameError
from geodata.stores.port import Store

_URL = re.compile(r"([a-z][a-z0-9+.-]+)://(.*)", re.IGNORECASE | re.DOTALL)
_DEFAULT_SCHEME = "sqlite"
_NOT_A_STORE = frozenset({"camp_keeping", "details", "port", "scan", "watch_keeping"})


def names() -> list[str]:
    """The schemes of the stores there are, each the name of its module."""
    modules = pkgutil.iter_modules(__path__)
    return sorted(found.name for found in modules if not found.ispkg and found.name not in _NOT_A_STORE)


def open_store(database: str, *, create: bool = True) -> Store:
    """Open a database named by a path or a URL (``sqlite:///news.db``, an absolute path with four slashes).

    Raises ``UnknownNameError`` for a scheme no store has and ``StoreError`` where the database cannot be
    used, or does not exist and ``create`` is off.
    """
    found = _URL.fullmatch(database)
    scheme, location = (
        (found[1].lower(), found[2].removeprefix("/")) if found else (_DEFAULT_SCHEME, database)
    )
    if scheme not in names():
        known = ", ".join(f"{name}://" for name in names())
        msg = f"There is no store for {scheme}:// databases; there are {known}. A plain path means SQLite."
        raise UnknownNameError(msg)
    module = importlib.import_module(f"{__name__}.{scheme}")
    store: Store = module.open_database(location or ":memory:", create=create)
    return store
