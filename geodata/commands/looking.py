"""``places search``, ``stories list`` and ``stories show``: what is known, on the terminal."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.commands import rereading, retagging, undoing
from geodata.commands.opening import gazetteer_of
from geodata.commands.output import remark, say, say_json, say_table, shorten
from geodata.commands.parser import (
    CommandParser,
    Subparsers,
    add_command,
    add_filters,
    query_of,
    settings_of,
)
from geodata.errors import NotFoundError
from geodata.models import DatePrecision, Part, Place, When
from geodata.vicinity import code_of, position

if TYPE_CHECKING:
    from geodata.gazetteer.index import Gazetteer
    from geodata.stores.port import StoredMention, StoredStory

_TITLE_WIDTH = 70
_SENTENCE_WIDTH = 90


def add_commands(commands: Subparsers) -> None:
    """``places`` and ``stories`` with the commands below them."""
    places = _group(commands, "places", "the gazetteer's places")
    search = add_command(places, "search", "find places by name, in any script", search_places)
    search.add_argument("name", metavar="NAME", nargs="+")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="at most this many (10)")
    stories = _group(commands, "stories", "the stories kept")
    listing = add_command(stories, "list", "list stories, newest first", list_stories)
    add_filters(listing)
    listing.add_argument("--limit", type=int, default=20, metavar="N", help="at most this many (20)")
    listing.add_argument("--offset", type=int, default=0, metavar="N", help="leave out the first N")
    show = add_command(stories, "show", "show a story and where it stands on the map", show_story)
    show.add_argument("id", metavar="ID", type=int)
    retagging.add_commands(stories)
    rereading.add_commands(stories)
    undoing.add_commands(stories)


def _group(commands: Subparsers, name: str, summary: str) -> Subparsers:
    parser: CommandParser = commands.add_parser(name, help=summary, description=f"{summary.capitalize()}.")
    return parser.add_subparsers(title="commands", metavar="COMMAND", required=True)


def search_places(arguments: argparse.Namespace) -> int:
    """Places of that name, best first."""
    from geodata.gazetteer.together import search

    name = " ".join(arguments.name)
    gazetteer = gazetteer_of(settings_of(arguments))
    found = search(gazetteer, _looked_up(settings_of(arguments).database), name, arguments.limit)
    if found:
        say_table(
            ("Id", "Name", "Arabic", "Kind", "In", "Lat", "Lon"),
            [
                (
                    place.id,
                    place.name,
                    place.name_ar,
                    place.kind,
                    _area(place, gazetteer),
                    f"{place.lat:.4f}",
                    f"{place.lon:.4f}",
                )
                for place in found
            ],
        )
    else:
        remark(f"No place is called “{name}”; try another spelling, in any script.")
    if arguments.json:
        say_json({"places": [_place_record(place, gazetteer) for place in found]})
    return 0


def _looked_up(database: str) -> list[Place]:
    """Places on the map that no gazetteer knows; none where there is no database yet."""
    from geodata.stores import open_store

    if "://" not in database and not Path(database).exists():
        return []
    with closing(open_store(database, create=False)) as store:
        return store.looked_up()


def list_stories(arguments: argparse.Namespace) -> int:
    """Stories of a selection, and how many there are in all."""
    from geodata.stores import open_store

    with closing(open_store(settings_of(arguments).database, create=False)) as store:
        query = query_of(arguments, store)
        found = store.stories(query, limit=max(arguments.limit, 0), offset=max(arguments.offset, 0))
        counts = store.count(query)
    say_table(
        ("Id", "Published", "Outlet", "Kind", "Title"),
        [
            (
                story.id,
                _day(story.published),
                shorten(story.outlet, 24),
                story.kind,
                shorten(story.title or story.text, _TITLE_WIDTH),
            )
            for story in found
        ],
    )
    remark(f"{len(found)} of {counts.stories} stories; {counts.drawn} of them on the map.")
    if arguments.json:
        records = [_story_record(story, with_text=False) for story in found]
        say_json({"total": counts.stories, "on_map": counts.drawn, "stories": records})
    return 0


def show_story(arguments: argparse.Namespace) -> int:
    """A story, its mentions, the headlines under it and the articles it stood under."""
    from geodata.stores import open_store

    with closing(open_store(settings_of(arguments).database, create=False)) as store:
        story = store.story(arguments.id)
        mentions = store.mentions(story.id)
        related, parents = store.related(story.id), store.parents(story.id)
        places = {mention.place_id: store.place(mention.place_id) for mention in mentions if mention.place_id}
    _tell(story, mentions, places)
    for heading, others in (("Found under it", related), ("Found under", parents)):
        if others:
            say(f"\n{heading}:")
            for other in others:
                say(f"  {other.id}  {other.title}")
    if arguments.json:
        record = _story_record(story, with_text=True)
        record["mentions"] = [_mention_record(mention, places) for mention in mentions]
        record["related"] = [other.id for other in related]
        record["parents"] = [other.id for other in parents]
        say_json(record)
    return 0


def _tell(story: StoredStory, mentions: list[StoredMention], places: dict[str, Place]) -> None:
    say(story.title)
    details = (story.outlet, _day(story.published) or "no date", str(story.kind), f"version {story.version}")
    say(" · ".join(detail for detail in details if detail))
    same = f"The same report as story {story.look_alike_of}" if story.look_alike_of else ""
    for line in (story.url, story.archived, same):
        if line:
            say(line)
    if story.text:
        say(f"\n{story.text}")
    if mentions:
        say()
        say_table(
            ("Name", "Role", "Place", "Precision", "Sure", "Sentence"),
            [
                (
                    mention.surface,
                    mention.role,
                    places[mention.place_id].name if mention.place_id else "—",
                    str(int(mention.precision)) if mention.precision else "",
                    f"{mention.confidence:.2f}",
                    shorten(_sentence(story, mention), _SENTENCE_WIDTH),
                )
                for mention in mentions
            ],
        )


def _sentence(story: StoredStory, mention: StoredMention) -> str:
    whole = story.title if mention.part is Part.TITLE else story.text
    return whole[mention.sentence_start : mention.sentence_end]


def _day(when: When | None) -> str:
    """The date as finely as it is known: 2017-10-12, 2017-10, 2017, or a span."""
    if when is None:
        return ""
    if when.precision is DatePrecision.YEAR:
        return f"{when.first:%Y}"
    if when.precision is DatePrecision.MONTH:
        return f"{when.first:%Y-%m}"
    return when.first.isoformat() if when.first == when.last else f"{when.first} – {when.last}"


def _area(place: Place, gazetteer: Gazetteer) -> str:
    try:
        area = gazetteer.place(place.admin1).name if place.admin1 else ""
    except NotFoundError:
        area = place.admin1
    return ", ".join(part for part in (area, place.country) if part)


def _place_record(place: Place, gazetteer: Gazetteer) -> dict[str, Any]:
    try:
        admin1 = gazetteer.place(place.admin1).name
    except NotFoundError:
        admin1 = place.admin1
    return {
        "place_id": place.id,
        "name": place.name,
        "name_ar": place.name_ar,
        "kind": str(place.kind),
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "admin1": admin1 or None,
        "country": place.country or None,
        "precision": int(place.precision),
        "source": place.source,
    }


def _when_record(when: When | None) -> dict[str, str] | None:
    if when is None:
        return None
    return {
        "first": when.first.isoformat(),
        "last": when.last.isoformat(),
        "precision": str(when.precision),
        "evidence": when.evidence,
    }


def _story_record(story: StoredStory, *, with_text: bool) -> dict[str, Any]:
    record = {
        "id": story.id,
        "title": story.title,
        "kind": str(story.kind),
        "language": str(story.language) if story.language else None,
        "url": story.url or None,
        "archived": story.archived or None,
        "outlet": story.outlet or None,
        "published": _when_record(story.published),
        "source_id": story.source_id or None,
        "origin": story.origin,
        "version": story.version,
        "found_in": story.parent_id,
        "look_alike_of": story.look_alike_of,
        "added": story.added.isoformat(),
    }
    return record | ({"text": story.text} if with_text else {})


def _mention_record(mention: StoredMention, places: dict[str, Place]) -> dict[str, Any]:
    place = places.get(mention.place_id)
    lat, lon = position(place, mention.vicinity) if place else (None, None)
    return {
        "part": str(mention.part),
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "role": str(mention.role),
        "place_id": mention.place_id or None,
        "name": place.name if place else None,
        "lat": round(lat, 5) if lat is not None else None,
        "lon": round(lon, 5) if lon is not None else None,
        "vicinity": code_of(mention.vicinity) or None,
        "precision": int(mention.precision) if mention.precision else None,
        "confidence": mention.confidence,
        "sentence": [mention.sentence_start, mention.sentence_end],
        "event": _when_record(mention.event),
        "tags": [{"code": tag.code, "words": tag.words} for tag in mention.tags],
        "reasons": [{"code": reason.code, "detail": reason.detail} for reason in mention.reasons],
    }
