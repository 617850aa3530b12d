"""The places explanations speak of: by id, and the first-level units they lie in."""

from __future__ import annotations

from collections.abc import Callable

from geodata.errors import NotFoundError
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.units import arabic_name
from geodata.models import Kind, Place

Look = Callable[[str], Place]
"""A place by its id; raises ``NotFoundError`` where it is not known."""


class KnownPlaces:
    """Places by id: as kept beside the stories where ``stored`` is given, else as a gazetteer has them."""

    def __init__(self, gazetteer: Gazetteer, stored: Look | None = None) -> None:
        self._gazetteer = gazetteer
        self._looks: tuple[Look, ...] = (stored, gazetteer.place) if stored else (gazetteer.place,)
        self._found: dict[str, Place | None] = {}
        self._units: dict[tuple[str, str], Place | None] = {}

    def __call__(self, place_id: str) -> Place | None:
        """The place of that id, None where nothing knows it."""
        if place_id not in self._found:
            self._found[place_id] = self._look(place_id)
        return self._found[place_id]

    def unit(self, place: Place) -> Place | None:
        """The first-level unit a place lies in; None where it is one, states none, or it is not known.

        Bulk tables state the unit by its English name; then it is the governorate of that name in the
        place's country.
        """
        if not place.admin1 or place.admin1 == place.id:
            return None
        key = place.admin1, place.country
        if key not in self._units:
            self._units[key] = self(place.admin1) or self._named(*key)
        unit = self._units[key]
        return unit if unit is None or unit.id != place.id else None

    def unit_in_arabic(self, place: Place) -> str:
        """The Arabic name of the first-level unit a place lies in, "" where nothing tells."""
        unit = self.unit(place)
        if unit is not None:
            return unit.name_ar
        stated = place.admin1 if place.admin1 != place.id else ""
        return arabic_name(self._gazetteer, stated, place.country)

    def _look(self, place_id: str) -> Place | None:
        for look in self._looks:
            try:
                return look(place_id)
            except NotFoundError:
                continue
        return None

    def _named(self, name: str, country: str) -> Place | None:
        return next(
            (
                place
                for place in self._gazetteer.lookup(name)
                if place.kind is Kind.GOVERNORATE and place.country == country
            ),
            None,
        )
