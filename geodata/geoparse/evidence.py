"""Evidence told in the text's own words: the tables know ``بلده``, the text has ``بلدة``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from geodata.geoparse.reasons import COUNTRY_DETAILS, PLACE_DETAILS
from geodata.geoparse.tokens import Tokens
from geodata.models import Candidate, Reason

_REACH = 8
"""In words: farther from a name nothing speaks for it."""
_NO_WORDS = PLACE_DETAILS | COUNTRY_DETAILS
_OF_TYPE = frozenset(("type.word", "type.other"))


class Written:
    """The words around a name as the text writes them."""

    def __init__(self, tokens: Tokens, first: int, last: int, type_word: str) -> None:
        """``first`` and ``last`` number the name's words as in a match."""
        self._tokens = tokens
        self._near = range(max(0, first - _REACH), min(len(tokens.words), last + _REACH))
        self._type_word = type_word

    def reasons(self, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
        """The same reasons with their words as written."""
        return tuple(self._reason(reason) if reason.detail else reason for reason in reasons)

    def candidates(self, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """The same candidates with the words of their evidence as written."""
        if len(candidates) < 2:
            return candidates
        return tuple(replace(each, evidence=self.reasons(each.evidence)) for each in candidates)

    def _reason(self, reason: Reason) -> Reason:
        if reason.code in _NO_WORDS:
            return reason
        # Names weighed alike share their evidence; the word beside this one may be another of its kind.
        folded = (self._type_word or reason.detail) if reason.code in _OF_TYPE else reason.detail
        for number in self._near:
            if self._tokens.words[number] == folded:
                written = self._tokens.original(number)
                return reason if written == reason.detail else replace(reason, detail=written)
        return reason
