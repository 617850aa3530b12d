"""The plain route of the filters' choices."""

from __future__ import annotations

import json
from functools import lru_cache

from flask import Flask, Response, request

from dashboard.answers import tagged
from dashboard.config import API
from dashboard.filters.records import facet_record
from dashboard.services import Services
from geodata.explanation import KnownPlaces
from geodata.query import Query

_KEPT = 64


def register(server: Flask, services: Services) -> None:
    """``/api/facets`` with a query's pairs; what makes no sense in them is answered with 400, in words."""

    @lru_cache(maxsize=_KEPT)
    def told(_tag: str, query: Query) -> bytes:
        store = services.store
        find = KnownPlaces(services.gazetteer, store.place)
        found = facet_record(services.columns, find, query, store.matching)
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @server.get(f"{API}/facets")
    def choices() -> Response:
        query = Query.from_mapping(request.args)
        tag = services.tag(query)
        return tagged(tag, lambda: told(tag, query), "application/json")
