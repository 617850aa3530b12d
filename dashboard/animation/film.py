"""Everything a film is asked to be, and the days of each of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self, TypeVar

from dashboard.publication.order import Order
from geodata.errors import UsageError

PARAMETERS = ("format", "step", "mode", "window", "fps", "seconds")
"""The pairs of a film beside those of a picture."""
MOST_PIXELS, GIF_WIDTH = 2_100_000, 800
USUAL_FPS, MOST_FPS, MOST_WINDOW = 15, 30, 120
LAST_SECONDS = 1.0
"""The last picture stays so long, to be read."""


class FilmFormat(StrEnum):
    """The kinds of files."""

    MP4 = "mp4"
    GIF = "gif"


class Step(StrEnum):
    """What time goes on by from one picture to the next."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Mode(StrEnum):
    """What is shown at a step."""

    WINDOW = "window"
    """The last few steps."""
    CUMULATIVE = "cumulative"
    """All up to it."""


LONGEST = {FilmFormat.MP4: 60, FilmFormat.GIF: 10}
"""Seconds."""
_USUAL_SECONDS = {FilmFormat.MP4: 20, FilmFormat.GIF: 10}
_USUAL_WINDOW = {Step.DAY: 7, Step.WEEK: 4, Step.MONTH: 3}

Choice = TypeVar("Choice", bound=StrEnum)
Window = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Film:
    """A film to be drawn."""

    order: Order
    format: FilmFormat = FilmFormat.MP4
    step: Step = Step.WEEK
    mode: Mode = Mode.WINDOW
    window: int = 4
    """Steps shown at a time, of a moving window."""
    fps: int = USUAL_FPS
    seconds: int = 20
    """At most, the last picture's stay among them."""

    @classmethod
    def from_mapping(cls, values: Mapping[str, str | None]) -> Self:
        """A film from text pairs: those of a picture, and ``PARAMETERS``.

        Raises ``UsageError`` with the pair that makes no sense, and never looks at the stories.
        """
        given = {name: value.strip() for name, value in values.items() if value and value.strip()}
        kind = _choice(given, "format", FilmFormat, FilmFormat.MP4)
        step = _choice(given, "step", Step, Step.WEEK)
        pictured = {name: value for name, value in values.items() if name not in (*PARAMETERS, "scale")}
        film = cls(
            order=Order.from_mapping(pictured),
            format=kind,
            step=step,
            mode=_choice(given, "mode", Mode, Mode.WINDOW),
            window=_number(given, "window", _USUAL_WINDOW[step], MOST_WINDOW),
            fps=_number(given, "fps", USUAL_FPS, MOST_FPS),
            seconds=_number(given, "seconds", _USUAL_SECONDS[kind], LONGEST[kind]),
        )
        film.pixels()
        return film

    @property
    def ratio(self) -> float:
        """Pixels of the film for each layout pixel: a GIF is made narrow enough."""
        wide = self.order.size.width
        return min(1.0, GIF_WIDTH / wide) if self.format is FilmFormat.GIF else 1.0

    def pixels(self) -> tuple[int, int]:
        """Width and height, both even, as MP4 has them. Raises ``UsageError`` for more than films have."""
        size = self.order.size
        if size.printed or size.width * size.height * self.ratio**2 > MOST_PIXELS:
            msg = f"A film cannot be “{size.name}”; choose a screen's size, at most 1920x1080 or 1080x1920."
            raise UsageError(msg)
        wide, high = (int(side * self.ratio) // 2 * 2 for side in (size.width, size.height))
        return wide, high

    def steps(self, first: date, last: date) -> list[Window]:
        """The days shown at each step from ``first`` to ``last``, both in it.

        Raises ``UsageError`` where they are more than the film has frames.
        """
        ends = _ends(first, last, self.step)
        room = int((self.seconds - LAST_SECONDS) * self.fps)
        if len(ends) > room:
            longer = "a longer step (week, month), " if self.step is not Step.MONTH else ""
            msg = (
                f"{len(ends)} steps do not fit into {self.seconds} seconds at {self.fps} frames a second; "
                f"choose {longer}a shorter period, or more seconds (at most {LONGEST[self.format]})."
            )
            raise UsageError(msg)
        if self.mode is Mode.CUMULATIVE:
            return [(first, end) for end in ends]
        begins = [first, *(end + timedelta(days=1) for end in ends[:-1])]
        return [(begins[max(0, at - self.window + 1)], end) for at, end in enumerate(ends)]

    def frames_of_step(self, steps: int) -> int:
        """How many frames a step stays: as long as the film may be, and no longer than half a second."""
        room = int((self.seconds - LAST_SECONDS) * self.fps)
        return max(1, min(room // max(steps, 1), self.fps // 2))


def _ends(first: date, last: date, step: Step) -> list[date]:
    """The last day of each step: weeks end on Sundays, months with the month."""
    ends = []
    day = first
    while day <= last:
        if step is Step.DAY:
            end = day
        elif step is Step.WEEK:
            end = day + timedelta(days=6 - day.weekday())
        else:
            end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        ends.append(min(end, last))
        day = end + timedelta(days=1)
    return ends


def _choice(given: Mapping[str, str], name: str, choices: type[Choice], default: Choice) -> Choice:
    value = given.get(name, default.value)
    if value not in set(choices):
        msg = f"“{value[:40]}” is no “{name}” of a film; choose of {', '.join(choices)}."
        raise UsageError(msg)
    return choices(value)


def _number(given: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = given.get(name, str(default))
    least = 2 if name == "seconds" else 1
    if not text.isdecimal() or len(text) > len(str(most)) or not least <= int(text) <= most:
        msg = f"“{text[:20]}” is no number for “{name}” of a film; write {least} to {most}."
        raise UsageError(msg)
    return int(text)
