"""From a name alone, as tables give it, to the best place: "Duma town" in "Rif Dimashq"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from geodata.gazetteer.countries import alpha2
from geodata.gazetteer.distance import geodesic_km
from geodata.gazetteer.index import Gazetteer, is_bulk, names_of, prominence
from geodata.gazetteer.keys import is_arabic, name_key, skeleton, sound_key
from geodata.geoparse.context import Context
from geodata.geoparse.lexicon import Cue, lexicon
from geodata.geoparse.resolve import governorate_named, lies_in
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
_TELLING_CONSONANTS, _SAME_CONSONANTS = 3, 0.9
_LEAST_LIKENESS = 0.8
_SOME_LIKENESS = 0.55
"""Below this, the same consonants are chance."""
_LEAST_SCORE = 0.86
_LEAST_PLACED = 0.80
_NEIGHBOUR_KM = 70.0
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
    for written in _alternatives(html.unescape(name)):
        for bare, context in _readings(written):
            candidates = _candidates(gazetteer, bare, code, placed=bool(code or areas))
            for place, likeness in candidates:
                score = _score(place, likeness, context, areas)
                if best is None or (score, prominence(place)) > (best[0], prominence(best[1])):
                    best = score, place, context
            # A name listed just so, as ريف دمشق, is not taken apart.
            if any(likeness == 1.0 for _, likeness in candidates):
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
    """The name as it stands, then without the words at its ends that say what it is."""
    yield name, Context()
    words = name_key(name).split()
    context = Context()
    language = Language.ARABIC if is_arabic(name_key(name)) else Language.ENGLISH
    vocabulary = lexicon(language)
    stripped = False
    for edge in (-1, 0):
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
            stripped = True
            words.pop(edge)
    if stripped:
        yield " ".join(words), context


def _candidates(gazetteer: Gazetteer, name: str, code: str, *, placed: bool) -> list[tuple[Place, float]]:
    """Places with how alike their name is, 1 for the same; ``placed`` says that country or area are known."""
    likenesses: dict[str, tuple[Place, float]] = {}

    def note(place: Place, likeness: float) -> None:
        if (not code or not place.country or place.country == code) and likeness >= _LEAST_LIKENESS:
            known = likenesses.get(place.id)
            if known is None or known[1] < likeness:
                likenesses[place.id] = place, likeness

    key, sound = name_key(name), sound_key(name)
    for place in gazetteer.lookup(name):
        exact = any(name_key(other) == key for other in names_of(place))
        if exact or placed or not is_bulk(place):
            note(place, 1.0 if exact else 0.97)
    # Among all the towns of the world something is like anything: there only the name itself counts.
    trusted = [place for place in gazetteer.sounding_like(name) if placed or not is_bulk(place)]
    for place in trusted if sound else ():
        note(place, 0.97 * _likeness(place, key, sound))
    for place in gazetteer.resembling(name):
        if placed or not is_bulk(place):
            note(place, 0.94 * _likeness(place, key, sound))
    return list(likenesses.values())


def _likeness(place: Place, key: str, sound: str) -> float:
    """How alike the nearest of a place's names is, by sound in Latin script, by letters in Arabic."""
    best = 0.0
    for name in names_of(place):
        other = sound_key(name) if sound else name_key(name)
        if other:
            ratio = fuzz.ratio(sound or key, other) / 100
            best = max(best, ratio)
            if ratio < _SOME_LIKENESS:
                continue
            if sound and skeleton(other) == skeleton(sound) and len(skeleton(sound)) >= _TELLING_CONSONANTS:
                best = max(best, _SAME_CONSONANTS)
    return best


def _score(place: Place, likeness: float, context: Context, areas: list[Place]) -> float:
    score = likeness + 0.08 * prominence(place)
    if context.kinds:
        score += 0.05 if place.kind in context.kinds else -0.03
    elif place.kind in (Kind.GOVERNORATE, Kind.DISTRICT, Kind.SUBDISTRICT):
        score -= 0.03
    for number, area in enumerate(areas):
        weight = 0.2 if number == 0 else 0.1
        if place.id == area.id or lies_in(place, area) or area.id in (place.admin1, place.admin2):
            score += weight
        elif geodesic_km(place, area) > _NEIGHBOUR_KM + area.extent_km:
            score -= weight
    return score


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
