"""The map's figure: plotly's map over a base map of our own. Data in, figure out; no dash here.

The marks are not plotly points: ``assets/js/marks_layer.js`` draws them on the same MapLibre map, which moves
a thousand of them in the time plotly takes for one.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from dashboard.view_state import HOME, MapView


def map_figure(style: dict[str, Any], view: MapView | None) -> go.Figure:
    """An empty ``Scattermap`` over ``style`` (a MapLibre style), looking at ``view`` or at home."""
    at = view or HOME
    figure = go.Figure(go.Scattermap(lat=[], lon=[], mode="markers", hoverinfo="skip", showlegend=False))
    figure.update_layout(
        map={"style": style, "center": {"lat": at.lat, "lon": at.lon}, "zoom": at.zoom},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        hovermode=False,
        dragmode="pan",
        uirevision="kept",
    )
    return figure
