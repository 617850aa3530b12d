"""The parameters of the routes that are read from: what each may be. What they mean stands in ``text/``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dashboard.publication.order import PARAMETERS as PICTURE_PARAMETERS
from dashboard.publication.order import Background, Measure, Style
from dashboard.publication.sizes import PRESETS
from geodata.columns.coverage import UNITS
from geodata.columns.rows import SORTS
from geodata.events.lexicon import Family, lexicon
from geodata.models import Kind, Language, Precision, Role, Time
from geodata.query import PARAMETERS

USUAL, MOST = 100, 1000
"""Rows of a page under ``/api/v1``."""
FEED_USUAL, FEED_MOST = 50, 200
"""Stories of a page of a feed."""
QUERY = tuple(PARAMETERS)
"""What a query is made of."""
PAGE = ("limit", "offset")
PICTURE = tuple(name for name in PICTURE_PARAMETERS if name not in ("format", "preview"))
"""What a picture is asked to be; its format stands in its address."""
CALLED = {"feed_limit": "limit"}
"""Parameters that are called what others are, elsewhere."""

Schema = dict[str, Any]

_DAY = r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"
_TEXT: Schema = {"type": "string"}


def _words(*words: object) -> Schema:
    return {"type": "string", "enum": [str(word) for word in words]}


def _whole(least: int, most: int, usual: int | None = None) -> Schema:
    schema: Schema = {"type": "integer", "minimum": least, "maximum": most}
    return schema if usual is None else schema | {"default": usual}


@cache
def parameters() -> Mapping[str, Schema]:
    """Each parameter by its name: a JSON schema with an example."""
    events, actors = (
        next(iter(found.name for found in lexicon().of(family))) for family in (Family.EVENT, Family.ACTOR)
    )
    switch = _words("yes", "no")
    share: Schema = {"type": "number", "minimum": 0, "maximum": 1, "examples": [0.5]}
    return {
        "from": _TEXT | {"pattern": _DAY, "examples": ["2017-06-01"]},
        "to": _TEXT | {"pattern": _DAY, "examples": ["2017-10"]},
        "undated": switch | {"default": "yes"},
        "time": _words(*Time) | {"default": str(Time.PUBLISHED)},
        "place": _TEXT | {"examples": ["sy-raqqa-governorate|iso-IQ"]},
        "source": _TEXT | {"examples": ["North Press"]},
        "text": _TEXT | {"examples": ['"displaced families" camp']},
        "bbox": _TEXT | {"examples": ["38.5,35.5,39.5,36.5"]},
        "area": _TEXT | {"examples": ["38.5 35.5,39.5 35.5,39 36.5"]},
        "language": _words(*Language),
        "roles": _TEXT | {"examples": [",".join(role for role in Role if role.drawn)]},
        "kind": _TEXT | {"examples": [f"{Kind.CAMP}|{Kind.TOWN}"]},
        "precision": _whole(min(Precision), max(Precision)),
        "confidence": _whole(0, 100, 0),
        "event": _TEXT | {"examples": [events]},
        "actor": _TEXT | {"examples": [actors]},
        "limit": _whole(1, MOST, USUAL),
        "feed_limit": _whole(1, FEED_MOST, FEED_USUAL),
        "offset": _whole(0, 1_000_000_000, 0),
        "format": _words("json", "geojson") | {"default": "json"},
        "lang": _words(*Language) | {"default": str(Language.ENGLISH)},
        "mark": _TEXT | {"examples": ["sy-raqqa"]},
        "bin": _words(*UNITS) | {"default": UNITS[0]},
        "sort": _words(*SORTS) | {"default": SORTS[0]},
        "dir": _words("asc", "desc") | {"default": "desc"},
        "level": _words(1, 2, 3) | {"default": "1"},
        "q": _TEXT | {"examples": ["الرقة"]},
        "unplaced": _words("1"),
        "only": _words("undated"),
        "theme": _words("light", "dark") | {"default": "light"},
        "archive": switch | {"default": "no"},
        "bom": switch | {"default": "no"},
        "x": share,
        "y": share,
        **_of_a_picture(),
    }


def _of_a_picture() -> dict[str, Schema]:
    texts = ("title", "subtitle", "notes", "author", "alt")
    switch = _words("on", "off") | {"default": "on"}
    return {
        "size": _TEXT | {"examples": list(PRESETS)},
        "scale": _whole(1, 3, 1),
        "background": _words(*Background) | {"default": str(Background.FILLED)},
        "style": _words(*Style) | {"default": str(Style.BASIC)},
        "labels": switch,
        "label": _TEXT | {"examples": ["sy-raqqa|sy-deir-ez-zor"]},
        "highlight": _TEXT | {"examples": ["sy-raqqa-governorate"]},
        "view": _TEXT | {"examples": ["38.6,34.9,5.9"]},
        "frame": _TEXT | {"examples": ["38.5,35.5,39.5,36.5"]},
        **{name: _TEXT | {"examples": ["Raqqa, June to October 2017"]} for name in texts},
        "sources": _TEXT | {"examples": ["North Press"]},
        "annotations": _TEXT | {"examples": ["35.95,39.01|The old city"]},
        "measure": _words(*Measure) | {"default": str(Measure.STORIES)},
        "locator": switch,
    }
