"""What the stories at a mark name beside it, as the panel tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, Response, jsonify, request

from dashboard.config import API
from dashboard.services import Services
from dashboard.stories.records import place_finder, place_record
from geodata.columns.selecting import select
from geodata.columns.together import Companion, named_together
from geodata.cube import spots_of
from geodata.events.lexicon import Family, lexicon
from geodata.models import Language
from geodata.query import Query


def register(server: Flask, services: Services) -> None:
    """Put ``/api/together`` on the server. A request that makes no sense raises ``UsageError``."""

    @server.get(f"{API}/together")
    def together() -> Response:
        language = Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
        mark = request.args.get("mark", "")
        return jsonify(companions(services, Query.from_mapping(request.args), mark, language))


def companions(services: Services, query: Query, mark: str, language: Language) -> dict[str, Any]:
    """``{"stories", "places", "events", "actors"}``: what the stories at a mark name beside it, most first.

    Each has ``stories``, those that name both, and ``lift``: how many times as many as by chance.
    """
    columns, store = services.columns, services.store
    find = place_finder(store, services.gazetteer)
    found = named_together(columns, select(columns, query, store.matching), spots_of(columns, mark))
    return {
        "stories": found.stories,
        "places": [
            place_record(find, place) | _counts(one) for one in found.places if (place := find(one.name))
        ],
        "events": _tags(found.tags, Family.EVENT, language),
        "actors": _tags(found.tags, Family.ACTOR, language),
    }


def _tags(found: Sequence[Companion], family: Family, language: Language) -> list[dict[str, Any]]:
    return [
        {"code": one.name, "name": lexicon().called(one.name, language)} | _counts(one)
        for one in found
        if one.name.startswith(f"{family}:")
    ]


def _counts(one: Companion) -> dict[str, Any]:
    return {"stories": one.stories, "lift": round(one.lift, 2)}
