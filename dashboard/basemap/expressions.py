"""Small builders of MapLibre expressions."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def by_zoom(*stops: float) -> list[Any]:
    """A value that grows evenly between zooms: ``zoom, value, zoom, value, …``."""
    return ["interpolate", ["linear"], ["zoom"], *stops]


def where(**equal: str) -> list[Any]:
    """A filter: these properties have these values."""
    return ["all", *(["==", ["get", key], value] for key, value in equal.items())]


def within_its_zooms() -> list[Any]:
    """Some labels carry the zooms between which they help."""
    return [
        [">=", ["zoom"], ["coalesce", ["get", "minzoom"], 0]],
        ["<", ["zoom"], ["coalesce", ["get", "maxzoom"], 24]],
    ]
