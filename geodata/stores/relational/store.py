"""The port over a relational database: reading, and one transaction a story for writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Engine, Select, case, func, or_, select, update

from geodata.errors import NotFoundError
from geodata.models import Article, Fetched, Language, LookUp, Mention, Part, Place
from geodata.stores.port import (
    UNDATED,
    Batch,
    Counts,
    MentionDetails,
    Outcome,
    ReadTags,
    Retagged,
    Scan,
    Selection,
    StoredMention,
    StoredStory,
    StoryDetails,
    StoryVersion,
    Undone,
)
from geodata.stores.relational import (
    conditions,
    detailing,
    fetches,
    looking_up,
    records,
    scanning,
    sums,
    tagging,
    undoing,
    vicinities,
)
from geodata.stores.relational.camp_keeping import CampKeeping
from geodata.stores.relational.tables import (
    LARGEST_ID,
    mentions,
    places,
    related_headlines,
    state,
    stories,
    story_versions,
)
from geodata.stores.relational.watch_keeping import WatchKeeping
from geodata.stores.relational.writing import PlaceRow, TextIndex, Writer

_CHUNK = 400
"""Stories whose mentions are fetched at once: well below the number of parameters any database allows."""

_NEWEST_FIRST = (stories.c.day.desc(), stories.c.id.desc())
"""Undated stories have the smallest day and so come last."""

_IN_TEXT_ORDER = (
    mentions.c.story_id,
    case((mentions.c.part == str(Part.TITLE), 0), else_=1),
    mentions.c.start,
    mentions.c.id,
)

_COUNT_WRITE = update(state).values(data_version=state.c.data_version + 1)

_MENTIONS_WITH_PLACE = (
    select(mentions, places.c.id.label("place_id"))
    .join_from(mentions, places, mentions.c.place == places.c.number, isouter=True)
    .join(stories, mentions.c.story_id == stories.c.id)
)
"""With their stories, whose day is theirs where their sentence tells none."""


class FullText(TextIndex, undoing.RemovableIndex, Protocol):
    """The full-text index of a database."""

    def matching(self, text: str) -> ColumnElement[bool] | None:
        """The condition that a story contains the words; None where there are no words to look for."""

    def ids(self, connection: Connection, text: str) -> NDArray[np.int64] | None:
        """The stories that contain the words, ascending; None where there are no words to look for."""


class RelationalStore(CampKeeping, WatchKeeping):
    """A ``Store`` over an SQLAlchemy engine whose database has been migrated."""

    def __init__(self, engine: Engine, full_text: FullText, name: str) -> None:
        super().__init__(engine, name)
        self._full_text = full_text
        self._known_places: dict[str, PlaceRow] = {}
        self._known_tag_sets: dict[str, int] = {}
        with self._reading() as connection:
            self._identity = str(connection.execute(select(state.c.identity)).scalar_one())

    # Writing

    def add(
        self,
        article: Article,
        mentions: Sequence[Mention],
        related: Sequence[tuple[Article, Sequence[Mention]]] = (),
        *,
        batch: int | None = None,
    ) -> list[Outcome]:
        """See ``Store.add``; raises ``NotFoundError`` and ``UsageError``."""
        with self._writer(batch) as writer:
            return writer.add(article, mentions, related)

    def read_again(self, found: Mapping[int, Sequence[Mention]], *, batch: int | None = None) -> int:
        """See ``Store.read_again``; raises ``NotFoundError`` and ``UsageError``."""
        with self._writer(batch) as writer:
            return sum(writer.read_again(story_id, mentions) for story_id, mentions in found.items())

    @contextmanager
    def _writer(self, batch: int | None) -> Iterator[Writer]:
        """Writes in one transaction; what it wrote counts as known once that is through."""
        with self._one_writer:
            with self._writing() as connection:
                undoing.check_standing(connection, batch)
                writer = Writer(connection, self._full_text, self._known_places, _now(), batch)
                sets = writer.tag_sets = tagging.TagSets(connection, self._known_tag_sets)
                yield writer
                if writer.wrote:
                    connection.execute(_COUNT_WRITE)
            self._known_places.update(writer.new_places)
            self._known_tag_sets.update(sets.new)

    def begin_batch(self, label: str) -> int:
        """See ``Store.begin_batch``."""
        with self._one_writer, self._writing() as connection:
            return undoing.begin(connection, label, _now())

    def batches(self) -> list[Batch]:
        """See ``Store.batches``."""
        with self._reading() as connection:
            return undoing.batches_of(connection)

    def undo_batch(self, batch: int) -> Undone:
        """See ``Store.undo_batch``; raises ``NotFoundError`` and ``UsageError``."""
        with self._one_writer, self._writing() as connection:
            undone = undoing.Undoing(connection, self._full_text, batch).run(_now())
            connection.execute(_COUNT_WRITE)
            return undone

    def retag(self, read: ReadTags, version: str) -> Retagged:
        """See ``Store.retag``."""
        looked_at = changed = last = 0
        while True:
            with self._one_writer, self._writing() as connection:
                rows = tagging.untagged(connection, version, last, _CHUNK)
                sets = tagging.TagSets(connection, {})
                different = tagging.retag(connection, rows, read, version, sets)
                if different:
                    connection.execute(_COUNT_WRITE)
            if not rows:
                return Retagged(looked_at, changed)
            looked_at, changed, last = looked_at + len(rows), changed + different, rows[-1].id

    def untagged(self, version: str) -> int:
        """See ``Store.untagged``."""
        with self._reading() as connection:
            wanted = select(func.count()).select_from(stories).where(stories.c.lexicon != version)
            return int(connection.execute(wanted).scalar_one())

    # One story

    def story(self, story_id: int) -> StoredStory:
        """See ``Store.story``; raises ``NotFoundError``."""
        with self._reading() as connection:
            asked = select(stories).where(stories.c.id == min(story_id, LARGEST_ID))
            row = connection.execute(asked).one_or_none()
        if row is None:
            msg = f"There is no story {story_id}; `stories list` shows those there are."
            raise NotFoundError(msg)
        return records.story_of(row)

    def mentions(self, story_id: int) -> list[StoredMention]:
        """See ``Store.mentions``."""
        with self._reading() as connection:
            return self._mentions_of(connection, [story_id]).get(story_id, [])

    def related(self, story_id: int) -> list[StoredStory]:
        """See ``Store.related``."""
        link = related_headlines
        wanted = select(stories).join_from(stories, link, link.c.story_id == stories.c.id)
        return self._stories(
            wanted.where(link.c.article_id == story_id).order_by(link.c.position, stories.c.id)
        )

    def parents(self, story_id: int) -> list[StoredStory]:
        """See ``Store.parents``."""
        link = related_headlines
        wanted = select(stories).join_from(stories, link, link.c.article_id == stories.c.id)
        return self._stories(wanted.where(link.c.story_id == story_id).order_by(stories.c.id))

    def versions(self, story_id: int) -> list[StoryVersion]:
        """See ``Store.versions``; raises ``NotFoundError``."""
        story = self.story(story_id)
        table = story_versions
        older = select(table).where(table.c.story_id == story_id).order_by(table.c.version)
        with self._reading() as connection:
            rows = connection.execute(older).all()
        seen = [story.added, *(datetime.fromisoformat(row.replaced) for row in rows)]
        known = [(row.version, row.title, row.text) for row in rows]
        texts = [*known, (story.version, story.title, story.text)]
        return [StoryVersion(*version, since) for version, since in zip(texts, seen, strict=True)]

    def cluster(self, story_id: int) -> list[StoredStory]:
        """See ``Store.cluster``; raises ``NotFoundError``."""
        first = self.story(story_id).cluster
        wanted = select(stories).where(or_(stories.c.id == first, stories.c.look_alike_of == first))
        return self._stories(wanted.order_by(stories.c.day == UNDATED, stories.c.day, stories.c.id))

    # Many stories

    def stories(self, query: Selection, *, limit: int = 50, offset: int = 0) -> list[StoredStory]:
        """See ``Store.stories``."""
        wanted = select(stories).where(*self._story_conditions(query))
        return self._stories(wanted.order_by(*_NEWEST_FIRST).limit(limit).offset(offset))

    def count(self, query: Selection) -> Counts:
        """See ``Store.count``."""
        with self._reading() as connection:
            return sums.count(connection, query, self._story_conditions(query))

    def stories_numbered(self, ids: Sequence[int]) -> dict[int, StoredStory]:
        """See ``Store.stories_numbered``."""
        found: dict[int, StoredStory] = {}
        for start in range(0, len(ids), _CHUNK):
            some = select(stories).where(stories.c.id.in_(ids[start : start + _CHUNK]))
            found.update((story.id, story) for story in self._stories(some))
        return found

    def mentions_numbered(self, ids: Sequence[int]) -> dict[int, list[StoredMention]]:
        """See ``Store.mentions_numbered``."""
        found: dict[int, list[StoredMention]] = {}
        with self._reading() as connection:
            for start in range(0, len(ids), _CHUNK):
                self._mentions_into(found, connection, mentions.c.id.in_(ids[start : start + _CHUNK]))
        return found

    def rows(self, query: Selection) -> Iterator[tuple[StoredStory, StoredMention]]:
        """See ``Store.rows``."""
        wanted = select(stories).where(*self._story_conditions(query), conditions.on_map(query))
        drawn = conditions.mention_conditions(query)
        with self._reading() as connection:
            streamed = connection.execution_options(yield_per=_CHUNK).execute(wanted.order_by(*_NEWEST_FIRST))
            for rows in streamed.partitions():
                found = self._mentions_of(connection, [row.id for row in rows], *drawn)
                for row in rows:
                    story = records.story_of(row)
                    for mention in found.get(row.id, ()):
                        yield story, mention

    def scan(self) -> Scan:
        """See ``Store.scan``."""
        with self._reading() as connection:
            version = int(connection.execute(select(state.c.data_version)).scalar_one())
            return scanning.scan(connection, version)

    def matching(self, text: str) -> NDArray[np.int64] | None:
        """See ``Store.matching``."""
        with self._reading() as connection:
            return self._full_text.ids(connection, text)

    def details(
        self, chunks: Iterable[tuple[Sequence[int], Sequence[int]]]
    ) -> Iterator[tuple[StoryDetails, MentionDetails]]:
        """See ``Store.details``."""
        with self._reading() as connection:
            for told, found in chunks:
                kept = detailing.story_details(connection, told)
                yield kept, detailing.mention_details(connection, found)

    # What was fetched

    def keep_fetched(self, answer: Fetched) -> int:
        """See ``Store.keep_fetched``."""
        with self._one_writer, self._writing() as connection:
            return fetches.keep(connection, answer)

    def fetched(self, address: str) -> list[Fetched]:
        """See ``Store.fetched``; raises ``StoreError``."""
        with self._reading() as connection:
            return fetches.of_address(connection, address)

    # What was looked up

    def keep_look_up(self, look_up: LookUp) -> None:
        """See ``Store.keep_look_up``."""
        with self._one_writer, self._writing() as connection:
            looking_up.keep(connection, look_up)

    def look_ups(self, name: str, countries: tuple[str, ...], language: Language) -> list[LookUp]:
        """See ``Store.look_ups``."""
        with self._reading() as connection:
            return looking_up.answers(connection, name, countries, language)

    def names_looked_up(self) -> frozenset[str]:
        """See ``Store.names_looked_up``."""
        with self._reading() as connection:
            return looking_up.names(connection)

    def looked_up(self) -> list[Place]:
        """See ``Store.looked_up``."""
        with self._reading() as connection:
            return looking_up.named(connection)

    # Places and outlets

    def place(self, place_id: str) -> Place:
        """See ``Store.place``; raises ``NotFoundError``."""
        with self._reading() as connection:
            row = connection.execute(select(places).where(places.c.id == place_id)).one_or_none()
            if row is None and (found := looking_up.place(connection, place_id)):
                return found
        if row is None:
            msg = f"No story names a place “{place_id}”; `places search` finds the id of a place."
            raise NotFoundError(msg)
        return records.place_of(row)

    def places(self) -> list[Place]:
        """See ``Store.places``."""
        with self._reading() as connection:
            return [records.place_of(row) for row in connection.execute(select(places).order_by(places.c.id))]

    def outlets(self) -> list[tuple[str, int]]:
        """See ``Store.outlets``."""
        named = (
            select(func.min(stories.c.id).label("first"), func.count().label("number"))
            .where(stories.c.outlet_key != "")
            .group_by(stories.c.outlet_key)
            .subquery()
        )
        wanted = select(stories.c.outlet, named.c.number).join(named, stories.c.id == named.c.first)
        with self._reading() as connection:
            found = connection.execute(wanted.order_by(named.c.number.desc(), stories.c.outlet_key))
            return [(str(outlet), int(number)) for outlet, number in found]

    # The database itself

    def data_version(self) -> int:
        """See ``Store.data_version``."""
        with self._reading() as connection:
            return int(connection.execute(select(state.c.data_version)).scalar_one())

    def identity(self) -> str:
        """See ``Store.identity``."""
        return self._identity

    def _story_conditions(self, query: Selection) -> list[ColumnElement[bool]]:
        found = conditions.story_conditions(query, self._full_text.matching(query.text))
        return [*found, conditions.on_map(query)] if query.asks_of_mentions else found

    def _stories(self, wanted: Select[Any]) -> list[StoredStory]:
        with self._reading() as connection:
            return [records.story_of(row) for row in connection.execute(wanted)]

    def _mentions_of(
        self, connection: Connection, story_ids: Sequence[int], *where: ColumnElement[bool]
    ) -> dict[int, list[StoredMention]]:
        found: dict[int, list[StoredMention]] = {}
        for start in range(0, len(story_ids), _CHUNK):
            ids = story_ids[start : start + _CHUNK]
            self._mentions_into(found, connection, mentions.c.story_id.in_(ids), *where)
        return found

    @staticmethod
    def _mentions_into(
        found: dict[int, list[StoredMention]], connection: Connection, *where: ColumnElement[bool]
    ) -> None:
        rows = connection.execute(_MENTIONS_WITH_PLACE.where(*where).order_by(*_IN_TEXT_ORDER)).all()
        known = vicinities.by_number(connection, (row.vicinity for row in rows if row.vicinity is not None))
        for row in rows:
            mention = records.mention_of(row, known.get(row.vicinity))
            found.setdefault(row.story_id, []).append(mention)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
