"""Scores of predicted place spans against gold ones.

Recognition: precision, recall and F1 of spans matched one to one, under three notions of a match: ``exact``;
``token``, after both were widened to the words they lie in; ``overlap``, sharing any character.
Resolution: the share of gold places with coordinates found within 161 km and 25 km, over those recognised
with coordinates and over all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from geodata.geoparse.geometry import FAR, distance_km
from geodata.models import Kind, Place

_EDGE = re.compile(r"[\s،؛؟!?.,;:()\[\]{}«»“”\"'‘’…/\\|#@_\-–—]")
Span = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """A span, with coordinates where it has any."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    skipped: bool = False
    """Left out of resolution, for example a country, whose point is a convention."""

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass
class Counts:
    """True positives, predictions and gold spans."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0


@dataclass
class Score:
    """What a corpus adds up to."""

    exact: Counts = field(default_factory=Counts)
    token: Counts = field(default_factory=Counts)
    overlap: Counts = field(default_factory=Counts)
    errors_km: list[float] = field(default_factory=list)
    unresolved: int = 0

    def within(self, km: float, *, of_all: bool = False) -> float:
        """Share of places right within ``km``, of those recognised with coordinates or of all gold ones."""
        total = len(self.errors_km) + (self.unresolved if of_all else 0)
        return sum(error <= km for error in self.errors_km) / total if total else 0.0

    def add(
        self, text: str, gold: Iterable[Spot], predicted: Iterable[Spot], ignored: Sequence[Span] = ()
    ) -> None:
        """Count one text; a prediction that meets only ``ignored`` spans is neither right nor wrong."""
        golds = list({spot.span: spot for spot in gold}.values())
        spots = [
            spot
            for spot in {spot.span: spot for spot in predicted}.values()
            if any(shared(spot.span, each.span) for each in golds)
            or not any(shared(spot.span, span) for span in ignored)
        ]
        for counts in (self.exact, self.token, self.overlap):
            counts.predicted += len(spots)
            counts.gold += len(golds)
        wanted, given = [spot.span for spot in golds], [spot.span for spot in spots]
        self.exact.hits += len(set(wanted) & set(given))
        widened = [[widen(text, span) for span in spans] for spans in (wanted, given)]
        self.token.hits += len(pairs(*widened, lambda a, b: int(a == b)))
        overlapping = pairs(wanted, given, shared)
        self.overlap.hits += len(overlapping)
        for number, spot in enumerate(golds):
            if spot.lat is not None and not spot.skipped:
                self._place(spot, spots[overlapping[number]] if number in overlapping else None)

    def _place(self, gold: Spot, found: Spot | None) -> None:
        if found is None or found.lat is None or found.lon is None:
            self.unresolved += 1
            return
        self.errors_km.append(kilometres(gold, found))


def kilometres(first: Spot, second: Spot) -> float:
    """Great-circle distance; the Earth's half circumference where one has no coordinates."""
    if None in (first.lat, first.lon, second.lat, second.lon):
        return FAR
    points = [Place("", "", "", Kind.SITE, spot.lat or 0.0, spot.lon or 0.0) for spot in (first, second)]
    return distance_km(*points)


def shared(first: Span, second: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(first[1], second[1]) - max(first[0], second[0]))


def widen(text: str, span: Span) -> Span:
    """The span with the rest of the words it begins and ends in."""
    start, end = span
    while start > 0 and not _EDGE.match(text[start - 1]):
        start -= 1
    while end < len(text) and not _EDGE.match(text[end]):
        end += 1
    return start, end


def pairs(
    gold: Sequence[Span], given: Sequence[Span], likeness: Callable[[Span, Span], int]
) -> dict[int, int]:
    """A one-to-one matching, best pairs first: number of the gold span to number of the predicted one."""
    possible = [
        (likeness(wanted, span), -abs(wanted[0] - span[0]), number, other)
        for number, wanted in enumerate(gold)
        for other, span in enumerate(given)
        if likeness(wanted, span) > 0
    ]
    matched: dict[int, int] = {}
    for _, _, number, other in sorted(possible, reverse=True):
        if number not in matched and other not in matched.values():
            matched[number] = other
    return matched
