"""``export``: what is on the map as a file for another program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.commands.output import remark, say_json
from geodata.commands.parser import (
    Run,
    Subparsers,
    add_command,
    add_filters,
    add_protection,
    query_of,
    settings_of,
    warn_of_exact,
)
from geodata.errors import UsageError
from geodata.models import Language

if TYPE_CHECKING:
    from types import ModuleType

    from geodata.export import About, Material, Options, Table
    from geodata.protection import Cover
    from geodata.query import Query
    from geodata.settings import Settings
    from geodata.stores.port import Store

_STDOUT = "-"
_ZIP = ".zip"
_ONE = {"mentions": "mention", "places": "place", "stories": "story", "citations": "citation"}


def add_commands(commands: Subparsers, writers: Mapping[str, Run]) -> None:
    """``export OUT``; ``writers`` run it for formats of which geodata knows nothing, by their names."""
    parser = add_command(commands, "export", "write what is on the map to a file", partial(_run, writers))
    parser.add_argument("out", metavar="OUT", help="the file to write, or - for standard output")
    parser.add_argument(
        "--format",
        default="",
        help=f"{', '.join(['geojson, csv, gpkg, parquet, kml, xlsx', *writers])} or bibtex; unless given, "
        "what OUT ends like, else geojson",
    )
    parser.add_argument(
        "--rows",
        default="",
        metavar="KIND",
        help="what a row is: mentions, places, stories, citations (stories as sources), or all of the first "
        "three; unless given, all where a file holds several (gpkg, xlsx), else mentions",
    )
    parser.add_argument(
        "--bom", action="store_true", help="begin CSV with a byte order mark, which older Excel needs"
    )
    parser.add_argument(
        "--archive",
        action="store_true",
        help="write a ZIP archive with the file, a README.txt on what it holds and a LICENCE.txt; "
        "so does an OUT that ends in .zip (map.csv.zip)",
    )
    parser.add_argument(
        "--lang",
        metavar="en|ar",
        default="en",
        help="the reader's language: what the README is in, and what a file tells of itself; the one an "
        "offline map opens in (default en)",
    )
    add_protection(parser)
    add_filters(parser)


def reader_of(arguments: argparse.Namespace) -> Language:
    """The language a file's reader wants. Raises ``UsageError``."""
    try:
        return Language(arguments.lang)
    except ValueError as error:
        msg = f"“{arguments.lang[:20]}” is no language a file can speak; write en or ar."
        raise UsageError(msg) from error


def _run(writers: Mapping[str, Run], arguments: argparse.Namespace) -> int:
    wanted = arguments.format or Path(arguments.out).suffix.lstrip(".")
    warn_of_exact(arguments)
    return writers.get(wanted.lower(), run)(arguments)


def run(arguments: argparse.Namespace) -> int:
    """Export and say how many rows there were. Raises ``UsageError``."""
    from geodata import export
    from geodata.stores import open_store

    if arguments.out == _STDOUT and arguments.json:
        msg = "--json and OUT - would both write to standard output; name a file, or leave --json out."
        raise UsageError(msg)
    out, language = Path(arguments.out), reader_of(arguments)
    packed = out.suffix.lower() == _ZIP
    module = export.exporter(arguments.format, out.stem if packed else out.name)
    rows = export.wanted_rows(module, arguments.rows)
    settings = settings_of(arguments)
    with closing(open_store(settings.database, create=False)) as store:
        query = query_of(arguments, store)
        material, cover = _material(store, settings, query, exact=arguments.exact)
        tables = export.tables_of(module, material, rows)
        blurred = cover.told(language) if cover else ""
        about = replace(_about(settings, material, blurred), exact=arguments.exact, language=language)
        if packed or arguments.archive:
            pieces = export.packed(module, tables, _options(arguments, about), about, _inside(module, out))
            _write(pieces, arguments.out)
        elif arguments.out == _STDOUT:
            _write(export.pieces(module, tables, _options(arguments, about)), _STDOUT)
        else:
            export.write_file(module, tables, out, _options(arguments, about))
    _tell(arguments, module, tables, query.to_mapping())
    return 0


def _material(
    store: Store, settings: Settings, query: Query, *, exact: bool
) -> tuple[Material, Cover | None]:
    """What is exported, as the public may see it unless it is to be exact; and what covers it."""
    from geodata.camps.registry import Registry
    from geodata.columns.loading import Shelf
    from geodata.commands.opening import gazetteer_of
    from geodata.export import Material
    from geodata.protection import Levels, cover_for, covered_store

    gazetteer, columns = gazetteer_of(settings, store), Shelf(store).columns()
    if exact:
        return Material(store, columns, gazetteer, query), None
    levels = Levels.named(settings.camps_precision, settings.places_precision)
    cover = cover_for(levels, Registry(store), gazetteer)
    shown = cover.columns(columns)
    open_to_all = covered_store(store, cover, lambda: shown)
    return Material(open_to_all, shown, gazetteer.with_places(cover.place), query), cover


def _about(settings: Settings, material: Material, blurred: str) -> About:
    from geodata.export import About
    from geodata.export.common.credits import credits_of

    looked_up = (place.source for place in material.store.looked_up())
    return About(
        asked=material.query.to_mapping(),
        made=datetime.now(UTC),
        newest=material.newest,
        credits=credits_of(settings.gazetteers, looked_up),
        blurred=blurred,
    )


def _options(arguments: argparse.Namespace, about: About) -> Options:
    from geodata.export import Options

    return Options(bom=arguments.bom, notes=about.notes(), language=about.language)


def _inside(module: ModuleType, out: Path) -> str:
    """The name of the file in an archive: ``map.csv`` in ``map.csv.zip`` and in ``map.zip``."""
    ending = str(module.SUFFIXES[0])
    stem = out.name.removesuffix(_ZIP).removesuffix(ending)
    return f"{'conflict-map' if stem == _STDOUT else stem}{ending}"


def _write(pieces: Iterable[bytes], out: str) -> None:
    """Write to standard output, past the terminal's own treatment of line ends, or to a file."""
    if out != _STDOUT:
        from geodata.export import write_pieces

        write_pieces(pieces, Path(out))
        return
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _tell(
    arguments: argparse.Namespace, module: ModuleType, tables: Sequence[Table], asked: dict[str, str]
) -> None:
    written = {str(table.rows): table.written for table in tables}
    told = [f"{number} {_ONE[rows] if number == 1 else rows}" for rows, number in written.items()]
    remark(
        f"{', '.join(told)} written to {'standard output' if arguments.out == _STDOUT else arguments.out}."
    )
    if arguments.json:
        counts = {"mentions": written["mentions"]} if "mentions" in written else {}
        say_json({"out": arguments.out, "format": module.FORMAT, **counts, "rows": written, "query": asked})
