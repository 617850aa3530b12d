"""What matplotlib's SVG lacks: a title and description, lines that keep their direction, its own letters.

Words stay words, so that they can be read aloud, searched and edited. A browser would order a line that mixes
Arabic and Latin by its own lights, so each stands in an isolate (U+2067 or U+2066 … U+2069). The letters that
are used are embedded (a subset of the font, as WOFF), for no one who opens the file need have them.
"""

from __future__ import annotations

import base64
import io
import re
from functools import lru_cache
from html import unescape
from xml.sax.saxutils import escape, quoteattr

from dashboard.publication.drawing.letters import BOLD, FAMILY, FILES, REGULAR, bare, is_right_to_left
from dashboard.publication.order import Order

_TEXT = re.compile(r"(<text\b[^>]*>)([^<]*)(</text>)")
_ROOT = re.compile(r"<svg\b[^>]*>")
_ROUND = re.compile(r'<path d="M (\S+) (\S+) \n((?:C [^CMz]*\n){8})z\n"')
_OUTLINE = re.compile(r' d="[^"]*"')
_FINE = re.compile(r"(\.\d\d)\d+")
_ROUNDNESS = 0.01
_BOLD = re.compile(rf"font-weight:\s*{BOLD}")
LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE = "\u2066", "\u2067"
_POP = "\u2069"


def finished(drawn: bytes, order: Order, title: str, description: str) -> bytes:
    """The SVG to be handed out."""
    text = drawn.decode("utf-8")
    used: dict[int, set[str]] = {weight: set() for weight in FILES}

    def isolated(found: re.Match[str]) -> str:
        opening, words, closing = found.groups()
        line = bare(unescape(words))
        isolate = RIGHT_TO_LEFT_ISOLATE if is_right_to_left(unescape(words)) else LEFT_TO_RIGHT_ISOLATE
        used[BOLD if _BOLD.search(opening) else REGULAR].update(line)
        return f"{opening}{isolate}{escape(line)}{_POP}{closing}"

    text = _TEXT.sub(isolated, text)
    text = _ROUND.sub(_circle, text)
    # Hundredths of a point are finer than any screen or press, and half the file.
    text = _OUTLINE.sub(lambda outline: _FINE.sub(r"\1", outline[0]), text)
    faces = [_face(weight, "".join(sorted(letters))) for weight, letters in used.items() if letters]
    head = (
        f'\n <title id="title">{escape(title)}</title>'
        f'\n <desc id="description">{escape(description)}</desc>'
        f"\n <style>{' '.join(faces)}</style>"
    )
    return _ROOT.sub(lambda root: _described(root[0], order) + head, text, count=1).encode("utf-8")


def _circle(path: re.Match[str]) -> str:
    """A circle that matplotlib wrote as eight curves from its foot, as a circle: a tenth of the size, and one
    that can be edited."""
    x, foot = float(path[1]), float(path[2])
    ends = [[float(number) for number in curve.split()[-2:]] for curve in path[3].strip().split("\n")]
    (right_x, right_y), (top_x, top) = ends[1], ends[3]
    y, radius = (foot + top) / 2, abs(foot - top) / 2
    if max(abs(top_x - x), abs(right_y - y), abs(abs(right_x - x) - radius)) > _ROUNDNESS:
        return path[0]
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}"'


def _described(root: str, order: Order) -> str:
    told = f' role="img" lang={quoteattr(order.language)} aria-labelledby="title description"'
    # One width for who shows it, whatever the dots an inch: the layout's own pixels.
    sized = re.sub(r'\bwidth="[^"]*"', f'width="{order.size.width:g}"', root, count=1)
    sized = re.sub(r'\bheight="[^"]*"', f'height="{order.size.height:g}"', sized, count=1)
    return sized[:-1] + told + ">"


def _face(weight: int, letters: str) -> str:
    encoded = base64.b64encode(subset(weight, letters)).decode("ascii")
    return (
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{encoded}) format('woff')}}"
    )


@lru_cache(maxsize=16)
def subset(weight: int, letters: str) -> bytes:
    """The font's glyphs for these letters in all their Arabic forms, as WOFF; the same bytes each time."""
    from fontTools import subset as fonts

    options = fonts.Options(
        flavor="woff", layout_features=["*"], name_IDs=[0, 1, 2, 13, 14], notdef_outline=True, hinting=False
    )
    options.recalc_timestamp = False
    stream = io.BytesIO()
    with fonts.load_font(str(FILES[weight]), options) as font:
        chosen = fonts.Subsetter(options)
        chosen.populate(text=letters)
        chosen.subset(font)
        fonts.save_font(font, stream, options)
    return stream.getvalue()
