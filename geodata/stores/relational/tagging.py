"""Event types and actors of mentions: the sets they form, as conditions, as columns and found anew.

A mention keeps its tags with their words and, as one number, the set of their codes. Sets are few and never
removed, so that filtering and scanning look numbers up instead of reading tags.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Row, bindparam, insert, or_, select, update

from geodata.events.lexicon import MOST_TAGS, Family, lexicon
from geodata.models import Part, Tag
from geodata.stores.port import ReadTags, Selection
from geodata.stores.relational.tables import mentions, stories, tag_sets

_BETWEEN = "|"
_KNOWN = select(tag_sets.c.number).where(tag_sets.c.codes == bindparam("called"))
_UNTAGGED = (
    select(stories.c.id, stories.c.title, stories.c.text)
    .where(stories.c.id > bindparam("after"), stories.c.lexicon != bindparam("version"))
    .order_by(stories.c.id)
    .limit(bindparam("most"))
)
_MENTIONS = select(
    mentions.c.id, mentions.c.part, mentions.c.sentence_start, mentions.c.sentence_end, mentions.c.tags
).where(mentions.c.story_id == bindparam("story"))
_CHANGE = update(mentions).where(mentions.c.id == bindparam("mention"))
_MARK = update(stories).where(stories.c.id == bindparam("story"))


class TagSets:
    """Numbers the sets of tags, and writes those that are new into an open transaction."""

    def __init__(self, connection: Connection, known: Mapping[str, int]) -> None:
        """``known``: sets that are written already, so that most cost no look-up."""
        self._connection = connection
        self._known = known
        self.new: dict[str, int] = {}
        """Sets met here; they count as known once the transaction is committed."""

    def number(self, tags: Iterable[Tag]) -> int | None:
        """The number of the set these tags form; None for none."""
        codes = sorted({tag.code for tag in tags})
        if not codes:
            return None
        called = f"{_BETWEEN}{_BETWEEN.join(codes)}{_BETWEEN}"
        found = self.new.get(called) or self._known.get(called)
        if found is None:
            found = self._connection.execute(_KNOWN, {"called": called}).scalar()
        if found is None:
            made = insert(tag_sets).values(codes=called).returning(tag_sets.c.number)
            found = self._connection.execute(made).scalar_one()
        self.new[called] = int(found)
        return int(found)


def as_text(tags: Sequence[Tag]) -> str:
    """Tags as their column holds them."""
    parts = [(tag.code, tag.start, tag.end, tag.words) for tag in tags]
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> tuple[Tag, ...]:
    """What :func:`as_text` wrote."""
    return tuple(Tag(*parts) for parts in json.loads(text)) if text != "[]" else ()


def conditions(query: Selection) -> list[ColumnElement[bool]]:
    """The event types and the actors a mention's sentence must tell of, any of each."""
    found: list[ColumnElement[bool]] = []
    for family, names in ((Family.EVENT, query.events), (Family.ACTOR, query.actors)):
        if names:
            codes = sorted(lexicon().within(family, names))
            held = (
                tag_sets.c.codes.contains(f"{_BETWEEN}{code}{_BETWEEN}", autoescape=True) for code in codes
            )
            found.append(mentions.c.tag_set.in_(select(tag_sets.c.number).where(or_(*held))))
    return found


def as_bits(connection: Connection, numbers: NDArray[Any]) -> tuple[NDArray[Any], tuple[str, ...]]:
    """Sets by their numbers (0 for none) as bits of one unsigned number each, and the codes these stand for.

    There are ``MOST_TAGS`` bits; where a database knows more codes, those the lexicon has forgotten go first.
    """
    used = set(np.unique(numbers).tolist())
    sets = {
        row.number: [code for code in row.codes.split(_BETWEEN) if code]
        for row in connection.execute(select(tag_sets))
        if row.number in used
    }
    order = {code: place for place, code in enumerate(lexicon().types)}
    met = {code for codes in sets.values() for code in codes}
    kept = sorted(met, key=lambda code: (order.get(code, len(order)), code))[:MOST_TAGS]
    bit = {code: 1 << place for place, code in enumerate(kept)}
    bits = np.zeros(max(used, default=0) + 1, dtype=np.min_scalar_type((1 << len(kept)) - 1))
    for number, codes in sets.items():
        bits[number] = sum(bit.get(code, 0) for code in codes)
    return bits[numbers], tuple(kept)


def untagged(connection: Connection, version: str, after: int, most: int) -> Sequence[Row[Any]]:
    """Stories behind ``after``, by id, whose mentions were not tagged by this version of the lexicon."""
    asked = {"version": version, "after": after, "most": most}
    return list(connection.execute(_UNTAGGED, asked))


def retag(
    connection: Connection, rows: Sequence[Row[Any]], read: ReadTags, version: str, sets: TagSets
) -> int:
    """Tag the mentions of these stories anew; returns in how many of them anything is different now."""
    changed = 0
    for row in rows:
        found = connection.execute(_MENTIONS, {"story": row.id}).all()
        sentences = [(Part(each.part), each.sentence_start, each.sentence_end) for each in found]
        changes = [
            {"mention": each.id, "tags": as_text(tags), "tag_set": sets.number(tags)}
            for each, tags in zip(found, read(row.title, row.text, sentences), strict=True)
            if as_text(tags) != each.tags
        ]
        if changes:
            connection.execute(_CHANGE, changes)
            changed += 1
    if rows:
        connection.execute(_MARK, [{"story": row.id, "lexicon": version} for row in rows])
    return changed
