"""Stories as the page shows them: plain records for JSON and for the story's own page. Knows no dash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geodata.columns.listing import stories_nowhere, stories_there
from geodata.columns.records import Columns
from geodata.columns.selecting import select
from geodata.cube import spots_of
from geodata.events.lexicon import lexicon
from geodata.explanation import Explanation, KnownPlaces, Line, explain
from geodata.gazetteer.index import Gazetteer
from geodata.language.sentences import sentences
from geodata.models import Language, Part, Place, Tag, Time, When
from geodata.query import Query
from geodata.stores.port import Store, StoredMention, StoredStory

LARGEST_PAGE = 200


def place_finder(store: Store, gazetteer: Gazetteer) -> KnownPlaces:
    """Find a place by id: as stored with the stories first, else in today's gazetteer."""
    return KnownPlaces(gazetteer, store.place)


def stories_at(
    store: Store,
    columns: Columns,
    gazetteer: Gazetteer,
    mark: str,
    query: Query,
    *,
    limit: int,
    offset: int,
    language: Language = Language.ENGLISH,
) -> dict[str, Any]:
    """A page of the stories at a mark (see ``geodata.cube.Mark.key``) in the query's window.

    Returns ``{"total", "clusters", "outlets", "stories"}``. Of the stories that tell the same report the
    earliest stands in ``"stories"`` and holds the others, in brief, as ``"others"``; ``limit`` and ``offset``
    count clusters. Mentions are explained in ``language``.
    """
    find = place_finder(store, gazetteer)
    found = stories_there(
        columns,
        select(columns, query, store.matching),
        spots_of(columns, mark),
        limit=min(limit, LARGEST_PAGE),
        offset=offset,
    )
    stories = store.stories_numbered([story for report in found.page for story in report])
    mentions = store.mentions_numbered(found.mentions)
    reports = ([stories[story] for story in report if story in stories] for report in found.page)
    return {
        "total": found.stories,
        "clusters": found.reports,
        "outlets": found.outlets,
        "stories": [
            story_record(store, find, report[0], mentions.get(report[0].id, ()), language)
            | {"others": [brief_record(other) for other in report[1:]]}
            for report in reports
            if report
        ],
    }


def unplaced(store: Store, columns: Columns, query: Query, *, limit: int, offset: int) -> dict[str, Any]:
    """A page of the stories without a mention on the map, each by itself.

    What a query asks of a mention, and so of a place, is left out of account.
    """
    asked = replace(query, time=Time.PUBLISHED)
    drawn = Query(roles=query.roles)
    total, ids = stories_nowhere(
        columns,
        select(columns, asked, store.matching),
        select(columns, drawn, store.matching),
        limit=min(limit, LARGEST_PAGE),
        offset=offset,
    )
    stories = store.stories_numbered(ids)
    told = [story_record(store, None, stories[each]) | {"others": []} for each in ids if each in stories]
    return {"total": total, "clusters": total, "stories": told}


def story_record(
    store: Store,
    find: KnownPlaces | None,
    story: StoredStory,
    mentions: Sequence[StoredMention] = (),
    language: Language = Language.ENGLISH,
) -> dict[str, Any]:
    """One story with its mentions, each in its sentence; ``find`` is needed where there are any."""
    return {
        "id": story.id,
        "title": story.title or _opening(story.text),
        "kind": story.kind.value,
        "language": story.language.value if story.language else "",
        "outlet": story.outlet,
        "url": story.url,
        "archived": story.archived,
        "published": when_record(story.published),
        "parents": [
            {"id": parent.id, "title": parent.title, "url": parent.url} for parent in store.parents(story.id)
        ],
        "mentions": [mention_record(find, story, mention, language) for mention in mentions if find],
    }


def brief_record(story: StoredStory) -> dict[str, Any]:
    """Who told a report when, without its sentences."""
    return {
        "id": story.id,
        "title": story.title or _opening(story.text),
        "language": story.language.value if story.language else "",
        "outlet": story.outlet,
        "url": story.url,
        "archived": story.archived,
        "published": when_record(story.published),
    }


def tag_record(tag: Tag, mention: StoredMention, language: Language) -> dict[str, Any]:
    """An event type or actor: its code and name, its words and where they stand in the mention's sentence."""
    return {
        "code": tag.code,
        "name": lexicon().called(tag.code, language),
        "words": tag.words,
        "span": [tag.start - mention.sentence_start, tag.end - mention.sentence_start],
    }


def mention_record(
    find: KnownPlaces, story: StoredStory, mention: StoredMention, language: Language
) -> dict[str, Any]:
    """One mention: its sentence, the span of the place in it (code points), and why it was read so."""
    text = story.title if mention.part is Part.TITLE else story.text
    sentence = text[mention.sentence_start : mention.sentence_end]
    place = find(mention.place_id) if mention.place_id else None
    return {
        "part": mention.part.value,
        "start": mention.start,
        "end": mention.end,
        "sentence": sentence,
        "span": [mention.start - mention.sentence_start, mention.end - mention.sentence_start],
        "role": mention.role.value,
        "precision": int(mention.precision) if mention.precision else None,
        "confidence": round(mention.confidence, 3),
        "event": when_record(mention.event),
        "tags": [tag_record(tag, mention, language) for tag in mention.tags],
        "why": why_record(explain(mention, place, find, language, published=story.published)),
    }


def why_record(explanation: Explanation) -> dict[str, Any]:
    """An explanation for the page's scripts: sentences and candidates in the reader's language.

    A line is a list of ``[text, own]``, ``own`` 1 where its letters may run the other way than the line's.
    """
    return {
        "answers": [
            {
                "about": answer.about.value,
                "title": answer.title,
                "lines": [line_record(line) for line in answer.lines],
            }
            for answer in explanation.answers
        ],
        "options_title": explanation.options_title,
        "options": [
            {
                "id": option.place.id,
                "name": option.name,
                "other_name": option.other_name,
                "where": line_record(option.where),
                "score": round(option.score, 3),
                "chosen": option.chosen,
                "factors": [[line_record(factor.line), factor.weight] for factor in option.factors],
            }
            for option in explanation.options
        ],
    }


def line_record(line: Line) -> list[list[str | int]]:
    """A line as ``[[text, own], …]``."""
    return [[fragment.text, int(fragment.own)] for fragment in line.fragments]


def place_record(find: KnownPlaces, place: Place) -> dict[str, Any]:
    """A place as the page names it."""
    admin1 = find.unit(place)
    return {
        "id": place.id,
        "name": place.name,
        "name_ar": place.name_ar,
        "kind": place.kind.value,
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "precision": int(place.precision),
        "blurred": place.blurred,
        "country": place.country,
        "admin1_name": admin1.name if admin1 else place.admin1,
        "admin1_name_ar": find.unit_in_arabic(place),
    }


def when_record(when: When | None) -> dict[str, str] | None:
    """A date as {first, last, precision}, ISO days."""
    if when is None:
        return None
    return {"first": when.first.isoformat(), "last": when.last.isoformat(), "precision": when.precision.value}


def _opening(text: str) -> str:
    """A story without a title is named by its first sentence."""
    found = sentences(text[:600])
    return text[slice(*found[0])] if found else ""
