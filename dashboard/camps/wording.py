"""Camps put into words: statuses, figures with their age, where they lie, what became of them."""

from __future__ import annotations

from datetime import date

from dashboard.text import say
from geodata.camp_records import Camp, CampSource, KnownPopulation, Population
from geodata.camps.registry import place_of
from geodata.explanation import KnownPlaces
from geodata.models import Language
from geodata.text import apart, name_in
from geodata.text.dates import say_when

_MONTH_DAYS, _YEAR_DAYS = 30.44, 365.25


def called(camp: Camp, language: Language) -> str:
    """Its name in a language, in the other where it has none."""
    own = camp.name_ar if language is Language.ARABIC else camp.name
    return own or camp.name or camp.name_ar


def other_name(camp: Camp, language: Language) -> str:
    """Its name in the other language; empty where it has none."""
    return camp.name if language is Language.ARABIC and camp.name_ar else camp.name_ar


def figure_words(language: Language, figure: Population) -> str:
    """The count in words, or that there is none."""
    if figure.count is None:
        return say(language, "camps.no_figure")
    return say(language, f"camps.{figure.unit}", count=figure.count)


def age_words(language: Language, days: int) -> str:
    """How old a figure is; as ``assets/js/camps_tip.js`` says it."""
    if days < 31:
        return say(language, "camps.age.days", count=days)
    if days < 2 * 365:
        return say(language, "camps.age.months", count=round(days / _MONTH_DAYS))
    return say(language, "camps.age.years", count=round(days / _YEAR_DAYS))


def known_words(language: Language, known: KnownPopulation) -> str:
    """When a figure is of and how old it is."""
    return f"{say_when(language, known.population.when)} · {age_words(language, known.age_days)}"


def area_words(camp: Camp, find: KnownPlaces, language: Language) -> list[str]:
    """The areas it lies in, the smallest first: sub-district, district, governorate, country."""
    names = []
    for area in (camp.admin3, camp.admin2):
        place = find(area) if area else None
        names.append(name_in(place, language) if place else area)
    names += [admin1_name(camp, find, language), country_name(camp.country, find, language)]
    return list(dict.fromkeys(name for name in names if name))


def admin1_name(camp: Camp, find: KnownPlaces, language: Language) -> str:
    """The governorate it lies in, which bulk tables state by its English name alone; empty where none is."""
    if not camp.admin1:
        return ""
    here = place_of(camp)
    if unit := find(camp.admin1) or find.unit(here):
        return name_in(unit, language)
    return (find.unit_in_arabic(here) if language is Language.ARABIC else "") or camp.admin1


def country_name(code: str, find: KnownPlaces, language: Language) -> str:
    """The name of a country; its code where nothing knows it."""
    country = find(f"iso-{code}") if code else None
    return name_in(country, language) if country else code


def position_words(camp: Camp, language: Language) -> str:
    """The position as finely as it may be told."""
    digits = 2 if camp.blurred else 4
    return say(language, "camps.position", lat=f"{camp.lat:.{digits}f}", lon=f"{camp.lon:.{digits}f}")


def blurred_words(camp: Camp, language: Language) -> str:
    """That and how a position is blurred; empty where it is not."""
    if not camp.blurred:
        return ""
    km = max(1, round(camp.blurred_m / 1000))
    return say(language, f"camps.blurred.{camp.blurred}", km=km)


def source_words(language: Language, source: CampSource) -> str:
    """A source's name and date; the name keeps its own direction between words of another."""
    comma = "، " if language is Language.ARABIC else ", "
    day = f"{comma}{say_when(language, source.date)}" if source.date else ""
    return f"{apart(source.name or say(language, 'camps.no_source'))}{day}"


def today() -> date:
    """The day dossiers speak of unless asked of another."""
    return date.today()
