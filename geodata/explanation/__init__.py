"""Why a mention was read as it was, in the reader's language: one room for the command line and the page.

Evidence is kept as codes (:mod:`geodata.geoparse.reasons`); here it becomes sentences. To give a new code its
words, write ``reason.CODE`` into ``en.json`` and ``ar.json``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata import text
from geodata.explanation.case import Case, MentionCase, Told
from geodata.explanation.choice import options
from geodata.explanation.places import KnownPlaces
from geodata.explanation.records import About, Answer, Dismissal, Explanation, Factor, Fragment, Line, Option
from geodata.explanation.telling import answers
from geodata.explanation.wording import line, where
from geodata.models import Language, Place, When
from geodata.text.vicinities import say_vicinity

if TYPE_CHECKING:
    from geodata.geoparse.rejected import Rejected

__all__ = [
    "About",
    "Answer",
    "Dismissal",
    "Explanation",
    "Factor",
    "Fragment",
    "KnownPlaces",
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
    places: KnownPlaces,
    language: Language,
    *,
    published: When | None = None,
) -> Explanation:
    """Why ``mention`` was read as ``place``, for readers of ``language``.

    ``places`` gives those that reasons and candidates name by id; what it does not know is left out or stands
    as it was kept. ``published`` is the story's date, from which "yesterday" was counted.
    """
    case = MentionCase(mention.surface, place, places, language, mention)
    return Explanation(
        surface=mention.surface,
        name=_called(mention, place, language) if place else "",
        where=where(place, places, language) if place else Line(()),
        answers=answers(case, published),
        options_title=case.line("options.title").text,
        options=options(case),
    )


def _called(mention: Told, place: Place, language: Language) -> str:
    beside = mention.vicinity
    return say_vicinity(language, beside, place) if beside else text.name_in(place, language)


def dismissal(rejected: Rejected, places: KnownPlaces, language: Language) -> Dismissal:
    """Why words that are the name of a place were not read as one."""
    case = Case(rejected.surface, rejected.place, places, language)
    return Dismissal(
        surface=rejected.surface,
        name=text.name_in(rejected.place, language),
        where=where(rejected.place, places, language),
        lines=tuple(case.reasons(rejected.reasons)),
    )


def heading(what: str, language: Language) -> str:
    """The words above a part of what is told: ``rejected``, ``nothing``. Raises ``KeyError`` for another."""
    return line(language, f"heading.{what}").text
