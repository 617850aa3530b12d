"""The colours of a picture by theme and style.

The accent is the page's vermilion, which stands out for every kind of colour vision on all grounds here; what
a mark means is told by its form, never by its hue. ``tests/unit/dashboard/publication/test_inks.py`` checks
contrast, and differences under simulated colour blindness.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard import theme
from dashboard.basemap import palette
from dashboard.publication.order import Style, Theme


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours as ``#rrggbb``."""

    paper: str
    land: str
    sea: str
    coast: str
    river: str
    border: str
    governorate: str
    disputed: str
    casing: str
    """Beside borders, so that they stand out of the land."""
    ink: str
    muted: str
    """Secondary words."""
    hairline: str
    country: str
    """Countries' names."""
    place: str
    """Names of places of the base map."""
    water: str
    """Names of waters."""
    event: str
    highlight: str
    """The outline of the area that stands out."""
    tint: str
    """Its ground: warm, for a cool one would be water, and blue is the camps'."""
    frame: str
    """Where the large map lies on the small one."""


def _inks(page: theme.Palette, base: palette.Palette, paper: str, tint: str) -> Inks:
    return Inks(
        paper=paper,
        land=base.land,
        sea=base.sea,
        coast=base.coast,
        river=base.river,
        border=base.border,
        governorate=base.governorate,
        disputed=base.ceasefire,
        casing=base.casing,
        ink=page.ink,
        muted=page.muted,
        hairline=page.hairline,
        country=base.country_ink,
        place=base.town_ink,
        water=base.water_ink,
        event=page.event,
        highlight=page.ink,
        tint=tint,
        frame=page.event,
    )


_LIGHT = replace(
    _inks(theme.LIGHT, palette.LIGHT, "#ffffff", "#fbecbe"),
    border="#8f897f",
    governorate="#c3bdb1",
    country="#5f5a52",
)
_DARK = replace(
    _inks(theme.DARK, palette.DARK, "#14181b", "#4b4636"),
    land="#2a3137",
    sea="#181d21",
    casing="#2a3137",
    country="#aaa69d",
    border="#6d777f",
)
_PRINTED = replace(
    _LIGHT,
    land="#ffffff",
    sea="#e8eef1",
    coast="#7f8f97",
    casing="#ffffff",
    border="#5a5a5a",
    governorate="#b4b4b4",
    river="#9fb6c1",
    country="#4a4a4a",
    place="#3a3a3a",
    event="#b5361d",
)
_PRINTED_DARK = replace(_DARK, land="#14181b", sea="#20272c", casing="#14181b")


def inks(chosen: Theme, style: Style) -> Inks:
    """The colours of a theme in a style."""
    dark = chosen is Theme.DARK
    if style is Style.PRINT:
        return _PRINTED_DARK if dark else _PRINTED
    return _DARK if dark else _LIGHT
