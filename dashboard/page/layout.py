"""The whole page: providers around header, map, panel and timeline."""

from __future__ import annotations

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.adding.layout import add_button, adding_window
from dashboard.basemap.chosen import BaseMap
from dashboard.config import page_config
from dashboard.exporting.layout import export_button, export_window
from dashboard.filters.layout import filter_chips, filter_rail
from dashboard.header.layout import header
from dashboard.help.layout import first_hint, help_button, help_window
from dashboard.ids import Id
from dashboard.map_view.layout import map_view
from dashboard.presentation.layout import headline, present_button, way_out
from dashboard.publishing.layout import publish_button, publish_window
from dashboard.search.layout import search_box
from dashboard.stories.layout import story_panel
from dashboard.table.layout import mention_table
from dashboard.timeline.layout import timeline
from dashboard.trust.layout import exact_button
from dashboard.view_state import ViewState
from dashboard.views.layout import view_tools


def root() -> Component:
    """What is there before the address is known; the callback fills it."""
    return html.Div([dcc.Location(id=Id.LOCATION, refresh=False), html.Div(id=Id.ROOT, className="root")])


def page(state: ViewState, base_map: BaseMap, *, samples: bool = False) -> Component:
    """The page for a state, mirrored for Arabic; map and time never are.

    ``samples`` says that the stories shown are the bundled ones, and the page says so.
    """
    return html.Div(
        [
            header(
                state,
                search_box(state.language),
                add_button(state.language),
                publish_button(state.language),
                export_button(state.language),
                view_tools(state.language),
                exact_button(state.language),
                help_button(state.language),
            ),
            headline(state.language, samples=samples),
            filter_rail(state.language),
            map_view(state, base_map),
            filter_chips(state.language),
            mention_table(state.language),
            story_panel(state.language, samples=samples),
            timeline(state.language),
            adding_window(state.language),
            publish_window(state.language, present_button(state.language)),
            export_window(state.language),
            help_window(state.language),
            first_hint(state.language),
        ],
        id=Id.PAGE,
        className="page loading",
        **{"data-config": page_config(state.language, state.theme, samples=samples)},
    )


def framed_page(state: ViewState, base_map: BaseMap, *, samples: bool = False) -> Component:
    """The page other sites may frame: map, legend, credits, slider, and the way to the whole map."""
    language = state.language
    config = page_config(language, state.theme, samples=samples, framed=True)
    return html.Div(
        [
            headline(language, samples=samples),
            map_view(state, base_map, framed=True),
            way_out(language),
            timeline(language, framed=True),
        ],
        id=Id.PAGE,
        className="page framed loading",
        **{"data-config": config},
    )
