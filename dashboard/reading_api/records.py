"""Rows of the read API as plain values."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping

from geodata.errors import NotFoundError
from geodata.export import Material, Rows, Table
from geodata.export.common.chosen import Chosen
from geodata.export.common.fields import FIELDS, GEOMETRY
from geodata.stores.port import Store

_POSITION = ("lat", "lon", "points")
OF_A_STORY = (
    *("story_id", "title", "outlet", "published", "published_last", "published_precision", "url", "archived"),
    *("language", "dateline", "kind", "found_in", "report"),
)
"""What is told of a story by itself."""
OF_ITS_MENTIONS = tuple(field.name for field in FIELDS[Rows.MENTIONS] if field.name not in OF_A_STORY)


def rows_of(table: Table) -> list[dict[str, Any]]:
    """The rows of a table by column; days as ISO texts, the geometry as a GeoJSON one, None where unknown."""
    names = table.schema.names
    found = []
    for record in table.records():
        row = dict(zip(names, record, strict=True))
        shape = shapely.from_wkb(row.get(GEOMETRY))
        if shape is not None:
            row[GEOMETRY] = mapping(shape)
        found.append(row)
    return found


def feature(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a GeoJSON Feature (RFC 7946)."""
    properties = {name: value for name, value in row.items() if name not in (*_POSITION, GEOMETRY)}
    return {"type": "Feature", "geometry": row.get(GEOMETRY), "properties": properties}


def whole_story(store: Store, material: Material, story_id: int) -> dict[str, Any]:
    """A story with its text and its mentions on the map, whatever else is asked for.

    Raises ``NotFoundError``.
    """
    story = store.story(story_id)
    columns = material.columns
    row = int(np.searchsorted(columns.stories.id, story_id))
    if row >= len(columns.stories.id) or columns.stories.id[row] != story_id:
        msg = f"There is no story {story_id}."
        raise NotFoundError(msg)
    told = story.published
    found = {
        "story_id": story.id,
        "title": story.title,
        "outlet": story.outlet or None,
        "published": told.first.isoformat() if told else None,
        "published_last": told.last.isoformat() if told else None,
        "published_precision": told.precision.value if told else None,
        "url": story.url or None,
        "archived": story.archived or None,
        "language": story.language.value if story.language else None,
        "dateline": story.dateline or None,
        "kind": story.kind.value,
        "found_in": story.parent_id,
        "report": story.cluster,
        "version": story.version,
        "text": story.text,
    }
    mentions = rows_of(material.apart(_of_story(material.chosen, row)).table(Rows.MENTIONS))
    return {"story": found, "mentions": [{name: one[name] for name in OF_ITS_MENTIONS} for one in mentions]}


def facets_told(found: dict[str, Any]) -> dict[str, Any]:
    """The choices of the filters without what only the page's search needs."""
    choices = {
        name: [{key: value for key, value in choice.items() if key != "key"} for choice in several]
        for name, several in found["facets"].items()
    }
    return found | {"facets": choices}


def coverage_told(found: dict[str, Any]) -> dict[str, Any]:
    """Coverage with its days as ISO texts."""
    bins = [{"first": _iso(day), "outlets": outlets} for day, outlets in found["bins"]]
    silent = [{"first": _iso(day), "days": days} for day, days in found["silent"]]
    return found | {"bins": bins, "silent": silent}


def _iso(day: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=day)).isoformat()


def _of_story(chosen: Chosen, row: int) -> Chosen:
    return Chosen(chosen.columns, chosen.mentions[chosen.story == row])
