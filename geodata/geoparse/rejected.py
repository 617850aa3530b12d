"""Names of places in a text that were judged to be something else there, with what spoke against them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.gazetteer.index import Gazetteer, prominence
from geodata.geoparse.geometry import Anchors
from geodata.geoparse.homographs import Risk, stands_alone
from geodata.geoparse.judge import Judge
from geodata.geoparse.learnt.features import Verdicts
from geodata.geoparse.scanning import Scan
from geodata.models import Mention, Part, Place, Reason

_BY_RISK = {
    Risk.RARE: "rejected.little_known",
    Risk.COMMON_WORD: "rejected.ordinary",
    Risk.RESPELT: "rejected.respelt",
    Risk.WORD_OF_PLACE: "rejected.word_of_place",
}
_NEAR_KM = 50.0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A stretch of words that is a place's name and no mention; offsets as in a mention."""

    part: Part
    start: int
    end: int
    surface: str
    place: Place
    """The best known place of that name."""
    reasons: tuple[Reason, ...]


def rejections(
    gazetteer: Gazetteer, judge: Judge, scan: Scan, anchors: Anchors, mentions: Sequence[Mention]
) -> Iterator[Rejected]:
    """The matches of a part that none of its ``mentions`` overlaps, in the order of the text."""
    starts = [mention.start for mention in mentions]
    for number, verdicts in judge.verdicts(scan, anchors):
        match = scan.matches[number]
        start, end = scan.tokens.shadow.span(match.start, match.end)
        before = bisect_left(starts, end) - 1
        if before >= 0 and mentions[before].end > start:
            continue
        yield Rejected(
            part=scan.part,
            start=start,
            end=end,
            surface=scan.tokens.shadow.original[start:end],
            place=max((gazetteer.places[position] for position in match.form.places), key=prominence),
            reasons=(
                *_by_rules(scan, number, verdicts, anchors, gazetteer),
                *judge.against(scan, number, verdicts),
            )
            or (Reason("rejected.else"),),
        )


def _by_rules(
    scan: Scan, number: int, verdicts: Verdicts, anchors: Anchors, gazetteer: Gazetteer
) -> Iterator[Reason]:
    match, context, level = scan.matches[number], scan.contexts[number], scan.levels[number]
    if level in _BY_RISK:
        yield Reason(_BY_RISK[level])
    if level is Risk.WORD_OF_PLACE:
        return
    if not stands_alone(scan.tokens, match, context):
        yield Reason("rejected.part_of_name")
    elif not verdicts.stands:
        if not (context.preposition or context.type_word or context.rural or context.direction):
            yield Reason("rejected.no_word")
        places = [gazetteer.places[position] for position in match.form.places]
        distance, near = min(
            (anchors.nearest(place, apart_from=match.form.key) for place in places), key=lambda pair: pair[0]
        )
        if near is None:
            yield Reason("rejected.alone")
        elif distance > _NEAR_KM:
            yield Reason("rejected.far", near.id)
    if verdicts.elsewhere:
        yield Reason("rejected.elsewhere")
    if verdicts.contradicted:
        yield Reason("rejected.contradicted")
