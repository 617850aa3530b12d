"""Presentation: the headline over a map without its tools, and the page that other sites frame.

``assets/js/presentation.js`` and ``embedded.js`` bring them to life.
"""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def present_button(language: Language) -> Component:
    """Stands in the head of the publish panel."""
    return html.Button(
        [html.Span(className="icon present"), html.Span(say(language, "present.button"))],
        id=Id.PRESENT,
        type="button",
        className="plain present-open",
        title=say(language, "present.title"),
    )


def headline(language: Language, *, samples: bool = False) -> Component:
    """What stands over the map while it is presented; ``samples`` says that the stories are samples."""
    said = [html.H1(id=Id.HEADLINE, dir="auto")]
    if samples:
        said.append(html.Span(say(language, "figure.samples"), className="meta"))
    return html.Div(
        [
            html.Div(said, className="headline"),
            html.Div(id=Id.PRESENTING, className="present-bar", hidden=True),
        ],
        className="presented-head",
    )


def way_out(language: Language) -> Component:
    """From a framed map to the whole one, in a window of its own."""
    return html.A(
        [html.Span(className="brand-mark"), html.Span(say(language, "embed.open"))],
        id=Id.EMBED_OPEN,
        href="/",
        target="_blank",
        rel="noopener noreferrer",
        className="embed-open",
    )
