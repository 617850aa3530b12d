"""The story on a web page: found by trafilatura, copied from the page letter for letter.

trafilatura drops what cannot be printed (marks that turn the direction of writing) and sets spaces of its
own around links and bold words. So it only chooses the paragraphs; each is then looked up in the page's own
text by its letters, and taken from there.
"""

from __future__ import annotations

import logging
import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass

from geodata.readers.common.faults import LIBRARY_FAULTS
from geodata.readers.common.markup import Element, shown_pieces
from geodata.readers.common.records import Unreadable
from geodata.readers.common.titles import same

_BETWEEN = (
    r"\s\x00-\x1f\x7f-\xa0\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
    r"\u3000\ud800-\udfff\ue000-\uf8ff\ufeff\ufff0-\ufffb"
)
_WORD = re.compile(f"[^{_BETWEEN}]+")
_SQUEEZED_OUT = re.compile(f"[{_BETWEEN}]+")
_MARKS = "\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_APART = "\n\n"
_LARGE = 1 << 20
_MOST_MISSED = 200
"""After so many paragraphs that are not on the page as they were given, no more are looked for far back."""


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a story and how much of it, from 0 to 1, stands in links."""

    text: str
    linked: float


def find_story(root: Element, title: str, *, only_shown: bool = False) -> Found:
    """The main text of a page, without its title. Raises ``Unreadable`` where it cannot be taken apart.

    ``only_shown``: without what trafilatura found elsewhere than in the text a reader sees.
    """
    page = _Page(root)
    pieces: list[tuple[int, int]] = []
    text, end = "", 0
    for block in _blocks(root):
        piece = page.find(block)
        if piece is None and only_shown:
            continue
        if piece and not pieces and same(page.text[slice(*piece)], title):
            continue
        given = page.text[slice(*piece)] if piece else block.strip()
        between = page.text[end : piece[0]] if piece and pieces else _APART
        text += (_APART if between.strip() or not between else between) * bool(text) + given
        if piece:
            pieces.append(piece)
            end = piece[1]
    return Found(text.strip(), page.linked(pieces))


def _blocks(root: Element) -> list[str]:
    """The paragraphs trafilatura chooses, in their order."""
    from trafilatura import bare_extraction
    from trafilatura.meta import reset_caches

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it leaves out is told in our words
    try:
        document = bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    except LIBRARY_FAULTS as error:
        reason = "This page is built in a way that cannot be taken apart."
        raise Unreadable(reason, "Copy the text of the article into a text file and give that.") from error
    body = getattr(document, "body", None)
    blocks = [] if body is None else _parts(body)
    if sum(map(len, blocks)) > _LARGE:
        reset_caches()  # it remembers whole texts
    return blocks


def _parts(body: Element) -> list[str]:
    """Each block's text; items and rows are blocks of their own."""
    parts = [body.text or ""]
    for block in body:
        inner = block.findall(".//item") or block.findall(".//row") or block.findall(".//p") or [block]
        parts += [" ".join(element.itertext()) for element in inner]
        parts.append(block.tail or "")
    return [part for part in parts if part.strip()]


class _Page:
    """A page's text, searched by its letters alone."""

    def __init__(self, root: Element) -> None:
        texts: list[str] = []
        self._ends, self._linked = array("q", [0]), array("q", [0])
        for text, linked in shown_pieces(root):
            texts.append(text)
            self._ends.append(self._ends[-1] + len(text))
            self._linked.append(self._linked[-1] + linked * len(text))
        self.text = "".join(texts)
        self._squeezed_at, self._at = array("q"), array("q")
        words, squeezed = [], 0
        for word in _WORD.finditer(self.text):
            self._squeezed_at.append(squeezed)
            self._at.append(word.start())
            squeezed += len(word[0])
            words.append(word[0])
        self._squeezed = "".join(words)
        self._reached = self._missed = 0

    def find(self, block: str) -> tuple[int, int] | None:
        """Where a block stands, the marks around it included; looked for behind the last one first."""
        letters = _SQUEEZED_OUT.sub("", block)
        if not letters:
            return None
        start = self._squeezed.find(letters, self._reached)
        if start < 0 and self._missed < _MOST_MISSED:
            start = self._squeezed.find(letters)
        if start < 0:
            self._missed += 1
            return None
        self._reached = start + len(letters)
        first, last = self._original(start), self._original(self._reached - 1) + 1
        while first > 0 and self.text[first - 1] in _MARKS:
            first -= 1
        while last < len(self.text) and self.text[last] in _MARKS:
            last += 1
        return first, last

    def _original(self, squeezed: int) -> int:
        word = bisect_right(self._squeezed_at, squeezed) - 1
        return self._at[word] + squeezed - self._squeezed_at[word]

    def linked(self, pieces: list[tuple[int, int]]) -> float:
        """The share of these pieces that stands in links."""
        total = sum(end - start for start, end in pieces)
        return sum(self._linked_before(end) - self._linked_before(start) for start, end in pieces) / (
            total or 1
        )

    def _linked_before(self, position: int) -> int:
        """How many letters before a position stand in links."""
        piece = min(bisect_right(self._ends, position), len(self._ends) - 1)
        if not piece:
            return 0
        is_link = self._linked[piece] > self._linked[piece - 1]
        return self._linked[piece - 1] + is_link * (position - self._ends[piece - 1])
