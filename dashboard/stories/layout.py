"""The story panel. ``assets/js/story_panel.js`` fills it."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def story_panel(language: Language) -> Component:
    """The panel beside the map (on a phone: a sheet below it)."""
    return html.Aside(
        html.P(say(language, "app.loading"), className="meta loading"),
        id=Id.STORY_PANEL,
        className="story-panel",
        tabIndex=-1,
        **{"aria-label": say(language, "places.title")},
    )
