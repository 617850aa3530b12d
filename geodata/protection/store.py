"""A store as the public may read it: places stand where their cover puts them, also where it filters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import numpy as np

from geodata.camp_records import Camp, PublicPrecision
from geodata.columns.records import Columns, Flags
from geodata.columns.selecting import Selected, select
from geodata.errors import NotFoundError
from geodata.models import Candidate, Language, LookUp, Place, Reason, Role
from geodata.protection.camps import covered_camp
from geodata.protection.cover import Cover
from geodata.stores.port import (
    Counts,
    MentionDetails,
    Selection,
    Store,
    StoredMention,
    StoredStory,
    StoryDetails,
)

AS_IT_IS = frozenset(
    (
        *("story", "related", "parents", "versions", "cluster", "stories_numbered", "matching", "outlets"),
        *("data_version", "identity", "untagged", "names_looked_up", "batches", "fetched", "check"),
        *("camps_removed", "camp_batches", "camps_version"),
    )
)
"""What tells of no position. Whatever is not named here, and is not told below, cannot be asked: neither what
writes nor what a later store can do besides."""

_BY_DISTANCE = frozenset(("context.near", "outlet"))
"""Evidence whose weight is worked out from distances."""
_DIGITS = 2
"""Of a score or a confidence: more would let distances be worked out again."""


def covered_store(store: Store, cover: Cover, columns: Callable[[], Columns]) -> Store:
    """The store as the public may read it; ``columns`` gives its columns, covered.

    It cannot be written to.
    """
    return cast("Store", _Covered(store, cover, columns))


class _Covered:
    def __init__(self, store: Store, cover: Cover, columns: Callable[[], Columns]) -> None:
        self._store, self._cover, self._columns = store, cover, columns

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        if name in AS_IT_IS:
            return getattr(self._store, name)
        msg = f"a store for the public has no {name!r}"
        raise AttributeError(msg)

    # ---- places

    def place(self, place_id: str) -> Place:
        """As ``Store.place``."""
        return self._cover.place(self._store.place(place_id))

    def places(self) -> list[Place]:
        """As ``Store.places``."""
        return [self._cover.place(place) for place in self._store.places()]

    def looked_up(self) -> list[Place]:
        """As ``Store.looked_up``."""
        return [self._cover.place(place) for place in self._store.looked_up()]

    def look_ups(self, name: str, countries: tuple[str, ...], language: Language) -> list[LookUp]:
        """As ``Store.look_ups``."""
        found = self._store.look_ups(name, countries, language)
        return [replace(one, places=tuple(map(self._cover.place, one.places))) for one in found]

    def camps(self) -> list[Camp]:
        """As ``Store.camps``."""
        return [covered_camp(self._cover, camp) for camp in self._store.camps()]

    # ---- mentions

    def mentions(self, story_id: int) -> list[StoredMention]:
        """As ``Store.mentions``."""
        tell = self._teller()
        return [tell(mention) for mention in self._store.mentions(story_id)]

    def mentions_numbered(self, ids: Sequence[int]) -> dict[int, list[StoredMention]]:
        """As ``Store.mentions_numbered``."""
        tell = self._teller()
        found = self._store.mentions_numbered(ids)
        return {story: [tell(mention) for mention in mentions] for story, mentions in found.items()}

    def details(
        self, chunks: Iterable[tuple[Sequence[int], Sequence[int]]]
    ) -> Iterator[tuple[StoryDetails, MentionDetails]]:
        """As ``Store.details``."""
        for stories, mentions in self._store.details(chunks):
            rounded = [round(each, _DIGITS) for each in mentions.confidence]
            yield stories, replace(mentions, confidence=rounded)

    # ---- what filters by where places lie: answered from the covered columns

    def stories(self, query: Selection, *, limit: int = 50, offset: int = 0) -> list[StoredStory]:
        """As ``Store.stories``."""
        if not _asks_where(query):
            return self._store.stories(query, limit=limit, offset=offset)
        columns, asked = self._columns(), self._select(query)
        rows = np.flatnonzero(_stories_of(columns, asked))
        order = rows[np.lexsort((-rows, -columns.stories.day[rows].astype(np.int64)))]
        ids = columns.stories.id[order[offset : offset + limit]].tolist()
        found = self._store.stories_numbered(ids)
        return [found[each] for each in ids if each in found]

    def count(self, query: Selection) -> Counts:
        """As ``Store.count``; of what is asked by where it lies, ``unresolved_mentions`` are none."""
        if not _asks_where(query):
            return self._store.count(query)
        columns, asked = self._columns(), self._select(query)
        present = _stories_of(columns, asked)
        told = columns.stories
        every = self._select(replace(query, roles=tuple(Role)))
        return Counts(
            stories=int(np.count_nonzero(present)),
            drawn=int(np.count_nonzero(present)),
            without_place=0,
            undated=int(np.count_nonzero(present & (told.day < 0))),
            mentions=_number(columns, every),
            drawn_mentions=_number(columns, asked),
            unresolved_mentions=0,
            outlets=int(np.count_nonzero(np.unique(told.outlet[present]))),
        )

    def rows(self, query: Selection) -> Iterator[tuple[StoredStory, StoredMention]]:
        """As ``Store.rows``."""
        # Read before: a store may not be asked anything while its rows are read.
        places = {place.id: place for place in self._store.places()}

        def tell(mention: StoredMention) -> StoredMention:
            return self._told(mention, places.get)

        if not _asks_where(query):
            for story, mention in self._store.rows(query):
                yield story, tell(mention)
            return
        columns, kept = self._columns(), self._select(query).mentions()
        wanted = columns.mentions.id if kept is None else columns.mentions.id[kept]
        among = frozenset(wanted.tolist())
        plain = replace(query, bbox=None, area=(), precision=None, text="")
        for story, mention in self._store.rows(plain):
            if mention.id in among:
                yield story, tell(mention)

    def _select(self, query: Selection) -> Selected:
        return select(self._columns(), query, self._store.matching)

    # ---- one mention

    def _teller(self) -> Callable[[StoredMention], StoredMention]:
        """Tells mentions as the public may read them; places are looked up once for all of them."""
        known: dict[str, Place | None] = {}

        def find(place_id: str) -> Place | None:
            if place_id not in known:
                try:
                    known[place_id] = self._store.place(place_id)
                except NotFoundError:
                    known[place_id] = None
            return known[place_id]

        return lambda mention: self._told(mention, find)

    def _told(self, mention: StoredMention, find: Callable[[str], Place | None]) -> StoredMention:
        place = find(mention.place_id) if mention.place_id else None
        coarse = replace(
            mention,
            confidence=round(mention.confidence, _DIGITS),
            candidates=tuple(self._scored(each, find) for each in mention.candidates),
        )
        if place is None or mention.precision is None:
            return coarse
        _, precision, vicinity = self._cover.standing(place, mention.precision, mention.vicinity)
        return replace(coarse, precision=precision, vicinity=vicinity)

    def _scored(self, candidate: Candidate, find: Callable[[str], Place | None]) -> Candidate:
        """The candidate without the parts of its score that tell how far it is from, or as, a covered place.

        Whoever knows the formula could work out the distance, and from several distances the position.
        """
        own = self._is_covered(candidate.place_id, find)
        hidden = [
            part
            for part in candidate.evidence
            if part.code in _BY_DISTANCE and (own or self._is_covered(part.detail, find))
        ]
        if not hidden:
            return candidate
        evidence = (Reason(part.code, part.detail) if part in hidden else part for part in candidate.evidence)
        score = candidate.score - sum(part.weight for part in hidden)
        return Candidate(candidate.place_id, round(score, _DIGITS), tuple(evidence))

    def _is_covered(self, place_id: str, find: Callable[[str], Place | None]) -> bool:
        place = find(place_id) or self._cover.known(place_id)
        return place is not None and self._cover.level(place) is not PublicPrecision.EXACT


def _asks_where(query: Selection) -> bool:
    """Whether a query asks for what a cover changes."""
    return bool(query.bbox or query.area or query.precision)


def _stories_of(columns: Columns, asked: Selected) -> Flags:
    """The stories with a mention that is let through."""
    kept = asked.mentions()
    present: Flags = np.zeros(len(columns.stories.id), dtype=np.bool_)
    present[columns.mentions.story if kept is None else columns.mentions.story[kept]] = True
    return present


def _number(columns: Columns, asked: Selected) -> int:
    kept = asked.mentions()
    return len(columns.mentions.id) if kept is None else int(np.count_nonzero(kept))
