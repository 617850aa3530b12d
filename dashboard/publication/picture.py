"""From an order and its scene to the bytes of a file: the same bytes for the same stories."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from threading import Lock
from typing import TYPE_CHECKING, Any

from dashboard.publication.alt_text import alt_text
from dashboard.publication.drawing.frame_text import NOTES
from dashboard.publication.order import Format, Order
from dashboard.publication.scene import Scene
from dashboard.publication.sizes import CSS_DPI, PREVIEW_SIDE
from dashboard.publication.svg import finished
from dashboard.publication.words import source_items
from dashboard.text import say

if TYPE_CHECKING:
    from dashboard.publication.drawing.sheet import Sheet

DRAWING = Lock()
"""Held while matplotlib draws: its settings are the whole program's."""

SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "conflict-map",  # ids in an SVG are made from it, not at random
    "svg.fonttype": "none",  # words stay words
    "pdf.fonttype": 42,  # fonts are embedded whole letters, not drawn
    "pdf.compression": 9,
    "text.hinting": "none",
    "text.antialiased": True,
    "path.simplify": False,
    "text.parse_math": False,
    "savefig.transparent": False,
    "agg.path.chunksize": 0,
}
"""Of matplotlib, apart from whatever a matplotlibrc on this machine says."""


def picture(order: Order, scene: Scene) -> bytes:
    """The file an order asks for. Raises nothing of its own: orders are checked when they are read."""
    from dashboard.publication.drawing.composition import compose

    with DRAWING, _settings():
        sheet, seen = compose(order, scene)
        alt = alt_text(order, seen)
        if order.preview or order.format is Format.PNG:
            return _png(sheet, order, seen, alt)
        if order.format is Format.PDF:
            return _pdf(sheet, order, seen, alt)
        drawn = _svg(sheet)
    return finished(drawn, order, title(order), alt)


def title(order: Order) -> str:
    """What the file is called inside: the headline, else the project's name."""
    return order.title or say(order.language, "app.name")


def smallest_letter(order: Order, scene: Scene) -> float:
    """The size of the smallest letters of a picture, in layout pixels, and never under that of its notes."""
    from dashboard.publication.drawing.composition import compose

    with DRAWING, _settings():
        drawn = compose(order, scene)[0].smallest_letter
    return drawn if drawn != float("inf") else NOTES * order.size.letter


def shown(order: Order, scene: Scene) -> Scene:
    """What of a scene stands on the map of a picture; its words, its text for the blind tell of no more."""
    from dashboard.publication.drawing.composition import on_map

    with DRAWING, _settings():
        return on_map(order, scene)


def position_at(order: Order, scene: Scene, across: float, down: float) -> tuple[float, float] | None:
    """Latitude and longitude of a point of the picture, each share 0 to 1 of its width and height.

    None for what is no part of the map.
    """
    from dashboard.publication.drawing.composition import map_of

    with DRAWING, _settings():
        shown = map_of(order, scene)
    x, y = across * order.size.width, down * order.size.height
    if not shown.box.contains(x, y):
        return None
    lon, lat = (float(degrees) for degrees in shown.degrees([x], [y])[0])
    return (lat, lon) if isfinite(lat) and isfinite(lon) else None


@contextmanager
def drawing() -> Iterator[None]:
    """While it lasts, matplotlib is ours alone and draws the same on any machine."""
    with DRAWING, _settings():
        yield


def _settings() -> Any:  # noqa: ANN401
    import matplotlib as mpl

    mpl.use("agg", force=False)
    usual = {name: mpl.rcParamsDefault[name] for name in _USUAL}
    return mpl.rc_context(usual | SETTINGS)


_USUAL = (
    "lines.antialiased",
    "patch.antialiased",
    "hatch.linewidth",
    "figure.dpi",
    "savefig.pad_inches",
    "text.usetex",
)


def _png(sheet: Sheet, order: Order, scene: Scene, alt: str) -> bytes:
    size = order.size
    ratio = size.ratio * order.scale
    if order.preview:
        ratio = min(1.0, PREVIEW_SIDE / max(size.width, size.height))
    told = {
        "Title": title(order),
        "Description": alt,
        "Author": order.author,
        "Source": _sources(order, scene),
        "Software": None,
    }
    kept = {name: value for name, value in told.items() if value or name == "Software"}
    return _saved(sheet, "png", dpi=CSS_DPI * ratio, metadata=kept)


def _pdf(sheet: Sheet, order: Order, scene: Scene, alt: str) -> bytes:
    told = {
        "Title": title(order),
        "Subject": alt,
        "Author": order.author or None,
        "Keywords": _sources(order, scene) or None,
        "Creator": say(order.language, "app.name"),
        "Producer": None,
        "CreationDate": None,
    }
    return _saved(sheet, "pdf", dpi=72, metadata=told)


def _svg(sheet: Sheet) -> bytes:
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    return _saved(sheet, "svg", dpi=72, metadata=nothing)


def _saved(sheet: Sheet, kind: str, *, dpi: float, metadata: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    sheet.figure.savefig(stream, format=kind, dpi=dpi, metadata=metadata, transparent=True)
    return stream.getvalue()


def _sources(order: Order, scene: Scene) -> str:
    _, items = source_items(order, scene)
    return "; ".join(f"{text} {url}".strip() for text, url in items)
