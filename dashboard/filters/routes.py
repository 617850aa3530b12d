"""The plain route of the filters' choices."""

from __future__ import annotations

import json
from functools import lru_cache
from math import inf
from time import monotonic

from flask import Flask, Response, jsonify, request

from dashboard.answers import tagged
from dashboard.config import API
from dashboard.filters.records import facet_record
from dashboard.services import Services
from geodata.events.lexicon import lexicon
from geodata.explanation import KnownPlaces
from geodata.query import Query

_KEPT = 64
_COUNTED_FOR = 60.0
"""Seconds until stories that are behind are counted again."""


def register(server: Flask, services: Services) -> None:
    """``/api/facets`` with a query's pairs; what makes no sense in them is answered with 400, in words.

    ``/api/untagged`` says how many stories ``stories retag`` would read: their event types and actors, which
    are among the choices, were found with other words than the present.
    """
    # The stories that are behind, by the data and the words, and until when that holds: none of them is for
    # good, some may be read anew at any time. Each count looks at every story.
    behind: dict[str, tuple[int, float]] = {}

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

    @server.get(f"{API}/untagged")
    def untagged() -> Response:
        asked = f"{services.tag(Query())} {lexicon().version}"
        stories, until = behind.get(asked, (0, 0.0))
        if until <= monotonic():
            stories = services.store.untagged(lexicon().version)
            behind.clear()
            behind[asked] = (stories, monotonic() + _COUNTED_FOR if stories else inf)
        return jsonify(stories=stories)
