"""``geoparse`` and ``geocode``: JSON Lines in, JSON Lines out, so that anyone can measure the project.

Every line of input gives one line of output, in the same order and as soon as it is read; a line that cannot
be read gives ``{"id": …, "error": …}`` and makes the exit status 1. ``geoparse`` takes a file of plain text
or a text itself as one such line. Only ``--explain`` writes for people, and
with ``--json`` lines too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geodata.commands import explaining, looking_up, texts
from geodata.commands.opening import gazetteer_of
from geodata.commands.output import say_json
from geodata.commands.parser import Subparsers, add_command, settings_of
from geodata.errors import NotFoundError, ReadError, UsageError
from geodata.models import Language, Mention, Part, When
from geodata.vicinity import code_of, position

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from geodata.gazetteer.index import Gazetteer
    from geodata.geocoders import Geocoder
    from geodata.geoparse import Geoparser
    from geodata.geoparse.geocode import Geocoded
    from geodata.understanding import Parser

Record = dict[str, Any]
Answer = Callable[[Record], Record]
Show = Callable[[Record], None]

_DECIMALS = 5
"""Of a degree: about a metre."""


def add_commands(commands: Subparsers) -> None:
    """``geoparse [FILE | TEXT]`` and ``geocode [NAME | FILE.jsonl]``."""
    parser = add_command(commands, "geoparse", "find the places texts name", geoparse, json=False)
    parser.add_argument(
        "file",
        metavar="FILE | TEXT",
        nargs="?",
        default=texts.STDIN,
        help='lines of {"id", "text", "title"?, "language"?, "published"?, "dateline"?, "outlet"?}, '
        "a file of plain text, which is read as one, or a text of several words; standard input (lines) "
        "unless given",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="say why each name was read as it was: the places it could have meant with their scores, the "
        "evidence in words, and which words were judged to be no place",
    )
    parser.add_argument(
        "--language", metavar="ar|en", default="en", help="the language of the explanation (en)"
    )
    parser.add_argument("--json", action="store_true", help="write explanations as JSON, a line each story")
    looking_up.add_options(parser)
    parser = add_command(commands, "geocode", "find the place a name means", geocode, json=False)
    parser.add_argument(
        "name",
        metavar="NAME | FILE.jsonl",
        nargs="?",
        default=texts.STDIN,
        help='a name, or lines of {"id", "name", "admin1"?, "admin2"?, "country"?}; '
        "standard input unless given",
    )
    for area in ("admin1", "admin2", "country"):
        parser.add_argument(f"--{area}", default="", help="the area the name lies in")
    looking_up.add_options(parser)


def geoparse(arguments: argparse.Namespace) -> int:
    """Answer each line with the spans of its text that name places."""
    settings = settings_of(arguments)
    language = _language(arguments.language)
    with texts.stories(arguments.file) as lines, looking_up.geocoder_of(settings) as geocoder:
        from geodata.geocoders.resolving import LookingUp
        from geodata.geoparse import Geoparser

        gazetteer = gazetteer_of(settings)
        inner = Geoparser(gazetteer)
        parser = LookingUp(inner, geocoder, gazetteer) if geocoder else inner
        zone = settings.time_zone
        if arguments.explain:
            explainer = explaining.Explainer(gazetteer, language)
            status = _answer(
                lines,
                lambda record: _why(record, parser, inner, explainer, zone, json=arguments.json),
                say_json if arguments.json else explaining.show,
            )
        else:
            status = _answer(lines, lambda record: _spans(record, parser, gazetteer, zone))
        looking_up.summarise(geocoder)
        return status


def _language(given: str) -> Language:
    if given not in list(Language):
        msg = f"--language “{given}” is none the explanation is written in; give ar or en."
        raise UsageError(msg)
    return Language(given)


def geocode(arguments: argparse.Namespace) -> int:
    """Answer a name, or each line of a file, with the place it means."""
    with looking_up.geocoder_of(settings_of(arguments)) as geocoder:
        status = _geocode(arguments, geocoder)
        looking_up.summarise(geocoder)
        # A name that could not be asked for has not been answered.
        return status or int(geocoder is not None and geocoder.tally.unanswered > 0)


def _geocode(arguments: argparse.Namespace, geocoder: Geocoder | None) -> int:
    name, settings = arguments.name, settings_of(arguments)
    if name != texts.STDIN and not Path(name).is_file() and not name.endswith(".jsonl"):
        areas = {area: getattr(arguments, area) for area in ("admin1", "admin2", "country")}
        say_json(_place({"id": None, "name": name, **areas}, gazetteer_of(settings), geocoder))
        return 0
    with texts.lines(name) as lines:
        gazetteer = gazetteer_of(settings)
        return _answer(lines, lambda record: _place(record, gazetteer, geocoder))


def _answer(lines: BinaryIO, answer: Answer, show: Show = say_json) -> int:
    status = 0
    for line in lines:
        if not line.strip():
            continue
        record: Record = {}
        try:
            record = _read(line)
            show(answer(record))
        except ReadError as error:
            show({"id": record.get("id"), "error": str(error)})
            status = 1
        sys.stdout.flush()
    return status


def _read(line: bytes) -> Record:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        msg = "The line is not JSON in UTF-8; write one object a line."
        raise ReadError(msg) from error
    if not isinstance(record, dict):
        msg = "The line is not an object; write one object a line."
        raise ReadError(msg)
    return record


def _text(record: Record, name: str, *, needed: bool = False) -> str:
    value = record.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        msg = f"“{name}” is {'missing' if value is None else 'not a text'}; give it as a string."
        raise ReadError(msg)
    return value


def _spans(record: Record, parser: Parser, gazetteer: Gazetteer, zone: ZoneInfo) -> Record:
    found = parser.parse(**_story(record, _published(record, zone)))
    return {"id": record.get("id"), "spans": _in_text(found, gazetteer)}


def _in_text(found: Sequence[Mention], gazetteer: Gazetteer) -> list[Record]:
    return [_span(mention, gazetteer) for mention in found if mention.part is Part.TEXT]


def _why(
    record: Record,
    parser: Parser,
    inner: Geoparser,
    explainer: explaining.Explainer,
    zone: ZoneInfo,
    *,
    json: bool,
) -> Record:
    """A story explained; ``inner`` knows what ``parser`` looked past."""
    when = _published(record, zone)
    story = _story(record, when)
    found = parser.parse(**story)
    read = explaining.Read(
        {Part.TITLE: story["title"], Part.TEXT: story["text"]},
        when,
        found,
        inner.rejected(story["text"], title=story["title"], dateline=story["dateline"], mentions=found),
    )
    if not json:
        return {"id": record.get("id"), "lines": list(explainer.lines(read))}
    return {"id": record.get("id"), "spans": _in_text(found, inner.gazetteer), **explainer.record(read)}


def _published(record: Record, zone: ZoneInfo) -> When | None:
    from geodata.language.dates import parse_date

    return parse_date(_text(record, "published"), zone)


def _story(record: Record, published: When | None) -> Record:
    """What a parser is told of a story."""
    language = _text(record, "language")
    return {
        "text": _text(record, "text", needed=True),
        "title": _text(record, "title"),
        "language": Language(language) if language in list(Language) else None,
        "published": published.first if published else None,
        "dateline": _text(record, "dateline"),
        "outlet": _text(record, "outlet"),
    }


def _span(mention: Mention, gazetteer: Gazetteer) -> Record:
    place = mention.place
    lat, lon = position(place, mention.vicinity) if place else (None, None)
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.surface,
        "place_id": place.id if place else None,
        "name": place.name if place else None,
        "name_ar": place.name_ar if place else None,
        "lat": round(lat, _DECIMALS) if lat is not None else None,
        "lon": round(lon, _DECIMALS) if lon is not None else None,
        "vicinity": code_of(mention.vicinity) or None,
        "kind": str(place.kind) if place else None,
        "admin1": _admin1(place.admin1, gazetteer) if place else None,
        "country": place.country or None if place else None,
        "precision": int(mention.precision) if mention.precision else None,
        "confidence": mention.confidence,
        "role": str(mention.role),
    } | _looked_up(mention)


def _looked_up(mention: Mention) -> Record:
    """Who was asked, for a place that no gazetteer knows; nothing to say of the others."""
    services = [reason.detail for reason in mention.reasons if reason.code == "geocoder"]
    return {"looked_up_with": services[0]} if services else {}


def _admin1(place_id: str, gazetteer: Gazetteer) -> str | None:
    """The governorate's English name; what a place states itself where that is no id."""
    try:
        return gazetteer.place(place_id).name if place_id else None
    except NotFoundError:
        return place_id


def _place(record: Record, gazetteer: Gazetteer, geocoder: Geocoder | None) -> Record:
    from geodata.geoparse.geocode import geocode as find

    areas = {area: _text(record, area) for area in ("admin1", "admin2", "country")}
    name = _text(record, "name", needed=True)
    found = find(gazetteer, name, **areas)
    if found is None and geocoder is not None:
        online = looking_up.find(geocoder, gazetteer, name, **areas)
        told = {"looked_up_with": geocoder.name} if online else {}
        return {"id": record.get("id"), **_where(online), **told}
    return {"id": record.get("id"), **_where(found)}


def _where(found: Geocoded | None) -> Record:
    if found is None:
        return dict.fromkeys(("place_id", "name", "lat", "lon", "precision", "confidence"))
    return {
        "place_id": found.place.id,
        "name": found.place.name,
        "lat": round(found.lat, _DECIMALS),
        "lon": round(found.lon, _DECIMALS),
        "precision": int(found.precision),
        "confidence": found.confidence,
    }
