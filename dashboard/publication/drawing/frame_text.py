"""The words around the map: headline, subtitle, what is shown; notes, sources, credits."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.basemap.style import attribution
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import BOLD, REGULAR, balanced, drawable, shortened, width
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Order
from dashboard.publication.scene import Scene
from dashboard.publication.words import as_of, facts, source_items
from dashboard.text import say

TITLE, SUBTITLE, FACTS, NOTES = 37.0, 21.0, 16.5, 14.5
"""Sizes in pixels of a usual picture; nothing in it is smaller than the notes."""
_MOST_TITLE, _MOST_SUBTITLE, _MOST_NOTES, _MOST_SOURCES, _MOST_CREDITS = 4, 4, 6, 3, 3
_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Run:
    """A line, or a part of one: ``across`` from where lines begin, its baseline ``down`` from the top."""

    words: str
    across: float
    down: float
    size: float
    weight: int = REGULAR
    muted: bool = False
    url: str = ""
    at_end: bool = False
    own: bool = False
    """Whether it is read in the direction of its own letters, a name among words of another script."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs and the height they need."""

    runs: tuple[Run, ...]
    height: float

    def draw(self, sheet: Sheet, place: Box, inks: Inks) -> None:
        """In a box, from its top."""
        for run in self.runs:
            x = sheet.end(place) if run.at_end else sheet.along(sheet.start(place), run.across)
            sheet.text(
                x,
                place.top + run.down,
                run.words,
                run.size,
                inks.muted if run.muted else inks.ink,
                weight=run.weight,
                align="end" if run.at_end else "start",
                url=run.url,
                own=run.own,
            )


class _Setter:
    """Sets paragraph below paragraph."""

    def __init__(self, room: float) -> None:
        self.room, self.down = room, 0.0
        self.runs: list[Run] = []

    def paragraph(
        self, text: str, size: float, line: float, most: int, *, weight: int = REGULAR, muted: bool = False
    ) -> None:
        """Lines of a text."""
        for words in balanced(drawable(text), size, self.room, weight, most):
            self.runs.append(Run(words, 0.0, self.down + 0.95 * size, size, weight, muted))
            self.down += line * size

    def gap(self, height: float) -> None:
        """Room between paragraphs."""
        if self.runs:
            self.down += height

    def items(self, lead: str, items: list[tuple[str, str]], size: float, line: float, most: int) -> None:
        """Several things in a row, each with its link, read in its own direction; lines break between two."""
        between = width(_SEPARATOR, size)
        across, lines = 0.0, 1
        if lead:
            self.runs.append(Run(lead, 0.0, self.down + 0.95 * size, size, BOLD, muted=True))
            across = width(f"{lead} ", size, BOLD)
        first = True
        for text, url in items:
            words = shortened(drawable(text), size, self.room)
            wide = width(words, size)
            if across + (0.0 if first else between) + wide > self.room and across:
                if lines == most:
                    self.runs.append(Run("…", across, self.down + 0.95 * size, size, muted=True))
                    break
                lines, across, first = lines + 1, 0.0, True
                self.down += line * size
            if not first:
                # Without the spaces around it, which an SVG would leave out.
                dot = across + width(" ", size)
                self.runs.append(Run(_SEPARATOR.strip(), dot, self.down + 0.95 * size, size, muted=True))
                across += between
            self.runs.append(Run(words, across, self.down + 0.95 * size, size, muted=True, url=url, own=True))
            across, first = across + wide, False
        self.down += line * size

    def passage(self) -> Passage:
        """All that was set."""
        return Passage(tuple(self.runs), self.down)


def header(order: Order, scene: Scene, room: float, unit: float, tallest: float) -> Passage:
    """Headline, subtitle and what is shown; the headline gives way where it would take too much."""
    for shrunk in (1.0, 0.85, 0.72, 0.6):
        setter = _Setter(room)
        line = 1.32 if sheet_is_arabic(order) else 1.16
        setter.paragraph(order.title, TITLE * unit * shrunk, line, _MOST_TITLE, weight=BOLD)
        setter.gap(5 * unit)
        setter.paragraph(order.subtitle, max(SUBTITLE * shrunk, FACTS) * unit, 1.36, _MOST_SUBTITLE)
        setter.gap(6 * unit)
        setter.items("", [(part, "") for part in facts(order, scene)], FACTS * unit, 1.4, 3)
        found = setter.passage()
        if found.height <= tallest:
            break
    return found


def sheet_is_arabic(order: Order) -> bool:
    """Whether lines need the more room that Arabic letters take."""
    return order.language.value == "ar"


def footer(order: Order, scene: Scene, room: float, unit: float) -> Passage:
    """Notes, sources, author, credits and the project's name."""
    size = NOTES * unit
    line = 1.5 if sheet_is_arabic(order) else 1.36
    setter = _Setter(room)
    setter.paragraph(order.notes, size, line, _MOST_NOTES)
    setter.gap(4 * unit)
    lead, items = source_items(order, scene)
    if items:
        setter.items(lead, items, size, line, _MOST_SOURCES)
    if order.author:
        setter.paragraph(say(order.language, "figure.author", author=order.author), size, line, 2, muted=True)
    name = say(order.language, "app.name")
    setter.room = room - width(name, size, BOLD) - 18 * unit
    comma = "، " if sheet_is_arabic(order) else ", "
    places = say(order.language, "figure.places", gazetteers=comma.join(scene.credits))
    told = [
        part for part in (*attribution(order.language).split(_SEPARATOR), places, as_of(order, scene)) if part
    ]
    setter.items("", [(part, "") for part in told], size, line, _MOST_CREDITS)
    last = setter.runs[-1]
    setter.runs.append(Run(name, 0.0, last.down, size, BOLD, muted=True, at_end=True))
    return setter.passage()
