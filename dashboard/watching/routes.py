"""``/watch``, its feeds, and the routes that add and remove watches."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl

from flask import Flask, Request, Response, jsonify, request
from flask.typing import ResponseReturnValue

from dashboard.access import Access
from dashboard.answers import tagged
from dashboard.config import API
from dashboard.services import Services
from dashboard.watching.feed import MIMETYPE, feed_of
from dashboard.watching.listing import listed, told
from dashboard.watching.page import watch_page
from dashboard.watching.watchman import Watchman
from geodata.errors import UsageError
from geodata.models import Language
from geodata.query import Query
from geodata.stores.watch_keeping import Rule, RuleKind, Watch
from geodata.watching import checked

MOST_WATCHES = 500
MOST_ENTRIES = 100
"""In a feed."""
ROUTE = f"{API}/watches"
_LONGEST = 20_000


def register(server: Flask, services: Services, access: Access, watchman: Watchman) -> None:
    """Put the page, the feeds and the changes on the server; each change asks ``access`` first.

    A rule that makes no sense raises ``UsageError``, which the server answers with 400.
    """
    _pages(server, services, access, watchman)
    _feeds(server, services, watchman)

    @server.post(ROUTE)
    def add_watch() -> ResponseReturnValue:
        access.require(request)
        if len(services.own.watches()) >= MOST_WATCHES:
            msg = f"There are {MOST_WATCHES} watches already; remove one first."
            raise UsageError(msg)
        watch = services.own.add_watch(checked(_rule(request, services.own.last_story())))
        watchman.look()
        return jsonify(watch=watch.id, page=f"/watch#watch-{watch.id}"), 201

    @server.post(f"{ROUTE}/<int:number>/remove")
    def remove_watch(number: int) -> ResponseReturnValue:
        access.require(request)
        return jsonify(watch=number, removed_entries=services.own.remove_watch(number))


def _pages(server: Flask, services: Services, access: Access, watchman: Watchman) -> None:
    @server.get("/watch")
    def page_of_watches() -> Response:
        language, words = _language(), watchman.words()
        # The map's own period is where its slider stands: a watch looks on.
        pairs = {name: value for name, value in request.args.items() if name not in ("from", "to", "undated")}
        asked = Query.from_mapping(pairs).to_mapping()
        may = access.may_change(request)
        page = watch_page(
            language,
            "dark" if request.args.get("theme") == "dark" else "light",
            listed(services, words, language, whole=may),
            asked=asked,
            asked_words=words.asked(Rule(name="", asked=tuple(asked.items())), language),
            may_change=may,
        )
        response = Response(page, mimetype="text/html")
        # Not for caches between: who asks decides what stands on it.
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _feeds(server: Flask, services: Services, watchman: Watchman) -> None:
    def feed(watch: Watch | None) -> Response:
        own, language = services.own, _language()
        watches = [watch] if watch else own.watches()
        entries = own.watch_entries(watch.id if watch else None, limit=MOST_ENTRIES)
        newest = entries[0].number if entries else 0
        made_of = (own.identity(), own.data_version(), newest, [each.id for each in watches], language)
        tag = hashlib.sha256(f"{made_of}{watch}{request.url_root}".encode()).hexdigest()[:32]

        def body() -> bytes:
            found = told(services, watchman.words(), language, watches, entries)
            return feed_of(request.url_root, own.identity(), language, watch, found)

        return tagged(tag, body, MIMETYPE)

    @server.get("/watch.atom")
    def feed_of_all_watches() -> Response:
        return feed(None)

    @server.get("/watch/<int:number>.atom")
    def feed_of_watch(number: int) -> Response:
        return feed(services.own.watch(number))


def _rule(asking: Request, last_story: int) -> Rule:
    """The rule a form asks for. Raises ``UsageError``; a webhook is set on the command line alone."""
    form = asking.form
    kind, asked = form.get("kind", RuleKind.STORY), form.get("asked", "")
    if kind not in set(RuleKind):
        msg = f"“{kind[:40]}” is no rule; choose of {', '.join(RuleKind)}."
        raise UsageError(msg)
    if len(asked) > _LONGEST:
        msg = "That is too much to watch for at once; take fewer filters."
        raise UsageError(msg)
    number = form.get("number", "").strip() or "0"
    if not number.isdecimal() or len(number) > len("1000000"):
        msg = f"“{number[:20]}” is no number; give a whole one."
        raise UsageError(msg)
    return Rule(
        name=form.get("name", ""),
        asked=tuple(parse_qsl(asked)),
        kind=RuleKind(kind),
        number=0 if kind == RuleKind.STORY else int(number),
        after=last_story,
    )


def _language() -> Language:
    return Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
