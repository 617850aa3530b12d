"""The base map's colours: warm grey land, cool grey sea, inks that leave the foreground to the news."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme, as ``#rrggbb``."""

    sea: str
    land: str
    coast: str
    water: str
    river: str
    border: str
    casing: str
    ceasefire: str
    governorate: str
    country_ink: str
    governorate_ink: str
    city_ink: str
    town_ink: str
    water_ink: str
    halo: str
    dot: str
    green: str
    """Woods and fields; this and what follows is only on tiles of one's own, which have such detail."""
    urban: str
    building: str
    road: str
    track: str


LIGHT = Palette(
    sea="#dfe7ea",
    land="#f3f1ec",
    coast="#b9c6cb",
    water="#d3dfe4",
    river="#b4c8d1",
    border="#a9a399",
    casing="#e9e6df",
    ceasefire="#b08a80",
    governorate="#cfcac0",
    country_ink="#6b665d",
    governorate_ink="#6f6a63",
    city_ink="#2f3438",
    town_ink="#545a5f",
    water_ink="#46616e",
    halo="#f3f1ec",
    dot="#6d7277",
    green="#e7ebdf",
    urban="#ebe7e0",
    building="#ddd8cf",
    road="#cbc4b8",
    track="#dcd6cb",
)

DARK = Palette(
    sea="#14181b",
    land="#1f2428",
    coast="#333c42",
    water="#161b1f",
    river="#2f4350",
    border="#566068",
    casing="#262c31",
    ceasefire="#7d5f57",
    governorate="#353d43",
    country_ink="#a39f96",
    governorate_ink="#938f87",
    city_ink="#d8d5ce",
    town_ink="#aba8a1",
    water_ink="#7f9dad",
    halo="#1f2428",
    dot="#8b9095",
    green="#20291f",
    urban="#272c30",
    building="#30363b",
    road="#454c52",
    track="#343a3f",
)

PALETTES = {"light": LIGHT, "dark": DARK}
