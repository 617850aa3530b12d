"""What the table asks for: its rows, and the grid they stand in."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request

from dashboard.api import whole_number
from dashboard.config import API
from dashboard.services import Services
from dashboard.table.grid import BLOCK, grid
from dashboard.table.records import Rows
from geodata.columns.rows import SORTS
from geodata.errors import UsageError
from geodata.models import Language
from geodata.query import Query

_DIRECTIONS = ("asc", "desc")


def register(server: Flask, services: Services) -> None:
    """Put the table's routes on the server. A request that makes no sense raises ``UsageError``."""

    @server.get(f"{API}/mentions")
    def mentions() -> Response:
        sort, descending = _order()
        page = _rows(services).page(
            Query.from_mapping(request.args),
            mark=request.args.get("mark", ""),
            sort=sort,
            descending=descending,
            limit=whole_number(request.args, "limit", BLOCK),
            offset=whole_number(request.args, "offset", 0, most=10**9),
        )
        return jsonify(page)

    @server.get(f"{API}/table")
    def table() -> Response:
        sort, descending = _order()
        return jsonify(grid(_language(), sort=sort, descending=descending))


def _rows(services: Services) -> Rows:
    return Rows(services.store, services.columns, services.gazetteer, _language())


def _order() -> tuple[str, bool]:
    sort = request.args.get("sort") or SORTS[0]
    direction = request.args.get("dir") or _DIRECTIONS[1]
    for name, value, choices in (("sort", sort, SORTS), ("dir", direction, _DIRECTIONS)):
        if value not in choices:
            msg = f"“{value[:20]}” is no “{name}” there is; choose of {', '.join(choices)}."
            raise UsageError(msg)
    return sort, direction == _DIRECTIONS[1]


def _language() -> Language:
    return Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
