"""The table of mentions: a tab on the map and the drawer it opens (on a phone a sheet over the page).

``assets/js/table.js`` fills it, and fetches the grid when it is first opened.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def mention_table(language: Language) -> Component:
    """The tab and the closed drawer."""
    return html.Div(
        [
            html.Button(
                [
                    html.Span(className="icon table", **{"aria-hidden": "true"}),
                    html.Span(say(language, "table.open")),
                ],
                id=Id.TABLE_OPEN,
                type="button",
                className="table-tab",
                title=say(language, "table.open_label"),
                **{"aria-expanded": "false", "aria-controls": Id.TABLE},
            ),
            _drawer(language),
        ],
        className="table-place",
    )


def _drawer(language: Language) -> Component:
    return html.Section(
        [
            html.Header(
                [
                    html.H2(say(language, "table.title")),
                    html.Span(id=Id.TABLE_COUNT, className="meta", role="status"),
                    html.Button(
                        id=Id.TABLE_ONLY,
                        type="button",
                        className="quiet press",
                        hidden=True,
                        **{"aria-pressed": "false"},
                    ),
                    html.Span(className="gap"),
                    html.Button(
                        "×",
                        id=Id.TABLE_CLOSE,
                        type="button",
                        className="table-close",
                        title=say(language, "table.close"),
                        **{"aria-label": say(language, "table.close")},
                    ),
                ],
                className="table-head",
            ),
            html.Div(id=Id.TABLE_GRID, className="table-grid"),
        ],
        id=Id.TABLE,
        className="table-drawer",
        hidden=True,
        **{"aria-label": say(language, "table.title")},
    )
