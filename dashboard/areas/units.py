"""The administrative units that can be coloured: the base map's governorates and what was added to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from shapely.geometry import mapping
from shapely.geometry import shape as geometry

from dashboard.basemap.areas import area_of, governorates
from geodata.cube.areas import Unit
from geodata.errors import NotFoundError
from geodata.gazetteer.areas import areas, credits_of, levels
from geodata.gazetteer.index import Gazetteer

LEVELS = {1: "governorate", 2: "district", 3: "subdistrict"}
Feature = dict[str, Any]


class Units:
    """The units of each level, read when first asked for.

    ``folder`` is that of the gazetteers added; None: there are none.
    """

    def __init__(self, gazetteer: Gazetteer, folder: Path | None) -> None:
        self._gazetteer, self._folder = gazetteer, folder
        self.of_level: Callable[[int], tuple[Unit, ...]] = cache(self._read)
        self.levels: Callable[[], list[int]] = cache(self._levels)

    def _levels(self) -> list[int]:
        added = levels(self._folder) if self._folder else {}
        return [level for level in LEVELS if level == 1 or level in added]

    def _read(self, level: int) -> tuple[Unit, ...]:
        """The units of a level; what was added counts before the base map's own."""
        found: dict[str, Unit] = {}
        for feature in areas(self._folder, self._gazetteer, level) if self._folder else ():
            place = self._gazetteer.place(feature["id"])
            found[place.id] = Unit(place, geometry(feature["geometry"]))
        for place_id in governorates() if level == 1 else ():
            outline = area_of(place_id)
            try:
                place = self._gazetteer.place(place_id)
            except NotFoundError:
                continue
            if outline is not None:
                found.setdefault(place.id, Unit(place, outline))
        return tuple(found.values())

    def collection(self, level: int) -> Feature:
        """The units of a level as a GeoJSON FeatureCollection.

        ``levels`` names those there are, ``credits`` who lent outlines beside the base map.
        """
        return {
            "type": "FeatureCollection",
            "level": level,
            "levels": self.levels(),
            "credits": list(credits_of(self._folder, level)) if self._folder else [],
            "features": [_feature(unit) for unit in self.of_level(level)],
        }


def _feature(unit: Unit) -> Feature:
    place = unit.place
    return {
        "type": "Feature",
        "properties": {"id": place.id, "name": place.name, "name_ar": place.name_ar},
        "geometry": mapping(unit.outline),
    }
