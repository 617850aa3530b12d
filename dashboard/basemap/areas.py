"""Outlines of countries and of Syria's governorates by the ids of their places, from the base map's files."""

from __future__ import annotations

import json
from functools import cache

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.basemap.style import data_files

_COUNTRY = "iso-"


def area_of(place_id: str) -> BaseGeometry | None:
    """The outline of an area in degrees, longitude first; None where the base map has none."""
    return _areas().get(place_id)


def governorates() -> list[str]:
    """The ids of the areas that are governorates."""
    return [place_id for place_id in _areas() if not place_id.startswith(_COUNTRY)]


@cache
def _areas() -> dict[str, BaseGeometry]:
    files = data_files()
    countries = json.loads(files["countries.json"].read_text(encoding="utf-8"))["features"]
    governorates = json.loads(files["governorates.json"].read_text(encoding="utf-8"))["features"]
    return {
        **{
            f"{_COUNTRY}{feature['properties']['iso_a2']}": shape(feature["geometry"])
            for feature in countries
        },
        **{feature["properties"]["id"]: shape(feature["geometry"]) for feature in governorates},
    }
