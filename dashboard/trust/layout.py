"""The lock that shows positions as they are; ``assets/js/exactness.js`` shows it to those who may open it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def exact_button(language: Language) -> Component:
    """Stands in the header, hidden until the server says that whoever reads may use it."""
    said = say(language, "exact.switch_on")
    return html.Button(
        [html.Span(className="icon lock"), html.Span(say(language, "exact.shown"), className="exact-shown")],
        id=Id.EXACT,
        type="button",
        className="switch wide-only",
        hidden=True,
        title=said,
        **{"aria-label": said, "aria-pressed": "false"},
    )
