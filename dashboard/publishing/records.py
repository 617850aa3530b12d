"""What the publish panel is told of a picture beside its pixels, as plain JSON values."""

from __future__ import annotations

from typing import Any

from dashboard.basemap.areas import governorates
from dashboard.publication.alt_text import alt_text
from dashboard.publication.order import Order
from dashboard.publication.scene import Scene
from dashboard.publication.words import source_items
from dashboard.services import Services
from geodata.errors import NotFoundError
from geodata.models import Language
from geodata.text import name_in

Record = dict[str, Any]
MOST_PLACES = 60
"""That can be chosen from a list."""


def picture_record(order: Order, scene: Scene) -> Record:
    """Alternative text, sources and places of a picture, ready to be edited.

    ``places`` are those of its marks, each once, the weightiest first, with the position of its mark in
    WGS 84 degrees; ``total`` counts by the order's measure.
    """
    _, sources = source_items(order, scene)
    places: dict[str, Record] = {}
    for mark in scene.marks:
        if len(places) == MOST_PLACES:
            break
        if not mark.beside:
            told = {"id": mark.place_id, "name": mark.name, "count": mark.count}
            places.setdefault(mark.place_id, told | {"lat": mark.lat, "lon": mark.lon})
    return {
        "alt": alt_text(order, scene),
        "sources": [{"text": text, "url": url} for text, url in sources],
        "places": list(places.values()),
        "total": scene.total,
    }


def area_records(services: Services, language: Language) -> list[Record]:
    """The areas that can be highlighted, by name: ``id`` and ``name``."""
    found = []
    for place_id in governorates():
        try:
            place = services.gazetteer.place(place_id)
        except NotFoundError:  # a gazetteer of one's own need not have it
            continue
        found.append({"id": place.id, "name": name_in(place, language)})
    return sorted(found, key=lambda area: area["name"])
