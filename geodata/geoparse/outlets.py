"""What a news outlet mostly reports on: weak evidence for names that several countries have."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass

from geodata.errors import DataError
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.keys import name_key
from geodata.geoparse.lexicon import DATA
from geodata.models import Place

_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]\S*)?\Z", re.IGNORECASE)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet is at home: a country's code and, for a local one, its place."""

    country: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """Outlets by their folded names and domains, each with a country's code or a place's id."""

    countries: dict[str, str]
    places: dict[str, str]
    before: tuple[str, ...]
    after: tuple[str, ...]


def home_of(gazetteer: Gazetteer, outlet: str) -> Home | None:
    """The home of an outlet given by name, domain or address of a story; None where it is not known.

    Raises ``DataError`` where the table of outlets is missing or damaged.
    """
    if not outlet.strip():
        return None
    table = _table()
    for key in _keys(outlet[:_LONGEST].strip(), table):
        if place_id := table.places.get(key):
            try:
                place = gazetteer.place(place_id)
            except LookupError:
                return None
            return Home(place.country, place)
        if code := table.countries.get(key):
            return Home(code)
    return None


def _keys(outlet: str, table: _Table) -> list[str]:
    """What an outlet may stand under: its domain and those above it, or its name with less around it."""
    if host := _HOST.match(outlet):
        labels = host[1].lower().split(".")
        return [".".join(labels[number:]) for number in range(len(labels) - 1)]
    key = name_key(outlet)
    keys = [key]
    for word in table.before:
        if key.startswith(f"{word} "):
            keys.append(key[len(word) + 1 :])
    for each in tuple(keys):
        keys.extend(each[: -len(word) - 1] for word in table.after if each.endswith(f" {word}"))
    return keys


@functools.cache
def _table() -> _Table:
    path = DATA / "outlets.toml"
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        generic = given["generic"]
        return _Table(
            countries=dict(_named(given["countries"])),
            places=dict(_named(given["places"])),
            before=tuple(sorted(map(name_key, generic["before"]), key=len, reverse=True)),
            after=tuple(sorted(map(name_key, generic["after"]), key=len, reverse=True)),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        msg = f"{path}: the table of outlets cannot be read ({error}); restore the file"
        raise DataError(msg) from error


def _named(section: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Each name, folded, and each domain with the home of its outlet."""
    return [
        (name.lower() if _HOST.match(name) else name_key(name), home)
        for home, outlets in section.items()
        for names in outlets
        for name in names.split("|")
    ]
