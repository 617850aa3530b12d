"""How well event types and actors are found, on own sentences labelled before the lexicon was made.

``events.jsonl`` is no sample of news: it is small and written to hold something of every type, and of what is
none. It tells of mistakes and of what a change of the lexicon does, not how often the lexicon errs elsewhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.events.tagging import tagger

SENTENCES = Path(__file__).parent / "events.jsonl"


@dataclass(slots=True)
class Found:
    """Labels found, missed, and found where they are not."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """Of those found, the share that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of those there are, the share that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(slots=True)
class Score:
    """The labels by code, and of each family in all."""

    by_code: dict[str, Found] = field(default_factory=lambda: defaultdict(Found))
    by_family: dict[str, Found] = field(default_factory=lambda: defaultdict(Found))
    mistakes: list[tuple[str, set[str], set[str]]] = field(default_factory=list)
    """Sentences with what is missed and what is wrong."""


def labelled() -> Iterator[dict[str, Any]]:
    """The sentences with their labels."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def measure_events() -> Score:
    """Precision and recall of every type and actor."""
    score = Score()
    for sentence in labelled():
        asked = {f"event:{name}" for name in sentence["events"]}
        asked |= {f"actor:{name}" for name in sentence["actors"]}
        found = {tag.code for tag in tagger().tags(sentence["text"])}
        for code in asked | found:
            for counts in (score.by_code[code], score.by_family[code.partition(":")[0]]):
                counts.right += code in asked and code in found
                counts.missed += code not in found
                counts.wrong += code not in asked
        if asked != found:
            score.mistakes.append((sentence["text"], asked - found, found - asked))
    return score


def print_events() -> None:
    """A line for each family and each type and actor."""
    score = measure_events()
    print(f"\nevent types and actors, {sum(1 for _ in labelled())} own sentences        P    R")
    for code, counts in [*sorted(score.by_family.items()), *sorted(score.by_code.items())]:
        total = counts.right + counts.missed
        print(f"{code:32}{total:4} {counts.precision:6.2f} {counts.recall:5.2f}")
