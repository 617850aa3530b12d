"""The map and what floats on it: zoom, legend, scale, credits."""

from __future__ import annotations

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.basemap.chosen import BaseMap
from dashboard.ids import Id
from dashboard.map_view.figures import map_figure
from dashboard.text import say
from dashboard.view_state import ViewState
from geodata.models import Language

# Plotly offers to upload charts to its cloud by default; nothing here leaves the machine.
CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "scrollZoom": True,
    "displaylogo": False,
    "doubleClick": False,
    "responsive": True,
}


def map_view(state: ViewState, base_map: BaseMap, *, framed: bool = False) -> Component:
    """The map in the reader's language and theme over ``base_map``; ``framed``: only to be looked at."""
    language = state.language
    return html.Main(
        [
            dcc.Graph(
                id=Id.MAP,
                figure=map_figure(base_map.style, state.view),
                config=CONFIG,
                responsive=True,
                className="map",
                style={"height": "100%"},
            ),
            html.Div(id=Id.MAP_TIP, className="map-tip", hidden=True),
            html.Div(id=Id.MAP_MESSAGE, className="map-message", hidden=True, role="alert"),
            html.Div(id=Id.NOTICE, className="notice", hidden=True, role="status"),
            _empty(language),
            html.Div([_zoom(language), _tools(language, hidden=framed)], className="map-tools"),
            html.Div(id=Id.DRAWING, className="drawing", hidden=True),
            _clear(language),
            html.Div(
                id=Id.FAN,
                className="fan",
                hidden=True,
                role="group",
                **{"aria-label": say(language, "fan.label")},
            ),
            html.Div(
                id=Id.LAYER_PANEL,
                className="layer-panel",
                hidden=True,
                role="group",
                **{"aria-label": say(language, "layer.title")},
            ),
            html.Div(
                [
                    html.Details(
                        [
                            html.Summary(html.Span(say(language, "legend.title"))),
                            html.Div(id=Id.LEGEND, className="legend", hidden=True),
                            html.Div(id=Id.LAYER_KEYS, className="legend layer-keys", hidden=True),
                        ],
                        id=Id.KEYS,
                        className="keys",
                        open=True,
                    ),
                    html.Div(id=Id.SCALE_BAR, className="scale-bar"),
                ],
                className="map-key",
            ),
            html.Div(base_map.credit, className="credits", dir="auto"),
        ],
        id=Id.MAP_FRAME,
        className="map-frame",
        **{"aria-label": say(language, "map.label")},
    )


def _zoom(language: Language) -> Component:
    buttons = (
        (Id.ZOOM_IN, "plus", "zoom_in"),
        (Id.ZOOM_OUT, "minus", "zoom_out"),
        (Id.ZOOM_ALL, "all", "zoom_all"),
    )
    return html.Div(
        [
            html.Button(
                html.Span(className=f"icon {icon}"),
                id=name,
                type="button",
                title=say(language, f"map.{words}"),
                **{"aria-label": say(language, f"map.{words}")},
            )
            for name, icon, words in buttons
        ],
        className="zoom",
    )


def _tools(language: Language, *, hidden: bool) -> Component:
    """The layers, and two ways to choose many places by hand."""
    layers = {"aria-expanded": "false", "aria-controls": Id.LAYER_PANEL}
    return html.Div(
        [
            _tool(language, Id.LAYERS, "layers", "layers", **layers),
            _tool(language, Id.DRAW_BOX, "box", "draw_box", disabled=True, **{"aria-pressed": "false"}),
            _tool(language, Id.DRAW_LASSO, "lasso", "draw_lasso", disabled=True, **{"aria-pressed": "false"}),
        ],
        className="zoom tools",
        hidden=hidden,
    )


def _tool(language: Language, name: Id, icon: str, words: str, **more: object) -> Component:
    label = say(language, f"map.{words}")
    return html.Button(
        html.Span(className=f"icon {icon}"),
        id=name,
        type="button",
        title=label,
        **{"aria-label": label, **more},
    )


def _clear(language: Language) -> Component:
    label = say(language, "draw.clear")
    return html.Button(
        "×",
        id=Id.DRAWN_CLEAR,
        className="drawn-clear",
        type="button",
        hidden=True,
        title=label,
        **{"aria-label": label},
    )


def _empty(language: Language) -> Component:
    """What a map without stories says; shown by the style sheet alone."""
    return html.Div(
        [
            html.H2(say(language, "empty.title")),
            html.P(say(language, "empty.body")),
            html.P(say(language, "empty.step")),
            html.Pre("python app.py ingest story.txt", dir="ltr"),
            html.P(say(language, "empty.then")),
        ],
        className="empty-map",
    )
