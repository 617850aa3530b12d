"""The pictures for publication in ``docs/``: what ``/figure.png`` draws of the sample stories.

:mod:`tests.screenshots` draws them anew beside the pictures of the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

from tests.serving import RunningApp

_OURS = {
    "en": "Own words about documented events; each story links to its source",
    "ar": "كلمات من عندنا عن أحداث موثقة؛ وكل خبر يشير إلى مصدره",
}
_YEAR = {"from": "2017-01-01", "to": "2017-12-31"}
_RAQQA = {"highlight": "sy-raqqa-governorate", "frame": "37.3,34.9,40.6,37.1"}
_RUKBAN = {
    "place": "sy-rukban-camp",
    "frame": "36.5,32.2,40.6,34.8",
    "annotations": "33.31,38.7|The camp, closed on 7 June 2025",
}

PUBLISHED: Mapping[str, Mapping[str, str]] = {
    "picture-en": {"size": "1200x675", "title": "The places the sample stories name"},
    "picture-ar": {"size": "1080x1350", "title": "الأماكن التي تسميها الأخبار النموذجية"},
    "picture-dark-en": {"size": "1200x630", "theme": "dark", "title": "2017 in the sample stories", **_YEAR},
    "picture-highlight-ar": {"size": "1200x675", "title": "محافظة الرقة في الأخبار النموذجية", **_RAQQA},
    "picture-close-en": {
        "size": "1080x1080",
        "title": "Idlib and Aleppo, close up",
        "frame": "35.7,35.2,37.9,36.9",
    },
    "picture-story-ar": {"size": "1080x1920", "theme": "dark", "title": "سوريا في الأخبار النموذجية"},
    "picture-print-en": {
        "size": "1920x1080",
        "style": "print",
        "title": "Where the sample stories happened",
    },
    "picture-note-en": {
        "size": "1200x675",
        "style": "minimal",
        "title": "Rukban, at the border with Jordan",
        **_RUKBAN,
    },
}
"""What each is asked to be; its language stands at the end of its name."""


def draw(app: RunningApp, folder: Path) -> list[Path]:
    """Draw all of them; returns where they are. Raises ``AssertionError`` where the server refuses one."""
    paths = []
    for name, pairs in PUBLISHED.items():
        language = name.rpartition("-")[2]
        asked = {"lang": language, "sources": _OURS[language], **pairs}
        paths.append(folder / f"{name}.png")
        status, _, body = app.get(f"/figure.png?{urlencode(asked)}")
        assert status == 200, body.decode()
        paths[-1].write_bytes(body)
    return paths
