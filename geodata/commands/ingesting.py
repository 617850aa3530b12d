"""``ingest``: stories into the database."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.commands import fetching, looking_up, watching
from geodata.commands.opening import gazetteer_of
from geodata.commands.output import remark, say, say_json, say_table
from geodata.commands.parser import Subparsers, add_command, settings_of
from geodata.errors import StoreError, UsageError
from geodata.models import Language

if TYPE_CHECKING:
    from geodata.ingest import FileReport, Report
    from geodata.models import When
    from geodata.readers import Defaults
    from geodata.settings import Settings

_SHOWN_FAILURES = 20
_COLUMNS = {
    "stories": "Stories",
    "new": "New",
    "unchanged": "Unchanged",
    "updated": "Updated",
    "related": "Related",
    "mentions": "Mentions",
    "without_place": "Without place",
    "without_date": "Without date",
}


def add_commands(commands: Subparsers) -> None:
    """``ingest SOURCE…``."""
    parser = add_command(commands, "ingest", "read stories, find their places and keep them", run)
    parser.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help="a file, a folder, - for standard input, or with --fetch a web address",
    )
    parser.add_argument("--source", metavar="NAME", default="", help="the outlet, where a story does not say")
    parser.add_argument("--published", metavar="DATE", help="the day of publication, such as 2017-10-12")
    parser.add_argument("--url", default="", help="the story's address; for a file that holds one story")
    parser.add_argument("--language", choices=[str(language) for language in Language], help="ar or en")
    parser.add_argument(
        "--column",
        metavar="FIELD=COLUMN",
        action="append",
        default=[],
        help="which column of a table is the title, text, published, source, url, id … (may be repeated)",
    )
    fetching.add_options(parser)
    looking_up.add_options(parser, user_agent=False)
    watching.add_webhooks(parser)


def run(arguments: argparse.Namespace) -> int:
    """Ingest and report, file by file; 1 where something was refused or the database gave out on the way."""
    from tqdm import tqdm

    from geodata.geocoders.resolving import LookingUp
    from geodata.geoparse import Geoparser
    from geodata.ingest import Report, ingest
    from geodata.stores import open_store

    fetching.check(arguments)
    settings = settings_of(arguments)
    watching.check(settings)
    defaults = defaults_of(arguments, settings)
    report, broken = Report(), ""
    watched: dict[str, Any] = {}
    # Without a terminal the bar draws nothing.
    bar = tqdm(unit=" stories", disable=None, leave=False)

    def advance(counted: FileReport) -> None:
        bar.set_description(Path(counted.file).name, refresh=False)
        bar.update()

    with closing(open_store(settings.database)) as store, bar:
        sources = fetching.sources_of(arguments, settings, store)
        gazetteer, looks = gazetteer_of(settings, store), looking_up.looks_of(settings, store)
        parser = LookingUp(Geoparser(gazetteer), looks, gazetteer)
        try:
            ingest(sources, store, parser, defaults, progress=advance, report=report)
            bar.close()
            if store.watches():
                watched = {"watching": watching.look_after(store, settings, gazetteer)}
        except StoreError as error:
            broken = f"{error} What is counted below was kept; repeat the command to go on."
    _tell(report)
    looking_up.summarise(looks)
    if report.batch is not None:
        remark(f"This was batch {report.batch}; `stories undo {report.batch}` takes it back.")
    if broken:
        remark(broken)
    if arguments.json:
        say_json(report.as_dict() | watched | ({"error": broken} if broken else {}))
    return 1 if report.failed or broken else 0


def defaults_of(arguments: argparse.Namespace, settings: Settings) -> Defaults:
    """What the command says about its files. Raises ``UsageError`` for an option that makes no sense."""
    from geodata.readers import Defaults

    columns = {}
    for pair in arguments.column:
        name, equals, column = pair.partition("=")
        if not (name.strip() and equals and column.strip()):
            msg = f"--column “{pair}” does not say which column; write it as title=Headline."
            raise UsageError(msg)
        columns[name.strip()] = column.strip()
    return Defaults(
        source=arguments.source,
        published=_published(arguments.published, settings),
        url=arguments.url,
        language=Language(arguments.language) if arguments.language else None,
        columns=columns,
        zone=settings.time_zone,
    )


def _published(value: str | None, settings: Settings) -> When | None:
    from dataclasses import replace

    from geodata.language.dates import parse_date

    if not value:
        return None
    when = parse_date(value, settings.time_zone)
    if when is None:
        msg = f"--published “{value}” is not a date; write it as 2017-10-12."
        raise UsageError(msg)
    return replace(when, evidence="given")


def _tell(report: Report) -> None:
    rows = [[counted.file, *(getattr(counted, name) for name in _COLUMNS)] for counted in report.files]
    if len(rows) > 1:
        total = report.total()
        rows.append(["All", *(total[name] for name in _COLUMNS)])
    if rows:
        say_table(["File", *_COLUMNS.values()], rows)
    for title, lists in (
        ("Refused", [counted.failures for counted in report.files]),
        ("Left out of stories that were kept", [counted.notes for counted in report.files]),
    ):
        found = [item for items in lists for item in items]
        if found:
            say(f"\n{title}: {len(found)}")
        for item in found[:_SHOWN_FAILURES]:
            say(f"  {item.origin}: {item.reason}")
        if len(found) > _SHOWN_FAILURES:
            say(f"  … and {len(found) - _SHOWN_FAILURES} more; --json lists them all.")
