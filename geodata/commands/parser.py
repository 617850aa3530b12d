"""What all commands share: a parser whose complaints help, the options every command has, the settings."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Never
from zoneinfo import ZoneInfoNotFoundError

from geodata.errors import UsageError
from geodata.settings import DEFAULT_DATABASE, DEFAULT_GAZETTEERS, Settings, from_environment

if TYPE_CHECKING:
    from geodata.query import Query
    from geodata.stores.port import Store

Run = Callable[[argparse.Namespace], int]
_OR = "|"
"""Stands between several values of a filter."""


class CommandParser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with a command and where to read how it is used."""

    def error(self, message: str) -> Never:
        """End with status 2."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}; see `{self.prog} --help`.\n")


if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[CommandParser]
else:
    Subparsers = argparse._SubParsersAction


def add_command(
    commands: Subparsers, name: str, summary: str, run: Run, *, json: bool = True
) -> CommandParser:
    """Add a command with the options every command has, and ``--json`` where it makes sense."""
    parser = commands.add_parser(name, help=summary, description=f"{summary[:1].upper()}{summary[1:]}.")
    parser.add_argument(
        "--database",
        metavar="PATH|URL",
        help="a SQLite file or a database URL (else CONFLICT_MAP_DATABASE, "
        f"else {DEFAULT_DATABASE} in the current folder)",
    )
    parser.add_argument(
        "--gazetteers",
        metavar="DIR",
        type=Path,
        help="the folder of gazetteers beside the core (else CONFLICT_MAP_GAZETTEERS, "
        f"else {DEFAULT_GAZETTEERS} in the current folder)",
    )
    if json:
        parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.set_defaults(run=run)
    return parser


def add_filters(parser: argparse.ArgumentParser, *, language: str = "--language") -> None:
    """The options of a query, named as in the address of the map.

    ``language`` is what the filter by the stories' language is called, where ``--language`` means another.
    """
    window = "YYYY-MM-DD, YYYY-MM or YYYY"
    for name, metavar, told in (
        ("--from", "DATE", f"published on or after this day: {window}"),
        ("--to", "DATE", f"published on or before this day: {window}"),
        ("--time", "published|event", "which day that is: of publication (usual), or the one told of"),
        ("--undated", "yes|no", "with stories whose day is unknown (yes unless told otherwise)"),
        ("--text", "WORDS", 'containing these words; "quoted" ones together'),
        ("--bbox", "W,S,E,N", "within this box, in degrees: west,south,east,north"),
        ("--area", "CORNERS", "within a drawn area: its corners as “lon lat,lon lat,lon lat”"),
        ("--precision", "1…7", "known at least so exactly: 1 the place itself, 2 near it, 4 its governorate"),
        ("--confidence", "0…100", "at least so sure that the name means this place, in per cent"),
        ("--roles", "ROLE,ROLE", "what names do in the story (location,dateline unless told otherwise)"),
    ):
        parser.add_argument(name, metavar=metavar, help=told)
    for name, metavar, told in (
        ("--place", "PLACE", "at this place or anywhere in it: an id or a name"),
        ("--source", "OUTLET", "published by this outlet"),
        ("--kind", "KIND", "at places of this kind: city, village, camp, governorate, …"),
        ("--event", "TYPE", "telling of this type of event: air_strike, arrest, …"),
        ("--actor", "ACTOR", "telling of this actor: sdf, un, …"),
    ):
        parser.add_argument(name, metavar=metavar, action="append", help=f"{told}; may be repeated")
    parser.add_argument(language, dest="language", metavar="ar|en", help="stories written in this language")


def add_protection(parser: argparse.ArgumentParser, *, file: bool = True) -> None:
    """How finely the public may learn where camps and places are; of a ``file``, the way out of that."""
    for name, usual in (("camps", "1km"), ("places", "exact")):
        parser.add_argument(
            f"--{name}-precision",
            metavar="exact|1km|10km|admin",
            help=f"how finely the public may learn where {name} are "
            f"(else CONFLICT_MAP_{name.upper()}_PRECISION, else {usual})",
        )
    if file:
        parser.add_argument(
            "--exact",
            action="store_true",
            help="write positions as they are, for a file that is not for the public",
        )


def warn_of_exact(arguments: argparse.Namespace) -> None:
    """Say on standard error that a file tells positions as they are, where that was asked for."""
    if arguments.exact:
        sys.stderr.write(
            "With --exact, positions of camps and other protected places are written as they are. "
            "Do not publish this file.\n"
        )


def query_of(arguments: argparse.Namespace, store: Store) -> Query:
    """The query a command's filters ask for; places' names are looked up. Raises ``UsageError``."""
    from geodata.commands.naming import place_id
    from geodata.query import PARAMETERS, Query

    values = {name: _joined(getattr(arguments, name, None)) for name in PARAMETERS}
    if values["place"]:
        gazetteers = settings_of(arguments).gazetteers
        named = [name.strip() for name in values["place"].split(_OR) if name.strip()]
        values["place"] = _OR.join(place_id(name, store, gazetteers) for name in named)
    return Query.from_mapping(values)


def _joined(value: str | list[str] | None) -> str | None:
    """Of an option that may be repeated, its values as an address has them."""
    return _OR.join(value) if isinstance(value, list) else value


_SETTINGS = (
    "database",
    "host",
    "port",
    "basemap",
    "basemap_key",
    "gazetteers",
    "fetch",
    "user_agent",
    "geocoder",
    "geocoder_url",
    "webhooks",
    "camps_precision",
    "places_precision",
)
"""Options of commands that are settings, where a command has them."""


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Settings from the environment and the command's own options. Raises ``UsageError``."""
    given = {name: getattr(arguments, name, None) for name in _SETTINGS}
    try:
        return from_environment(os.environ, **given)
    except (ZoneInfoNotFoundError, ValueError) as error:
        msg = f"CONFLICT_MAP_TIME_ZONE is no time zone ({error}); write one such as Asia/Damascus."
        raise UsageError(msg) from error
