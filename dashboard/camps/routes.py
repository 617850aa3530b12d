"""``/api/camps`` for the map's layer, ``/camp/<id>`` with its files, ``/camps`` with its export, comparisons.

Everything is told of the camps as ``Services`` gives them: covered, unless the asker may see more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import lru_cache, wraps
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, Response, request

from dashboard.answers import tagged
from dashboard.config import API
from dashboard.services import Services
from dashboard.text import say
from geodata.errors import NotFoundError, UsageError
from geodata.models import Language

if TYPE_CHECKING:
    from dashboard.camps.pages import Reader

MOST_KM = 100
FEWEST, MOST = 2, 4
"""Camps that are compared."""
_FILES = {"csv": "text/csv", "geojson": "application/geo+json", "pdf": "application/pdf"}


def register(server: Flask, services: Services) -> None:
    """Put the routes on the server. A request that makes no sense raises ``UsageError``, one for a camp there
    is not ``NotFoundError``."""
    _layer(server, services)
    _dossier(server, services)
    _table(server, services)
    _export(server, services)


def _layer(server: Flask, services: Services) -> None:
    @lru_cache(maxsize=4)
    def packed(tag: str) -> bytes:
        from dashboard.camps.records import camps_record

        return camps_record(services.camps.camps())

    @server.get(f"{API}/camps")
    def camps_layer() -> Response:
        tag = _tag(services)
        return tagged(tag, lambda: packed(tag), "application/json")


def _tag(services: Services) -> str:
    """Changes with the camps, and with how exactly they are told."""
    exact = "exact" if services.sees_exactly else "covered"
    cover = services.cover.version if services.cover else ""
    told = f"{services.camps.version}\n{exact}\n{cover}"
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:32]


def _dossier(server: Flask, services: Services) -> None:
    @server.get("/camp/<camp_id>")
    @_page
    def camp_dossier(camp_id: str) -> Response:
        from dashboard.camps.dossier import dossier_of
        from dashboard.camps.pages import dossier_page

        stem, _, ending = camp_id.rpartition(".")
        if stem and ending in _FILES:
            return _file(services, stem, ending)
        found = dossier_of(services, camp_id, _day(), _km())
        page = _whole("page", 1, found.pages)
        return _html(dossier_page(found, _reader(), page, _address(f"/camp/{quote(found.camp.id)}")))


def _file(services: Services, camp_id: str, ending: str) -> Response:
    from dashboard.camps.dossier import dossier_of
    from dashboard.camps.downloads import history_csv, history_geojson

    camp = services.camps.camp(camp_id)
    if ending == "csv":
        body = history_csv(camp)
    elif ending == "geojson":
        body = history_geojson(camp)
    else:
        from dashboard.camps.paper import paper

        found = dossier_of(services, camp_id, _day(), _km())
        body = paper(found, _language(), _address(f"/camp/{quote(camp.id)}"))
    where = "inline" if ending == "pdf" else "attachment"
    return _download(body, _FILES[ending], f"{camp.id}.{ending}", where)


def _table(server: Flask, services: Services) -> None:
    @server.get("/camps")
    @_page
    def camps_table() -> Response:
        from dashboard.camps.listing import Wanted, listing
        from dashboard.camps.table_page import table_page
        from dashboard.camps.wording import today

        reader = _reader()
        wanted = Wanted.from_mapping(request.args, today())
        found = listing(services, wanted, reader.language)
        return _html(table_page(found, wanted, reader, services))

    @server.get("/camps/compare")
    @_page
    def camps_compared() -> Response:
        from dashboard.camps.dossier import dossier_of
        from dashboard.camps.pages import comparison_page

        ids = list(dict.fromkeys(request.args.getlist("id")))
        if not FEWEST <= len(ids) <= MOST:
            return _problem(say(_language(), "camps.compare_count", count=len(ids)), 400, _language())
        found = [dossier_of(services, each, _day(), _km()) for each in ids]
        return _html(comparison_page(found, _reader()))


def _export(server: Flask, services: Services) -> None:
    @server.get("/camps/export/<name>")
    @_page
    def camps_file(name: str) -> Response:
        """The camps of the table with their whole history, positions as whoever asks may see them."""
        from dashboard.camps.listing import Wanted, listing
        from dashboard.camps.wording import today
        from geodata.camps.exporting import camps_as, format_of, media_type

        wanted = Wanted.from_mapping(request.args, today())
        ending = format_of("", name)
        rows = listing(services, wanted, _language()).rows
        body = camps_as(
            [row.camp for row in rows], ending, hxl=bool(request.args.get("hxl")), today=wanted.day
        )
        return _download(body, media_type(ending), f"camps-{wanted.day.isoformat()}.{ending}")


def _html(page: str) -> Response:
    response = Response(page, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _page(answer: Callable[..., Response]) -> Callable[..., Response]:
    """Let a view tell a reader what is wrong as a page, where others answer programs."""

    @wraps(answer)
    def told(**values: str) -> Response:
        try:
            return answer(**values)
        except NotFoundError:
            return _problem(say(_language(), "camps.not_found"), 404, _language())
        except UsageError as error:
            return _problem(str(error), 400, Language.ENGLISH)

    return told


def _problem(words: str, status: int, language: Language) -> Response:
    from dashboard.camps.pages import problem_page

    response = _html(problem_page(words, language, _reader()))
    response.status_code = status
    return response


def _download(body: bytes, media: str, name: str, where: str = "attachment") -> Response:
    response = Response(body, mimetype=media)
    response.headers["Content-Disposition"] = f"{where}; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _reader() -> Reader:
    from dashboard.camps.pages import Reader

    theme = "dark" if request.args.get("theme") == "dark" else "light"
    values = [(name, value) for name, value in request.args.items(multi=True) if value]
    return Reader(_language(), theme, request.path, tuple(values))


def _language() -> Language:
    return Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH


def _day() -> date:
    from dashboard.camps.listing import parse_day
    from dashboard.camps.wording import today

    return parse_day(request.args.get("day", ""), today())


def _km() -> float:
    from dashboard.camps.dossier import INCIDENTS_KM

    return _whole("km", INCIDENTS_KM, MOST_KM)


def _whole(name: str, default: int, most: int) -> int:
    """A whole number of the address from 1 to ``most``. Raises ``UsageError``."""
    text = request.args.get(name, "") or str(default)
    if not text.isdecimal() or not 1 <= int(text[:9]) <= most:
        msg = f"“{text[:20]}” makes no sense for “{name}”; write a whole number from 1 to {most}."
        raise UsageError(msg)
    return int(text)


def _address(path: str) -> str:
    return f"{request.host_url.rstrip('/')}{path}"
