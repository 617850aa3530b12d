"""The page to import lists of camps: a frame that ``assets/js/camps_import.js`` fills."""

from __future__ import annotations

import json

from flask import Response, request

from dashboard.camps.pages import Reader, render
from dashboard.config import API
from dashboard.text import words
from geodata.models import Language

_WORDS = ("camps.import.", "adding.password", "adding.sign_in")


def import_page() -> Response:
    """The page in the reader's language and theme."""
    language = Language.ARABIC if request.args.get("lang") == "ar" else Language.ENGLISH
    theme = "dark" if request.args.get("theme") == "dark" else "light"
    reader = Reader(language, theme, request.path, ())
    told = {key: entry for key, entry in words(language).items() if key.startswith(_WORDS)}
    config = {"language": language.value, "api": API, "words": told, "camps": reader.link("/camps")}
    page = render("import.html", reader, config=json.dumps(config, ensure_ascii=False))
    response = Response(page, mimetype="text/html")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
