"""A map as it is usually built with Dash: a slider, a callback, a whole figure each time."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from dash import Dash, Input, Output, dcc, html
from waitress import create_server

from geodata.columns.loading import Shelf
from geodata.columns.records import Columns
from geodata.stores import open_store

FIRST = 735_600
"""The ordinal of a day in 2014."""

# Both ways, one after the other, each awaited to its redrawn map.
_SCRIPT = """
window.measureUsual = async () => {
  const plot = document.querySelector(".js-plotly-plot");
  const points = plot.data[0].lat.length;
  // The figure says which day it is of: it is drawn once the plot has it, and a frame has passed.
  const drawn = (day) => new Promise((resolve) => {
    (function look() {
      if (plot.layout.meta === day) requestAnimationFrame(resolve);
      else setTimeout(look, 1);
    })();
  });
  const restyle = [];
  for (let i = 0; i < 15; i += 1) {
    const sizes = Array.from({ length: points }, (_, p) => 4 + ((p + i) % 20));
    const start = performance.now();
    await window.Plotly.restyle(plot, { "marker.size": [sizes] });
    restyle.push(performance.now() - start);
  }
  const callback = [];
  for (let i = 1; i <= 10; i += 1) {
    const start = performance.now();
    window.dash_clientside.set_props("day", { data: i });
    await drawn(i);
    callback.push(performance.now() - start);
  }
  return JSON.stringify({ restyle, callback });
};
"""


class UsualDash:
    """The app on a free port, used as a context manager."""

    def __init__(self, database: Path) -> None:
        store = open_store(str(database))
        self._columns = Shelf(store).columns()
        store.close()
        self.app = Dash(__name__, serve_locally=True, assets_folder="none-there-are")
        self.app.index_string = self.app.index_string.replace("</head>", f"<script>{_SCRIPT}</script></head>")
        self.app.layout = html.Div(
            [dcc.Store(id="day", data=0), dcc.Graph(id="map", style={"height": "700px"})]
        )

        @self.app.callback(Output("map", "figure"), Input("day", "data"))
        def draw(day: int) -> dict[str, Any]:
            return figure(self._columns, day)

    def __enter__(self) -> Self:
        self._server = create_server(self.app.server, host="127.0.0.1", port=0)
        self.address = f"http://127.0.0.1:{self._server.effective_port}"
        threading.Thread(target=self._server.run, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()


def figure(columns: Columns, step: int) -> dict[str, Any]:
    """A year's bubbles as a scattermap over a white map, ``step`` days after a first one."""
    first = FIRST + step
    day = columns.stories.day[columns.mentions.story]
    inside = (day >= first) & (day < first + 365)
    counts = np.bincount(columns.mentions.spot[inside], minlength=len(columns.spots))
    drawn = np.flatnonzero(counts)
    lat, lon = columns.positions[drawn].T
    return {
        "data": [
            {
                "type": "scattermap",
                "lat": lat.tolist(),
                "lon": lon.tolist(),
                "marker": {"size": np.sqrt(counts[drawn]).clip(4, 32).tolist(), "color": "#c8442b"},
                "mode": "markers",
            }
        ],
        "layout": {
            "map": {
                "style": "white-bg",
                "center": {"lat": 35, "lon": 38.5},
                "zoom": 5,
            },
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "uirevision": "same",
            "meta": step,
        },
    }
