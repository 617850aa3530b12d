"""Where rows say a camp lies, held against the area they say it lies in."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from geodata.camps.importing.areas import Areas
from geodata.camps.importing.asking import Asking, values_of
from geodata.camps.importing.drafts import Draft
from geodata.camps.importing.duplicates import distance_km
from geodata.camps.importing.records import Choice, Remark
from geodata.models import Place

_FAR_KM, _NEAR_KM = 400.0, 200.0
_FEWEST_POINTS = 5
_SEVERAL = 3
SWAP, KEEP, AREA, LEAVE = "swap", "keep", "area", "leave"


class Positions:
    """The points of a file, its areas resolved, with what is asked about them."""

    def __init__(self, drafts: Sequence[Draft], areas: Areas, asking: Asking) -> None:
        self._areas, self._asking = areas, asking
        self._units: dict[int, Place] = {}
        """Governorates by the number of their row."""
        self._drafts = [draft for draft in drafts if draft.refused is None]
        for draft in self._drafts:
            self._resolve(draft)
        self._pointed = [draft for draft in self._drafts if draft.lat is not None]
        self._middle = self._middle_of_all()

    def check(self) -> None:
        """Ask about points that lie elsewhere than stated, and set the rows right as answered."""
        points = [(draft.lat or 0.0, draft.lon or 0.0) for draft in self._pointed]
        self._areas.prepare(points)
        wrong = [draft for draft in self._pointed if self._fits(draft, draft.lat, draft.lon) is False]
        self._areas.prepare((draft.lon or 0.0, draft.lat or 0.0) for draft in wrong)
        swapped = [draft for draft in wrong if self._fits(draft, draft.lon, draft.lat)]
        self._ask_swapped(swapped)
        for draft in wrong:
            if draft not in swapped:
                self._ask_outside(draft)
        for draft in self._drafts:
            self._fill(draft)

    def _resolve(self, draft: Draft) -> None:
        if draft.country:
            code = self._areas.country(draft.country)
            if not code:
                draft.note("no_country", cell=draft.country[:60])
            draft.country = code
        unit = self._areas.governorate(draft.admin1, draft.admin1_code, draft.country)
        if unit is not None:
            self._units[draft.row] = unit
            draft.admin1 = self._areas.stated(unit)
            draft.country = draft.country or unit.country
        elif draft.admin1:
            draft.note("no_admin1", cell=draft.admin1[:60])

    def _middle_of_all(self) -> tuple[float, float] | None:
        if len(self._pointed) < _FEWEST_POINTS:
            return None
        return median(draft.lat or 0.0 for draft in self._pointed), median(
            draft.lon or 0.0 for draft in self._pointed
        )

    def _fits(self, draft: Draft, lat: float | None, lon: float | None) -> bool | None:
        """Whether a point lies where the row says; None where nothing tells."""
        if lat is None or lon is None:
            return None
        if abs(lat) > 90:
            return False
        unit = self._units.get(draft.row)
        found = self._areas.lies_in(lat, lon, unit) if unit else None
        if found is None and draft.country:
            found = self._areas.in_country(lat, lon, draft.country)
        if found is None and self._middle is not None:
            far = distance_km(lat, lon, *self._middle)
            found = False if far > _FAR_KM else True if far < _NEAR_KM else None
        return found

    def _ask_swapped(self, swapped: Sequence[Draft]) -> None:
        choices = (Choice(SWAP), Choice(KEEP))
        if len(swapped) > _SEVERAL:
            rows = [draft.row for draft in swapped]
            values = values_of(
                count=len(rows), name=swapped[0].called, lat=swapped[0].lat, lon=swapped[0].lon
            )
            answer = self._asking.ask("swapped_all", rows, values, choices, SWAP)
            for draft in swapped:
                self._swap(draft, answer)
            return
        for draft in swapped:
            values = values_of(name=draft.called, lat=draft.lat, lon=draft.lon, area=self._area(draft))
            self._swap(draft, self._asking.ask("swapped", [draft.row], values, choices, SWAP))

    def _swap(self, draft: Draft, answer: str) -> None:
        if answer == SWAP:
            draft.lat, draft.lon = draft.lon, draft.lat
            draft.note("swapped")

    def _ask_outside(self, draft: Draft) -> None:
        if abs(draft.lat or 0.0) > 90:
            draft.note("no_degrees", field="@field.geo", cell=f"{draft.lat:g}, {draft.lon:g}")
            draft.lat = draft.lon = None
            return
        unit = self._units.get(draft.row)
        if unit is None and not draft.country:
            values = values_of(name=draft.called, lat=draft.lat, lon=draft.lon)
            answer = self._asking.ask("far", [draft.row], values, (Choice(KEEP), Choice(LEAVE)), KEEP)
        else:
            _, there = self._areas.at(draft.lat or 0.0, draft.lon or 0.0)
            nearest = self._areas.place(there)
            values = values_of(
                name=draft.called,
                lat=draft.lat,
                lon=draft.lon,
                area=self._area(draft),
                there=nearest.name if nearest else there or "?",
            )
            choices = (Choice(KEEP), *((Choice(AREA),) if unit else ()), Choice(LEAVE))
            answer = self._asking.ask("outside", [draft.row], values, choices, KEEP)
        if answer == LEAVE:
            draft.refused = Remark("left_out")
        elif answer == AREA:
            draft.lat = draft.lon = None
        else:
            draft.note("outside", area=self._area(draft))

    def _area(self, draft: Draft) -> str:
        unit = self._units.get(draft.row)
        return unit.name if unit else draft.admin1 or draft.country

    def _fill(self, draft: Draft) -> None:
        """Country and governorate of a point that does not state them, where its neighbours agree."""
        if draft.lat is not None and draft.lon is not None and not (draft.country and draft.admin1):
            country, admin1 = self._areas.at(draft.lat, draft.lon)
            if not draft.country:
                draft.country = country
            if not draft.admin1 and country == draft.country:
                draft.admin1 = admin1

    def unit(self, draft: Draft) -> Place | None:
        """The governorate a row states."""
        return self._units.get(draft.row)
