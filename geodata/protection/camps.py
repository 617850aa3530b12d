"""Camps as the public may see them: position and all that would tell it."""

from __future__ import annotations

import re
from dataclasses import replace

from geodata.camp_records import Camp, CampSource, Population, PublicPrecision, StatusChange
from geodata.camps.registry import Known, Registry, place_of
from geodata.protection.cover import Cover

_DECIMAL = re.compile(r"(?<![\d.])-?\d{1,3}[.,\u066b]\d{2,}")
_SEXAGESIMAL = re.compile(
    r"(?<!\d)(\d{1,3})\s*[°º][\d\s.,'’′\"”″]*[NSEWnsew]?"
    r"|(?<!\d)(\d{1,3})(?:\s+\d{1,2}){1,2}(?:[.,]\d+)?\s*[NSEW]\b"
    r"|\b[NSEW]\s*(\d{1,3})(?:\s+\d{1,2}){1,2}(?:[.,]\d+)?"
)
_GRID = re.compile(
    r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b"  # MGRS
    r"|\b\d{1,2}\s?[C-HJ-NP-X]\s{0,2}(?:m?E\s*)?\d{6}(?:\.\d+)?\D{1,6}\d{6,7}(?:\.\d+)?"  # UTM
    r"|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,5}"  # plus codes
    r"|///\s?[^\W\d]+\.[^\W\d]+\.[^\W\d]+",  # what3words
    re.IGNORECASE,
)
"""Positions written as the names of a grid's squares. They are taken out whole, wherever they lie."""
_MAPS = re.compile(
    r"(?<![\w.-])(?:https?://)?(?:[\w-]+\.)*(?:goo\.gl|google\.[a-z.]+/maps|openstreetmap\.org|osm\.org|bing\.com/maps"
    r"|w3w\.co|what3words\.com|plus\.codes|wikimapia\.org|yandex\.[a-z.]+/maps|waze\.com|here\.com"
    r"|maps\.[\w.-]+|geo:|mapcarta\.com)(?:[/?#:]\S*[^\s,;.)\]]|[-\d.,]\S*[^\s,;.)\]]|\b)",
    re.IGNORECASE,
)
"""Addresses of maps, which open where the camp is, also those whose letters do not tell it."""
_NEAR = 0.5
"""Degrees from a camp within which a number in a text is taken to tell where it is."""
_HIDDEN = "…"


def covered_camp(cover: Cover, camp: Camp) -> Camp:
    """The camp as the public may see it; the same object where that is as it is.

    What an imported file said besides is left out, for it may hold anything; numbers in notes and addresses
    that may be its coordinates are taken out, and so are other ways to write a position.
    """
    place = place_of(camp)
    shown = cover.place_at(place, camp.public or cover.level(place))
    if shown is place:
        return camp
    hidden = _Hidden(camp.lat, camp.lon)
    return replace(
        camp,
        lat=shown.lat,
        lon=shown.lon,
        precision=shown.precision,
        admin2=shown.admin2,
        admin3="" if shown.blurred == PublicPrecision.ADMIN else camp.admin3,
        pcode=shown.pcode,
        managed_by=hidden.text(camp.managed_by),
        notes=hidden.text(camp.notes),
        statuses=tuple(hidden.status(each) for each in camp.statuses),
        populations=tuple(hidden.population(each) for each in camp.populations),
        links=tuple(
            replace(each, source=hidden.source(each.source) if each.source else None) for each in camp.links
        ),
        sources=tuple(hidden.source(each) for each in camp.sources),
        extra=(),
        blurred=shown.blurred,
        blurred_m=round(shown.extent_km * 1000),
    )


class CoveredRegistry(Registry):
    """A registry as the public may see it: the same camps, each covered."""

    def __init__(self, exact: Registry, cover: Cover) -> None:
        """Over the camps of ``exact`` as they are now."""
        self._exact, self._cover = exact, cover
        self._covered: tuple[Known, Known] | None = None

    @property
    def version(self) -> str:
        """As ``Registry.version``; another one under another cover."""
        return f"{self._exact.version}.{self._cover.version}"

    def known(self) -> Known:
        """As ``Registry.known``."""
        exact, held = self._exact.known(), self._covered
        if held is None or held[0] is not exact:
            camps = tuple(covered_camp(self._cover, camp) for camp in exact.camps)
            held = self._covered = exact, Known(camps, exact.own, self.version)
        return held[1]


class _Hidden:
    """Takes numbers out of texts that are near a camp's coordinates."""

    def __init__(self, lat: float, lon: float) -> None:
        self._near = (lat, lon)

    def text(self, text: str) -> str:
        """Without them, and without squares of grids and addresses of maps."""
        text = _GRID.sub(_HIDDEN, _MAPS.sub(_HIDDEN, text))
        return _SEXAGESIMAL.sub(self._degrees, _DECIMAL.sub(self._degrees, text))

    def source(self, source: CampSource) -> CampSource:
        """Its note and name without them; an address that holds one is left out."""
        kept = source.url if self.text(source.url) == source.url else ""
        return replace(source, name=self.text(source.name), url=kept, note=self.text(source.note))

    def status(self, change: StatusChange) -> StatusChange:
        """Its note and sources without them."""
        return replace(change, note=self.text(change.note), sources=tuple(map(self.source, change.sources)))

    def population(self, figure: Population) -> Population:
        """Its note, method and source without them."""
        return replace(
            figure,
            note=self.text(figure.note),
            method=self.text(figure.method),
            source=self.source(figure.source),
        )

    def _degrees(self, found: re.Match[str]) -> str:
        whole = found[found.lastindex or 0]
        number = float(whole.replace(",", ".").replace("\u066b", "."))
        reach = 1.0 if found.re is _SEXAGESIMAL else _NEAR
        near = any(abs(abs(number) - abs(each)) <= reach for each in self._near)
        return _HIDDEN if near else found[0]
