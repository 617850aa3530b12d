"""What a loader makes of a file: places, rows it leaves out on purpose, and rows it cannot use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.models import Place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a source, under an id made of the source's own: ``gn-170654``, ``wof-85678345``,
    ``cod-SY08``.

    ``admin1`` and ``admin2`` of the place are such ids, too, where the source states them, else names.
    """

    place: Place
    where: str
    """The row, as a person finds it in the file."""
    also: tuple[str, ...] = ()
    """Ids of the same place in other sources, where this one states them."""
    level: int = 0
    """Of an area with an outline, its administrative level, 1 to 4."""
    shape: BaseGeometry | None = None
    """Its outline, polygons in WGS 84 degrees."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be used."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is sound and not wanted."""

    why: str
    """Few different ones, for they are counted: "wells and springs"."""


Found = Entry | Fault | LeftOut


@dataclass(frozen=True, slots=True)
class Download:
    """A file taken from a source's own site."""

    name: str
    """What to call it: its ending tells how it is read."""
    address: str
    data: bytes


Ask = Callable[[str], bytes]
"""From an address to the bytes there; raises an error of this project's tree."""
