"""The page's one server callback: the address, as the browser opened it, becomes the page."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from dash import Dash, Input, Output, State
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard.basemap.chosen import BaseMapChoice
from dashboard.config import EMBED
from dashboard.ids import Id
from dashboard.page.layout import framed_page, page
from dashboard.services import Services
from dashboard.view_state import from_search


def register(app: Dash, services: Services, base_map: BaseMapChoice) -> None:
    """Draw the page once, from the address it was opened under.

    Later changes of the address are written by the page itself and must not draw it anew.
    """

    @app.callback(Output(Id.ROOT, "children"), Input(Id.LOCATION, "href"), State(Id.ROOT, "children"))
    def draw(href: str | None, drawn: Component | None) -> Component:
        if drawn is not None or href is None:
            raise PreventUpdate
        state = from_search(href.partition("?")[2].partition("#")[0])
        address = urlsplit(href)
        chosen = base_map.map_for(state.language, state.theme, f"{address.scheme}://{address.netloc}")
        # Decoded as the server decodes it: what may be framed must be the page without its tools.
        drawing = framed_page if unquote(address.path) == EMBED else page
        return drawing(state, chosen, samples=services.shows_samples)
