"""The frames of a film: what stays is drawn once, the marks of each step under its names, the day on top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dashboard.animation.film import LAST_SECONDS, Film, Window
from dashboard.publication.drawing.boxes import Box
from dashboard.publication.drawing.marks import Placed, draw, radius
from dashboard.publication.order import Background
from dashboard.publication.picture import drawing
from dashboard.publication.scene import Scene, scene
from dashboard.publication.sizes import CSS_DPI
from dashboard.publication.words import period
from dashboard.services import Services
from geodata.columns.records import Integers
from geodata.errors import UsageError

if TYPE_CHECKING:
    from dashboard.publication.drawing.composition import Composed

Frame = NDArray[np.uint8]
"""Height × width × 3, red, green, blue."""
_LETTERS = 26.0
"""Of the day, in pixels of a picture of the usual size."""
_PLATE = 1.7
"""How tall the plate under it is, for each pixel of its letters."""


@dataclass(frozen=True)
class Reel:
    """A film with what it shows; nothing of it is drawn yet."""

    film: Film
    scene: Scene
    """Each mark with the most it counts at any step."""
    steps: tuple[Window, ...]
    counts: tuple[Integers, ...]
    """By step and spot."""

    @property
    def hold(self) -> int:
        """Frames of a step."""
        return self.film.frames_of_step(len(self.steps))

    @property
    def total(self) -> int:
        """Frames of the film."""
        return len(self.steps) * self.hold + round(LAST_SECONDS * self.film.fps)

    def frames(self) -> Iterator[Frame]:
        """Every frame, each as often as it is shown. The same stories give the same frames."""
        stage = _Stage(self)
        for at, (window, counts) in enumerate(zip(self.steps, self.counts, strict=True)):
            frame = stage.frame(window, counts)
            last = at == len(self.steps) - 1
            for _ in range(self.hold + (round(LAST_SECONDS * self.film.fps) if last else 0)):
                yield frame


def reel(services: Services, film: Film) -> Reel:
    """Count what a film shows. Raises ``UsageError`` where nothing has a day, or too much for its length."""
    # What has no day is in no step, so it is not counted either.
    query = replace(film.order.query, undated=False)
    order = replace(film.order, background=Background.FILLED, query=query)
    film = replace(film, order=order)
    whole = scene(services, order)
    if whole.first is None or whole.last is None or whole.mentions is None or not whole.marks:
        msg = "Nothing that is asked for has a day, so there is nothing to move; choose a longer period."
        raise UsageError(msg)
    first, last = _told(whole.first, whole.last, whole)
    steps = tuple(film.steps(first, last))
    counts = tuple(whole.mentions.counts(order, *window) for window in steps)
    most = np.max(np.vstack(counts), axis=0)
    marks = [replace(mark, count=int(most[mark.spot]), undated=0) for mark in whole.marks if most[mark.spot]]
    marks.sort(key=lambda mark: (-mark.count, -mark.size, mark.place_id, mark.name))
    return Reel(film, replace(whole, marks=tuple(marks)), steps, counts)


def _told(first: date, last: date, whole: Scene) -> Window:
    """The period; where the query leaves it open, that of the stories."""
    return (first, last) if first <= last else (last, first)


class _Over:
    """What lies above the marks of every frame, most of all names: drawn once, laid over each."""

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        """``pixels`` are red, green, blue and how dense they are, 255 for a pixel that hides all."""
        self.rows, self.columns = np.nonzero(pixels[..., 3])
        seen = pixels[self.rows, self.columns].astype(np.uint32)
        self.left = 255 - seen[:, 3:]
        self.given = seen[:, :3] * seen[:, 3:] + 127

    def lay(self, frame: NDArray[np.uint8]) -> None:
        """Into the frame itself."""
        under = frame[self.rows, self.columns, :3] * self.left
        frame[self.rows, self.columns, :3] = (under + self.given) // 255


class _Stage:
    """What stays in all frames, and the means to draw the rest on it."""

    def __init__(self, reel: Reel) -> None:
        from dashboard.publication.drawing.composition import composition

        self.reel = reel
        self.order = reel.film.order
        with drawing():
            self.composed: Composed = composition(self.order, reel.scene, with_marks=False)
            figure = self.composed.sheet.figure
            figure.set_dpi(CSS_DPI * reel.film.ratio)
            canvas: Any = figure.canvas
            self.canvas = canvas
            above = [one for one in self.composed.sheet.axes.get_children() if self._is_above(one)]
            below = [one for one in self.composed.sheet.axes.get_children() if one not in above]
            self.over = _Over(self._drawn_without(below))
            self._drawn_without(above)
            self.still = canvas.copy_from_bbox(figure.bbox)
        self.largest = max((one.mark.count for one in self.composed.placed), default=1)
        self.top = self._emptier()

    def frame(self, window: Window, counts: Integers) -> Frame:
        """The picture with the marks of a step."""
        composed, sheet = self.composed, self.composed.sheet
        wide, high = self.reel.film.pixels()
        with drawing():
            self.canvas.restore_region(self.still)
            placed = self._placed(counts)
            self._add(lambda: draw(sheet, placed, composed.inks, composed.unit, composed.map))
            self.over.lay(np.asarray(self.canvas.buffer_rgba()))
            self._add(lambda: self._say(window))
            pixels = np.asarray(self.canvas.buffer_rgba())
            return np.ascontiguousarray(pixels[:high, :wide, :3])

    def _is_above(self, artist: Any) -> bool:  # noqa: ANN401
        return bool(artist.get_visible() and artist.get_zorder() > self.composed.level)

    def _drawn_without(self, artists: list[Any]) -> NDArray[np.uint8]:
        """The pixels of what stays but for these."""
        seen = [one for one in artists if one.get_visible()]
        for one in seen:
            one.set_visible(False)
        self.canvas.draw()
        for one in seen:
            one.set_visible(True)
        return np.array(self.canvas.buffer_rgba())

    def _add(self, something: Callable[[], None]) -> None:
        """Draw it on what is there, and forget it."""
        axes = self.composed.sheet.axes
        before = set(axes.get_children())
        something()
        added = [artist for artist in axes.get_children() if artist not in before]
        for artist in sorted(added, key=lambda each: each.get_zorder()):
            axes.draw_artist(artist)
            artist.remove()

    def _placed(self, counts: Integers) -> list[Placed]:
        unit = self.composed.unit
        return [
            Placed(one.mark, one.x, one.y, radius(int(counts[one.mark.spot]), self.largest, unit), 0.0)
            for one in self.composed.placed
            if counts[one.mark.spot]
        ]

    def _emptier(self) -> float:
        """Where the plate with the day hides less: at the top of the map or at its foot."""
        around, size = self.composed.map, _LETTERS * self.order.size.letter
        deep, (middle, _) = (_PLATE + 0.5) * size, around.centre
        near = [one for one in self.composed.placed if abs(one.x - middle) < 8 * size]
        above = sum(one.mark.count for one in near if one.y < around.top + deep)
        below = sum(one.mark.count for one in near if one.y > around.bottom - deep)
        return around.top + 0.5 * size if above <= below else around.bottom - deep

    def _say(self, window: Window) -> None:
        """The days of the step, on a plate."""
        from dashboard.publication.drawing.letters import width

        composed, sheet = self.composed, self.composed.sheet
        first, last = window
        words = period(self.order, replace(composed.scene, first=first, last=last))
        size = _LETTERS * self.order.size.letter
        middle, _ = composed.map.centre
        half, top = width(words, size) / 2 + 0.6 * size, self.top
        plate = Box(middle - half, top, middle + half, top + _PLATE * size)
        sheet.rectangle(plate, composed.inks.paper, edge=composed.inks.hairline, width=self.order.size.letter)
        sheet.text(middle, top + 1.2 * size, words, size, composed.inks.ink, align="center")
