"""``stories reread``: places found anew in stored stories, once the gazetteer has come to know more."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from geodata.commands.opening import gazetteer_of
from geodata.commands.output import remark, say, say_json
from geodata.commands.parser import Subparsers, add_command, add_filters, query_of, settings_of

if TYPE_CHECKING:
    from geodata.stores.port import Store

_PAGE = 1000


def add_commands(stories: Subparsers) -> None:
    """``reread`` below ``stories``."""
    parser = add_command(
        stories,
        "reread",
        "find places anew in stored stories, after camps or a gazetteer were added",
        reread_stories,
    )
    parser.add_argument(
        "--camps", action="store_true", help="only stories that hold a name of a camp of yours"
    )
    add_filters(parser)


def reread_stories(arguments: argparse.Namespace) -> int:
    """Read the stories of a selection again and say how many changed."""
    from tqdm import tqdm

    from geodata.commands.looking_up import looks_of
    from geodata.geocoders.resolving import LookingUp
    from geodata.geoparse import Geoparser
    from geodata.rereading import reread
    from geodata.stores import open_store

    settings = settings_of(arguments)
    with closing(open_store(settings.database, create=False)) as store:
        wanted = list(_ids(arguments, store))
        if not wanted:
            say("No story is to be read again.")
            if arguments.json:
                say_json({"batch": None, "stories": 0, "changed": 0})
            return 0
        gazetteer, looks = gazetteer_of(settings, store), looks_of(settings, store)
        parser = LookingUp(Geoparser(gazetteer), looks, gazetteer)
        with tqdm(total=len(wanted), unit=" stories", disable=None, leave=False) as bar:

            def advance(read: int) -> None:
                bar.update(read)

            done = reread(store, parser, wanted, "stories reread", progress=advance)
    say(f"{done.stories} stories were read again; in {done.changed} of them other places are found now.")
    remark(f"This was batch {done.batch}; `stories undo {done.batch}` takes it back.")
    if arguments.json:
        say_json({"batch": done.batch, "stories": done.stories, "changed": done.changed})
    return 0


def _ids(arguments: argparse.Namespace, store: Store) -> Iterator[int]:
    """The stories asked for, newest first."""
    query = query_of(arguments, store)
    holding = _holding_camps(store) if arguments.camps else None
    offset = 0
    while found := store.stories(query, limit=_PAGE, offset=offset):
        yield from (story.id for story in found if holding is None or story.id in holding)
        offset += len(found)


def _holding_camps(store: Store) -> frozenset[int]:
    """Stories that hold the words of a name of a camp that is kept here."""
    from geodata.camps.naming import bare_key

    names = {bare_key(name) for camp in store.camps() for name in camp.names}
    found: set[int] = set()
    for name in sorted(names):
        matching = store.matching(f'"{name}"')
        found.update(() if matching is None else map(int, matching))
    return frozenset(found)
