"""``/export/map.html``: the offline file of what is asked for, by its address."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, Response, request

from dashboard.answers import tagged
from dashboard.services import Services
from dashboard.view_state import ViewState, from_search
from geodata.models import Language
from geodata.query import Query

_KEPT = 2


def register(server: Flask, services: Services) -> None:
    """Put the route on the server; what makes no sense in a query raises ``UsageError``."""

    @lru_cache(maxsize=_KEPT)
    def written(_tag: str, state: ViewState, query: Query) -> bytes:
        # Not before a file is asked for: it takes the whole page and plotly.js to make one.
        from dashboard.offline.page import offline_page

        return offline_page(services, query, language=state.language, theme=state.theme, view=state.view)

    @server.get("/export/map.html")
    def offline_file() -> Response:
        query = Query.from_mapping(request.args)
        shown = from_search(request.query_string.decode("utf-8", "replace"))
        state = ViewState(language=_reader(), theme=shown.theme, view=shown.view)
        tag = f"{services.tag(query)}-{state.language}-{state.theme}"
        response = tagged(tag, lambda: written(tag, state, query), "text/html")
        response.headers["Content-Disposition"] = 'attachment; filename="conflict-map.html"'
        return response


def _reader() -> Language:
    """The language of the page, which is not that of the stories."""
    return Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
