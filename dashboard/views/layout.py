"""The link to what is shown, and views kept by name in this browser; ``assets/js/views.js`` is their life."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def view_tools(language: Language) -> Component:
    """Two buttons of the header, and the menu under the second."""
    copy, views = say(language, "views.copy_label"), say(language, "views.open")
    return html.Div(
        [
            html.Button(
                html.Span(className="icon link"),
                id=Id.COPY_LINK,
                type="button",
                className="switch wide-only",
                title=copy,
                **{"aria-label": copy},
            ),
            html.Button(
                html.Span(className="icon views"),
                id=Id.VIEWS,
                type="button",
                className="switch",
                title=views,
                **{"aria-label": views, "aria-expanded": "false", "aria-controls": Id.VIEWS_MENU},
            ),
            html.Div(
                id=Id.VIEWS_MENU, className="views-menu", hidden=True, role="group", **{"aria-label": views}
            ),
        ],
        className="view-tools",
    )
