"""The search box. ``assets/js/search_box.js`` brings it to life."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def search_box(language: Language) -> Component:
    """A text field with a list of suggestions under it."""
    return html.Div(
        [
            html.Span(className="icon search", **{"aria-hidden": "true"}),
            # Dash's HTML has no text field: the script puts one in here, by this id and in these words.
            html.Div(
                id=Id.SEARCH_FIELD,
                className="search-field",
                **{
                    "data-id": Id.SEARCH,
                    "data-placeholder": say(language, "search.placeholder"),
                    "data-label": say(language, "search.label"),
                },
            ),
            html.Ul(id=Id.SEARCH_RESULTS, className="search-results", hidden=True),
        ],
        className="search-box",
        role="search",
    )
