"""Our own short texts with every place in them marked: ``{الرقة|location|35.95,39.01}``.

A mark holds the words, the role, where the place is and when what is told there happened:

* where: latitude and longitude (right within 25 km), after which kinds may stand (``35.95,39.01 city/town``);
  or ``area`` with the least precision code it must carry; or ``unknown`` where no place of the tables fits;
  or nothing where only the role matters. The role ``reference`` is a location that only says where the place
  named before it lies and so is not drawn.
* when: a day or two days with ``/`` between them, or ``undated``; left out where the text is not about dates.

A text may name its day of publication (``published``), where it was filed (``dateline``) and its ``outlet``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geodata.geoparse import Geoparser
from geodata.models import Mention, When
from geodata.vicinity import position
from tests.eval.corpora import GOLD, rows
from tests.eval.scoring import Spot, kilometres, shared

_MARK = re.compile(r"\{([^|{}]+)\|(\w+)(?:\|([^{}|]*))?(?:\|([^{}|]*))?\}")
_RIGHT_KM = 25.0


@dataclass(frozen=True)
class Mark:
    """One place marked in a text; offsets refer to the text without marks."""

    start: int
    end: int
    role: str
    where: str
    when: str = ""


@dataclass(frozen=True)
class GoldText:
    """A text, the places in it and what it is there to try."""

    name: str
    text: str
    title: str
    published: date | None
    marks: tuple[Mark, ...]
    dateline: str = ""
    outlet: str = ""


def read_gold(path: Path = GOLD) -> list[GoldText]:
    """The texts of the file, in its order."""
    return [_gold_text(row) for row in rows(path)]


def _gold_text(row: dict[str, str]) -> GoldText:
    text, marks = unmark(row["marked"])
    published = date.fromisoformat(row["published"]) if "published" in row else None
    return GoldText(
        row["id"],
        text,
        row.get("title", ""),
        published,
        marks,
        row.get("dateline", ""),
        row.get("outlet", ""),
    )


def unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks."""
    pieces: list[str] = []
    marks = []
    length = done = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[done : match.start()])
        length += len(pieces[-1])
        words, role, where, when = match.groups(default="")
        pieces.append(words)
        marks.append(Mark(length, length + len(words), role, where, when))
        length += len(words)
        done = match.end()
    pieces.append(marked[done:])
    return "".join(pieces), tuple(marks)


def faults(geoparser: Geoparser, gold: GoldText) -> list[str]:
    """What the geoparser gets wrong in a text, in words; empty where nothing."""
    parsed = geoparser.parse(
        gold.text, title=gold.title, published=gold.published, dateline=gold.dateline, outlet=gold.outlet
    )
    found = [mention for mention in parsed if mention.part.value == "text"]
    wrong = []
    for mark in gold.marks:
        words = gold.text[mark.start : mark.end]
        hits = [m for m in found if shared((m.start, m.end), (mark.start, mark.end))]
        if not hits:
            wrong.append(f"{words}: not found")
        elif len(hits) > 1 or (hits[0].start, hits[0].end) != (mark.start, mark.end):
            wrong.append(f"{words}: found as {' + '.join(m.surface for m in hits)}")
        else:
            differences = [*_role_and_place(mark, hits[0]), *_time(mark, hits[0].event)]
            wrong.extend([f"{words}: {'; '.join(differences)}"] if differences else [])
    for mention in found:
        if not any(shared((mention.start, mention.end), (mark.start, mark.end)) for mark in gold.marks):
            wrong.append(
                f"{mention.surface}: no place, but {mention.role} {mention.place and mention.place.id}"
            )
    return wrong


def _role_and_place(mark: Mark, mention: Mention) -> list[str]:
    role = "reference" if mention.reference else mention.role.value
    wrong = [] if role == mark.role else [f"{role}, not {mark.role}"]
    where, _, kinds = mark.where.partition(" ")
    place = mention.place
    if where == "unknown":
        return wrong if place is None else [*wrong, f"resolved to {place.id}"]
    if where.startswith("area"):
        least = int(where.removeprefix("area"))
        if mention.precision is None or mention.precision < least:
            wrong.append(f"precision {mention.precision}, not {least} or vaguer")
    elif where:
        lat, lon = map(float, where.split(","))
        spot = Spot(0, 0, *position(place, mention.vicinity)) if place else Spot(0, 0)
        distance = kilometres(Spot(0, 0, lat, lon), spot)
        if distance > _RIGHT_KM:
            wrong.append(f"{distance:.0f} km off at {place and place.id}")
    if kinds and place is not None and place.kind.value not in kinds.split("/"):
        wrong.append(f"{place.id} is a {place.kind}, not a {kinds}")
    return wrong


def _time(mark: Mark, event: When | None) -> list[str]:
    if not mark.when:
        return []
    told = "undated"
    if event is not None:
        told = f"{event.first}/{event.last}" if event.last != event.first else str(event.first)
    return [] if told == mark.when else [f"{told}, not {mark.when}"]


def measure_gold(geoparser: Geoparser, path: Path = GOLD) -> float:
    """Share of the marks answered right in span, role, place and time; each word that is no place counts as
    one answer missed."""
    marks = missed = 0
    for gold in read_gold(path):
        marks += len(gold.marks)
        missed += len(faults(geoparser, gold))
    return max(0.0, 1 - missed / marks)
