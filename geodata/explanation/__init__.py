"""Why a mention was read as it was, in the reader's language: one room for the command line and the page.

Evidence is kept as codes (:mod:`geodata.geoparse.reasons`); here it becomes sentences. To give a new code its
words, write ``reason.CODE`` into ``en.json`` and ``ar.json``.
"""

from __future__ import annotations

from geodata import text
from geodata.explanation.case import Case, Told
from geodata.explanation.choice import options
from geodata.explanation.records import About, Answer, Explanation, Factor, Fragment, Line, Option
from geodata.explanation.telling import answers
from geodata.explanation.wording import FindPlace, where
from geodata.models import Language, Place, When

__all__ = [
    "About",
    "Answer",
    "Explanation",
    "Factor",
    "FindPlace",
    "Fragment",
    "Line",
    "Option",
    "Told",
    "explain",
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
    case = Case(mention, place, find, language)
    return Explanation(
        surface=mention.surface,
        name=text.name_in(place, language) if place else "",
        where=where(place, find, language) if place else Line(()),
        answers=answers(case, published),
        options_title=case.line("options.title").text,
        options=options(case),
    )
