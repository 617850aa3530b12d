"""``/feed.atom`` and ``/feed.georss``: what a query asks for, newest first, as feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from flask import Flask, Response, request

from dashboard.answers import Changes, tagged
from dashboard.feeds.atom import MIMETYPE, Feed, write
from dashboard.feeds.entries import by_place, entries
from dashboard.feeds.naming import title
from dashboard.materials import Materials
from dashboard.paging import Page
from dashboard.reading_api.parameters import FEED_MOST, FEED_USUAL
from dashboard.services import Services
from geodata.export import Rows
from geodata.models import Language
from geodata.query import Query


def register(server: Flask, services: Services, materials: Materials, changes: Changes) -> None:
    """Put both feeds on the server. A request that makes no sense raises ``UsageError``.

    Other pairs than a query's and a page's are left aside, so that the address of a map is one of a feed as
    well.
    """

    @server.get("/feed.atom")
    def atom_feed() -> Response:
        return _feed(services, materials, changes, apart=False)

    @server.get("/feed.georss")
    def georss_feed() -> Response:
        return _feed(services, materials, changes, apart=True)


def _feed(services: Services, materials: Materials, changes: Changes, *, apart: bool) -> Response:
    query = Query.from_mapping(request.args)
    page = Page.from_mapping(request.args, usual=FEED_USUAL, most=FEED_MOST)
    language = Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
    kind = "places" if apart else "stories"
    # The address it is asked by stands in it.
    tag = f"{services.tag(query)}-{kind}-{language}-{page.limit}-{page.offset}-{_short(request.url_root)}"

    def body() -> bytes:
        material = materials.of(query)
        found = entries(services, material, limit=page.limit, offset=page.offset)
        pairs = query.to_mapping() | {"lang": language.value}
        feed = Feed(
            language=language,
            home=request.url_root,
            database=services.store.identity(),
            asked=urlencode({"of": kind, **pairs}),
            title=title(services, query, language),
            links=page.links(material.count(Rows.STORIES), pairs, usual=FEED_USUAL),
            page=f"{request.url_root}?{urlencode(pairs)}",
            updated=changes.since(services.tag(Query())) or datetime.now(UTC),
        )
        return write(feed, by_place(found) if apart else found)

    return tagged(tag, body, MIMETYPE, since=changes.since(services.tag(Query())))


def _short(address: str) -> str:
    return "".join(letter for letter in address if letter.isalnum())[:80]
