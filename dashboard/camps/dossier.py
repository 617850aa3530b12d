"""All that is told of one camp on its own page and its one-page PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from dashboard.camps import wording
from dashboard.camps.charts import RIGHT, Series, form_of, series_of, span_of
from dashboard.camps.news import Incidents, News, incidents_near, news_of
from dashboard.camps.records import change_within_a_month, counted_before_end, speaking_figure
from dashboard.camps.scales import Days
from dashboard.services import Services
from dashboard.stories.records import place_finder
from geodata.camp_records import (
    Camp,
    CampLink,
    CampSource,
    CampStatus,
    KnownPopulation,
    PublicPrecision,
    StatusChange,
    populations_on,
    status_on,
)
from geodata.camps.registry import place_of
from geodata.columns.records import Columns
from geodata.errors import NotFoundError
from geodata.events.lexicon import lexicon
from geodata.explanation import KnownPlaces
from geodata.gazetteer.index import Gazetteer
from geodata.language.sentences import sentences
from geodata.models import Kind, Language, Part, Place
from geodata.stores.port import StoredMention, StoredStory

INCIDENTS_KM = 10
"""How far from a camp violence counts, unless another distance is asked for."""
STORIES_A_PAGE = 20
_TOWNS = (Kind.CITY, Kind.TOWN)
_NEAREST = {"towns": (_TOWNS, 5), "crossings": ((Kind.CROSSING,), 3)}
_RINGS_KM = (25.0, 60.0, 120.0, 250.0)
_SENTENCES = 3


@dataclass(frozen=True)
class Near:
    """A place around a camp."""

    place: Place
    km: float


@dataclass(frozen=True)
class Told:
    """A story with the sentences that name the camp: (sentence, where its name begins and ends)."""

    story: StoredStory
    sentences: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Dossier:
    """A camp as whoever asks may see it, and what the news and the gazetteer know of it, on a day."""

    camp: Camp
    day: date
    services: Services
    columns: Columns
    find: KnownPlaces
    km: float = INCIDENTS_KM

    @property
    def status(self) -> StatusChange | None:
        """What it was on the day."""
        return status_on(self.camp, self.day)

    @property
    def form(self) -> str:
        """The form of its sign."""
        return form_of(self.status.status if self.status else CampStatus.UNKNOWN)

    @cached_property
    def figure(self) -> KnownPopulation | None:
        """The newest figure known on the day."""
        return speaking_figure(self.camp, self.day)

    @property
    def before_end(self) -> bool:
        """Whether that figure is older than the camp's end."""
        return counted_before_end(self.status, self.figure)

    @property
    def change(self) -> int | None:
        """How many more than a month before; None where no newer figure says."""
        return change_within_a_month(self.camp, self.day)

    @cached_property
    def not_searched(self) -> int:
        """Stories that were not yet looked through for violence with the present words."""
        return _not_searched(self.services, self.columns)

    @cached_property
    def figures(self) -> tuple[KnownPopulation, ...]:
        """The newest of every source."""
        return populations_on(self.camp, self.day)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """All figures by source."""
        return series_of(self.camp)

    def span(self, right: float = RIGHT) -> Days | None:
        """The time its charts share, up to so many pixels."""
        return span_of(self.camp, self.day, right)

    @cached_property
    def news(self) -> News:
        """What the news told of it."""
        return news_of(self.columns, self.camp)

    @cached_property
    def incidents(self) -> Incidents:
        """Violence told around it."""
        return incidents_near(self.columns, self.camp, self.km)

    @cached_property
    def near(self) -> dict[str, list[Near]]:
        """The nearest ``towns`` and ``crossings``; none where the area alone may be told."""
        if self.camp.blurred == PublicPrecision.ADMIN:
            return {name: [] for name in _NEAREST}
        return _nearest(self.services.gazetteer, place_of(self.camp))

    @cached_property
    def links(self) -> list[tuple[CampLink, Camp | None]]:
        """Its predecessors, successors and kin, with their records where there are any."""
        return [(link, self._camp(link.camp_id)) for link in self.camp.links]

    def _camp(self, camp_id: str) -> Camp | None:
        try:
            return self.services.camps.camp(camp_id)
        except NotFoundError:
            return None

    @cached_property
    def sources(self) -> list[tuple[CampSource, list[str]]]:
        """Every source once, with the fields or histories it is the source of."""
        found: dict[tuple[str, str], tuple[CampSource, dict[str, None]]] = {}

        def note(source: CampSource, *tells: str) -> None:
            _, told = found.setdefault((source.name, source.url), (source, {}))
            told.update(dict.fromkeys(tells))

        for source in self.camp.sources:
            note(source, *(source.tells or ("camp",)))
        for change in self.camp.statuses:
            for source in change.sources:
                note(source, "status")
        for figure in self.camp.populations:
            note(figure.source, "people")
        for link in self.camp.links:
            if link.source:
                note(link.source, "links")
        return [(source, list(told)) for source, told in found.values() if source.name or source.url]

    def stories(self, page: int) -> list[Told]:
        """A page of the stories that name it, with their sentences, the newest first."""
        wanted = self.news.stories[(page - 1) * STORIES_A_PAGE : page * STORIES_A_PAGE]
        return self._told(wanted.tolist(), self.news.rows)

    @property
    def pages(self) -> int:
        """How many pages its stories fill."""
        return max(1, -(-len(self.news.stories) // STORIES_A_PAGE))

    def _told(self, stories: Sequence[int], rows: Any) -> list[Told]:  # noqa: ANN401
        mentions = self.columns.mentions
        ids = mentions.id[rows[np.isin(mentions.story[rows], list(stories))]].tolist()
        store = self.services.store
        numbers = [int(self.columns.stories.id[story]) for story in stories]
        found, named = store.stories_numbered(numbers), store.mentions_numbered(ids)
        return [
            Told(found[each], tuple(_sentences(found[each], named.get(each, ()))))
            for each in numbers
            if each in found
        ]

    def latest_incidents(self, most: int = 5) -> list[Told]:
        """The newest stories of violence around it, each with the sentences that tell it."""
        rows = self.incidents.rows
        # So many mentions hold so many stories, but where one story tells of many.
        stories = list(dict.fromkeys(self.columns.mentions.story[rows[: most * 200]].tolist()))[:most]
        return self._told(stories, rows)


_NOT_SEARCHED: WeakKeyDictionary[Columns, int] = WeakKeyDictionary()
"""Weak, so that data which are no longer shown are not kept in memory by a number about them."""


def _not_searched(services: Services, columns: Columns) -> int:
    """Counted once for the data that ``columns`` hold, for it looks at every story."""
    if columns not in _NOT_SEARCHED:
        _NOT_SEARCHED[columns] = services.store.untagged(lexicon().version)
    return _NOT_SEARCHED[columns]


@lru_cache(maxsize=256)
def _nearest(gazetteer: Gazetteer, here: Place) -> dict[str, list[Near]]:
    """The nearest of each kind, looked for in rings that widen."""
    found: dict[str, list[Near]] = {name: [] for name in _NEAREST}
    for ring in _RINGS_KM:
        both = [
            pair for abroad in (False, True) for pair in gazetteer.around.within(here, ring, abroad=abroad)
        ]
        both.sort(key=lambda pair: (pair[0], pair[1].id))
        for name, (kinds, most) in _NEAREST.items():
            if len(found[name]) < most:
                found[name] = [Near(place, km) for km, place in both if place.kind in kinds][:most]
        if all(len(found[name]) >= most for name, (_, most) in _NEAREST.items()):
            break
    return found


def _sentences(story: StoredStory, mentions: Sequence[StoredMention]) -> Iterator[tuple[str, int, int]]:
    seen: set[tuple[Part, int]] = set()
    for mention in mentions:
        key = mention.part, mention.sentence_start
        if key in seen or len(seen) == _SENTENCES:
            continue
        seen.add(key)
        text = story.title if mention.part is Part.TITLE else story.text
        start = mention.sentence_start
        yield text[start : mention.sentence_end], mention.start - start, mention.end - start


def title_of(story: StoredStory) -> str:
    """Its title, else its first sentence."""
    if story.title:
        return story.title
    found = sentences(story.text[:600])
    return story.text[slice(*found[0])] if found else ""


def dossier_of(services: Services, camp_id: str, day: date, km: float = INCIDENTS_KM) -> Dossier:
    """The dossier of a camp. Raises ``NotFoundError`` for an id there is not."""
    camp = services.camps.camp(camp_id)
    find = place_finder(services.store, services.gazetteer)
    return Dossier(camp, day, services, services.columns, find, km)


def aliases(camp: Camp) -> list[str]:
    """Its other names, without the two it goes by and the former ones."""
    taken = {camp.name, camp.name_ar, *camp.former_names}
    return [name for name in camp.names if name not in taken]


def name_of(camp: Camp, language: Language) -> str:
    """What it is called."""
    return wording.called(camp, language)
