"""The places a name could have meant: their scores in parts, and what told the chosen one from the next."""

from __future__ import annotations

from collections.abc import Iterator

from geodata import text
from geodata.explanation.case import MentionCase
from geodata.explanation.records import Factor, Fragment, Line, Option
from geodata.explanation.wording import listed, own, where
from geodata.models import Candidate, Language, Place, Reason

_OTHER = {Language.ENGLISH: Language.ARABIC, Language.ARABIC: Language.ENGLISH}
_TELLING = 0.03
"""Least difference of a part of two scores that is worth a word."""
_MOST_DIFFERENCES = 3


def options(case: MentionCase) -> tuple[Option, ...]:
    """The candidates that a gazetteer at hand still knows, the likeliest first."""
    chosen = _chosen(case)
    return tuple(
        _option(case, candidate, place, chosen=candidate.place_id == chosen)
        for candidate in case.mention.candidates
        if (place := case.find(candidate.place_id)) is not None
    )


def rather(case: MentionCase) -> Iterator[Line]:
    """Why the chosen candidate and not the next; nothing where it has no rival, or no evidence was kept."""
    chosen = _chosen(case)
    candidates = sorted(case.mention.candidates, key=lambda candidate: candidate.place_id != chosen)
    if len(candidates) < 2 or not candidates[0].evidence:
        return
    places = [case.find(candidate.place_id) for candidate in candidates[:2]]
    best, other = places
    if best is None or other is None:
        return
    differences = _differences(candidates[0], candidates[1])
    said = [line for reason in differences if (line := case.reason("apart", reason, best)) is not None]
    named = _named(case, other)
    if said:
        yield case.line("told.rather", other=named, list=listed(said, case.language, conjoined=True))
    else:
        yield case.line("told.hardly", other=named)


def meant(case: MentionCase) -> Place | None:
    """The place the name itself was taken for, before a word such as "countryside" made it wider."""
    chosen = _chosen(case)
    return case.find(chosen) if chosen else None


def _chosen(case: MentionCase) -> str:
    ids = [candidate.place_id for candidate in case.mention.candidates]
    if case.place is not None and case.place.id in ids:
        return case.place.id
    return ids[0] if ids else ""


def _named(case: MentionCase, place: Place) -> Line:
    name, told = own(text.name_in(place, case.language)), where(place, case.places, case.language)
    return Line((*name.fragments, Fragment(" ("), *told.fragments, Fragment(")")))


def _differences(best: Candidate, other: Candidate) -> list[Reason]:
    """The parts of two scores that speak most for the first, the weightiest first."""
    ours = {reason.code: reason for reason in best.evidence}
    theirs = {reason.code: reason for reason in other.evidence}
    nothing = Reason("")
    gains = {
        code: ours.get(code, nothing).weight - theirs.get(code, nothing).weight for code in {**ours, **theirs}
    }
    telling = [code for code in sorted(gains, key=lambda code: -gains[code]) if gains[code] >= _TELLING]
    return [ours.get(code) or theirs[code] for code in telling[:_MOST_DIFFERENCES]]


def _option(case: MentionCase, candidate: Candidate, place: Place, *, chosen: bool) -> Option:
    factors = [
        Factor(line, reason.weight)
        for reason in candidate.evidence
        if (line := case.reason("factor", reason, place)) is not None
    ]
    name, other = (text.name_in(place, language) for language in (case.language, _OTHER[case.language]))
    return Option(
        place=place,
        name=name,
        other_name=other if other != name else "",
        where=where(place, case.places, case.language),
        score=candidate.score,
        chosen=chosen,
        factors=tuple(sorted(factors, key=lambda factor: -abs(factor.weight))),
    )
