"""Who must be named for the places of a story that were looked up online."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geodata import geocoders
from geodata.geocoders.resolving import CODE, UNSURE
from geodata.stores.port import StoredMention


@dataclass(frozen=True, slots=True)
class Credited:
    """A service, what its terms ask to be said, and the names of the story it was asked for."""

    title: str
    attribution: str
    terms: str
    """A web address; empty where the service is none of today's."""
    surfaces: tuple[str, ...]


def credited(mentions: Sequence[StoredMention]) -> list[Credited]:
    """The services that places of these mentions, or candidates, come from, each once."""
    surfaces: dict[str, dict[str, None]] = {}
    for mention in mentions:
        for reason in mention.reasons:
            if reason.code in (CODE, UNSURE):
                surfaces.setdefault(reason.detail, {})[mention.surface] = None
    return [_credited(service, tuple(names)) for service, names in surfaces.items()]


def _credited(service: str, names: tuple[str, ...]) -> Credited:
    if service not in geocoders.names():
        return Credited(service, "", "", names)
    credit = geocoders.credit(service)
    return Credited(credit.title, credit.attribution, credit.terms, names)
