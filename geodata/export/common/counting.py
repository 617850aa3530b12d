"""How many rows a query has, without putting them in order."""

from __future__ import annotations

import numpy as np

from geodata.columns.records import Columns
from geodata.columns.selecting import Matching, select
from geodata.export.common.chosen import places_of_spots
from geodata.export.common.fields import Rows
from geodata.stores.port import Selection


def count_rows(columns: Columns, query: Selection, matching: Matching) -> dict[Rows, int]:
    """How many rows a file of each kind would have."""
    kept = select(columns, query, matching).mentions()
    mentions = columns.mentions
    story, spot = (
        (mentions.story, mentions.spot) if kept is None else (mentions.story[kept], mentions.spot[kept])
    )
    told = np.zeros(len(columns.stories.id), dtype=np.bool_)
    told[story] = True
    stood = np.zeros(len(columns.spots), dtype=np.bool_)
    stood[spot] = True
    stories = int(np.count_nonzero(told))
    return {
        Rows.MENTIONS: len(story),
        Rows.PLACES: len(np.unique(places_of_spots(columns)[stood])),
        Rows.STORIES: stories,
        Rows.CITATIONS: stories,
    }
