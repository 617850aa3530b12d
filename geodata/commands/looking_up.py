"""``--geocoder``: names no gazetteer knows, looked up online, for the commands that let one ask for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from geodata.commands.output import remark
from geodata.geocoders import names
from geodata.models import Kind, Language

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.geocoders import Geocoder, Looks
    from geodata.geoparse.geocode import Geocoded
    from geodata.settings import Settings
    from geodata.stores.port import Store


def add_options(parser: argparse.ArgumentParser, *, user_agent: bool = True) -> None:
    """``--geocoder`` and what goes with it; ``user_agent`` where the command has no such option yet."""
    group = parser.add_argument_group(
        "names no gazetteer knows",
        "They stay unresolved, and nobody is asked, unless a service is named here. It is then sent the "
        "name, the codes of the countries in question and its language: no text, no title, no address. "
        "Answers are kept in the database, and each name is sent once.",
    )
    group.add_argument(
        "--geocoder",
        metavar="NAME",
        help=f"look names no gazetteer knows up with this service: {', '.join(names())} "
        "(else CONFLICT_MAP_GEOCODER, else none)",
    )
    group.add_argument(
        "--geocoder-url",
        metavar="URL",
        help="where the service stands, for a server of your own (else CONFLICT_MAP_GEOCODER_URL)",
    )
    if user_agent:
        group.add_argument(
            "--user-agent",
            metavar="TEXT",
            help="who asks, and how to reach you, for the service that is asked "
            "(else CONFLICT_MAP_USER_AGENT)",
        )


@contextmanager
def geocoder_of(settings: Settings) -> Iterator[Geocoder | None]:
    """The geocoder the settings name, with the database its answers are kept in; None where they name none.

    Raises ``UnknownNameError``, ``UsageError`` and ``StoreError``.
    """
    if not settings.geocoder:
        yield None
        return
    from geodata.geocoders import open_geocoder
    from geodata.stores import open_store

    with closing(open_store(settings.database)) as store:
        yield open_geocoder(settings, store, tell=remark)


def looks_of(settings: Settings, store: Store) -> Looks:
    """The geocoder the settings name, else only what is kept of earlier ones. Raises as ``geocoder_of``."""
    from geodata.geocoders import Kept, open_geocoder

    return open_geocoder(settings, store, tell=remark) if settings.geocoder else Kept(store)


def summarise(looks: Looks | None) -> None:
    """Say what became of the names."""
    from geodata.geocoders import Geocoder

    if not isinstance(looks, Geocoder):
        return
    tally = looks.tally
    counts = {
        "looked up": tally.asked,
        "known from before": tally.known,
        "without an answer": tally.unanswered,
    }
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    if told:
        remark(f"Names no gazetteer knows: {told} ({looks.credit.title}, {looks.credit.attribution}).")


def find(
    geocoder: Geocoder, gazetteer: Gazetteer, name: str, *, admin1: str, admin2: str, country: str
) -> Geocoded | None:
    """The place a service knows by that name, in the country and near the area that were given.

    None where it knows none, or gave no answer; a country that no one knows is not asked about at all.
    Raises ``StoreError``.
    """
    from geodata.geocoders.common.choosing import Setting, choose
    from geodata.geocoders.resolving import asked_for, sendable
    from geodata.geoparse.geocode import Geocoded

    code = _country(gazetteer, country)
    bare = sendable(_without_type(name))
    if not bare or (country.strip() and not code):
        return None
    areas = [place for area in (admin2, admin1) for place in gazetteer.lookup(area)[:1]]
    code = code or next((area.country for area in areas if area.country), "")
    countries = {code: 1.0} if code else {}
    setting = Setting(countries, areas, anywhere=True)
    answer = geocoder.look_up(asked_for(bare, setting.main_countries))
    choice = choose(bare, answer.places, setting) if answer else None
    if choice is None or choice.place is None:
        return None
    place = choice.place
    return Geocoded(place, place.lat, place.lon, place.precision, choice.confidence)


def _country(gazetteer: Gazetteer, country: str) -> str:
    """The code of a country given by code or by name; "" where it is none."""
    from geodata.gazetteer.countries import alpha2

    named = (place.country for place in gazetteer.lookup(country) if place.kind is Kind.COUNTRY)
    return alpha2(country) or next(named, "")


def _without_type(name: str) -> str:
    """``Duma`` for "Duma town", as maps have it; the letters stay as they were typed."""
    from geodata.gazetteer.keys import name_key
    from geodata.geoparse.lexicon import lexicon

    words = name.split()
    types = {word for language in Language for word in lexicon(language).types}
    while len(words) > 1 and name_key(words[0]) in types:
        del words[0]
    while len(words) > 1 and name_key(words[-1]) in types:
        del words[-1]
    return " ".join(words)
