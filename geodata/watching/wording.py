"""Watches and what they found, in words: Arabic and English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from geodata import text
from geodata.errors import UsageError
from geodata.events.lexicon import Family, lexicon
from geodata.models import Language, Place, When
from geodata.stores.watch_keeping import Finding, Rule, RuleKind, Watch
from geodata.text.dates import say_when
from geodata.watching.rules import query_of

_FOLDER = Path(__file__).parent / "text"
_NAMED = 5
"""Places or outlets that are named; the others are asked for all the same."""


@cache
def _words(language: Language) -> text.Catalogue:
    return text.read_catalogue(_FOLDER, language)


class Words:
    """Says what is watched and what was found; ``find`` knows places by their ids."""

    def __init__(self, find: Callable[[str], Place | None]) -> None:
        self._find = find

    def rule(self, rule: Rule, language: Language) -> str:
        """“at least 10 mentions a week: Raqqa · air strike”."""
        return f"{_say(language, f'rule.{rule.kind}', count=rule.number)}: {self.asked(rule, language)}"

    def asked(self, rule: Rule, language: Language) -> str:
        """What the rule's query asks for; “all stories” where that is everything."""
        try:
            query = query_of(rule)
        except UsageError:
            return _say(language, "asked.unknown")
        names = [
            text.name_in(place, language) if (place := self._find(each)) else each
            for each in query.places[:_NAMED]
        ]
        window = " – ".join(_day(each, language) if each else "…" for each in (query.first, query.last))
        parts = [
            *names,
            *(lexicon().called(f"{Family.EVENT}:{name}", language) for name in query.events),
            *(lexicon().called(f"{Family.ACTOR}:{name}", language) for name in query.actors),
            *(text.say(language, f"kind.{kind}") for kind in query.kinds),
            *query.sources[:_NAMED],
            text.quoted(query.text, language),
            _say(language, "asked.area") if query.area or query.bbox else "",
            window if query.first or query.last else "",
        ]
        return " · ".join(part for part in parts if part) or _say(language, "asked.all")

    def entry(self, watch: Watch, finding: Finding, language: Language) -> tuple[str, str]:
        """The title of an entry, with the watch's name before it, and why it was made."""
        headline, why = self.told(watch, finding, language)
        return f"{watch.rule.name}: {headline}", why

    def told(self, watch: Watch, finding: Finding, language: Language) -> tuple[str, str]:
        """What was found, for where the watch is named already, and why."""
        rule, asked = watch.rule, self.asked(watch.rule, language)
        always = ".always" if rule.kind is RuleKind.SILENCE and finding.first is None else ""
        values = {
            "asked": asked,
            "story": finding.title or _say(language, "untitled"),
            "first": _day(finding.first, language),
            "last": _day(finding.last, language),
            "least": f"{rule.number:,}",
        }
        headline, why = (
            _say(language, f"{what}.{rule.kind}{always}", count=finding.count, **values)
            for what in ("title", "why")
        )
        return headline, why


def _day(day: date | None, language: Language) -> str:
    return say_when(language, When(day, day)) if day else ""


def _say(language: Language, key: str, *, count: int | None = None, **values: object) -> str:
    return text.fill(_words(language), language, key, count, **values)
