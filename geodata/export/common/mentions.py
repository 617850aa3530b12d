"""Mentions as batches of columns: places by spot, the rest from the store, some thousands at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from geodata.events.lexicon import Family
from geodata.export.common.chosen import Chosen
from geodata.export.common.fields import GEOMETRY, Rows
from geodata.export.common.spots import Spots
from geodata.export.common.table import batch_of
from geodata.models import Part, Tag
from geodata.stores.port import MentionDetails, Store, StoryDetails

if TYPE_CHECKING:
    from geodata.export.common.table import Batches

BATCH = 10_000
"""Mentions read at once: enough for the cost of a statement not to count, few enough to be held."""
_BETWEEN = "|"


@dataclass(frozen=True)
class Read:
    """A part of the mentions with all that is kept of them. Those gone from the store are left out."""

    rows: NDArray[np.int64]
    """Rows of mentions in the columns."""
    story: NDArray[np.int64]
    """By mention its row in ``stories``."""
    mention: NDArray[np.int64]
    """By mention its row in ``mentions``."""
    stories: StoryDetails
    mentions: MentionDetails

    def sentences(self) -> list[str]:
        """By mention the sentence it stands in."""
        text, title, found = self.stories.text, self.stories.title, self.mentions
        of_title = str(Part.TITLE)
        return [
            (title if found.part[one] == of_title else text)[story][
                found.sentence_start[one] : found.sentence_end[one]
            ].strip()
            for story, one in zip(self.story.tolist(), self.mention.tolist(), strict=True)
        ]


def read(store: Store, chosen: Chosen) -> Iterator[Read]:
    """The chosen mentions, part by part. What is written meanwhile does not show."""
    columns = chosen.columns
    parts = list(chosen.parts(BATCH))
    asked = (
        (columns.stories.id[np.unique(chosen.story[part])].tolist(), _ids(chosen, part).tolist())
        for part in parts
    )
    for part, (stories, mentions) in zip(parts, store.details(asked), strict=True):
        rows = chosen.mentions[part]
        story, there = _rows_of(stories.id, columns.stories.id[columns.mentions.story[rows]])
        mention, known = _rows_of(mentions.id, columns.mentions.id[rows])
        both = there & known
        yield Read(rows[both], story[both], mention[both], stories, mentions)


def _ids(chosen: Chosen, part: slice) -> NDArray[np.int64]:
    found: NDArray[np.int64] = chosen.columns.mentions.id[chosen.mentions[part]]
    return found


def _rows_of(ids: Sequence[int], wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each wanted id stands among ascending ones, and whether it is there at all."""
    known = np.array(ids, dtype=np.int64)
    if not len(known):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=np.bool_)
    row = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return row, known[row] == wanted


def batches(store: Store, chosen: Chosen, spots: Spots) -> Batches:
    """A row for each mention; the columns are those of ``FIELDS[Rows.MENTIONS]``."""
    for part in read(store, chosen):
        yield _batch(chosen, spots, part)


def _batch(chosen: Chosen, spots: Spots, part: Read) -> pa.RecordBatch:
    columns, found = chosen.columns.mentions, part.mentions
    spot = columns.spot[part.rows].astype(np.int64)
    tags = [found.tags[one] for one in part.mention.tolist()]
    roles = pa.array(chosen.columns.roles, type=pa.string())
    return batch_of(
        Rows.MENTIONS,
        {
            **{name: values.take(pa.array(spot)) for name, values in spots.place.items()},
            **of_stories(part.stories, part.story),
            "mention_id": columns.id[part.rows],
            "part": taken(found.part, part.mention),
            "start": taken(found.start, part.mention),
            "end": taken(found.end, part.mention),
            "mention": taken(found.surface, part.mention),
            "sentence": part.sentences(),
            "role": roles.take(pa.array(columns.role[part.rows])),
            "confidence": taken(found.confidence, part.mention, pa.float64()),
            "event_date": taken(found.event_first, part.mention, pa.string()),
            "event_last": taken(found.event_last, part.mention, pa.string()),
            "event_precision": taken(found.event_precision, part.mention, pa.string()),
            "events": [named(each, Family.EVENT) for each in tags],
            "actors": [named(each, Family.ACTOR) for each in tags],
            "tagged_by": [_words(each) for each in tags],
            GEOMETRY: spots.points(spot),
        },
    )


def of_stories(stories: StoryDetails, rows: NDArray[np.int64]) -> dict[str, pa.Array]:
    """The columns that tell of stories, of these rows of theirs."""
    values: dict[str, tuple[Sequence[Any], pa.DataType]] = {
        "story_id": (stories.id, pa.int64()),
        "title": (stories.title, pa.string()),
        "outlet": (stories.outlet, pa.string()),
        "published": (stories.published_first, pa.string()),
        "published_last": (stories.published_last, pa.string()),
        "published_precision": (stories.published_precision, pa.string()),
        "url": (stories.url, pa.string()),
        "archived": (stories.archived, pa.string()),
        "language": (stories.language, pa.string()),
        "kind": (stories.kind, pa.string()),
        "dateline": (stories.dateline, pa.string()),
        "found_in": (stories.parent, pa.int64()),
        "report": (stories.report, pa.int64()),
    }
    return {name: taken(column, rows, kind) for name, (column, kind) in values.items()}


def taken(values: Sequence[Any], rows: NDArray[np.int64], kind: pa.DataType | None = None) -> pa.Array:
    """The values of these rows."""
    return pa.array(values, type=kind).take(pa.array(rows))


def named(tags: Sequence[Tag], family: Family) -> str:
    """The names of the tags of a family, with ``|`` between."""
    if not tags:
        return ""
    codes = (tag.code.partition(":") for tag in tags)
    return _BETWEEN.join(name for kind, _, name in codes if kind == family)


def _words(tags: Sequence[Tag]) -> str:
    if not tags:
        return ""
    return _BETWEEN.join(dict.fromkeys(tag.words.replace(_BETWEEN, " ") for tag in tags))
