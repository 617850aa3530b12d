"""From what someone types into a search box to terms a full-text index can be asked for, never failing.

Arabic writes "and", "in", "to" and the article together with the word that follows, so ``الرقة`` also
stands in texts as ``والرقة``, ``بالرقة`` and ``للرقة``. An index knows whole words only; therefore each
Arabic word is asked for with every such beginning it may carry (the prefixes of light10 and a few more;
Larkey, Ballesteros and Connell 2002, "Improving stemming for Arabic information retrieval").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodata.language.normalise import fold

_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟", '"'))
_PIECE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile(r"[\u0620-\u064a]{2,}")
_ARTICLE = "ال"
_WITH_ARTICLE = ("ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل")
_WITHOUT_ARTICLE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together, in any of several spellings; the last word may be unfinished."""

    spellings: tuple[tuple[str, ...], ...]
    unfinished: bool = False


def parse_terms(text: str) -> list[Term]:
    """Every word or quoted phrase of a search text, folded; all of them must be found.

    The last word may be unfinished, and any with a ``*`` behind it; in quotes none is.
    """
    found: list[tuple[tuple[str, ...], bool, bool]] = []
    for piece in _PIECE.finditer(text.translate(_QUOTES)):
        quoted = piece.group(2) is None
        words = tuple(_WORD.findall(fold(piece.group(1) if quoted else piece.group(2))))
        if words:
            found.append((words, quoted, not quoted and piece.group(2).endswith("*")))
    terms = [
        Term(tuple((first, *words[1:]) for first in _forms(words[0])), unfinished=starred)
        for words, _, starred in found
    ]
    if found and not found[-1][1]:
        terms[-1] = Term(terms[-1].spellings, unfinished=True)
    return terms


def _forms(word: str) -> list[str]:
    if not _ARABIC.fullmatch(word):
        return [word]
    stem = word.removeprefix(_ARTICLE)
    if stem != word and len(stem) >= _SHORTEST_STEM:
        return [beginning + stem for beginning in _WITH_ARTICLE]
    return [beginning + word for beginning in (*_WITHOUT_ARTICLE, *_WITH_ARTICLE)]
