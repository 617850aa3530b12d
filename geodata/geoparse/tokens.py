"""A text cut into folded words that remember where they stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from geodata.language.normalise import Shadow, shadow

_WORD = re.compile(r"[^\W_]+")
# Addresses and account names hold no places; a hashtag of several words is one thing said as a whole.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)@\w+|\b[\w.+-]{1,64}@[\w-]{1,64}\.\w[\w.-]*")
_HASHTAG = re.compile(r"#\w*_\w*")
_BARRIER = re.compile(r"[.!?؟؛;:\n\r|…]")
_LONGEST_HEADLINE, _FEWEST_HEADLINE_WORDS, _SHORT_WORD, _HEADLINE_SHARE = 300, 3, 2, 0.85
_ALWAYS_SMALL = frozenset(("the", "and", "for", "with", "from", "over", "into", "after"))
_COMMA = re.compile(r"[,،/]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in order; spans are offsets into ``shadow.text``."""

    shadow: Shadow
    words: list[str]
    starts: list[int]
    ends: list[int]
    joined: str
    """`` word word word ``: every word with one space on each side."""
    index_at: dict[int, int]
    """From a word's place in :attr:`joined` to its number."""
    hashtags: list[tuple[int, int]]
    headline: bool
    """Whether most words begin with a capital, so that a capital says nothing."""

    def gap(self, number: int) -> str:
        """What stands between word ``number - 1`` and word ``number``."""
        before = self.ends[number - 1] if number else 0
        after = self.starts[number] if number < len(self.starts) else len(self.shadow.text)
        return self.shadow.text[before:after]

    def broken(self, number: int) -> bool:
        """Whether a sentence, clause or line ends right before word ``number``."""
        if number <= 0 or number >= len(self.words):
            return True
        if self.ends[number - 1] + 1 == self.starts[number]:
            # One character alone: a space, a hyphen, the point of an abbreviation; or a line's end.
            return self.gap(number) in "\n\r:;؛|"
        return bool(_BARRIER.search(self.gap(number)))

    def comma(self, number: int) -> bool:
        """Whether a comma stands right before word ``number``."""
        return 0 < number < len(self.words) and bool(_COMMA.search(self.gap(number)))

    def hashtag_at(self, offset: int) -> tuple[int, int] | None:
        """The hashtag of several words that holds an offset of the shadow, if any."""
        number = bisect_right(self.hashtags, (offset, len(self.shadow.text))) - 1
        return self.hashtags[number] if number >= 0 and offset < self.hashtags[number][1] else None

    def word(self, number: int) -> str:
        """The folded word, or ``""`` beyond either end."""
        return self.words[number] if 0 <= number < len(self.words) else ""

    def original(self, number: int) -> str:
        """The word as written."""
        first, last = self.shadow.span(self.starts[number], self.ends[number])
        return self.shadow.original[first:last]

    def capitalised(self, number: int) -> bool:
        """Whether the word as written begins with a capital."""
        if not 0 <= number < len(self.words):
            return False
        return self.shadow.original[self.shadow.offsets[self.starts[number]]].isupper()


def _in_headline_case(text: str) -> bool:
    if len(text) > _LONGEST_HEADLINE:
        return False
    words = [word for word in text.split() if len(word) > _SHORT_WORD and word[0].isalpha()]
    words = [word for word in words if word not in _ALWAYS_SMALL]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST_HEADLINE_WORDS and capitals > _HEADLINE_SHARE * len(words)


def tokenise(text: str) -> Tokens:
    """Cut ``text`` into words; linear in its length."""
    folded = shadow(text)
    masked = _ADDRESS.sub(lambda match: " " * len(match.group()), folded.text)
    found = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(masked)]
    words = [word for word, _, _ in found]
    places = accumulate((len(word) + 1 for word in words), initial=1)
    return Tokens(
        shadow=folded,
        words=words,
        starts=[start for _, start, _ in found],
        ends=[end for _, _, end in found],
        joined=f" {' '.join(words)} ",
        index_at=dict(zip(places, range(len(words)), strict=False)),
        headline=_in_headline_case(text),
        hashtags=[match.span() for match in _HASHTAG.finditer(masked)] if "#" in masked else [],
    )
