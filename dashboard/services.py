"""What the dashboard is handed by ``app.py``: a store and a gazetteer. It makes neither itself."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.gazetteer.index import Gazetteer
from geodata.stores.port import Store


@dataclass(frozen=True, slots=True)
class Services:
    """The rooms of geodata that the page asks."""

    store: Store
    gazetteer: Gazetteer
