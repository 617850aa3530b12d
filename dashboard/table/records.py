"""Mentions as rows of the table: what a reader sees, in the reader's language, as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.text import say
from geodata.columns.records import Columns, Spot
from geodata.columns.rows import BY_SPOT, Order, page_of_mentions
from geodata.columns.selecting import select
from geodata.cube import spots_of
from geodata.events.lexicon import lexicon
from geodata.explanation import KnownPlaces
from geodata.gazetteer.index import Gazetteer
from geodata.models import Language, Part, Time, When
from geodata.query import Query
from geodata.stores.port import Store, StoredMention, StoredStory
from geodata.text import name_in, precision_in
from geodata.text.vicinities import say_vicinity

LARGEST_PAGE = 500


class Rows:
    """The rows a query lets through, told in a language."""

    def __init__(self, store: Store, columns: Columns, gazetteer: Gazetteer, language: Language) -> None:
        self._store, self._columns, self._language = store, columns, language
        self._find = KnownPlaces(gazetteer, store.place)

    def page(
        self, query: Query, *, mark: str = "", sort: str, descending: bool, limit: int, offset: int
    ) -> dict[str, Any]:
        """``{"total", "rows"}``: the mentions of a query, a page of them; ``mark`` keeps to one mark."""
        columns = self._columns
        order = Order(sort, descending, query.time, self._words(sort))
        total, rows = page_of_mentions(
            columns,
            select(columns, query, self._store.matching),
            order,
            spots=spots_of(columns, mark) if mark else None,
            limit=min(limit, LARGEST_PAGE),
            offset=offset,
        )
        ids = columns.mentions.id[rows].tolist()
        of_page = columns.stories.id[columns.mentions.story[rows]].tolist()
        stories = self._store.stories_numbered(sorted(set(of_page)))
        found = self._store.mentions_numbered(ids)
        mentions = {mention.id: mention for several in found.values() for mention in several}
        spots = columns.mentions.spot[rows].tolist()
        return {
            "total": total,
            "rows": [
                self._row(stories[story], mentions[mention], columns.spots[spot], query.time)
                for story, mention, spot in zip(of_page, ids, spots, strict=True)
                if story in stories and mention in mentions  # else taken back since the columns were read
            ],
        }

    def _words(self, sort: str) -> Sequence[str]:
        """What the reader sees in a column, by spot or by role."""
        columns, language = self._columns, self._language
        if sort == "role":
            return [say(language, f"role.{role}") for role in columns.roles]
        if sort in BY_SPOT:
            tell = {"place": self._place, "kind": self._kind, "unit": self._unit}[sort]
            return [tell(spot) for spot in columns.spots]
        return ()

    def _row(self, story: StoredStory, mention: StoredMention, spot: Spot, time: Time) -> dict[str, Any]:
        text = story.title if mention.part is Part.TITLE else story.text
        told = mention.event if time is Time.EVENT else None
        return {
            "id": mention.id,
            "story": story.id,
            "mark": spot.key,
            "when": _when(told or story.published),
            "place": self._place(spot),
            "kind": self._kind(spot),
            "unit": self._unit(spot),
            "role": say(self._language, f"role.{mention.role}"),
            "precision": precision_in(spot.place, spot.precision, self._language),
            "confidence": round(mention.confidence * 100),
            "outlet": story.outlet,
            "title": story.title,
            "sentence": text[mention.sentence_start : mention.sentence_end],
            "tags": [lexicon().called(tag.code, self._language) for tag in mention.tags],
            "url": story.url,
        }

    def _place(self, spot: Spot) -> str:
        if spot.vicinity:
            return say_vicinity(self._language, spot.vicinity, spot.place)
        return name_in(spot.place, self._language)

    def _kind(self, spot: Spot) -> str:
        return say(self._language, f"kind.{spot.place.kind}")

    def _unit(self, spot: Spot) -> str:
        unit = self._find.unit(spot.place)
        if unit is not None:
            return name_in(unit, self._language)
        arabic = self._language is Language.ARABIC
        return self._find.unit_in_arabic(spot.place) if arabic else ""


def _when(when: When | None) -> dict[str, str] | None:
    """A date as the page's calendar says it."""
    if when is None:
        return None
    return {"first": when.first.isoformat(), "last": when.last.isoformat(), "precision": when.precision.value}
