"""The rows of the queries asked last: put in order once, then given page by page."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from dashboard.services import Services
from geodata.export import Material
from geodata.query import Query

_KEPT = 3


class Materials:
    """Keeps what the last few queries were answered from; whatever a change made old is let go."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lock = Lock()
        self._kept: OrderedDict[str, Material] = OrderedDict()

    def of(self, query: Query) -> Material:
        """The rows of a query, as they stand now."""
        services = self._services
        tag, columns = services.tag(query), services.columns
        with self._lock:
            for old in [each for each, found in self._kept.items() if found.columns is not columns]:
                del self._kept[old]
            found = self._kept.setdefault(tag, Material(services.store, columns, services.gazetteer, query))
            self._kept.move_to_end(tag)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return found
