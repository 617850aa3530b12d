"""The search box. ``assets/js/search_box.js`` brings it to life."""

from __future__ import annotations

import dash_mantine_components as dmc
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
            dmc.TextInput(
                id=Id.SEARCH,
                placeholder=say(language, "search.placeholder"),
                variant="unstyled",
                className="search-field",
                attributes={"input": {"aria-label": say(language, "search.label"), "dir": "auto"}},
            ),
            html.Ul(id=Id.SEARCH_RESULTS, className="search-results", hidden=True),
        ],
        className="search-box",
        role="search",
    )
