"""What is kept of stories and mentions, as columns: what a store gives to those who write long tables.

Where nothing is known a text is "" and a date None. Dates are ISO 8601 texts, spans of text are as in
:mod:`geodata.models`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata.models import Tag

Texts = Sequence[str]
Dates = Sequence[str | None]
Numbers = Sequence[int]


@dataclass(frozen=True, slots=True)
class StoryDetails:
    """Stories as columns of one length, by id ascending."""

    id: Numbers
    title: Texts
    text: Texts
    outlet: Texts
    url: Texts
    archived: Texts
    language: Texts
    kind: Texts
    dateline: Texts
    parent: Sequence[int | None]
    report: Numbers
    """Id of the first story that tells the same report."""
    published_first: Dates
    published_last: Dates
    published_precision: Dates


@dataclass(frozen=True, slots=True)
class MentionDetails:
    """Mentions as columns of one length, by id ascending."""

    id: Numbers
    part: Texts
    start: Numbers
    end: Numbers
    surface: Texts
    confidence: Sequence[float]
    sentence_start: Numbers
    sentence_end: Numbers
    event_first: Dates
    event_last: Dates
    event_precision: Dates
    tags: Sequence[tuple[Tag, ...]]
