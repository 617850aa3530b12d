"""``/watch``: what is watched, the newest entries, and a form for those who may watch.

Reading needs no script; ``assets/js/watching.js`` sends the form, for changes come from our own page only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader

from dashboard.text import say
from dashboard.theme import PALETTES, css_variables
from dashboard.view_state import Theme
from dashboard.watching.listing import Listed
from geodata.models import Language
from geodata.stores.watch_keeping import RuleKind

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
USUAL_NUMBER = {RuleKind.MENTIONS: 10, RuleKind.SILENCE: 4}


def watch_page(
    language: Language,
    theme: Theme,
    watches: Sequence[Listed],
    *,
    asked: Mapping[str, str],
    asked_words: str,
    may_change: bool,
) -> str:
    """The page as HTML; ``asked`` is the query that the form would watch, ``asked_words`` says it."""
    other = Language.ENGLISH if language is Language.ARABIC else Language.ARABIC
    return _TEMPLATES.get_template("watch.html").render(
        say=lambda key, **named: say(language, key, **named),
        language=language.value,
        direction="rtl" if language is Language.ARABIC else "ltr",
        theme=theme,
        pair="&theme=dark" if theme == "dark" else "",
        variables=css_variables(PALETTES[theme]),
        watches=watches,
        asked=urlencode(asked),
        asked_words=asked_words,
        may_change=may_change,
        numbers={str(kind): number for kind, number in USUAL_NUMBER.items()},
        other=other.value,
        elsewhere=urlencode({"lang": other.value, **asked}),
    )
