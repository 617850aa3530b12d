"""What the timeline asks for beside the cube: coverage by day, outlets of a window, undated stories."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, jsonify, request

from dashboard.config import API
from dashboard.services import Services
from dashboard.stories.records import LARGEST_PAGE, place_finder, story_record
from geodata.columns.coverage import UNITS, coverage, outlets_on_map
from geodata.columns.undated import undated_stories
from geodata.errors import UsageError
from geodata.models import Language
from geodata.query import Query

_MOST = 1_000_000


def register(server: Flask, services: Services) -> None:
    """Put the timeline's routes on the server. A request that makes no sense raises ``UsageError``."""

    @server.get(f"{API}/coverage")
    def days_covered() -> Response:
        unit = request.args.get("bin") or "day"
        if unit not in UNITS:
            msg = f"“{unit[:20]}” is no length of a bar; choose of {', '.join(UNITS)}."
            raise UsageError(msg)
        return jsonify(coverage(services.columns, Query.from_mapping(request.args), unit).to_json())

    @server.get(f"{API}/outlets")
    def outlets() -> Response:
        query = Query.from_mapping(request.args)
        return jsonify(outlets=outlets_on_map(services.columns, query, services.store.matching))

    @server.get(f"{API}/undated")
    def undated() -> Response:
        query = Query.from_mapping(request.args)
        language = Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
        return jsonify(_undated(services, query, language, _number("offset", 0), _number("limit", 30)))


def _undated(services: Services, query: Query, language: Language, offset: int, limit: int) -> dict[str, Any]:
    store = services.store
    ids = undated_stories(services.columns, query, store.matching)[::-1]  # the last kept first
    find = place_finder(store, services.gazetteer)
    page = [int(story_id) for story_id in ids[offset : offset + min(limit, LARGEST_PAGE)]]
    told = [
        story_record(
            store,
            find,
            store.story(story_id),
            [mention for mention in store.mentions(story_id) if mention.place_id],
            language,
        )
        | {"others": []}
        for story_id in page
    ]
    return {"total": len(ids), "clusters": len(ids), "stories": told}


def _number(name: str, default: int) -> int:
    text = request.args.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or len(text) > len(str(_MOST)) or int(text) > _MOST:
        msg = f"“{text[:40]}” is no number for “{name}”; give a whole number such as {default}."
        raise UsageError(msg)
    return int(text)
