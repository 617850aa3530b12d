"""``geoparse --explain``: why each name was read as it was, as JSON or in words for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geodata.commands.output import remark, say, shorten
from geodata.explanation import Explanation, KnownPlaces, dismissal, explain, heading
from geodata.models import Language, Mention, Part, Reason, When

if TYPE_CHECKING:
    from geodata.explanation import Dismissal, Option
    from geodata.gazetteer.index import Gazetteer
    from geodata.geoparse.rejected import Rejected

Record = dict[str, Any]

_BAR = 10
"""Letters of a full bar."""
_SENTENCE_WIDTH = 100
_ARROW = {Language.ENGLISH: "→", Language.ARABIC: "←"}


@dataclass(frozen=True, slots=True)
class Read:
    """A story as it was read: what is there to be explained."""

    texts: Mapping[Part, str]
    published: When | None
    mentions: Sequence[Mention]
    rejected: Sequence[Rejected]


class Explainer:
    """Puts what was read into the words of a language."""

    def __init__(self, gazetteer: Gazetteer, language: Language) -> None:
        self._places = KnownPlaces(gazetteer)
        self._language = language

    def record(self, read: Read) -> Record:
        """All there is to say, for programs."""
        return {
            "language": self._language.value,
            "mentions": [
                _span(mention) | _why_record(self._why(mention, read), mention) for mention in read.mentions
            ],
            "rejected": [
                _span(each)
                | {"place_id": each.place.id, "reasons": _reasons(each.reasons)}
                | {"sentences": [line.text for line in self._why_not(each).lines]}
                for each in read.rejected
            ],
        }

    def lines(self, read: Read) -> Iterator[str]:
        """The same, for people."""
        for mention in read.mentions:
            sentence = read.texts[mention.part][mention.sentence_start : mention.sentence_end]
            yield from self._told(self._why(mention, read), shorten(sentence, _SENTENCE_WIDTH))
            yield ""
        if read.rejected:
            yield heading("rejected", self._language)
            for each in read.rejected:
                why = self._why_not(each)
                yield f"  {why.surface} ({why.name}: {why.where.text})"
                yield from (f"      {line.text}" for line in why.lines)
            yield ""
        if not read.mentions and not read.rejected:
            yield heading("nothing", self._language)

    def _why(self, mention: Mention, read: Read) -> Explanation:
        return explain(mention, mention.place, self._places, self._language, published=read.published)

    def _why_not(self, rejected: Rejected) -> Dismissal:
        return dismissal(rejected, self._places, self._language)

    def _told(self, why: Explanation, sentence: str) -> Iterator[str]:
        place = f"{why.name} ({why.where.text})" if why.name else "?"
        yield f"{why.surface} {_ARROW[self._language]} {place}"
        yield f"  “{sentence}”"
        for answer in why.answers:
            yield f"  {answer.title}"
            yield from (f"      {line.text}" for line in answer.lines)
        if why.options:
            yield f"  {why.options_title}"
        for option in why.options:
            yield from _option_lines(option)


def show(record: Record) -> None:
    """Print a story told in lines, or the error in its place."""
    name = "" if record["id"] is None else f"{record['id']}"
    if "error" in record:
        remark(_whole(f"{name}: {record['error']}" if name else record["error"]))
        return
    if name:
        say(_whole(f"── {name}"))
    for line in record["lines"]:
        say(_whole(line))


def _whole(line: str) -> str:
    """The line with question marks for halves of characters, which no terminal can show."""
    return line.encode("utf-8", "replace").decode("utf-8")


def _option_lines(option: Option) -> Iterator[str]:
    names = f"{option.name} / {option.other_name}" if option.other_name else option.name
    mark = "*" if option.chosen else " "
    yield f"    {mark} {option.score:.2f} {_bar(option.score)} {names} ({option.where.text})"
    if option.factors:
        parts = (f"{factor.line.text} {factor.weight:+.2f}" for factor in option.factors)
        yield f"           {' · '.join(parts)}"


def _bar(score: float) -> str:
    full = round(score * _BAR)
    return "█" * full + "░" * (_BAR - full)


def _span(found: Mention | Rejected) -> Record:
    return {"part": found.part.value, "start": found.start, "end": found.end, "text": found.surface}


def _reasons(reasons: Sequence[Reason]) -> list[Record]:
    return [{"code": reason.code, "detail": reason.detail} for reason in reasons]


def _why_record(why: Explanation, mention: Mention) -> Record:
    return {
        "place_id": mention.place.id if mention.place else None,
        "drawn": mention.drawn,
        "reasons": _reasons(mention.reasons),
        "answers": [
            {
                "about": answer.about.value,
                "title": answer.title,
                "sentences": [line.text for line in answer.lines],
            }
            for answer in why.answers
        ],
        "candidates": [_option_record(option) for option in why.options],
    }


def _option_record(option: Option) -> Record:
    return {
        "place_id": option.place.id,
        "name": option.place.name,
        "name_ar": option.place.name_ar,
        "kind": option.place.kind.value,
        "admin1": option.place.admin1 or None,
        "country": option.place.country or None,
        "where": option.where.text,
        "score": option.score,
        "chosen": option.chosen,
        "evidence": [{"weight": factor.weight, "text": factor.line.text} for factor in option.factors],
    }
