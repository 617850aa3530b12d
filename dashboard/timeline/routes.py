"""What the timeline asks for beside the cube: coverage by day, outlets of a window."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request

from dashboard.config import API
from dashboard.services import Services
from geodata.columns.coverage import UNITS, coverage, outlets_on_map
from geodata.errors import UsageError
from geodata.query import Query


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
