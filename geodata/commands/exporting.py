"""``export``: the mentions on the map as a file for another program."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from geodata.commands.output import remark, say_json
from geodata.commands.parser import Subparsers, add_command, add_filters, query_of, settings_of
from geodata.errors import UsageError

if TYPE_CHECKING:
    from geodata.export import Row

_STDOUT = "-"


def add_commands(commands: Subparsers) -> None:
    """``export OUT``."""
    parser = add_command(commands, "export", "write the mentions on the map to a file", run)
    parser.add_argument("out", metavar="OUT", help="the file to write, or - for standard output")
    parser.add_argument(
        "--format", default="", help="geojson or csv; unless given, what OUT ends like, else geojson"
    )
    add_filters(parser)


def run(arguments: argparse.Namespace) -> int:
    """Export and say how many mentions there were. Raises ``UsageError``."""
    from geodata import export
    from geodata.gazetteer.shelf import open_gazetteer
    from geodata.stores import open_store

    to_stdout = arguments.out == _STDOUT
    if to_stdout and arguments.json:
        msg = "--json and OUT - would both write to standard output; name a file, or leave --json out."
        raise UsageError(msg)
    module = export.exporter(arguments.format, arguments.out)
    settings = settings_of(arguments)
    gazetteer = open_gazetteer(settings.gazetteers)
    with closing(open_store(settings.database, create=False)) as store:
        query = query_of(arguments, store)
        found = export.rows(store, gazetteer, query)
        if to_stdout:
            number = _to_stdout(module.write, found)
        else:
            number = export.write_file(module, found, Path(arguments.out))
    mentions = "1 mention" if number == 1 else f"{number} mentions"
    remark(f"{mentions} written to {'standard output' if to_stdout else arguments.out}.")
    if arguments.json:
        asked = query.to_mapping()
        say_json({"out": arguments.out, "format": module.FORMAT, "mentions": number, "query": asked})
    return 0


def _to_stdout(write: Callable[[Iterable[Row], TextIO], int], found: Iterable[Row]) -> int:
    """Write past the terminal's own treatment of line ends, which would double a CSV's on Windows."""
    sys.stdout.flush()
    stream = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=True)
    try:
        return write(found, stream)
    finally:
        stream.detach()
