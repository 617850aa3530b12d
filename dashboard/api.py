"""Plain routes beside Dash: the cube, lists of stories, the base map's files, fonts, health.

Every answer is for this page alone (same origin). A bad request gets a 400 with a sentence that says what
to do.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, jsonify, request
from werkzeug.datastructures import MultiDict

from dashboard.answers import tagged
from dashboard.basemap.areas import area_of
from dashboard.basemap.style import data_files
from dashboard.config import API
from dashboard.services import Services
from dashboard.stories import records
from dashboard.stories.story_page import story_page
from dashboard.stories.undated import undated
from dashboard.text import say
from geodata import cube
from geodata.errors import ConflictMapError, NotAllowedError, NotFoundError, UsageError
from geodata.gazetteer.index import names_of
from geodata.gazetteer.together import search
from geodata.language.normalise import fold
from geodata.models import Language
from geodata.query import Query

_YEAR = 365 * 24 * 3600
_CUBES_KEPT = 8
_STATUS = {NotFoundError: 404, NotAllowedError: 403, UsageError: 400}


def register(server: Flask, services: Services) -> None:
    """Put all plain routes on the server."""
    _errors(server)
    _health(server, services)
    _cube(server, services)
    _stories(server, services)
    _places(server, services)
    _files(server)


def _errors(server: Flask) -> None:
    @server.errorhandler(ConflictMapError)
    def refuse(error: ConflictMapError) -> tuple[Response, int]:
        return jsonify(error=str(error)), next(
            (status for kind, status in _STATUS.items() if isinstance(error, kind)), 500
        )


def _health(server: Flask, services: Services) -> None:
    @server.get(f"{API}/health")
    def health() -> Response:
        return jsonify(status="ok", version=services.own.data_version())


def _cube(server: Flask, services: Services) -> None:
    @lru_cache(maxsize=_CUBES_KEPT)
    def packed(tag: str, query: Query) -> bytes:
        columns = services.columns
        found = cube.build(columns, services.gazetteer, query, services.store.matching, area_of)
        return found.to_bytes()

    @server.get(f"{API}/cube")
    def whole_cube() -> Response:
        # All of time is sent: the page takes its windows from it.
        query = replace(Query.from_mapping(request.args), first=None, last=None, undated=True)
        tag = services.tag(query)
        return tagged(tag, lambda: packed(tag, query), "application/octet-stream")


def _stories(server: Flask, services: Services) -> None:
    @server.get(f"{API}/stories")
    def stories() -> Response:
        limit, offset = (
            whole_number(request.args, name, default) for name, default in (("limit", 30), ("offset", 0))
        )
        query = Query.from_mapping(request.args)
        if request.args.get("unplaced"):
            page = records.unplaced(services.store, services.columns, query, limit=limit, offset=offset)
        elif request.args.get("only") == "undated":
            page = undated(
                services.store,
                services.columns,
                services.gazetteer,
                query,
                limit=limit,
                offset=offset,
                language=_language(request.args),
            )
        else:
            mark = request.args.get("mark", "")
            page = records.stories_at(
                services.store,
                services.columns,
                services.gazetteer,
                mark,
                query,
                limit=limit,
                offset=offset,
                language=_language(request.args),
            )
        return jsonify(page)

    @server.get("/story/<int:story_id>")
    def own_page(story_id: int) -> tuple[str, int]:
        language = _language(request.args)
        theme = "dark" if request.args.get("theme") == "dark" else "light"
        version = whole_number(request.args, "version", 0) or None
        try:
            page = story_page(services.store, services.gazetteer, story_id, language, theme, version=version)
            return page, 200
        except NotFoundError:
            return say(language, "story.not_found"), 404


def _places(server: Flask, services: Services) -> None:
    @server.get(f"{API}/places")
    def places() -> Response:
        words = request.args.get("q", "").strip()[:100]
        looked_up = services.store.looked_up()
        found = search(services.gazetteer, looked_up, words, 8) if words else []
        find = records.place_finder(services.store, services.gazetteer)
        key = fold(words)
        exact = {place.id for place in found if any(fold(name) == key for name in names_of(place))}
        return jsonify(
            places=[records.place_record(find, place) | {"exact": place.id in exact} for place in found]
        )


def _files(server: Flask) -> None:
    base_map = data_files()

    @server.get("/basemap/<name>")
    def base_map_file(name: str) -> Response:
        if name not in base_map:
            msg = f"The base map has no file named “{name}”."
            raise NotFoundError(msg)
        return _kept(base_map[name], "application/json")

    @server.get("/fonts/<name>")
    def font(name: str) -> Response:
        path = font_files().get(name)
        if path is None:
            msg = f"There is no font named “{name}”."
            raise NotFoundError(msg)
        return _kept(path, "font/ttf")


def _kept(path: Path, mimetype: str) -> Response:
    # Read whole, not streamed: what is streamed through compression is never told that the browser has it.
    response = Response(path.read_bytes(), mimetype=mimetype)
    response.add_etag()
    response.headers["Cache-Control"] = "public, max-age=3600"
    response.make_conditional(request)
    return response


@lru_cache(maxsize=1)
def font_files() -> dict[str, Path]:
    """DejaVu Sans, regular and bold, from matplotlib's own data: free, and it holds Arabic."""
    from matplotlib import get_data_path

    folder = Path(get_data_path()) / "fonts" / "ttf"
    return {name: folder / name for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")}


def _language(values: MultiDict[str, str]) -> Language:
    return Language.ARABIC if values.get("lang") == "ar" else Language.ENGLISH


def whole_number(values: MultiDict[str, str], name: str, default: int, *, most: int = 1_000_000) -> int:
    """A count from the address. Raises ``UsageError`` for anything but a whole number up to ``most``."""
    text = values.get(name, "")
    if not text:
        return default
    if not text.isdecimal() or len(text) > len(str(most)) or int(text) > most:
        msg = f"“{text[:40]}” is no number for “{name}”; give a whole number such as {default}."
        raise UsageError(msg)
    return int(text)
