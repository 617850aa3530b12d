"""From a name alone, as tables give it, to the best place: "Duma town" in "Rif Dimashq"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from geodata.gazetteer.countries import alpha2
from geodata.gazetteer.distance import sphere_km
from geodata.gazetteer.index import Gazetteer, is_bulk, prominence
from geodata.gazetteer.keys import is_arabic, name_key
from geodata.geoparse.context import Context
from geodata.geoparse.lexicon import Cue, lexicon
from geodata.geoparse.resolve import governorate_named, lies_in
from geodata.geoparse.spelling import SAME_BUT_ARTICLE, Spelling, likeness
from geodata.geoparse.vicinity import widen
from geodata.models import Kind, Language, Place, Precision

_LINKS = frozenset(
    ("of", "the", "refugee", "border", "international", "military", "civil", "mintaqat", "markaz")
)
_EXTRA_TYPES = {
    "nahiyah": frozenset({Kind.SUBDISTRICT, Kind.TOWN}),
    "mantiqah": frozenset({Kind.DISTRICT, Kind.TOWN}),
    "farm": frozenset({Kind.VILLAGE}),
    "checkpoint": frozenset({Kind.SITE}),
    "ville": frozenset({Kind.CITY, Kind.TOWN}),
}
_ALTERNATIVES = re.compile(r"[/(),،]|\bor\b|\baka\b")
_LEAST_LIKENESS = 0.75
_THE_NAME_ITSELF = 0.98
_LEAST_SCORE = 0.86
_LEAST_PLACED = 0.80
_FAR_KM = 70.0
_MOST_NEIGHBOURS, _NEIGHBOUR_KM, _AT_THE_BORDER = 6, 12.0, 0.8
_PERHAPS_INSIDE = 0.5
_KNOWN_BY_MANY, _MANY_NAMES = 0.01, 10
"""What many names tell of how well known a row taken over in bulk is."""
_NAMED_LATER = 0.01
"""What the second of two names given is worth less."""
_AREAS = frozenset((Kind.GOVERNORATE, Kind.COUNTRY, Kind.REGION, Kind.CITY))


@dataclass(frozen=True, slots=True)
class Geocoded:
    """Where a name is, and how sure that is."""

    place: Place
    lat: float
    lon: float
    precision: Precision
    confidence: float
    """0 to 1."""


def geocode(
    gazetteer: Gazetteer, name: str, *, admin1: str = "", admin2: str = "", country: str = ""
) -> Geocoded | None:
    """The best place for ``name``, or None where nothing fits decently.

    ``name`` may carry a word for what it is ("Duma town", "قرية الهبيط", "Homs countryside") in either
    language. ``admin1`` and ``admin2`` are names in any spelling, with or without "Governorate" or محافظة;
    ``country`` is an ISO 3166-1 code of two or three letters or a name. A country that is known and differs
    rules a place out; another governorate only lowers it, for borders and spellings differ between sources.
    """
    code = _country_code(gazetteer, country)
    if country and not code:
        return None
    areas = [area for given in (admin1, admin2) if (area := _area(gazetteer, given, code))]
    best: tuple[float, Place, Context] | None = None
    written = _alternatives(html.unescape(name))
    common = [context.kinds for part in written for _, context in _readings(part) if context.kinds]
    for number, part in enumerate(written):
        for bare, context in _readings(part):
            if common and not context.kinds and not context.type_word and number:
                # What is said of one name holds for the other: "Abu Rasin/Zarkan town".
                context = replace(context, kinds=common[0])
            candidates = _candidates(gazetteer, bare, code, placed=bool(code or areas))
            for place, alike in candidates:
                score = _score(gazetteer, place, alike, context, areas) - _NAMED_LATER * number
                if best is None or (score, prominence(place)) > (best[0], prominence(best[1])):
                    best = score, place, context
            # A name listed just so, as ريف دمشق, is not taken apart.
            if any(alike > SAME_BUT_ARTICLE for _, alike in candidates):
                break
    if best is None or best[0] < (_LEAST_PLACED if areas else _LEAST_SCORE):
        return None
    score, found, context = best
    place, precision, _ = widen(gazetteer, found, context)
    if Kind.DISTRICT in context.kinds and place.kind in (Kind.CITY, Kind.TOWN):
        precision = max(precision, Precision.DISTRICT)
    return Geocoded(place, place.lat, place.lon, precision, round(min(0.99, score / 1.45), 3))


def _alternatives(name: str) -> list[str]:
    """The name, then each of its parts where it gives two: ``Kobane/Ayn al Arab``, ``Raqqa (city)``."""
    parts = [part.strip() for part in _ALTERNATIVES.split(name)]
    return list(dict.fromkeys([name.strip(), *(part for part in parts if name_key(part))]))


def _readings(name: str) -> Iterable[tuple[str, Context]]:
    """The name as it stands, then without the words that say what it is at its end, then at both ends.

    Western Ghariyah is a town's whole name: not every word for a direction may go at once.
    """
    yield name, Context()
    words = name_key(name).split()
    context = Context()
    language = Language.ARABIC if is_arabic(name_key(name)) else Language.ENGLISH
    vocabulary = lexicon(language)
    for edge in (-1, 0):
        count = len(words)
        while len(words) > 1:
            word = words[edge]
            cues = vocabulary.cues.get(word, frozenset())
            kinds = vocabulary.types.get(word) or _EXTRA_TYPES.get(word)
            if kinds is not None:
                context = Context(
                    type_word=word, kinds=kinds, rural=context.rural, direction=context.direction
                )
            elif Cue.RURAL in cues:
                context = Context(rural=word, kinds=context.kinds, direction=context.direction)
            elif Cue.DIRECTION in cues or Cue.AROUND in cues or word in vocabulary.compass:
                context = Context(direction=word, kinds=context.kinds, rural=context.rural)
            elif word not in _LINKS:
                break
            words.pop(edge)
        if len(words) < count:
            yield " ".join(words), context


def _candidates(gazetteer: Gazetteer, name: str, code: str, *, placed: bool) -> list[tuple[Place, float]]:
    """Places with how alike their name is, 1 for the same; ``placed`` says that country or area are known."""
    given = Spelling.of(name)
    found: dict[str, tuple[Place, float]] = {}
    named = gazetteer.lookup(name)
    for place in (*named, *gazetteer.sounding_like(name), *gazetteer.resembling(name)):
        if place.id in found or (code and place.country and place.country != code):
            continue
        alike = likeness(given, place)
        # Among all the towns of the world something is like anything: there only the name itself counts.
        if alike >= _LEAST_LIKENESS and (placed or alike >= _THE_NAME_ITSELF or not is_bulk(place)):
            found[place.id] = place, alike
    return list(found.values())


def _score(gazetteer: Gazetteer, place: Place, alike: float, context: Context, areas: list[Place]) -> float:
    score = alike + 0.08 * prominence(place)
    if is_bulk(place):
        score += _KNOWN_BY_MANY * min(1.0, len(place.aliases) / _MANY_NAMES)
    if context.kinds:
        score += 0.05 if place.kind in context.kinds else -0.03
    elif place.kind in (Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT):
        score -= 0.03
    for number, area in enumerate(areas):
        score += (0.2 if number == 0 else 0.1) * _belongs(gazetteer, place, area)
    return score


def _belongs(gazetteer: Gazetteer, place: Place, area: Place) -> float:
    """1 for a place in an area, less for one at its border, 0 for one that may be, -1 for one far from it."""
    if _in(place, area):
        return 1.0
    near = gazetteer.around.nearest(place, _MOST_NEIGHBOURS, _NEIGHBOUR_KM)
    if inside := sum(_in(other, area) for other in near):
        return _AT_THE_BORDER * inside / len(near)
    if not place.admin1 and sphere_km(place, area) <= area.extent_km:
        return _PERHAPS_INSIDE
    return -1.0 if sphere_km(place, area) > _FAR_KM + area.extent_km else 0.0


def _in(place: Place, area: Place) -> bool:
    return place.id == area.id or area.id in (place.admin1, place.admin2) or lies_in(place, area)


def _area(gazetteer: Gazetteer, name: str, code: str) -> Place | None:
    """The governorate or district of a name, by itself or through the town it is called after."""
    if not name_key(name):
        return None
    found: list[Place] = []
    for reading, _ in _readings(name):
        found += [p for p in gazetteer.lookup(reading) if not code or p.country == code]
    for place in found:
        if place.kind is Kind.GOVERNORATE:
            return place
    for place in found:
        if place.kind in (*_AREAS, Kind.TOWN, Kind.DISTRICT):
            return governorate_named(gazetteer, place) or place
    return found[0] if found else None


def _country_code(gazetteer: Gazetteer, country: str) -> str:
    """ISO 3166-1 alpha-2 for a code or a name in either language; ``""`` where unknown."""
    given = country.strip()
    if code := alpha2(given):
        return code
    places = gazetteer.lookup(given)
    return next((place.country for place in places if place.kind is Kind.COUNTRY), "")
