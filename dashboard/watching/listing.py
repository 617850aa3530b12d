"""Watches and their entries as the page and the feeds tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dashboard.services import Services
from geodata.models import Language
from geodata.stores.watch_keeping import Watch, WatchEntry
from geodata.watching import Words

_SHOWN = 5
"""Entries of each watch on the page; its feed has more."""
_WHERE = ("area", "bbox")
"""Pairs of a query that tell positions someone drew; for those who may change watches alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in words."""

    entry: WatchEntry
    watch: Watch
    title: str
    headline: str
    """The title without the watch's name."""
    why: str
    story: int | None
    """The story's number, where it is still there."""
    made: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A watch in words, with its newest entries."""

    watch: Watch
    rule: str
    count: int
    map: str
    """The map of the same query."""
    entries: Sequence[Told]


def listed(services: Services, words: Words, language: Language, *, whole: bool) -> list[Listed]:
    """Every watch, the newest first; ``whole``: for one who may see the corners of drawn areas."""
    own, counts = services.own, services.own.watch_entry_counts()
    return [
        Listed(
            watch,
            words.rule(watch.rule, language),
            counts.get(watch.id, 0),
            map_of(watch, language, whole=whole),
            told(services, words, language, [watch], own.watch_entries(watch.id, limit=_SHOWN)),
        )
        for watch in reversed(own.watches())
    ]


def told(
    services: Services,
    words: Words,
    language: Language,
    watches: Sequence[Watch],
    entries: Sequence[WatchEntry],
) -> list[Told]:
    """Entries in words; those of a watch that is gone meanwhile are left out."""
    known = {watch.id: watch for watch in watches}
    there = services.own.stories_numbered([each.finding.story for each in entries if each.finding.story])
    found = []
    for entry in entries:
        if watch := known.get(entry.watch):
            title, why = words.entry(watch, entry.finding, language)
            headline = words.told(watch, entry.finding, language)[0]
            story = entry.finding.story if entry.finding.story in there else None
            found.append(Told(entry, watch, title, headline, why, story, f"{entry.made:%Y-%m-%d %H:%M}"))
    return found


def map_of(watch: Watch, language: Language, *, whole: bool = False) -> str:
    """The path of the map that shows what is watched."""
    pairs = {name: value for name, value in watch.rule.asked if whole or name not in _WHERE}
    return f"/?{urlencode({'lang': language.value, **pairs})}"
