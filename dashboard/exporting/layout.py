"""The button that opens the export panel, and its window; ``assets/js/exporting.js`` fills it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def export_button(language: Language) -> Component:
    """Stands in the header; on a phone its place is the menu of views."""
    said = say(language, "export.open")
    return html.Button(
        html.Span(className="icon export"),
        id=Id.EXPORT,
        type="button",
        className="switch wide-only",
        title=said,
        **{"aria-label": said},
    )


def export_window(language: Language) -> Component:
    """A modal window, closed until asked for."""
    return html.Dialog(
        id=Id.EXPORTING, className="exporting", **{"aria-label": say(language, "export.title")}
    )
