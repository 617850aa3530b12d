"""The key: what sizes and forms mean, drawn by the very code that draws the marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from shapely.geometry import box as rectangle

from dashboard.publication.drawing import marks
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.inks import Inks
from dashboard.publication.drawing.letters import BOLD, drawable, width, wrapped
from dashboard.publication.drawing.marks import Form, Placed
from dashboard.publication.drawing.sheet import Sheet
from dashboard.publication.order import Order
from dashboard.publication.scene import Mark, Scene
from dashboard.text import say
from geodata.models import Precision

LETTERS = 15.5
LINE = 1.3
TOKEN = 8.0
"""Radius of a form's token."""
COLUMN = 205.0
"""Width of the key where it stands beside the map."""
_TOKENS = {
    Form.EXACT: ("legend.exact", Precision.EXACT, False),
    Form.NEAR: ("legend.near", Precision.NEAR, False),
    Form.AREA: ("legend.area", Precision.GOVERNORATE, False),
    Form.BESIDE: ("figure.beside", Precision.NEAR, True),
}
_HIGHLIGHT, _UNDATED = "highlight", "undated"


@dataclass(frozen=True, slots=True)
class Line:
    """A form with its words."""

    token: Form | str
    words: str


@dataclass(frozen=True)
class Key:
    """What the key of a picture holds. ``unit`` scales letters, ``marks_unit`` the bubbles, as on the map."""

    order: Order
    counts: tuple[int, ...]
    largest: int
    lines: tuple[Line, ...]
    unit: float
    marks_unit: float

    @classmethod
    def of(cls, order: Order, scene: Scene, placed: Sequence[Placed], unit: float, marks_unit: float) -> Key:
        """The key to what is drawn of a scene."""
        largest = max((mark.count for mark in scene.marks), default=0)
        forms = {marks.form_of(one.mark) for one in placed if not one.mark.blurred}
        words = {form: _TOKENS[form][0] for form in forms}
        if any(one.mark.blurred for one in placed):
            # What is blurred looks like an area: one line, or a reader would seek the difference.
            words[Form.AREA] = "figure.area_or_blurred" if Form.AREA in forms else "legend.blurred"
        lines = [Line(form, say(order.language, words[form])) for form in sorted(words, reverse=True)]
        if any(mark.undated for mark in scene.marks):
            lines.append(Line(_UNDATED, say(order.language, "legend.undated")))
        if scene.highlight is not None:
            lines.append(Line(_HIGHLIGHT, drawable(scene.highlight_name)))
        return cls(order, tuple(marks.legend_counts(largest)), largest, tuple(lines), unit, marks_unit)

    @property
    def title(self) -> str:
        """What sizes count."""
        return say(self.order.language, f"legend.size_{self.order.measure}")

    @property
    def letters(self) -> float:
        """Their size in pixels."""
        return LETTERS * self.unit

    @property
    def _radii(self) -> list[float]:
        return [marks.radius(count, self.largest, self.marks_unit) for count in self.counts]

    def bubbles_size(self) -> tuple[float, float]:
        """Width and height of the nested bubbles with their counts."""
        radii = self._radii
        if not radii:
            return 0.0, 0.0
        words = max(width(f"{count:,}", self.letters) for count in self.counts)
        tall = max(2 * radii[-1], len(radii) * self.letters * 1.15) + self.letters * 0.4
        return 2 * radii[-1] + 10 * self.unit + words, tall

    def column_height(self, room: float) -> float:
        """How tall it is in a column."""
        if not self.counts and not self.lines:
            return 0.0
        title = len(self._title_lines(room)) * self.letters * LINE
        words = sum(len(self._line_words(line, room)) for line in self.lines) * self.letters * LINE
        gaps = (10 + 14 + 5 * len(self.lines)) * self.unit
        return title + self.bubbles_size()[1] + words + gaps

    def _title_lines(self, room: float) -> list[str]:
        return wrapped(self.title, self.letters, room, BOLD) if self.counts else []

    def _line_words(self, line: Line, room: float) -> list[str]:
        return wrapped(line.words, self.letters, room - self._indent, most=3)

    @property
    def _indent(self) -> float:
        return (2 * TOKEN + 9) * self.unit

    def draw_column(self, sheet: Sheet, place: Box, inks: Inks) -> None:
        """The title, the bubbles, the forms, one below the other."""
        y = place.top
        for words in self._title_lines(place.width):
            y += self.letters * LINE
            sheet.text(sheet.start(place), y - 0.3 * self.letters, words, self.letters, inks.ink, weight=BOLD)
        if self.counts:
            y += 10 * self.unit
            tall = self.bubbles_size()[1]
            self._draw_bubbles(sheet, sheet.start(place), y + tall, inks)
            y += tall + 14 * self.unit
        for line in self.lines:
            y = self._draw_line(sheet, line, sheet.start(place), y, place.width, inks) + 5 * self.unit

    def row_height(self, room: float) -> float:
        """How tall it is in a row of this width."""
        return max(self._left_height(), self._flow(room)[-1][1] + self.letters * LINE if self.lines else 0.0)

    def _left_height(self) -> float:
        return self.letters * LINE + 6 * self.unit + self.bubbles_size()[1] if self.counts else 0.0

    def _left_width(self) -> float:
        if not self.counts:
            return 0.0
        return max(width(self.title, self.letters, BOLD), self.bubbles_size()[0]) + 34 * self.unit

    def _flow(self, room: float) -> list[tuple[float, float]]:
        """Where each form begins, from the start of the row, in columns as wide as the widest."""
        left = self._left_width()
        widest = max(width(line.words, self.letters) for line in self.lines) + self._indent + 22 * self.unit
        step = LINE * self.letters + 7 * self.unit
        # As many below one another as there is height beside the bubbles, if they find room so.
        rows = max(int((self._left_height() + 7 * self.unit) / step), 1)
        columns = max(int((room - left + 22 * self.unit) / widest), 1)
        rows = max(rows, -(-len(self.lines) // columns))
        return [(left + at // rows * widest, at % rows * step) for at in range(len(self.lines))]

    def draw_row(self, sheet: Sheet, place: Box, inks: Inks) -> None:
        """Title and bubbles first, the forms after them."""
        start = sheet.start(place)
        if self.counts:
            sheet.text(start, place.top + self.letters, self.title, self.letters, inks.ink, weight=BOLD)
            self._draw_bubbles(sheet, start, place.top + self._left_height(), inks)
        for line, (across, down) in zip(
            self.lines, self._flow(place.width) if self.lines else (), strict=True
        ):
            x = sheet.along(start, across)
            self._draw_line(sheet, line, x, place.top + down, place.width - across, inks)

    def _draw_bubbles(self, sheet: Sheet, start: float, foot: float, inks: Inks) -> None:
        """Circles that share their foot, each count beside the top of its own."""
        radii = self._radii
        foot -= self.letters * 0.2
        x = sheet.along(start, radii[-1])
        end = sheet.along(start, 2 * radii[-1] + 6 * self.unit)
        below = foot + self.letters * 0.35
        centres = np.array([(x, foot - radius) for radius in radii])
        sheet.discs(
            centres[::-1],
            np.array(radii[::-1]),
            fill=inks.event,
            alpha=0.16,
            edge=inks.event,
            width=1.1 * self.unit,
        )
        for count, radius in zip(self.counts, radii, strict=True):
            top = foot - 2 * radius
            baseline = min(top + self.letters * 0.35, below)
            below = baseline - self.letters * 1.1
            middle = baseline - self.letters * 0.35
            line = np.array([[x, top], [sheet.along(x, radii[-1] * 0.6), top], [end, middle]])
            sheet.lines([line], inks.muted, 0.7 * self.unit, alpha=0.8)
            sheet.text(sheet.along(end, 3 * self.unit), baseline, f"{count:,}", self.letters, inks.ink)

    def _draw_line(self, sheet: Sheet, line: Line, x: float, y: float, room: float, inks: Inks) -> float:
        """A token and its words; returns where the next one may begin."""
        reach = TOKEN * self.unit
        middle_x, middle_y = sheet.along(x, reach), y + 0.62 * self.letters
        self._draw_token(sheet, line.token, middle_x, middle_y, inks)
        for words in self._line_words(line, room):
            y += self.letters * LINE
            sheet.text(sheet.along(x, self._indent), y - 0.32 * self.letters, words, self.letters, inks.ink)
        return y

    def _draw_token(self, sheet: Sheet, token: Form | str, x: float, y: float, inks: Inks) -> None:
        reach = TOKEN * self.unit
        if token == _HIGHLIGHT:
            shape = rectangle(x - reach, y - 0.7 * reach, x + reach, y + 0.7 * reach)
            sheet.area(shape, inks.tint, edge=inks.highlight, width=1.8 * self.unit)
            return
        _, precision, beside = _TOKENS[token if isinstance(token, Form) else Form.EXACT]
        mark = Mark("", "", 0.0, 0.0, precision, 1, 0, beside)
        drawn = Placed(mark, x, y, 0.0, reach) if token == _UNDATED else Placed(mark, x, y, reach, 0.0)
        marks.draw(sheet, [drawn], inks, self.unit, None)


def marks_unit(area: Box, unit: float) -> float:
    """How large marks are beside the usual: with the map, within what suits the letters."""
    return min(max(sqrt(area.width * area.height) / 700, 0.75 * unit), 1.4 * unit)


def tokens() -> Iterator[Form]:
    """The forms the key can explain."""
    yield from _TOKENS
