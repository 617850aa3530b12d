"""What the file carries of the stories: columns as lists, small once they are compressed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dashboard.areas.units import Units
from dashboard.basemap.areas import area_of
from dashboard.camps.records import camps_record
from dashboard.filters.records import facet_record
from dashboard.services import Services
from dashboard.stories.records import place_finder
from geodata.columns.facets import FACETS, Entries, Facet
from geodata.columns.records import Columns, Flags, Integers
from geodata.columns.records import Spot as Standing
from geodata.columns.selecting import select
from geodata.cube.areas import unit_of_spots
from geodata.cube.marks import mark_of
from geodata.errors import UsageError
from geodata.events.lexicon import lexicon
from geodata.gazetteer.index import names_of
from geodata.language.normalise import fold
from geodata.language.sentences import sentences
from geodata.models import Language, Role
from geodata.query import Query
from geodata.stores.details import MentionDetails, StoryDetails

MOST_MENTIONS = 60_000
"""What a browser still holds with ease, and a mail still carries."""
_EPOCH = 719_163
"""Ordinal of 1 January 1970."""
_OPENING = 600

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Carried:
    """The rows of stories and mentions that a query lets through."""

    columns: Columns
    stories: Integers
    mentions: Integers

    @property
    def story_rows(self) -> Integers:
        """By mention the position of its story among those carried."""
        return np.searchsorted(self.stories, self.columns.mentions.story[self.mentions])


def carried(services: Services, query: Query) -> Carried:
    """The rows a query asks for; stories without a place among them unless it asks of mentions.

    Raises ``UsageError`` where they are more than a file should hold.
    """
    columns = services.columns
    # Which roles stand on the map is the reader's choice, in the file as on the page.
    everyone = replace(query, roles=tuple(Role(name) for name in columns.roles))
    selected = select(columns, everyone, services.store.matching)
    kept, wanted = selected.mentions(), selected.stories()
    rows = np.arange(len(columns.mentions.id)) if kept is None else np.flatnonzero(kept)
    if len(rows) > MOST_MENTIONS:
        msg = (
            f"That would be {len(rows)} mentions in one file, which no browser opens with ease; "
            f"ask for at most {MOST_MENTIONS}, by a shorter time (--from, --to) or other filters."
        )
        raise UsageError(msg)
    present: Flags = np.zeros(len(columns.stories.id), dtype=np.bool_)
    if query.asks_of_mentions:
        present[columns.mentions.story[rows]] = True
    else:
        present[:] = True if wanted is None else wanted
    return Carried(columns, np.flatnonzero(present), rows)


def contents(services: Services, query: Query) -> Json:
    """Everything ``assets/offline/source.js`` answers from, for JSON. Raises ``UsageError``."""
    found = carried(services, query)
    columns, mentions = found.columns, found.columns.mentions
    ids = columns.stories.id[found.stories]
    told, named = next(
        iter(services.store.details([(np.sort(ids).tolist(), np.sort(mentions.id[found.mentions]).tolist())]))
    )
    return {
        "version": columns.version,
        "stories": _stories(services, found, told),
        "mentions": _mentions(found, told, named),
        "spots": _spots(services, columns),
        "units": _units(services, columns),
        "outlets": list(columns.outlets),
        "outletKeys": [" ".join(fold(outlet).split()) for outlet in columns.outlets],
        "languages": list(columns.languages),
        "roles": list(columns.roles),
        "drawn": [str(role) for role in Query().roles],
        "tags": _tags(columns),
        "facets": _facets(services, found),
        "camps": json.loads(camps_record(services.camps.camps())),
    }


def _stories(services: Services, found: Carried, told: StoryDetails) -> Json:
    stories = found.columns.stories
    at = {story: number for number, story in enumerate(told.id)}
    rows = [at[story] for story in stories.id[found.stories].tolist()]
    parents = {told.parent[row] for row in rows} - {None}
    titles = {
        story.id: story.title or _opening(story.text)
        for story in services.store.stories_numbered([each for each in parents if each is not None]).values()
    }
    report = stories.report[found.stories]
    return {
        "id": stories.id[found.stories].tolist(),
        "day": _days(stories.day[found.stories]),
        "vague": stories.vague[found.stories].astype(int).tolist(),
        "outlet": stories.outlet[found.stories].tolist(),
        "language": stories.language[found.stories].tolist(),
        "report": np.unique(report, return_inverse=True)[1].tolist(),
        "title": [told.title[row] or _opening(told.text[row]) for row in rows],
        "url": [told.url[row] for row in rows],
        "archived": [told.archived[row] for row in rows],
        "first": [told.published_first[row] for row in rows],
        "last": [told.published_last[row] for row in rows],
        "precision": [told.published_precision[row] for row in rows],
        "parent": [titles.get(told.parent[row] or 0, "") for row in rows],
    }


def _mentions(found: Carried, told: StoryDetails, named: MentionDetails) -> Json:
    """The mentions in their order; a sentence stands once however many places it names."""
    columns, mentions = found.columns, found.columns.mentions
    rows = found.mentions
    at = {mention: number for number, mention in enumerate(named.id)}
    story_at = {story: number for number, story in enumerate(told.id)}
    numbers: dict[tuple[int, str, int], int] = {}
    texts: list[str] = []
    begins: list[int] = []
    sentence, span, tags, title = [], [], [], []
    for story, mention in zip(
        columns.stories.id[mentions.story[rows]].tolist(), mentions.id[rows].tolist(), strict=True
    ):
        row, telling = at[mention], story_at[story]
        start, end = named.sentence_start[row], named.sentence_end[row]
        in_title = named.part[row] == "title"
        key = (story, named.part[row], start)
        if key not in numbers:
            numbers[key] = len(texts)
            # A title is carried with its story.
            texts.append("" if in_title else told.text[telling][start:end])
            begins.append(0 if in_title else start)
        sentence.append(numbers[key])
        title.append(int(in_title))
        begin = 0 if in_title else start
        span.append([named.start[row] - begin, named.end[row] - begin])
        tags.append([[tag.code, tag.words] for tag in named.tags[row]])
    return {
        "story": found.story_rows.tolist(),
        "spot": mentions.spot[rows].tolist(),
        "role": mentions.role[rows].tolist(),
        "confidence": mentions.confidence[rows].tolist(),
        "told": _days(mentions.told[rows]),
        "vague": mentions.vague[rows].astype(int).tolist(),
        "title": title,
        "sentence": sentence,
        "span": span,
        "tags": tags,
        "sentences": texts,
        "begins": begins,
    }


def _days(days: Integers) -> list[int | None]:
    """Days since 1970; None for no day, -1000000 for one that is not told (a mention's)."""
    return [None if day == -1 else -1_000_000 if day == -2 else day - _EPOCH for day in days.tolist()]


def _spots(services: Services, columns: Columns) -> Json:
    gazetteer = services.gazetteer
    marks = [mark_of(spot, gazetteer, area_of).as_dict() for spot in columns.spots]
    return {
        "marks": marks,
        "admin2": [spot.place.admin2 for spot in columns.spots],
        "names": [
            "|".join(dict.fromkeys(fold(name) for name in names_of(spot.place))) for spot in columns.spots
        ],
        "own": [int(spot.place.precision) for spot in columns.spots],
        "at": [[spot.place.lat, spot.place.lon] for spot in columns.spots],
    }


def _units(services: Services, columns: Columns) -> Json:
    """The governorates, and by spot the number of the one it lies in, -1 for none."""
    units = Units(services.gazetteer, services.gazetteers)
    first = units.of_level(1)
    return {
        "of": unit_of_spots(columns.spots, first, 1, area_of).tolist(),
        "marks": [
            mark_of(Standing(unit.place, unit.place.precision), None, _no_area).as_dict() for unit in first
        ],
        "collection": units.collection(1) | {"levels": [1]},
    }


def _no_area(_place_id: str) -> None:
    return None


def _tags(columns: Columns) -> Json:
    return {
        code: [lexicon().called(code, language) for language in (Language.ENGLISH, Language.ARABIC)]
        for code in columns.tags
    }


def _facets(services: Services, found: Carried) -> list[Json]:
    """The filters' choices: what each story or mention has, and what the choices are called."""
    columns = found.columns
    find = place_finder(services.store, services.gazetteer)
    every = Query(roles=tuple(Role(name) for name in columns.roles))
    records = facet_record(columns, find, every, services.store.matching)["facets"]
    return [_facet(found, facet, records[facet.name]) for facet in FACETS]


def _facet(found: Carried, facet: Facet, records: Sequence[Json]) -> Json:
    entries = facet.entries(found.columns)
    return {
        "name": facet.name,
        "filter": facet.filter or facet.name,
        "atLeast": facet.at_least,
        "ofStories": entries.of_stories,
        "values": list(entries.values),
        "named": {record["value"]: [record["name"], record["name_ar"], record["key"]] for record in records},
        "parents": {record["value"]: record["parent"] for record in records if "parent" in record},
        **_codes(found, entries),
    }


def _codes(found: Carried, entries: Entries) -> Json:
    if entries.of_stories:
        return {"codes": entries.codes[found.stories].tolist()}
    if entries.rows is None:
        return {"codes": entries.codes[found.mentions].tolist()}
    here = np.isin(entries.rows, found.mentions)
    return {
        "codes": entries.codes[here].tolist(),
        "rows": np.searchsorted(found.mentions, entries.rows[here]).tolist(),
    }


def _opening(text: str) -> str:
    """A story without a title is named by its first sentence."""
    found = sentences(text[:_OPENING])
    return text[slice(*found[0])] if found else ""


def newest(records: Json) -> str:
    """The newest day of publication among the stories, ISO; "" where none has one."""
    days: Iterable[str | None] = records["stories"]["last"]
    return max((day for day in days if day), default="")
