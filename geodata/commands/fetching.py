"""What ``ingest`` takes from the web: its options, and the sources they name."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.errors import UsageError

if TYPE_CHECKING:
    from geodata.fetching import Fetcher, Memory, WebSource
    from geodata.settings import Settings

_NEED_FETCH = ("addresses", "feed_only", "archived", "allow_port")


def add_options(parser: argparse.ArgumentParser) -> None:
    """``--fetch`` and what goes with it."""
    group = parser.add_argument_group("from the web")
    group.add_argument(
        "--fetch",
        action="store_true",
        help="let SOURCE be web addresses of pages, tables and feeds; without this no other host is asked",
    )
    group.add_argument("--addresses", metavar="FILE", help="a text file with one web address a line")
    group.add_argument(
        "--feed-only",
        action="store_true",
        help="take a feed's entries as they stand in it, without asking for the page of each",
    )
    group.add_argument(
        "--archived", metavar="URL", help="where an archived copy stands; for one address, kept beside it"
    )
    group.add_argument(
        "--user-agent",
        metavar="TEXT",
        help="who asks, and how to reach you, for the sites and services that are asked "
        "(else CONFLICT_MAP_USER_AGENT)",
    )
    group.add_argument(
        "--allow-port",
        metavar="PORT",
        type=int,
        action="append",
        default=[],
        help="a port besides 80 and 443 that may be asked (may be repeated)",
    )


def sources_of(
    arguments: argparse.Namespace, settings: Settings, memory: Memory | None
) -> list[Path | WebSource]:
    """Files, folders and addresses in the order given, those of ``--addresses`` last.

    Raises ``UsageError`` for addresses without ``--fetch`` and for options that do not fit, and ``ReadError``
    for a list of addresses that holds something else.
    """
    check(arguments)
    if not arguments.fetch:
        return [Path(source) for source in arguments.sources]
    from geodata.fetching import Fetcher, policy_of

    fetcher = Fetcher(policy_of(settings, arguments.allow_port))
    return _with_addresses(arguments, fetcher, memory)


def check(arguments: argparse.Namespace) -> None:
    """Raises ``UsageError`` for addresses without ``--fetch`` and for options that do not fit one another."""
    from geodata.fetching import is_address

    addresses = [source for source in arguments.sources if is_address(source)]
    if not (arguments.sources or arguments.addresses):
        msg = "What to read is required: SOURCE; see `python app.py ingest --help`."
        raise UsageError(msg)
    if addresses and not arguments.fetch:
        msg = (
            f"“{addresses[0]}” is a web address, and no other host is asked unless you say so. "
            "Add --fetch to let it be asked."
        )
        raise UsageError(msg)
    for name in _NEED_FETCH:
        if getattr(arguments, name) and not arguments.fetch:
            msg = f"--{name.replace('_', '-')} is for what is fetched from the web; add --fetch."
            raise UsageError(msg)
    one = len(addresses) == 1 and len(arguments.sources) == 1 and not arguments.addresses
    web = bool(addresses or arguments.addresses)
    for name, given in (("archived", arguments.archived), ("url", web and arguments.url)):
        if given and not one:
            msg = f"--{name} belongs to one story; name one address and nothing else with it."
            raise UsageError(msg)


def _with_addresses(
    arguments: argparse.Namespace, fetcher: Fetcher, memory: Memory | None
) -> list[Path | WebSource]:
    from geodata.fetching import FetchError, WebSource, is_address, parse, read_list

    archived = ""
    if arguments.archived:
        try:
            archived = parse(arguments.archived).url
        except FetchError as error:
            msg = f"--archived: {error.reason} {error.remedy}"
            raise UsageError(msg) from error

    def on_the_web(address: str) -> WebSource:
        return WebSource(
            address=address,
            fetcher=fetcher,
            memory=memory,
            feed_only=arguments.feed_only,
            archived=archived,
        )

    given = [on_the_web(one) if is_address(one) else Path(one) for one in arguments.sources]
    listed = read_list(Path(arguments.addresses)) if arguments.addresses else []
    return [*given, *map(on_the_web, listed)]
