"""What the page's scripts are told: words, colours, ids, addresses, as one JSON text on the page."""

from __future__ import annotations

import json

from dashboard.basemap.lettering import FONTS
from dashboard.basemap.style import FIRST_LABEL_LAYER
from dashboard.ids import Id
from dashboard.text import words
from dashboard.theme import PALETTES
from dashboard.view_state import Theme
from geodata.models import Language

API = "/api"


EMBED = "/embed"
"""The page other sites may frame."""


def page_config(
    language: Language, theme: Theme, *, api: str = API, samples: bool = False, framed: bool = False
) -> str:
    """The configuration for ``assets/js/page.js`` as JSON; ``framed``: for the page of ``EMBED``."""
    palette = PALETTES[theme]
    return json.dumps(
        {
            "language": language.value,
            "theme": theme,
            "words": dict(words(language)),
            "ids": {name.name: name.value for name in Id},
            "api": api,
            "samples": samples,
            "framed": framed,
            "embed": EMBED,
            "firstLabel": FIRST_LABEL_LAYER,
            "shapes": "/basemap/governorates.json",
            "countries": "/basemap/countries.json",
            "fonts": FONTS,
            "colours": {
                name: getattr(palette, name)
                for name in (
                    *("event", "camp", "land", "paper", "ink", "muted", "border", "hairline"),
                    *("more", "less", "fresh", "gone"),
                )
            },
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
