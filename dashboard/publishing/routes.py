"""The plain routes of the publish panel. None of them draws, and none keeps anything."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flask import Flask, Response, jsonify, request

from dashboard.answers import tagged
from dashboard.config import API
from dashboard.publication.order import Order
from dashboard.publishing.records import area_records, picture_record
from dashboard.services import Services
from geodata.errors import UsageError

ROUTE = f"{API}/figure"


def register(server: Flask, services: Services) -> None:
    """``/api/figure`` with a picture's pairs tells what it says; ``/areas`` below it what it can highlight.

    ``/point?x=…&y=…``, shares of its width and height, tells what degrees a point of it stands for. What
    makes no sense in the pairs is answered with 400, in words.
    """

    @server.get(ROUTE)
    def told() -> Response:
        order = Order.from_mapping(request.args)
        from dashboard.publication.picture import shown
        from dashboard.publication.scene import scene

        def record() -> bytes:
            found = picture_record(order, shown(order, scene(services, order)))
            return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

        # What is told changes with what is asked, and the address has all of that.
        return tagged(services.tag(order.query), record, "application/json")

    @server.get(f"{ROUTE}/areas")
    def areas() -> Response:
        return jsonify(areas=area_records(services, Order.from_mapping(request.args).language))

    @server.get(f"{ROUTE}/point")
    def point() -> Response:
        across, down = (_share(request.args, name) for name in ("x", "y"))
        order = Order.from_mapping(request.args)
        from dashboard.publication.picture import position_at
        from dashboard.publication.scene import scene

        found = position_at(order, scene(services, order), across, down)
        return jsonify(None if found is None else {"lat": found[0], "lon": found[1]})


def _share(values: Mapping[str, str], name: str) -> float:
    """Raises ``UsageError`` for anything but a number from 0 to 1."""
    text = values.get(name, "")
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0.0 <= share <= 1.0:
        msg = f"“{text[:20]}” is no share for “{name}”; write a number from 0 to 1."
        raise UsageError(msg)
    return share
