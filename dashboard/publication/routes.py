"""``/figure.png``, ``/figure.svg``, ``/figure.pdf``: a picture by its address."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache

from flask import Flask, Response, request

from dashboard.answers import tagged
from dashboard.publication.order import Format, Order
from dashboard.services import Services
from geodata.errors import NotFoundError

_KEPT = 12
_LAYOUT = "2"
"""Changes with how pictures are drawn, so that no browser keeps one of an earlier version."""
MIMETYPES = {Format.PNG: "image/png", Format.SVG: "image/svg+xml", Format.PDF: "application/pdf"}


def register(server: Flask, services: Services) -> None:
    """Put the route on the server; it answers with ``UsageError`` and ``NotFoundError`` as all routes do."""

    @lru_cache(maxsize=_KEPT)
    def drawn(_tag: str, order: Order) -> bytes:
        # Not before a picture is asked for: matplotlib takes a second to load.
        from dashboard.publication.picture import picture
        from dashboard.publication.scene import scene

        return picture(order, scene(services, order))

    @server.get("/figure.<ending>")
    def figure(ending: str) -> Response:
        if ending not in set(Format):
            msg = f"There is no picture of the kind “{ending[:20]}”; ask for one of {', '.join(Format)}."
            raise NotFoundError(msg)
        order = Order.from_mapping(request.args.to_dict() | {"format": ending})
        tag = _tag(services, order)
        kind = Format.PNG if order.preview else order.format
        response = tagged(tag, lambda: drawn(tag, order), MIMETYPES[kind])
        if request.args.get("download"):
            response.headers["Content-Disposition"] = f'attachment; filename="conflict-map.{kind}"'
        return response


def _tag(services: Services, order: Order) -> str:
    asked = json.dumps(order.to_mapping(), sort_keys=True, ensure_ascii=False)
    shown = f"{_LAYOUT}\n{services.tag(order.query)}\n{services.store.data_version()}\n{asked}"
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:32]
