"""The picture's letters: one family for both scripts, how wide words are, where lines break.

matplotlib 3.11 shapes Arabic and orders mixed lines by itself (libraqm); the direction of a line is given to
it by a mark before the first letter, or a line that begins with a Latin name would run the wrong way.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from geodata.models import Language

FONTS = Path(__file__).parent.parent / "fonts"
FAMILY = "IBM Plex Sans Arabic"
FALLBACK = "DejaVu Sans"
"""matplotlib's own, for what few letters the family lacks."""
REGULAR, BOLD = 400, 700
"""As matplotlib looks for them; the file of the latter is a semi-bold, dark enough."""
FILES = {REGULAR: FONTS / "IBMPlexSansArabic-Regular.ttf", BOLD: FONTS / "IBMPlexSansArabic-SemiBold.ttf"}

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"
_MARKS = frozenset((_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, "\u200c", "\u200d", "\u2068", "\u2069"))
_ELLIPSIS = "…"
_MEASURED = 100.0
"""Pixels: letters are measured large, for the measure is a whole number."""


@cache
def register() -> None:
    """Make the family known to matplotlib, before any of that name this machine may have."""
    from matplotlib.font_manager import fontManager, get_font, ttfFontProperty

    for weight, path in FILES.items():
        entry = replace(ttfFontProperty(get_font(path)), name=FAMILY, weight=weight)
        fontManager.ttflist.insert(0, entry)


@lru_cache(maxsize=64)
def properties(size: float, weight: int = REGULAR) -> Any:  # noqa: ANN401
    """matplotlib's ``FontProperties`` of a size in points."""
    from matplotlib.font_manager import FontProperties

    register()
    return FontProperties(family=[FAMILY, FALLBACK], weight=weight, size=size)


@lru_cache(maxsize=8192)
def width(text: str, size: float, weight: int = REGULAR) -> float:
    """How wide a line is, in the unit of ``size``."""
    from matplotlib.ft2font import LoadFlags

    if not text:
        return 0.0
    font = _font(weight)
    font.set_size(_MEASURED, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    across, _ = font.get_width_height()  # in 64ths of a pixel
    return float(across) / 64 * size / _MEASURED


def _font(weight: int) -> Any:  # noqa: ANN401
    """The family's font with its fallback, as matplotlib draws with it; looking it up each time is slow."""
    from matplotlib.font_manager import get_font

    return get_font((str(FILES[weight]), _fallback(weight)))


@cache
def _fallback(weight: int) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    return str(findfont(FontProperties(family=FALLBACK, weight=weight)))


def directed(text: str, language: Language) -> str:
    """The line, to be set in the direction of a language whatever it begins with."""
    return (_RIGHT_TO_LEFT if language is Language.ARABIC else _LEFT_TO_RIGHT) + text


def own_direction(text: str) -> Language:
    """The language a name is written in, as far as its direction goes."""
    return Language.ARABIC if any("\u0590" <= letter <= "\u08ff" for letter in text) else Language.ENGLISH


def is_right_to_left(line: str) -> bool:
    """Whether a line was directed so."""
    return line.startswith(_RIGHT_TO_LEFT)


def bare(text: str) -> str:
    """A line without the mark of its direction."""
    return text.lstrip(_LEFT_TO_RIGHT + _RIGHT_TO_LEFT)


@cache
def _letters() -> frozenset[int]:
    """The characters that can be drawn."""
    from matplotlib.font_manager import findfont, get_font

    register()
    paths = [findfont(properties(10.0, weight)) for weight in FILES]
    fonts = [get_font(path) for path in (*paths, findfont(FALLBACK))]
    return frozenset().union(*(font.get_charmap() for font in fonts))


def drawable(text: str) -> str:
    """The text without what no font here has, such as pictographs."""
    known = _letters()
    kept = "".join(letter for letter in text if ord(letter) in known or letter in _MARKS or letter == "\n")
    return "\n".join(" ".join(line.split()) for line in kept.split("\n"))


def wrapped(text: str, size: float, room: float, weight: int = REGULAR, most: int = 99) -> list[str]:
    """Lines no wider than ``room``; the last of ``most`` ends with an ellipsis where more was to come."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _broken(paragraph.split(), size, room, weight)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), size, room, weight)]


def balanced(text: str, size: float, room: float, weight: int = REGULAR, most: int = 99) -> list[str]:
    """As many lines as need be, of about one length, so that no word stands alone on the last."""
    lines = wrapped(text, size, room, weight, most)
    if len(lines) < 2 or "\n" in text or lines[-1].endswith(_ELLIPSIS):
        return lines
    low, high = room / 2, room
    for _ in range(7):
        middle = (low + high) / 2
        if len(wrapped(text, size, middle, weight, most + 1)) > len(lines):
            low = middle
        else:
            high = middle
    return wrapped(text, size, high, weight, most)


def _broken(words: list[str], size: float, room: float, weight: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while width(line, size, weight) > room:  # a word wider than the column
            fitting = max(_fitting(line, size, room, weight), 1)
            lines.append(line[:fitting])
            line = line[fitting:]
    return [*lines, line] if line else lines


def shortened(text: str, size: float, room: float, weight: int = REGULAR) -> str:
    """The text, its end given up for an ellipsis where there is no room."""
    if width(text, size, weight) <= room:
        return text
    room -= width(_ELLIPSIS, size, weight)
    cut = text[: _fitting(text, size, room, weight)]
    whole = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return whole.rstrip(" ,;:،؛–-·") + _ELLIPSIS


def _fitting(text: str, size: float, room: float, weight: int) -> int:
    """How many of the first letters fit."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle], size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return low
