"""``gazetteer add | list | remove | check``: gazetteers beside the core, in a folder every command uses."""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.commands.output import remark, say, say_json, say_table
from geodata.commands.parser import CommandParser, Subparsers, add_command, settings_of
from geodata.errors import UsageError

if TYPE_CHECKING:
    from geodata.gazetteer.agreement import Agreement
    from geodata.gazetteer.loaders import Ask
    from geodata.gazetteer.sources import Source
    from geodata.settings import Settings

_SHOWN = 10
_LARGEST_FILE = 500_000_000
_LONGEST_DOWNLOAD_S = 900.0


def add_commands(commands: Subparsers) -> None:
    """``gazetteer`` with the commands below it."""
    summary = "gazetteers beside the project's own places"
    parser: CommandParser = commands.add_parser("gazetteer", help=summary, description=f"{summary}.")
    below: Subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    adding = add_command(below, "add", "add places from a gazetteer's file", add)
    adding.add_argument("kind", metavar="GAZETTEER", help="geonames, whosonfirst or cod-ab")
    adding.add_argument(
        "source",
        metavar="FILE|COUNTRY",
        help="its file; with --fetch also a country (SY, Syria) or the web address of a file",
    )
    adding.add_argument("--name", default="", help="what to call it (else gazetteer and file)")
    adding.add_argument(
        "--fetch", action="store_true", help="let the file be downloaded; without this no other host is asked"
    )
    adding.add_argument(
        "--user-agent", metavar="TEXT", help="who asks, for the site asked (else CONFLICT_MAP_USER_AGENT)"
    )
    add_command(below, "list", "list what was added", list_added)
    removing = add_command(below, "remove", "take away what was added", remove)
    removing.add_argument("name", metavar="NAME", help="as `gazetteer list` has it")
    add_command(below, "check", "hold what was added against the project's own places", check)


def add(arguments: argparse.Namespace) -> int:
    """Read a file, downloaded if need be, and tell what came of it; 1 where rows could not be used.

    Raises ``UsageError``, ``UnknownNameError`` and ``DataError``.
    """
    from geodata.gazetteer import shelf
    from geodata.gazetteer.loaders import loader

    settings = settings_of(arguments)
    module, path = loader(arguments.kind), Path(arguments.source)
    if path.exists():
        source = shelf.add(settings.gazetteers, arguments.kind, path, name=arguments.name)
    else:
        with tempfile.TemporaryDirectory() as folder:
            file, origin = _downloaded(arguments, settings, Path(folder))
            source = shelf.add(settings.gazetteers, arguments.kind, file, name=arguments.name, origin=origin)
    joined = next(one for one in shelf.tallies(settings.gazetteers) if one.source.name == source.name).joined
    _tell(source, joined)
    remark(f"Credit: {module.CREDIT}.")
    if arguments.json:
        say_json({**_record(source), "joined": joined, "folder": str(settings.gazetteers)})
    return 1 if source.faults else 0


def _tell(source: Source, joined: int) -> None:
    outlines = f", {source.areas:,} outlines" if source.areas else ""
    say(f"{source.name}: {source.places:,} places, {joined:,} of them known before{outlines}.")
    for why, number in source.left_out.items():
        say(f"  left out: {number:,} {why}")
    if source.faults:
        say(f"  not usable: {source.faults:,} rows")
    for where, reason in source.first_faults[:_SHOWN]:
        say(f"    {where}: {reason}")
    if source.faults > _SHOWN:
        say(f"    … and {source.faults - _SHOWN:,} more; --json lists the first hundred.")


def _downloaded(arguments: argparse.Namespace, settings: Settings, folder: Path) -> tuple[Path, str]:
    """The file of a country or an address, and where it came from. Raises ``UsageError``."""
    from geodata.fetching import is_address
    from geodata.gazetteer.loaders import Download, loader

    given = arguments.source
    module, country = loader(arguments.kind), "" if is_address(given) else _country(given)
    if not country and not is_address(given):
        msg = (
            f"There is no file “{given}”, and no country of that name or code. "
            f"Give {module.FILES}, or a country such as SY with --fetch."
        )
        raise UsageError(msg)
    if not arguments.fetch:
        msg = (
            f"There is no file “{given}”, and no other host is asked unless you say so. "
            f"Add --fetch to download it, or give {module.FILES}."
        )
        raise UsageError(msg)
    ask = _asking(settings)
    if country:
        remark(f"Downloading {module.TITLE} for {country} …")
        download = module.download(country, ask)
    else:
        download = Download(given.partition("?")[0].rstrip("/").rpartition("/")[2], given, ask(given))
    path = folder / (Path(download.name).name or "download")
    path.write_bytes(download.data)
    return path, download.address


def _country(given: str) -> str:
    """ISO 3166-1 alpha-2 of a code or a name, in any language the project's places have; else nothing."""
    from geodata.gazetteer.countries import alpha2
    from geodata.gazetteer.index import bundled
    from geodata.models import Kind

    if code := alpha2(given):
        return code
    return next((place.country for place in bundled().lookup(given) if place.kind is Kind.COUNTRY), "")


def _asking(settings: Settings) -> Ask:
    """What fetches an address, with limits wide enough for a country."""
    from dataclasses import replace

    from geodata.fetching import Fetcher, policy_of

    policy = replace(policy_of(settings), largest=_LARGEST_FILE, total_timeout=_LONGEST_DOWNLOAD_S)
    fetcher = Fetcher(policy)
    return lambda address: fetcher.fetch(address).body


def list_added(arguments: argparse.Namespace) -> int:
    """What was added, the oldest first."""
    from geodata.gazetteer import shelf

    folder = settings_of(arguments).gazetteers
    found = shelf.tallies(folder)
    if found:
        say_table(
            ("Name", "Gazetteer", "File", "Added", "Places", "Known", "Outlines", "Unusable"),
            [
                (
                    one.source.name,
                    one.source.loader,
                    one.source.file,
                    one.source.added[:16].replace("T", " "),
                    one.source.places,
                    one.joined,
                    one.source.areas,
                    one.source.faults,
                )
                for one in found
            ],
        )
    else:
        remark(f"No gazetteer was added to {folder}; `gazetteer add` brings one.")
    if arguments.json:
        records = [{**_record(one.source), "joined": one.joined} for one in found]
        say_json({"folder": str(folder), "gazetteers": records})
    return 0


def remove(arguments: argparse.Namespace) -> int:
    """Take one away. Raises ``NotFoundError`` and ``UsageError``."""
    from geodata.gazetteer import shelf

    folder = settings_of(arguments).gazetteers
    gone = shelf.remove(folder, arguments.name)
    say(f"{gone.name} with its {gone.places:,} places is removed.")
    remark("Stories keep the places they were given; only new texts no longer find them.")
    if arguments.json:
        say_json({"removed": gone.name, "places": gone.places, "folder": str(folder)})
    return 0


def check(arguments: argparse.Namespace) -> int:
    """What is odd about each, and where it disagrees with the project's own places. Raises ``DataError``."""
    from geodata.gazetteer.agreement import agreements

    folder = settings_of(arguments).gazetteers
    found = agreements(folder)
    for one in found:
        _tell_agreement(one)
    if not found:
        remark(f"No gazetteer was added to {folder}; `gazetteer add` brings one.")
    if arguments.json:
        say_json({"folder": str(folder), "gazetteers": [_agreement_record(one) for one in found]})
    return 0


def _tell_agreement(one: Agreement) -> None:
    say(f"{one.source.name}: {one.source.places:,} places")
    for number, what in (
        (one.joined, "were known before"),
        (one.twice, "stand in it more than once"),
        (one.without_arabic, "have no Arabic name"),
        (one.unplaced, "lie in no known governorate"),
        (one.source.faults, "rows could not be used"),
        (len(one.astray), "lie outside their country"),
        (len(one.apart), "lie more than 5 km from the project's own place of that name"),
    ):
        if number:
            say(f"  {number:,} {what}")
    for place in one.astray[:_SHOWN]:
        say(f"    {place.id} {place.name} ({place.country}) at {place.lat:.3f}, {place.lon:.3f}")
    for place, own, km in one.apart[:_SHOWN]:
        say(f"    {place.id} {place.name}: {km:.1f} km from {own.id}")


def _record(source: Source) -> dict[str, Any]:
    return asdict(source) | {"first_faults": [list(fault) for fault in source.first_faults]}


def _agreement_record(one: Agreement) -> dict[str, Any]:
    return {
        "name": one.source.name,
        "places": one.source.places,
        "joined": one.joined,
        "twice": one.twice,
        "without_arabic": one.without_arabic,
        "unplaced": one.unplaced,
        "unusable": one.source.faults,
        "kinds": one.kinds,
        "astray": [place.id for place in one.astray],
        "apart": [{"id": place.id, "own": own.id, "km": km} for place, own, km in one.apart],
    }
