"""The filters: a rail beside the map (on a phone a sheet), and the chips of those that are set.

``assets/js/filters.js`` fills them.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def filter_rail(language: Language) -> Component:
    """The rail with the button that opens and folds it."""
    return html.Aside(
        [
            html.Button(
                [
                    html.Span(className="icon sliders", **{"aria-hidden": "true"}),
                    html.Span(say(language, "filters.title"), className="filters-word"),
                    html.Span(className="filters-set"),
                ],
                id=Id.FILTERS_TOGGLE,
                type="button",
                className="filters-toggle",
                title=say(language, "filters.title"),
                **{
                    "aria-label": say(language, "filters.title"),  # folded, its word is not on the page
                    "aria-expanded": "false",
                    "aria-controls": Id.FILTERS_BODY,
                },
            ),
            html.Div(id=Id.FILTERS_BODY, className="filters-body"),
            html.Div(id=Id.FILTERS_SAID, className="unseen", role="status"),
        ],
        id=Id.FILTERS,
        className="filters",
        **{"aria-label": say(language, "filters.title")},
    )


def filter_chips(language: Language) -> Component:
    """What is set, on the map, and what to do where nothing is left."""
    return html.Div(
        [
            html.Ul(
                id=Id.FILTER_CHIPS,
                className="chips",
                hidden=True,
                **{"aria-label": say(language, "filters.set")},
            ),
            html.Div(id=Id.FILTERS_EMPTY, className="nothing-left", hidden=True, role="status"),
        ],
        className="chips-place",
    )
