"""What a feed is called: the map's name and what is asked for."""

from __future__ import annotations

from dashboard.services import Services
from dashboard.text import say
from geodata.events.lexicon import Family, lexicon
from geodata.explanation import KnownPlaces
from geodata.models import Language
from geodata.query import Query
from geodata.text import name_in, quoted

_LONGEST = 200


def title(services: Services, query: Query, language: Language) -> str:
    """``Conflict Map: Raqqa · 2017-06-01 – 2017-10-20``; the map's name alone where all is asked for."""
    find = KnownPlaces(services.gazetteer, services.store.place)
    # Some places are named, as many as a title may hold; the others are asked for all the same.
    places = [name_in(place, language) if (place := find(each)) else each for each in query.places[:5]]
    window = " – ".join(str(day) if day else "…" for day in (query.first, query.last))
    parts = [
        *places,
        *(lexicon().called(f"{Family.EVENT}:{name}", language) for name in query.events),
        *(lexicon().called(f"{Family.ACTOR}:{name}", language) for name in query.actors),
        *(say(language, f"kind.{kind}") for kind in query.kinds),
        *query.sources[:5],
        quoted(query.text, language),
        window if query.first or query.last else "",
    ]
    asked = " · ".join(part for part in parts if part)
    name = say(language, "app.name")
    return f"{name}: {asked}"[:_LONGEST] if asked else name
