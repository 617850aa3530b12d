"""What happens to one story within its transaction: found or not, inserted, changed or left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from sqlalchemy import (
    Connection,
    CursorResult,
    Delete,
    Insert,
    Row,
    Table,
    Update,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
    update,
)

from geodata.events.lexicon import lexicon
from geodata.models import Article, Mention, Place, StoryKind
from geodata.stores.port import Outcome
from geodata.stores.relational import clusters, finding, journal, records, vicinities
from geodata.stores.relational.identity import Keys, keys_of, outlet_key
from geodata.stores.relational.records import Values
from geodata.stores.relational.tables import (
    mentions,
    places,
    related_headlines,
    state,
    stories,
    story_versions,
)
from geodata.stores.relational.tagging import TagSets

Finding = tuple[Article, Sequence[Mention]]
PlaceRow = tuple[Values, int]
"""What stands in a place's row, and the row's number."""

_TRUST = {"given": 2, "metadata": 1}
"""Whose word on a date outweighs whose; words of the text itself count least."""

_LAST_ID = select(
    func.coalesce(select(func.max(stories.c.id)).scalar_subquery(), 0).label("highest"),
    select(state.c.last_story).scalar_subquery().label("last"),
).subquery()
_NEXT_ID = select(
    case((_LAST_ID.c.highest < _LAST_ID.c.last, _LAST_ID.c.last), else_=_LAST_ID.c.highest) + 1
).scalar_subquery()
_INSERT_STORY = (
    insert(stories)
    .values({column.name: bindparam(column.name) for column in stories.c} | {"id": _NEXT_ID})
    .returning(stories.c.id)
)
"""A new story. Its id is one that no other ever had, also none that was removed: links to it must not lie."""

_DECIDES_CLUSTER = {"text_key", "title_key", "day", "outlet_key"}


class TextIndex(Protocol):
    """The full-text index of the database at hand, as far as writing needs it."""

    def add(self, connection: Connection, story_id: int, title: str, text: str) -> None:
        """Index a new story."""

    def replace(self, connection: Connection, story_id: int, title: str, text: str) -> None:
        """Index a story in place of what was indexed for it before."""


@dataclass(slots=True)
class Writer:
    """Writes one story and the headlines found under it into an open transaction."""

    connection: Connection
    index: TextIndex
    known_places: Mapping[str, PlaceRow]
    """Places known to be written as they are, so that most mentions cost no look-up."""
    now: str
    """UTC, ISO 8601."""
    batch: int | None = None
    """What is written counts as part of this batch and can be undone with it."""
    new_places: dict[str, PlaceRow] = field(default_factory=dict)
    """Places written here; they count as known once the transaction is committed."""
    tag_sets: TagSets | None = None
    """None: none is known yet."""
    wrote: bool = False
    """Whether anything was written at all."""
    remembered: set[int] = field(default_factory=set)
    """Stories whose state before this change is written down, for undoing."""

    def add(self, article: Article, found: Sequence[Mention], related: Sequence[Finding]) -> list[Outcome]:
        """The outcome of the story first, then one for each headline."""
        outcome = self._add_story(article, found)
        if not related:
            return [outcome]
        parent = self.connection.execute(select(stories).where(stories.c.id == outcome.story_id)).one()
        headlines = [
            self._add_headline(parent, position, headline, headline_mentions)
            for position, (headline, headline_mentions) in enumerate(related)
        ]
        return [outcome, *headlines]

    def _add_story(self, article: Article, found: Sequence[Mention]) -> Outcome:
        keys = keys_of(article)
        row = finding.by_id(self.connection, keys)
        if row is not None:
            return self._refresh(row, article, keys, found)
        row = finding.by_content(self.connection, article, keys)
        if row is None:
            return Outcome(self._insert(article, keys, found), "new")
        return self._refresh(row, article, keys, found, respelt=_respelt(row, keys))

    def _add_headline(
        self, parent: Row[Any], position: int, headline: Article, found: Sequence[Mention]
    ) -> Outcome:
        headline = replace(headline, kind=StoryKind.RELATED, outlet=headline.outlet or parent.outlet)
        keys = keys_of(headline)
        if keys.title == parent.title_key:
            return Outcome(parent.id, "unchanged")
        row = finding.by_id(self.connection, keys) or finding.by_title(self.connection, keys)
        if row is None:
            outcome = Outcome(self._insert(headline, keys, found, parent=parent.id), "new")
        elif row.kind == StoryKind.RELATED:
            outcome = self._refresh(row, headline, keys, found, respelt=_respelt(row, keys))
        else:
            outcome = Outcome(row.id, "unchanged")
        self._link(parent.id, outcome.story_id, position)
        return outcome

    def read_again(self, story_id: int, found: Sequence[Mention]) -> bool:
        """Put other mentions in place of a story's, where they differ; whether they did."""
        row = self.connection.execute(select(stories).where(stories.c.id == story_id)).one_or_none()
        if row is None or not self._replace_if_different(row, found):
            return False
        tagged = update(stories).where(stories.c.id == story_id).values(lexicon=lexicon().version)
        self._write(tagged)
        return True

    # Writing

    def _insert(
        self, article: Article, keys: Keys, found: Sequence[Mention], parent: int | None = None
    ) -> int:
        values = records.story_values(article, keys)
        values |= {"version": 1, "parent_id": parent, "look_alike_of": None, "added": self.now}
        values |= {"lexicon": lexicon().version}
        self.wrote = True
        story_id = int(self.connection.execute(_INSERT_STORY, values | {"batch": self.batch}).scalar_one())
        self.index.add(self.connection, story_id, article.title, article.text)
        self._write_mentions(story_id, self._mention_values(found))
        clusters.assign(self.connection, story_id, values)
        return story_id

    def _refresh(
        self, row: Row[Any], article: Article, keys: Keys, found: Sequence[Mention], *, respelt: bool = False
    ) -> Outcome:
        """Bring a stored story up to date with what was read now; what was known stays known.

        ``respelt``: the text is the stored one but for spacing or signs, which is no new version.
        """
        same_text = (row.title, row.text) == (article.title, article.text)
        shorter = bool(row.text and not article.text)
        changes = _newly_known(row, article) | self._newly_identified(row, article, keys)
        if not (same_text or shorter or respelt):
            self._remember(row)
            changes |= self._new_version(row, article, keys) | {"lexicon": lexicon().version}
            self._replace_mentions(row.id, self._mention_values(found))
        elif same_text and _as_well_dated(row, article) and self._replace_if_different(row, found):
            changes |= {"version": row.version, "lexicon": lexicon().version}
        if not changes:
            return Outcome(row.id, "unchanged")
        self._remember(row)
        self._write(update(stories).where(stories.c.id == row.id).values(changes))
        if _DECIDES_CLUSTER & changes.keys():
            clusters.renew(self.connection, [row.id])
        return Outcome(row.id, "updated")

    def _remember(self, row: Row[Any]) -> None:
        if row.id not in self.remembered:
            self.remembered.add(row.id)
            journal.remember(self.connection, row, self.batch)

    def _newly_identified(self, row: Row[Any], article: Article, keys: Keys) -> Values:
        """An address or source id the story did not have, unless another story has it."""
        changes: Values = {}
        if keys.url and keys.url != row.url_key and not finding.by_url(self.connection, keys.url):
            changes |= {"url": article.url, "url_key": keys.url}
        if keys.source and not row.source_key and not finding.by_source(self.connection, keys.source):
            changes |= {"source_id": article.source_id, "source_key": keys.source}
        return changes

    def _new_version(self, row: Row[Any], article: Article, keys: Keys) -> Values:
        old = {"story_id": row.id, "version": row.version, "replaced": self.now}
        old |= {"title": row.title, "text": row.text}
        self._write(insert(story_versions), [old])
        self.index.replace(self.connection, row.id, article.title, article.text)
        return {
            "title": article.title,
            "text": article.text,
            "title_key": keys.title,
            "text_key": keys.text,
            "version": row.version + 1,
        }

    def _write(
        self, statement: Insert | Update | Delete, rows: list[Values] | None = None
    ) -> CursorResult[Any]:
        self.wrote = True
        return self.connection.execute(statement, rows)

    def _insert_row(self, into: Table, values: Values) -> int:
        self.wrote = True
        key = self.connection.execute(insert(into), values).inserted_primary_key
        return int(key[0]) if key else 0

    def _place_number(self, place: Place) -> int:
        """The number of a place's row, which is written or brought up to date where needed."""
        values = records.place_values(place)
        known = self.new_places.get(place.id) or self.known_places.get(place.id)
        if known and known[0] == values:
            return known[1]
        row = self.connection.execute(select(places).where(places.c.id == place.id)).mappings().one_or_none()
        if row is None:
            number = self._insert_row(places, values)
        else:
            number = row["number"]
            if place.blurred:
                # Made for the public: it must not take the place of what is known.
                values = {name: row[name] for name in values}
            if any(row[name] != value for name, value in values.items()):
                self._write(update(places).where(places.c.number == number).values(values))
                vicinities.follow(self.connection, int(number))
        self.new_places[place.id] = (values, int(number))
        return int(number)

    def _mention_values(self, found: Sequence[Mention]) -> list[Values]:
        numbers = [self._place_number(mention.place) if mention.place else None for mention in found]
        sets = self.tag_sets = self.tag_sets or TagSets(self.connection, {})
        return [
            records.mention_values(
                mention, number, self._vicinity_number(mention, number), sets.number(mention.tags)
            )
            for mention, number in zip(found, numbers, strict=True)
        ]

    def _vicinity_number(self, mention: Mention, number: int | None) -> int | None:
        """The number of the row of a mention's vicinity, which is written where needed."""
        vicinity, place = mention.vicinity, mention.place
        if vicinity is None or place is None or number is None:
            return None
        other = self._place_number(vicinity.other) if vicinity.other else None
        found, written = vicinities.number_of(self.connection, vicinity, place, number, other)
        self.wrote = self.wrote or written
        return found

    def _write_mentions(self, story_id: int, values: list[Values]) -> None:
        if values:
            self._write(insert(mentions), [{"story_id": story_id, **row} for row in values])

    def _replace_mentions(self, story_id: int, values: list[Values]) -> None:
        self._write(delete(mentions).where(mentions.c.story_id == story_id))
        self._write_mentions(story_id, values)

    def _replace_if_different(self, row: Row[Any], found: Sequence[Mention]) -> bool:
        """Whether places are found differently now (the gazetteer has learnt) and were written anew."""
        values = self._mention_values(found)
        stored = select(mentions).where(mentions.c.story_id == row.id).order_by(mentions.c.id)
        known = [dict(mention) for mention in self.connection.execute(stored).mappings()]
        for mention in known:
            del mention["id"], mention["story_id"]
        if known == values:
            return False
        self._remember(row)
        self._replace_mentions(row.id, values)
        return True

    def _link(self, article_id: int, story_id: int, position: int) -> None:
        pair = {"article_id": article_id, "story_id": story_id}
        known = select(related_headlines.c.position).filter_by(**pair)
        if self.connection.execute(known).first() is None:
            self._write(insert(related_headlines), [{"position": position, **pair}])
            journal.remember_link(self.connection, article_id, story_id, self.batch)


def _respelt(row: Row[Any], keys: Keys) -> bool:
    return (row.title_key, row.text_key) == (keys.title, keys.text)


def _newly_known(row: Row[Any], article: Article) -> Values:
    """What the article says about itself and the stored story did not know, or knew on a weaker word."""
    changes: Values = {}
    for name in ("language", "dateline", "archived"):
        value = str(getattr(article, name) or "")
        if value and value != getattr(row, name):
            changes[name] = value
    if article.outlet and not row.outlet:
        changes |= {"outlet": article.outlet, "outlet_key": outlet_key(article.outlet)}
    if _grows_up(row, article):
        changes["kind"] = str(article.kind)
    published = records.published_values(article.published)
    span = ("published_first", "published_last", "published_precision")
    differs = any(published[name] != getattr(row, name) for name in span)
    if article.published and differs and _trust(article.published.evidence) >= _trust(row.published_evidence):
        changes |= published
    return changes


def _grows_up(row: Row[Any], article: Article) -> bool:
    """Whether a headline turns out to be an article, or a related headline a story of its own."""
    if row.kind == StoryKind.RELATED:
        return article.kind is not StoryKind.RELATED
    return bool(row.kind == StoryKind.HEADLINE and article.kind is StoryKind.ARTICLE and article.text)


def _as_well_dated(row: Row[Any], article: Article) -> bool:
    """Whether events were dated against as good a day as the stored ones were."""
    return article.published is not None or row.published_first is None


def _trust(evidence: str | None) -> int:
    return _TRUST.get(evidence or "", 0)
