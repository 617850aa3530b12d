"""Our own short texts with every place in them marked: ``{الرقة|location|35.95,39.01}``.

A mark holds the words, the role, and where the place is: latitude and longitude (right within 25 km), or
``area`` with the least precision code it must carry, or nothing where only the role matters. ``reference`` is
a location that only says where the place named before it lies and so is not drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodata.geoparse import Geoparser
from geodata.models import Mention
from geodata.vicinity import position
from tests.eval.corpora import GOLD, rows
from tests.eval.scoring import Spot, kilometres, shared

_MARK = re.compile(r"\{([^|{}]+)\|(\w+)(?:\|([^{}]*))?\}")
_RIGHT_KM = 25.0


@dataclass(frozen=True)
class Mark:
    """One place marked in a text; offsets refer to the text without marks."""

    start: int
    end: int
    role: str
    where: str


@dataclass(frozen=True)
class GoldText:
    """A text, the places in it and what it is there to try."""

    name: str
    text: str
    title: str
    published: date | None
    marks: tuple[Mark, ...]


def read_gold(path: Path = GOLD) -> list[GoldText]:
    """The texts of the file, in its order."""
    return [_gold_text(row) for row in rows(path)]


def _gold_text(row: dict[str, str]) -> GoldText:
    text, marks = unmark(row["marked"])
    published = date.fromisoformat(row["published"]) if "published" in row else None
    return GoldText(row["id"], text, row.get("title", ""), published, marks)


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks."""
    pieces: list[str] = []
    marks = []
    length = done = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[done : match.start()])
        length += len(pieces[-1])
        pieces.append(match.group(1))
        marks.append(Mark(length, length + len(match.group(1)), match.group(2), match.group(3) or ""))
        length += len(match.group(1))
        done = match.end()
    pieces.append(marked[done:])
    return "".join(pieces), tuple(marks)


def faults(geoparser: Geoparser, gold: GoldText) -> list[str]:
    """What the geoparser gets wrong in a text, in words; empty where nothing."""
    found = [
        mention
        for mention in geoparser.parse(gold.text, title=gold.title, published=gold.published)
        if mention.part.value == "text"
    ]
    wrong = []
    for mark in gold.marks:
        words = gold.text[mark.start : mark.end]
        hits = [m for m in found if shared((m.start, m.end), (mark.start, mark.end))]
        if not hits:
            wrong.append(f"{words}: not found")
        elif len(hits) > 1 or (hits[0].start, hits[0].end) != (mark.start, mark.end):
            wrong.append(f"{words}: found as {' + '.join(m.surface for m in hits)}")
        else:
            wrong.extend(f"{words}: {fault}" for fault in _differences(mark, hits[0]))
    for mention in found:
        if not any(shared((mention.start, mention.end), (mark.start, mark.end)) for mark in gold.marks):
            wrong.append(
                f"{mention.surface}: no place, but {mention.role} {mention.place and mention.place.id}"
            )
    return wrong


def _differences(mark: Mark, mention: Mention) -> list[str]:
    role = "reference" if mention.reference else mention.role.value
    wrong = [] if role == mark.role else [f"{role}, not {mark.role}"]
    if mark.where == "unknown":
        return wrong if mention.place is None else [*wrong, f"resolved to {mention.place.id}"]
    if mark.where.startswith("area"):
        least = int(mark.where.removeprefix("area"))
        if mention.precision is None or mention.precision < least:
            wrong.append(f"precision {mention.precision}, not {least} or vaguer")
    elif mark.where:
        lat, lon = map(float, mark.where.split(","))
        place = mention.place
        spot = Spot(0, 0, *position(place, mention.vicinity)) if place else Spot(0, 0)
        distance = kilometres(Spot(0, 0, lat, lon), spot)
        if distance > _RIGHT_KM:
            wrong.append(f"{distance:.0f} km off at {place and place.id}")
    return wrong


def measure_gold(geoparser: Geoparser, path: Path = GOLD) -> float:
    """Share of the marks answered exactly (span, role, place); words that are no place count as missed."""
    marks = missed = 0
    for gold in read_gold(path):
        marks += len(gold.marks)
        missed += len(faults(geoparser, gold))
    return max(0.0, 1 - missed / marks)
