"""The door: ``python app.py COMMAND`` on the command line, ``app:server`` for a WSGI server.

Without a command the dashboard is served. Which commands there are and what they take stands with each of
them; here they are only put together, and their errors turned into a sentence and an exit status.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from dashboard.animation.commands import add_animation_options, run_animation
from dashboard.commands import add_serve_options, serve
from dashboard.publication.commands import add_figure_options, run_figure
from geodata.commands import DONE, MISUSE, SOME_FAILED, add_commands
from geodata.commands.doctor import Finding
from geodata.commands.parser import CommandParser, add_command, settings_of
from geodata.errors import ConflictMapError, NotFoundError

if TYPE_CHECKING:
    from dashboard.services import Services
    from geodata.settings import Settings
    from geodata.stores.port import Store

_DEFAULT_COMMAND = "serve"
_INTERRUPTED = 130
"""What a shell reports for a program that Ctrl+C ended."""


def build_parser() -> CommandParser:
    """The whole command line."""
    parser = CommandParser(
        prog="python app.py",
        description="Conflict events on a map, from the articles that tell of them. "
        "Without a command, the dashboard is served.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    serving = add_command(commands, _DEFAULT_COMMAND, "serve the dashboard", _serve, json=False)
    add_serve_options(serving)
    add_figure_options(add_command(commands, "figure", "draw a picture for publication", _figure))
    add_animation_options(add_command(commands, "animation", "draw the timeline as a film", _animation))
    add_commands(commands, _base_map, writers={"html": _offline})
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit status: 0 done, 1 some items failed, 2 misuse."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Only what asks for help or names a command does not mean the dashboard.
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, _DEFAULT_COMMAND)
    parsed = build_parser().parse_args(given)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except ConflictMapError as error:
        sys.stderr.write(f"{error}\n")
        return SOME_FAILED if isinstance(error, NotFoundError) else MISUSE
    except BrokenPipeError:
        _leave_quietly()
        return DONE
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was kept stays; repeat the command to go on.\n")
        return _INTERRUPTED
    return status


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """``server``, the WSGI object, made when first asked for: commands that need no dashboard build none."""
    if name != "server":
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from dashboard.factory import create_app
    from geodata.stores import open_store

    settings = settings_of(argparse.Namespace())
    server = create_app(_services(open_store(settings.database), settings), settings).server
    globals()["server"] = server
    return server


def _serve(arguments: argparse.Namespace) -> int:
    from geodata.stores import open_store

    settings = settings_of(arguments)
    with closing(open_store(settings.database)) as store:
        return serve(_services(store, settings, sample=not arguments.no_sample), settings)


def _figure(arguments: argparse.Namespace) -> int:
    from geodata.stores import open_store

    settings = settings_of(arguments)
    with closing(open_store(settings.database, create=False)) as store:
        return run_figure(arguments, _services(store, settings, sample=False, exact=arguments.exact), store)


def _animation(arguments: argparse.Namespace) -> int:
    from geodata.stores import open_store

    settings = settings_of(arguments)
    with closing(open_store(settings.database, create=False)) as store:
        return run_animation(
            arguments, _services(store, settings, sample=False, exact=arguments.exact), store
        )


def _offline(arguments: argparse.Namespace) -> int:
    from dashboard.offline.commands import run_offline
    from geodata.stores import open_store

    settings = settings_of(arguments)
    with closing(open_store(settings.database, create=False)) as store:
        return run_offline(arguments, _services(store, settings, sample=False, exact=arguments.exact))


def _services(store: Store, settings: Settings, *, sample: bool = True, exact: bool = False) -> Services:
    """What the dashboard asks; with sample stories beside the user's while there are none of those.

    ``exact``: with positions as they are, for a file that is not for the public.
    """
    from dashboard.services import Services
    from geodata.gazetteer.watched import Watched
    from geodata.protection import Levels
    from geodata.query import Query
    from geodata.samples.shelf import Samples

    known = Watched(settings.gazetteers)
    wanted = sample and not store.stories(Query(), limit=1)
    return Services(
        store,
        known,
        Samples(known.gazetteer) if wanted else None,
        settings.gazetteers,
        protection=Levels.named(settings.camps_precision, settings.places_precision),
        exact=exact,
    )


def _base_map() -> Iterator[Finding]:
    """What ``doctor`` says of the dashboard's own data."""
    from dashboard.basemap.style import SOURCES, data_files

    present = data_files()
    missing = [name for name in (f"{source}.json" for source in SOURCES) if name not in present]
    state = f"{', '.join(missing)} missing" if missing else f"{len(present)} files"
    yield Finding("Base map", state, "Restore the files from the repository." if missing else "")


def _speak_utf8() -> None:
    """Arabic on any terminal and in any pipe, whatever the machine's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_quietly() -> None:
    """Whoever read our output has gone; keep Python from complaining when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
