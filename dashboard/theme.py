"""Colours and type, in one place: the CSS variables take them from here.

Contrast is checked by ``tests/unit/dashboard/test_theme.py``: AA for every word on its ground.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme, as CSS colours."""

    land: str
    sea: str
    border: str
    ink: str
    muted: str
    """Secondary words."""
    paper: str
    """The ground of panels."""
    hairline: str
    event: str
    """The one accent: what was reported."""
    event_text: str
    """The accent where it is a word and must be read."""
    camp: str
    focus: str
    more: str
    """Changes between two windows, after Okabe and Ito's colours, told apart by form too: what has more, …"""
    less: str
    fresh: str
    gone: str


LIGHT = Palette(
    land="#f3f1ec",
    sea="#dfe7ea",
    border="#b9b4aa",
    ink="#22262a",
    muted="#5d6166",
    paper="#fbfaf8",
    hairline="#dedad2",
    event="#c8442b",
    event_text="#a83420",
    camp="#0072b2",
    focus="#1f5f99",
    more="#d55e00",
    less="#0072b2",
    fresh="#e69f00",
    gone="#0072b2",
)

DARK = Palette(
    land="#1f2428",
    sea="#171b1f",
    border="#4a5056",
    ink="#e6e3dc",
    muted="#a5a9ab",
    paper="#1a1e22",
    hairline="#32383d",
    event="#ff7a5c",
    event_text="#ff8d73",
    camp="#56b4e9",
    focus="#8ec5ff",
    more="#d55e00",
    less="#56b4e9",
    fresh="#e69f00",
    gone="#56b4e9",
)

PALETTES = {"light": LIGHT, "dark": DARK}

# The reader's own system face first; its Arabic face; last the DejaVu Sans this server carries, so that
# Arabic never turns to boxes.
FONT_STACK = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Arabic", '
    '"Noto Naskh Arabic", "Geeza Pro", Tahoma, "Conflict Map Sans", sans-serif'
)


def css_variables(palette: Palette) -> dict[str, str]:
    """The palette as CSS custom properties, for the ``style`` of the page's root element."""
    return {f"--{name.replace('_', '-')}": getattr(palette, name) for name in Palette.__dataclass_fields__}
