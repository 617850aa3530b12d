"""The questions about a mention, answered one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from geodata import text
from geodata.events.lexicon import Family, lexicon
from geodata.explanation.case import MentionCase
from geodata.explanation.choice import meant, rather
from geodata.explanation.records import About, Answer, Line
from geodata.language.dates import events
from geodata.models import Reason, Role, When
from geodata.text.dates import say_when
from geodata.text.vicinities import say_vicinity

_ABOUT: dict[str, About] = {
    "name": About.NAME,
    "homograph": About.PLACE,
    "learnt": About.PLACE,
    "learnt.body": About.ROLE,
    "rejected": About.PLACE,
    "context.preposition": About.PLACE,
    "context.list": About.PLACE,
    "context": About.CHOICE,
    "type": About.CHOICE,
    "only": About.CHOICE,
    "population": About.CHOICE,
    "outlet": About.CHOICE,
    "geocoder": About.CHOICE,
    "vicinity": About.PRECISION,
    "role": About.ROLE,
    "dateline": About.ROLE,
    "reference": About.MAP,
}
"""The question a reason answers, by the beginning of its code; the longest that fits counts."""

_SURE, _FAIRLY_SURE = 0.8, 0.5


def about(code: str) -> About | None:
    """The question a reason of this code answers; None for a code unknown here."""
    while code not in _ABOUT and "." in code:
        code = code.rpartition(".")[0]
    return _ABOUT.get(code)


def answers(case: MentionCase, published: When | None) -> tuple[Answer, ...]:
    """All there is to tell about a mention; ``published`` is the story's date."""
    told: dict[About, Callable[[MentionCase, list[Line]], Iterator[Line]]] = {
        About.NAME: _plain,
        About.PLACE: _place,
        About.CHOICE: _choice,
        About.SURE: _sure,
        About.ROLE: _role,
        About.PRECISION: _precision,
        About.DATE: lambda case, _: _date(case, published),
        About.EVENT: lambda case, _: _tags(case, Family.EVENT),
        About.ACTOR: lambda case, _: _tags(case, Family.ACTOR),
        About.MAP: _map,
    }
    found = []
    for question, tell in told.items():
        lines = list(tell(case, case.reasons(_reasons(case.mention.reasons, question))))
        if lines:
            found.append(Answer(question, case.line(f"about.{question.value}").text, tuple(lines)))
    return tuple(found)


def _reasons(reasons: Sequence[Reason], question: About) -> list[Reason]:
    return [reason for reason in reasons if about(reason.code) is question]


def _plain(_: MentionCase, said: list[Line]) -> Iterator[Line]:
    yield from said


def _place(case: MentionCase, said: list[Line]) -> Iterator[Line]:
    """What let it pass; a name seldom anything else needs no evidence."""
    yield from said
    if not said and case.place is not None:
        near = any(reason.code in ("context.near", "type.word") for reason in case.mention.reasons)
        yield case.line("told.place.vouched" if near else "told.place.sure")


def _choice(case: MentionCase, said: list[Line]) -> Iterator[Line]:
    yield from said
    yield from rather(case)


def _sure(case: MentionCase, _: list[Line]) -> Iterator[Line]:
    if case.place is not None:
        confidence = case.mention.confidence
        yield case.line("told.sure", sure=case.line(_sureness(confidence)), percent=f"{confidence:.0%}")


def _sureness(confidence: float) -> str:
    if confidence >= _SURE:
        return "sure.high"
    return "sure.middle" if confidence >= _FAIRLY_SURE else "sure.low"


def _role(case: MentionCase, said: list[Line]) -> Iterator[Line]:
    role = case.mention.role
    yield case.line("told.role", role=text.say(case.language, f"role.{role.value}"))
    yield from said
    if not said and role in (Role.ACTOR, Role.DEMONYM) and case.place is not None:
        demonym = any(reason.code == "name.demonym" for reason in case.mention.reasons)
        if not demonym:
            yield case.line(f"told.role.{role.value}")


def _precision(case: MentionCase, said: list[Line]) -> Iterator[Line]:
    if case.place is None or case.mention.precision is None or not _drawn(case):
        return
    vicinity = case.mention.vicinity
    if vicinity is not None:
        yield case.line("told.vicinity", vicinity=say_vicinity(case.language, vicinity, case.place))
    else:
        words = text.precision_in(case.place, case.mention.precision, case.language)
        blurred = case.place.blurred and case.mention.precision == case.place.precision
        yield case.line("told.blurred" if blurred else "told.precision", precision=words)
    yield from said
    named = meant(case)
    if vicinity is None and named is not None and named.id != case.place.id:
        yield case.line("told.widened", other=text.name_in(named, case.language))


def _date(case: MentionCase, published: When | None) -> Iterator[Line]:
    event = case.mention.event
    if not _drawn(case):
        return
    if event is not None:
        counted = published is not None and not _tells_alone(event.evidence, event.first)
        yield case.line(
            "told.date.counted" if counted else "told.date.own",
            detail=event.evidence,
            when=say_when(case.language, event),
            published=say_when(case.language, published) if published else "",
        )
    elif published is not None:
        yield case.line("told.date.published", published=say_when(case.language, published))
    else:
        yield case.line("told.date.none")


def _tags(case: MentionCase, family: Family) -> Iterator[Line]:
    """What the lexicon of events and actors found in the sentence, each with the words that say so."""
    for tag in case.mention.tags:
        if tag.code.startswith(f"{family}:") and _drawn(case):
            yield case.line("told.tag", tag=lexicon().called(tag.code, case.language), detail=tag.words)


def _drawn(case: MentionCase) -> bool:
    return case.place is not None and case.mention.role.drawn and not case.mention.reference


def _tells_alone(words: str, first: date) -> bool:
    """Whether words such as "12 October 2017" tell a date without the day they were written on."""
    return any(span.when.first == first for span in events(words, None))


def _map(case: MentionCase, said: list[Line]) -> Iterator[Line]:
    """Why it is not drawn, where it is not."""
    yield from said
    if case.place is None:
        yield case.line("told.map.nowhere")
    elif not case.mention.role.drawn:
        yield case.line("told.map.role")
    elif case.mention.reference:
        yield case.line("told.map.reference")
