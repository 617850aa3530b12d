"""What a rule of this package is: words a date may begin with, a pattern, and how to resolve a match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from geodata.language.normalise import Shadow, fold
from geodata.models import When

DIGITS = "0"
"""The trigger of rules that begin with a number."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A pattern's match in the shadow of a text, with what stands around it."""

    match: re.Match[str]
    shadow: Shadow
    reference: date | None
    """The day of publication; None where it is unknown."""
    before: str
    """The folded word before the match; empty at the beginning or after a full stop."""
    clitic: str
    """What was split off the first word: و, ب …"""

    def group(self, name: str) -> str:
        """The text of a named group; empty where it did not take part or there is none such."""
        if name not in self.match.re.groupindex:
            return ""
        return self.match[name] or ""

    def capital(self, index: int) -> bool:
        """Whether the original has a capital at this index of the shadow."""
        return self.letter(index).isupper()

    def letter(self, index: int) -> str:
        """The original's letter at this index of the shadow."""
        return self.shadow.original[self.shadow.offsets[index]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of telling a date."""

    pattern: re.Pattern[str]
    resolve: Callable[[Spot], When | None]
    """None where the words turn out not to be a date, or need a reference there is not."""


Rules = dict[str, list[Rule]]
"""Rules under the folded words (or :data:`DIGITS`) they begin with."""


def add(rules: Rules, first: Iterable[str], pattern: str, resolve: Callable[[Spot], When | None]) -> None:
    """Put a rule under the first word of each name in ``first``."""
    rule = Rule(re.compile(pattern), resolve)
    for word in {fold(name).split()[0] for name in first}:
        rules.setdefault(word, []).append(rule)


def merged(*tables: Rules) -> Rules:
    """Several tables in one, in order."""
    together: Rules = {}
    for table in tables:
        for word, rules in table.items():
            together.setdefault(word, []).extend(rules)
    return together
