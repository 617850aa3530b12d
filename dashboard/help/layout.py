"""The list of keys behind “?”, and the hint of a first visit. ``help.js`` and ``hint.js`` fill them."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboard.ids import Id
from dashboard.text import say
from geodata.models import Language


def help_button(language: Language) -> Component:
    """Stands in the header."""
    said = {"title": say(language, "help.open"), "aria-label": say(language, "help.open")}
    return html.Button("?", id=Id.HELP_OPEN, type="button", className="switch wide-only", **said)


def help_window(language: Language) -> Component:
    """A modal window, closed until asked for."""
    return html.Dialog(id=Id.HELP, className="help", **{"aria-label": say(language, "help.title")})


def first_hint(language: Language) -> Component:
    """One quiet line over the map, shown to whoever is here for the first time."""
    said = {"aria-label": say(language, "hint.label")}
    return html.Div(id=Id.HINT, className="hint", hidden=True, role="note", **said)
