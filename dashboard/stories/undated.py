"""The stories on the map that have no date, as the page lists them."""

from __future__ import annotations

from typing import Any

from dashboard.stories.records import LARGEST_PAGE, place_finder, story_record
from geodata.columns.records import Columns
from geodata.columns.undated import undated_stories
from geodata.gazetteer.index import Gazetteer
from geodata.models import Language
from geodata.query import Query
from geodata.stores.port import Store


def undated(
    store: Store,
    columns: Columns,
    gazetteer: Gazetteer,
    query: Query,
    *,
    limit: int,
    offset: int,
    language: Language = Language.ENGLISH,
) -> dict[str, Any]:
    """A page of the stories the query draws without a date in its time, each by itself."""
    found = undated_stories(columns, query, store.matching, limit=min(limit, LARGEST_PAGE), offset=offset)
    find = place_finder(store, gazetteer)
    stories = store.stories_numbered(found.page)
    mentions = store.mentions_numbered(found.mentions)
    told = [
        story_record(store, find, stories[each], mentions.get(each, ()), language) | {"others": []}
        for each in found.page
        if each in stories
    ]
    return {"total": found.total, "clusters": found.total, "stories": told}
