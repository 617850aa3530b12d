"""``/api/v1/…``, for programs of others: mentions, places and stories, page by page.

The rows are those of a file that is exported, with the same columns (``geodata.export``). A name that no
parameter has is refused: a filter that is misspelt must not pass for none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from flask import Flask, Response, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import MethodNotAllowed

from dashboard.answers import Changes, tagged
from dashboard.config import API
from dashboard.feeds import routes as feeds
from dashboard.filters.records import facet_record
from dashboard.materials import Materials
from dashboard.paging import Page, address
from dashboard.reading_api import about
from dashboard.reading_api.operations import GEOJSON, JSON
from dashboard.reading_api.parameters import MOST, PAGE, QUERY, USUAL
from dashboard.reading_api.records import coverage_told, facets_told, feature, rows_of, whole_story
from dashboard.services import Services
from geodata.columns.coverage import UNITS, coverage
from geodata.errors import NotFoundError, UsageError
from geodata.explanation import KnownPlaces
from geodata.export import Rows
from geodata.query import Query

V1 = f"{API}/v1"
_FORMATS = {"json": JSON, "geojson": GEOJSON}
_FACETS_KEPT = 8


def register(server: Flask, services: Services) -> None:
    """Put the routes on the server, with the feeds and what tells of all routes.

    A request that makes no sense raises ``UsageError``, one for what there is not ``NotFoundError``.
    """
    materials, changes = Materials(services), Changes()
    about.register(server)
    feeds.register(server, services, materials, changes)

    def since() -> Any:  # noqa: ANN401
        return changes.since(services.tag(Query()))

    for each in (Rows.MENTIONS, Rows.PLACES, Rows.STORIES):
        server.add_url_rule(f"{V1}/{each}", f"v1_{each}", _rows(services, materials, since, each))
    _story(server, services, materials, since)
    _sums(server, services, since)
    _what_there_is_not(server)


def _rows(
    services: Services, materials: Materials, since: Callable[[], Any], rows: Rows
) -> Callable[[], Response]:
    def answer() -> Response:
        only((*QUERY, *PAGE, "format"))
        query = Query.from_mapping(request.args)
        page = Page.from_mapping(request.args, usual=USUAL, most=MOST)
        kind = _format()
        material = materials.of(query)
        total = material.count(rows)
        asked = query.to_mapping() | ({"format": "geojson"} if kind == GEOJSON else {})
        links = page.links(total, asked, usual=USUAL)

        def body() -> bytes:
            found = rows_of(material.page(rows, limit=page.limit, offset=page.offset))
            if kind == GEOJSON:
                return _features(found, total, links)
            told = {"total": total, "limit": page.limit, "offset": page.offset, "next": links.get("next")}
            plain = ({name: value for name, value in row.items() if name != "geometry"} for row in found)
            return _json(told | {str(rows): list(plain)})

        tag = f"{services.tag(query)}-{rows}-{kind[12:]}-{page.limit}-{page.offset}-{_host()}"
        response = tagged(tag, body, kind, since=since())
        response.headers["Link"] = ", ".join(f'<{link}>; rel="{name}"' for name, link in links.items())
        response.vary.add("Accept")
        return response

    return answer


def _story(server: Flask, services: Services, materials: Materials, since: Callable[[], Any]) -> None:
    @server.get(f"{V1}/stories/<int:story_id>")
    def v1_story(story_id: int) -> Response:
        only(())
        tag = f"{services.tag(Query())}-story-{story_id}-{_host()}"
        page = address({}, f"/story/{story_id}")
        found = whole_story(services.store, materials.of(Query()), story_id)
        return tagged(tag, lambda: _json(found | {"page": page}), JSON, since=since())


def _sums(server: Flask, services: Services, since: Callable[[], Any]) -> None:
    @lru_cache(maxsize=_FACETS_KEPT)
    def counted(_tag: str, query: Query) -> bytes:
        find = KnownPlaces(services.gazetteer, services.store.place)
        found = facet_record(services.columns, find, query, services.store.matching)
        return _json(facets_told(found))

    @server.get(f"{V1}/facets")
    def v1_facets() -> Response:
        only(QUERY)
        query = Query.from_mapping(request.args)
        tag = services.tag(query)
        return tagged(f"{tag}-facets", lambda: counted(tag, query), JSON, since=since())

    @server.get(f"{V1}/coverage")
    def v1_coverage() -> Response:
        only(("source", "language", "bin"))
        unit = request.args.get("bin") or UNITS[0]
        if unit not in UNITS:
            msg = f"“{unit[:20]}” is no “bin”; choose of {', '.join(UNITS)}."
            raise UsageError(msg)
        query = Query.from_mapping(request.args)
        tag = f"{services.tag(query)}-coverage-{unit}"

        def body() -> bytes:
            return _json(coverage_told(coverage(services.columns, query, unit).to_json()))

        return tagged(tag, body, JSON, since=since())


def _what_there_is_not(server: Flask) -> None:
    """Under ``/api`` every refusal is JSON of one shape, also of an address or method there is not."""

    @server.get(f"{API}/<path:path>")
    def nothing_there(path: str) -> Response:
        msg = f"There is nothing under {API}/{path[:60]}; {API} tells what there is."
        raise NotFoundError(msg)

    @server.errorhandler(405)
    def no_such_method(error: MethodNotAllowed) -> ResponseReturnValue:
        if not request.path.startswith(f"{API}/"):
            return make_response(error.get_response())
        response = jsonify(error=f"{request.path[:60]} cannot be asked with {request.method}.")
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return response, 405


def only(known: Iterable[str]) -> None:
    """Raises ``UsageError`` for a parameter with another name."""
    names = tuple(known)
    for name in request.args:
        if name not in names:
            there = f"there are {', '.join(names)}" if names else "there are none here"
            msg = f"There is no parameter “{name[:40]}”; {there}."
            raise UsageError(msg)


def _format() -> str:
    asked = request.args.get("format", "")
    if asked and asked not in _FORMATS:
        msg = f"“{asked[:20]}” is no “format”; choose of {', '.join(_FORMATS)}."
        raise UsageError(msg)
    accepted = request.accept_mimetypes.best_match(list(_FORMATS.values()), default=JSON)
    return _FORMATS.get(asked) or accepted or JSON


def _features(found: list[dict[str, Any]], total: int, links: dict[str, str]) -> bytes:
    """A page as OGC API - Features words it (OGC 17-069r4, 7.15)."""
    return _json(
        {
            "type": "FeatureCollection",
            "numberMatched": total,
            "numberReturned": len(found),
            "links": [
                {"rel": "prev" if name == "previous" else name, "href": link, "type": GEOJSON}
                for name, link in links.items()
            ],
            "features": [feature(row) for row in found],
        }
    )


def _json(value: Any) -> bytes:  # noqa: ANN401
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode("utf-8", "replace")


def _host() -> str:
    """Part of a tag: the address a page is asked by stands in it."""
    return "".join(letter for letter in request.url_root if letter.isalnum())[:80]
