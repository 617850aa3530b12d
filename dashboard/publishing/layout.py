"""The button that opens the publish panel, and its window; ``assets/js/publish.js`` fills it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def publish_button(language: Language) -> Component:
    """Stands in the header; on a phone its place is the menu of views."""
    return html.Button(
        [html.Span(className="icon publish"), html.Span(say(language, "publish.button"))],
        id=Id.PUBLISH,
        type="button",
        className="add publish-open wide-only",
        title=say(language, "publish.title"),
    )


def publish_window(language: Language, *tools: Component) -> Component:
    """A modal window, closed until asked for; ``tools`` are other features' buttons for its head."""
    return html.Dialog(
        html.Div([*tools], className="publish-tools"),
        id=Id.PUBLISHING,
        className="publishing",
        **{"aria-label": say(language, "publish.title")},
    )
