"""The page's one server callback: the address, as the browser opened it, becomes the page."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard.ids import Id
from dashboard.page.layout import page
from dashboard.view_state import from_search


def register(app: Dash, map_styles: dict[str, dict[str, Any]] | None = None) -> None:
    """Draw the page once, from the address it was opened under.

    Later changes of the address are written by the page itself and must not draw it anew.
    """

    @app.callback(Output(Id.ROOT, "children"), Input(Id.LOCATION, "href"), Input(Id.ROOT, "children"))
    def draw(href: str | None, drawn: Component | None) -> Component:
        if drawn is not None or href is None:
            raise PreventUpdate
        state = from_search(href.partition("?")[2].partition("#")[0])
        return page(state, (map_styles or {}).get(state.theme))
