"""``/api``: the API for people to read, and ``/api/openapi.json`` for programs."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask, Response, request
from jinja2 import Environment, FileSystemLoader

from dashboard.config import API
from dashboard.reading_api.openapi import document, in_path
from dashboard.reading_api.operations import OPERATIONS, Group
from dashboard.reading_api.parameters import CALLED, QUERY, parameters
from dashboard.reading_api.words import say
from dashboard.text import say as word
from dashboard.theme import PALETTES, css_variables
from dashboard.view_state import Theme
from geodata.models import Language

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def register(server: Flask) -> None:
    """Put both on the server."""

    @server.get(API)
    def about_the_api() -> str:
        return page(_language(), "dark" if request.args.get("theme") == "dark" else "light")

    @server.get(f"{API}/openapi.json")
    def api_document() -> Response:
        text = json.dumps(document(_language()), ensure_ascii=False, indent=1)
        response = Response(text, mimetype="application/json")
        response.add_etag()
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
        return response


def page(language: Language, theme: Theme) -> str:
    """The page as HTML. It needs no script."""
    groups = [(group.value, [each for each in OPERATIONS if each.group is group]) for group in Group]
    return _TEMPLATES.get_template("about.html").render(
        say=lambda key: say(language, key),
        word=lambda key: word(language, key),
        language=language.value,
        direction="rtl" if language is Language.ARABIC else "ltr",
        theme=theme,
        variables=css_variables(PALETTES[theme]),
        groups=groups,
        parameters=parameters(),
        called=CALLED,
        query=QUERY,
        in_path=in_path,
    )


def _language() -> Language:
    return Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
