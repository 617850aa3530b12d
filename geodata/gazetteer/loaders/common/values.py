"""Cells to values: coordinates and counts, with what is wrong with them in words."""

from __future__ import annotations

import math

from geodata.models import Kind

CITY_PEOPLE, TOWN_PEOPLE = 50_000, 5_000


class UnusableError(ValueError):
    """A row that cannot be a place; its text is the reason."""


def coordinates(lat: object, lon: object) -> tuple[float, float]:
    """Degrees of latitude and longitude to five decimals (a metre). Raises ``UnusableError``."""
    given = _number(lat, "latitude"), _number(lon, "longitude")
    if not (-90 <= given[0] <= 90 and -180 <= given[1] <= 180):
        msg = f"latitude {lat}, longitude {lon}: no point on earth"
        raise UnusableError(msg)
    if given == (0.0, 0.0):
        msg = "latitude and longitude are both 0"
        raise UnusableError(msg)
    return round(given[0], 5), round(given[1], 5)


def _number(value: object, what: str) -> float:
    text = str(value).strip() if value is not None else ""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        msg = f"{what} {text!r} is not a number" if text and text != "nan" else f"{what} is missing"
        raise UnusableError(msg)
    return number


def people(value: str) -> int:
    """A head count; 0 where there is none or no sensible one."""
    text = value.strip()
    return (
        int(float(text)) if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() else 0
    )


def settlement(population: int, *, seat: bool = False) -> Kind:
    """City, town or village by the number of people; the ``seat`` of a unit is a town at least."""
    if population >= CITY_PEOPLE:
        return Kind.CITY
    return Kind.TOWN if seat or population >= TOWN_PEOPLE else Kind.VILLAGE
