"""Why a mention was read as it was, in the reader's language: one room for the command line and the page.

Evidence is kept as codes (:mod:`geodata.geoparse.reasons`); here it becomes sentences. To give a new code its
words, write ``reason.CODE`` into ``en.json`` and ``ar.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata import text
from geodata.explanation.case import Case, MentionCase, Told
from geodata.explanation.choice import options
from geodata.explanation.records import About, Answer, Dismissal, Explanation, Factor, Fragment, Line, Option
from geodata.explanation.telling import answers
from geodata.explanation.wording import FindPlace, line, where
from geodata.models import Language, Place, When

if TYPE_CHECKING:
    from geodata.geoparse.rejected import Rejected

__all__ = [
    "About",
    "Answer",
    "Dismissal",
    "Explanation",
    "Factor",
    "FindPlace",
    "Fragment",
    "Line",
    "Option",
    "Told",
    "dismissal",
    "explain",
    "heading",
]


def explain(
    mention: Told,
    place: Place | None,
    find: FindPlace,
    language: Language,
    *,
    published: When | None = None,
) -> Explanation:
    """Why ``mention`` was read as ``place``, for readers of ``language``.

    ``find`` gives the places that reasons and candidates name by id; what it does not know is left out or
    stands as it was kept. ``published`` is the story's date, from which "yesterday" was counted.
    """

    def known(place_id: str) -> Place | None:
        # A place looked up online stands in no gazetteer.
        return place if place and place.id == place_id else find(place_id)

    case = MentionCase(mention.surface, place, known, language, mention)
    return Explanation(
        surface=mention.surface,
        name=text.name_in(place, language) if place else "",
        where=where(place, known, language) if place else Line(()),
        answers=answers(case, published),
        options_title=case.line("options.title").text,
        options=options(case),
    )


def dismissal(rejected: Rejected, find: FindPlace, language: Language) -> Dismissal:
    """Why words that are the name of a place were not read as one."""
    case = Case(rejected.surface, rejected.place, find, language)
    return Dismissal(
        surface=rejected.surface,
        name=text.name_in(rejected.place, language),
        where=where(rejected.place, find, language),
        lines=tuple(case.reasons(rejected.reasons)),
    )


def heading(what: str, language: Language) -> str:
    """The words above a part of what is told: ``rejected``, ``nothing``. Raises ``KeyError`` for another."""
    return line(language, f"heading.{what}").text
