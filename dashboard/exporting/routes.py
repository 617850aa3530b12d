"""Downloads of what is on the map, and how many rows each would have.

A file is sent as its rows are read. Only so many are made at a time: the map must not wait for them.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify, request

from dashboard.config import API
from dashboard.services import Services
from geodata.models import Language
from geodata.query import Query

if TYPE_CHECKING:
    from dashboard.exporting.orders import Order
    from geodata.export import About, Material

Credits = Mapping[Language, str]
_AT_ONCE = 3
_BUSY = "Other files are being made at the moment; try again in a minute."
_WAIT = "60"


def register(server: Flask, services: Services, base_map: Credits) -> None:
    """Put the downloads on the server; ``base_map`` is the credit of the map on the page by the reader's
    language."""
    turns = BoundedSemaphore(_AT_ONCE)

    @server.get(f"{API}/export")
    def counted() -> Response:
        from dashboard.exporting.orders import offered
        from geodata.export import count_rows

        query = Query.from_mapping(request.args)
        rows = count_rows(services.columns, query, services.store.matching)
        return jsonify(rows={str(kind): number for kind, number in rows.items()}, formats=offered())

    @server.get("/export/<file>")
    def download(file: str) -> Response:
        from dashboard.exporting.orders import Order

        order = Order.of(file, request.args)
        if request.method == "HEAD":
            return _named(Response(mimetype=order.mimetype), order)
        if not turns.acquire(blocking=False):
            busy = jsonify(error=_BUSY)
            busy.status_code, busy.headers["Retry-After"] = 503, _WAIT
            return busy
        with ExitStack() as held:
            held.callback(turns.release)
            pieces = held.enter_context(closing(_pieces(order, services, base_map)))
            # The first piece is made here: what goes wrong before it can still be said in words.
            first = next(pieces, b"")
            sent = held.pop_all()
        response = Response(_all_of(first, pieces, sent), mimetype=order.mimetype)
        response.call_on_close(sent.close)
        return _named(response, order)


def _named(response: Response, order: Order) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="{order.sent_as}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _all_of(first: bytes, pieces: Iterator[bytes], held: ExitStack) -> Iterator[bytes]:
    with held:
        yield first
        yield from pieces


def _pieces(order: Order, services: Services, base_map: Credits) -> Generator[bytes, None, None]:
    from geodata import export

    material = export.Material(services.store, services.columns, services.gazetteer, order.query)
    tables = export.tables_of(order.module, material, order.rows)
    about = _about(services, material, base_map, order.language)
    options = export.Options(bom=order.bom, notes=about.notes(), language=order.language)
    if order.packed:
        yield from export.packed(order.module, tables, options, about, order.file)
    else:
        yield from export.pieces(order.module, tables, options)


def _about(services: Services, material: Material, base_map: Credits, language: Language) -> About:
    from geodata.export import About
    from geodata.export.common.credits import credits_of, lent_by_base_map

    looked_up = (place.source for place in material.store.looked_up())
    credits_: Sequence[str] = (
        *credits_of(services.gazetteers, looked_up),
        lent_by_base_map(language, base_map[language]),
    )
    return About(
        asked=material.query.to_mapping(),
        made=datetime.now(UTC),
        newest=material.newest,
        credits=credits_,
        blurred=services.cover.told(language) if services.cover else "",
        exact=services.sees_exactly and services.covers_anything,
        language=language,
    )
