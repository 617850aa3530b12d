"""What changed between two versions of a text, word by word. Whoever shows the pieces escapes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_WORDS = 6000
"""Comparing longer texts word by word would keep the reader waiting; they are shown whole, old and new."""

_WORDS = re.compile(r"\S+\s*|^\s+")
"""Words with the space after them: spaces by themselves would match each other everywhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words that stayed (``""``), went (``"del"``) or came (``"ins"``)."""

    text: str
    kind: str = ""


def changes(old: str, new: str) -> Iterator[Change]:
    """The new text with what went from the old one, in reading order; what went stands before what came."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    blocks: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(before), 0, len(after))]
    if max(len(before), len(after)) <= MOST_WORDS:
        blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, start, end, new_start, new_end in blocks:
        if kind == "equal":
            yield Change("".join(before[start:end]))
            continue
        if end > start:
            yield Change("".join(before[start:end]), "del")
        if new_end > new_start:
            yield Change("".join(after[new_start:new_end]), "ins")
