"""The grid of the table: AG Grid, by dash-ag-grid. Its scripts are fetched when the table is first opened."""

from __future__ import annotations

import json
from typing import Any

import dash_ag_grid
from plotly.utils import PlotlyJSONEncoder

from dashboard.ids import Id
from dashboard.text import say
from geodata.columns.rows import SORTS
from geodata.models import Language

BLOCK = 100
"""Rows asked for at a time."""
SCRIPT = "/_dash-component-suites/dash_ag_grid/dash_ag_grid.min.js"
WIDTHS = {
    "day": 164,
    "place": 150,
    "sentence": 400,
    "title": 260,
    "outlet": 140,
    "unit": 160,
    "kind": 92,
    "role": 140,
    "precision": 170,
    "confidence": 104,
    "tags": 200,
    "link": 90,
}
"""Of the columns, in px, in their order."""

_THEME = """themeQuartz.withParams({
    backgroundColor: 'var(--paper)', foregroundColor: 'var(--ink)', accentColor: 'var(--focus)',
    borderColor: 'var(--hairline)', headerTextColor: 'var(--muted)', headerBackgroundColor: 'var(--paper)',
    fontFamily: 'inherit', headerFontFamily: 'inherit',
    fontSize: 'var(--meta)', headerFontSize: 'var(--meta)',
    browserColorScheme: 'inherit', wrapperBorder: false, wrapperBorderRadius: 0, spacing: 6
})"""


def leave_scripts_for_later() -> None:
    """Keep the grid's scripts off the first page: Dash serves them all the same, and the table fetches them.

    To Dash, a script that is ``dynamic`` is one that a component fetches by itself.
    """
    for script in dash_ag_grid._js_dist:
        if not script.get("async"):
            script["dynamic"] = True


def grid(language: Language, *, sort: str, descending: bool) -> dict[str, Any]:
    """What the page needs to put the grid into the drawer: ``script``, and ``component`` as Dash writes it.

    ``sort`` is one of ``SORTS``; the rest of what a column says comes with the rows.
    """
    component = dash_ag_grid.AgGrid(
        id=Id.TABLE_ROWS,
        rowModelType="infinite",
        columnDefs=[_column(language, name, sort, descending) for name in WIDTHS],
        defaultColDef={"resizable": True, "suppressMovable": False, "suppressHeaderMenuButton": True},
        dashGridOptions=_options(language),
        style={"height": "100%", "width": "100%"},
    )
    return {"script": SCRIPT, "component": json.loads(json.dumps(component, cls=PlotlyJSONEncoder))}


def _column(language: Language, name: str, sort: str, descending: bool) -> dict[str, Any]:
    """A column; nothing in it is ever HTML: text is a text node, links are made by ``table.js``."""
    column: dict[str, Any] = {
        "colId": name,
        "field": name,
        "headerName": say(language, "table.title_column" if name == "title" else f"table.{name}"),
        "width": WIDTHS[name],
        "sortable": name in SORTS,
        "cellClass": f"cell-{name}",
    }
    if name == sort:
        column["sort"] = "desc" if descending else "asc"
    if name in ("title", "sentence"):
        column["tooltipField"] = name
    if name == "link":
        column["cellRenderer"] = "SourceLink"
    if name in ("outlet", "title", "sentence"):
        column["cellRenderer"] = "OwnDirection"
    return column


def _options(language: Language) -> dict[str, Any]:
    return {
        "theme": {"function": _THEME},
        "enableRtl": language is Language.ARABIC,
        "cacheBlockSize": BLOCK,
        "maxBlocksInCache": 20,
        "maxConcurrentDatasourceRequests": 2,
        "blockLoadDebounceMillis": 60,
        "rowHeight": 32,
        "headerHeight": 34,
        "multiSortKey": "",
        "suppressMultiSort": True,
        "suppressCellFocus": False,
        "tooltipShowDelay": 700,
        "animateRows": False,
        "localeText": {
            "loadingOoo": say(language, "table.loading"),
            "noRowsToShow": say(language, "table.none"),
        },
    }
