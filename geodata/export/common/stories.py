"""Stories on the map as batches of columns, and as sources to cite."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from geodata.events.lexicon import Family
from geodata.export.common.chosen import Chosen
from geodata.export.common.citing import citation, key_of
from geodata.export.common.fields import GEOMETRY, Rows
from geodata.export.common.mentions import Read, named, of_stories, read
from geodata.export.common.spots import Spots
from geodata.export.common.table import batch_of
from geodata.models import Tag
from geodata.stores.port import Store

if TYPE_CHECKING:
    from geodata.export.common.table import Batches

_BETWEEN = "|"
Numbers = NDArray[np.int64]


def batches(store: Store, chosen: Chosen, spots: Spots) -> Batches:
    """A row for each story; the columns are those of ``FIELDS[Rows.STORIES]``."""
    for part in read(store, chosen):
        if len(part.rows):
            yield _batch(chosen, spots, part)


def citations(store: Store, chosen: Chosen) -> Batches:
    """A row for each story; the columns are those of ``FIELDS[Rows.CITATIONS]``."""
    for part in read(store, chosen):
        if len(part.rows):
            columns = of_stories(part.stories, part.story[_firsts(part)])
            texts = {name: values.to_pylist() for name, values in columns.items()}
            rows = [dict(zip(texts, row, strict=True)) for row in zip(*texts.values(), strict=True)]
            keys = [key_of(row) for row in rows]
            yield batch_of(
                Rows.CITATIONS, columns | {"key": keys, "citation": [citation(row) for row in rows]}
            )


def _firsts(part: Read) -> Numbers:
    """Where the mentions of each story begin."""
    return np.flatnonzero(np.append(True, part.story[1:] != part.story[:-1]))


def _batch(chosen: Chosen, spots: Spots, part: Read) -> pa.RecordBatch:
    columns, found = chosen.columns.mentions, part.mentions
    first = _firsts(part)
    spot = columns.spot[part.rows].astype(np.int64)
    confidence = np.array(found.confidence, dtype=np.float64)[part.mention]
    sentences = part.sentences()
    tags = [found.tags[one] for one in part.mention.tolist()]
    edges = [*first.tolist(), len(spot)]
    spans = list(pairwise(edges))
    return batch_of(
        Rows.STORIES,
        {
            **of_stories(part.stories, part.story[first]),
            **_places(chosen, spots, spot, spans),
            "mentions": np.diff(edges),
            "precision": np.minimum.reduceat(spots.precision[spot], first),
            "confidence": np.maximum.reduceat(confidence, first),
            "sentence": [sentences[start] for start in first.tolist()],
            "events": [_together(tags[start:end], Family.EVENT) for start, end in spans],
            "actors": [_together(tags[start:end], Family.ACTOR) for start, end in spans],
        },
    )


def _places(chosen: Chosen, spots: Spots, spot: Numbers, spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """The different places of each story, by the spot they are first met at."""
    place, met = chosen.place_of_spot[spot].tolist(), spot.tolist()
    own = [_first_met(place[start:end], met[start:end]) for start, end in spans]
    lat, lon = spots.lat.tolist(), spots.lon.tolist()
    all_met = np.concatenate([np.array(each, dtype=np.int64) for each in own])
    story = np.repeat(np.arange(len(own)), [len(each) for each in own])
    points = shapely.points(spots.lon[all_met], spots.lat[all_met])
    return {
        "places": [len(each) for each in own],
        "points": [_BETWEEN.join(f"{lat[at]} {lon[at]}" for at in each) for each in own],
        **{name: _joined(spots.place[of], own) for name, of in _TEXTS.items()},
        GEOMETRY: pa.array(shapely.to_wkb(shapely.multipoints(points, indices=story)), type=pa.binary()),
    }


def _first_met(places: Sequence[int], spots: Sequence[int]) -> list[int]:
    first: dict[int, int] = {}
    for place, spot in zip(places, spots, strict=True):
        first.setdefault(place, spot)
    return list(first.values())


def _joined(texts: pa.Array, own: Sequence[Sequence[int]]) -> list[str]:
    values = texts.to_pylist()
    return [_BETWEEN.join(values[at] or "" for at in each) for each in own]


_TEXTS = {"place_ids": "place_id", "place_names": "place", "place_names_ar": "place_ar", "pcodes": "pcode"}


def _together(tags: Sequence[Sequence[Tag]], family: Family) -> str:
    names = (named(each, family) for each in tags if each)
    return _BETWEEN.join(dict.fromkeys(name for each in names if each for name in each.split(_BETWEEN)))
