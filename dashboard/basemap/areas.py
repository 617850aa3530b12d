"""Outlines of countries and of Syria's governorates by the ids of their places, from the base map's files."""

from __future__ import annotations

import json
from functools import cache

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.basemap.style import data_files


def area_of(place_id: str) -> BaseGeometry | None:
    """The outline of an area in degrees, longitude first; None where the base map has none."""
    return _areas().get(place_id)


@cache
def _areas() -> dict[str, BaseGeometry]:
    files = data_files()
    countries = json.loads(files["countries.json"].read_text(encoding="utf-8"))["features"]
    governorates = json.loads(files["governorates.json"].read_text(encoding="utf-8"))["features"]
    return {
        **{f"iso-{feature['properties']['iso_a2']}": shape(feature["geometry"]) for feature in countries},
        **{feature["properties"]["id"]: shape(feature["geometry"]) for feature in governorates},
    }
