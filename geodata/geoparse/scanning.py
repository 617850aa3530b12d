"""One part of a story with the names found in it, and the places among them that are beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.gazetteer.index import Gazetteer, prominence
from geodata.geoparse.context import Context, context_of, inherit, of_plural
from geodata.geoparse.homographs import Risk, levels
from geodata.geoparse.recognise import Match, recognise
from geodata.geoparse.tokens import Tokens, tokenise
from geodata.geoparse.variants import Forms
from geodata.models import Part, Place

_DATELINE_WEIGHT = 3.0
_DEMONYM_WEIGHT = _VOUCHED_WEIGHT = 0.5
_CONTESTED, _CONTESTED_WEIGHT = 0.25, 0.2


@dataclass(frozen=True, slots=True)
class Scan:
    """A part's words and matches; contexts and levels are those of the match of the same number."""

    part: Part
    tokens: Tokens
    matches: list[Match]
    contexts: list[Context]
    levels: list[Risk]


def scan_part(gazetteer: Gazetteer, forms: Forms, part: Part, text: str) -> Scan:
    """Find the names in a text; linear in its length."""
    tokens = tokenise(text)
    matches = recognise(tokens, forms)
    contexts: list[Context] = []
    for number, match in enumerate(matches):
        previous = matches[number - 1] if number else None
        context = of_plural(tokens, match, context_of(tokens, match, previous))
        contexts.append(inherit(context, contexts[-1]) if context.listed and contexts else context)
    return Scan(part, tokens, matches, contexts, levels(gazetteer, tokens, matches))


def sure_places(
    gazetteer: Gazetteer, scans: Sequence[Scan], dateline: str
) -> Iterator[tuple[str, Place, float]]:
    """The places that need no evidence themselves and are evidence for the others, for ``Anchors``."""
    if dateline and (found := gazetteer.lookup(dateline)):
        yield dateline, found[0], _DATELINE_WEIGHT
    best: dict[tuple[int, ...], tuple[Place, float]] = {}
    for scan in scans:
        for match, level in zip(scan.matches, scan.levels, strict=True):
            if level is Risk.NONE:
                places = match.form.places
                if places not in best:
                    best[places] = likeliest(gazetteer, places)
                place, weight = best[places]
                yield match.form.key, place, _DEMONYM_WEIGHT if match.form.demonym else weight


def all_places(
    gazetteer: Gazetteer, scans: Sequence[Scan], kept: Sequence[Sequence[int]], dateline: str
) -> Iterator[tuple[str, Place, float]]:
    """The sure places, and those of the matches ``kept`` as places, each scan's, that leave no choice."""
    yield from sure_places(gazetteer, scans, dateline)
    for scan, numbers in zip(scans, kept, strict=True):
        for number in numbers:
            match = scan.matches[number]
            if scan.levels[number] is not Risk.NONE and not match.form.demonym:
                place, weight = likeliest(gazetteer, match.form.places)
                if gazetteer.one_place(match.form.places):
                    yield match.form.key, place, _VOUCHED_WEIGHT * weight


def likeliest(gazetteer: Gazetteer, positions: tuple[int, ...]) -> tuple[Place, float]:
    """The best known of a name's places, and how much it counts as evidence: little where another country
    has one nearly as well known (عمان is Oman and Amman)."""
    places = [gazetteer.places[position] for position in positions]
    best = max(places, key=prominence)
    rivals = [prominence(place) for place in places if place.country != best.country]
    contested = bool(rivals) and prominence(best) - max(rivals) < _CONTESTED
    return best, _CONTESTED_WEIGHT if contested else 1.0
