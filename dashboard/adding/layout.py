"""The button that adds stories, and the window it opens; ``assets/js/adding.js`` fills it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def add_button(language: Language) -> Component:
    """Stands in the header."""
    return html.Button(
        [html.Span(className="icon plus"), html.Span(say(language, "adding.button"))],
        id=Id.ADD,
        type="button",
        className="add",
        title=say(language, "adding.title"),
    )


def adding_window(language: Language) -> Component:
    """A modal window, closed until asked for."""
    return html.Dialog(id=Id.ADDING, className="adding", **{"aria-label": say(language, "adding.title")})
