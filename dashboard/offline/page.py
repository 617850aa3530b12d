"""The file itself: the page in both languages and themes, around data, base map and scripts."""

from __future__ import annotations

import json
from datetime import date
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.basemap.chosen import BaseMap
from dashboard.basemap.style import attribution, style
from dashboard.config import page_config
from dashboard.ids import Id
from dashboard.map_view.figures import map_figure
from dashboard.map_view.layout import CONFIG
from dashboard.offline import pieces
from dashboard.offline.contents import contents, newest
from dashboard.offline.markup import html_of
from dashboard.page.layout import page
from dashboard.services import Services
from dashboard.text import say
from dashboard.theme import PALETTES, css_variables
from dashboard.view_state import MapView, Theme, ViewState
from geodata.export.common.credits import credits_of
from geodata.models import Language, When
from geodata.query import Query
from geodata.text.dates import say_when

_LANGUAGES = (Language.ENGLISH, Language.ARABIC)
_THEMES: tuple[Theme, ...] = ("light", "dark")
_NEEDS_SERVER = (
    "add",
    "table",
    "coverage",
    "copy-link",
    "publish",
    "export",
    "present",
    "embed",
    "feed",
    "exact",
    "camps",
)
"""How the ids begin of what is nothing without a server."""


def offline_page(
    services: Services,
    query: Query,
    *,
    language: Language = Language.ENGLISH,
    theme: Theme = "light",
    view: MapView | None = None,
) -> bytes:
    """The file with the stories of a query, opening in a language and theme.

    The same data give the same bytes. Raises ``UsageError`` where the stories are too many for one file.
    """
    told = contents(services, query)
    credit = _credits(services)
    described = _described(language, theme, view)
    scripts, boot = pieces.page_scripts(), pieces.boot_script()
    blocks = {
        "page": pieces.packed(_json(described)),
        "files": pieces.packed_files(),
        "plotly": pieces.packed_plotly(),
        "scripts": pieces.packed(scripts),
        "data": pieces.packed(_json(told)),
    }
    written = _template().substitute(
        language=language.value,
        direction=_direction(language),
        theme=theme,
        policy=escape(pieces.policy(boot, scripts, pieces.plotly_script())),
        description=escape(say(language, "app.description")),
        title=escape(say(language, "app.name")),
        icon=pieces.icon(),
        styles=pieces.styles(),
        failed=escape(say(language, "offline.failed")),
        loading=escape(say(language, "app.loading")),
        noscript=escape(say(language, "app.noscript")),
        templates="\n".join(
            _page_template(each, shade, credit, newest(told)) for each in _LANGUAGES for shade in _THEMES
        ),
        packed="\n".join(
            f'<script type="application/octet-stream" id="packed-{name}">{block}</script>'
            for name, block in blocks.items()
        ),
        boot=boot,
    )
    return written.encode("utf-8")


def _credits(services: Services) -> tuple[str, ...]:
    return credits_of(services.gazetteers, (place.source for place in services.store.looked_up()))


def _described(language: Language, theme: Theme, view: MapView | None) -> dict[str, Any]:
    """What the first script needs to put the page together."""
    figure = map_figure({}, view).to_plotly_json()
    both = [(each, shade) for each in _LANGUAGES for shade in _THEMES]
    return {
        "language": language.value,
        "theme": theme,
        "titles": {each.value: say(each, "app.name") for each in _LANGUAGES},
        "variables": {shade: css_variables(PALETTES[shade]) for shade in _THEMES},
        "configs": {f"{each.value}-{shade}": page_config(each, shade) for each, shade in both},
        "styles": {f"{each.value}-{shade}": style(each.value, shade) for each, shade in both},
        "map": {
            "place": Id.MAP.value,
            "figure": {"data": [dict(trace) for trace in figure["data"]], "layout": figure["layout"]},
            "config": CONFIG,
        },
    }


def _page_template(language: Language, theme: Theme, credits: tuple[str, ...], newest_day: str) -> str:
    state = ViewState(language=language, theme=theme)
    drawn = page(state, BaseMap({}, _credit(language, newest_day)))
    _without_config(drawn)
    _credited(drawn, language, credits)
    useless = frozenset(name.value for name in Id if name.value.startswith(_NEEDS_SERVER))
    return f'<template id="page-{language.value}-{theme}">{html_of(drawn, useless)}</template>'


def _without_config(drawn: Component) -> None:
    """The page's configuration comes packed; a mark stays in its place."""
    for component in (drawn, *drawn._traverse()):
        if getattr(component, "data-config", None):
            setattr(component, "data-config", None)
            setattr(component, "data-offline-page", "")


def _credited(drawn: Component, language: Language, credits: tuple[str, ...]) -> None:
    """Whose the places are, unfolded by whoever wants to know: too long to stand on the map."""
    sources = html.Details(
        [
            html.Summary(say(language, "offline.sources")),
            html.Ul([html.Li(credit, lang="en", dir="ltr") for credit in credits], tabIndex=0),
        ],
        className="file-sources",
    )
    for component in drawn._traverse():
        if getattr(component, "className", "") == "credits":
            component.children = [component.children, " · ", sources]


def _credit(language: Language, newest_day: str) -> str:
    """What stands on the map: the base map, how new the stories are, what made the file."""
    day = date.fromisoformat(newest_day) if newest_day else None
    state = say(language, "offline.as_of", day=say_when(language, When(day, day))) if day else ""
    return " · ".join(
        part for part in (attribution(language.value), state, say(language, "app.name")) if part
    )


def _direction(language: Language) -> str:
    return "rtl" if language is Language.ARABIC else "ltr"


def _json(value: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _template() -> Template:
    return Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
