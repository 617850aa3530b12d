"""The first HTML a browser gets: language, direction and colours are right before any script runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from dashboard.page.bundle import Bundles
from dashboard.text import say
from dashboard.theme import PALETTES, css_variables
from dashboard.view_state import ViewState
from geodata.models import Language

_PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
"""The largest script by far, which the graph asks for only once all else is there: fetched from the start."""


@cache
def _template() -> Template:
    return Template((Path(__file__).parent / "index.html").read_text(encoding="utf-8"))


def render(state: ViewState, parts: Mapping[str, str], bundles: Bundles) -> str:
    """The index page; ``parts`` are Dash's own pieces (``css scripts config renderer``)."""
    language = state.language
    variables = "".join(f"{name}:{value};" for name, value in css_variables(PALETTES[state.theme]).items())
    loading = (
        f'<div id="react-entry-point"><p class="first-light">{escape(say(language, "app.loading"))}</p></div>'
    )
    return _template().substitute(
        language=language.value,
        direction="rtl" if language is Language.ARABIC else "ltr",
        theme=state.theme,
        variables=variables,
        description=escape(say(language, "app.description")),
        title=escape(say(language, "app.name")),
        noscript=escape(say(language, "app.noscript")),
        feed_title=escape(say(language, "feeds.title")),
        feed=escape(f"/feed.atom?{urlencode(state.query.to_mapping() | {'lang': language.value})}"),
        app_entry=loading,
        plotly=_PLOTLY,
        own_css=bundles.style_tag,
        own_scripts=bundles.script_tag,
        **{name: parts.get(name, "") for name in ("css", "config", "scripts", "renderer")},
    )
