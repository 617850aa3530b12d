"""The command line's half that needs a screen: ``serve``."""

from __future__ import annotations

import argparse
import socket
import sys
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from dashboard.memory import give_back, share_one_heap
from geodata.columns.facets import prepare
from geodata.commands.parser import add_protection
from geodata.commands.watching import add_webhooks
from geodata.errors import ConflictMapError, UsageError

if TYPE_CHECKING:
    from dashboard.services import Services
    from geodata.settings import Settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def add_serve_options(parser: argparse.ArgumentParser) -> None:
    """The address, the base map, the samples."""
    parser.add_argument(
        "--host", default=None, help="address to listen on (default 127.0.0.1: this machine only)"
    )
    parser.add_argument(
        "--port", type=int, default=None, help="port to listen on (default 8050; 0 takes a free one)"
    )
    parser.add_argument(
        "--basemap",
        metavar="NAME",
        help="instead of our own map, your own tiles (FILE.pmtiles or FILE.mbtiles: Protomaps' vector tiles "
        "or pictures), which ask no one; or an online map such as openstreetmap or satellite, whose owner "
        "then sees which part of the map is read (else CONFLICT_MAP_BASEMAP, else our own)",
    )
    parser.add_argument(
        "--basemap-key",
        metavar="KEY",
        help="your key, for the services that want one (else CONFLICT_MAP_BASEMAP_KEY)",
    )
    parser.add_argument(
        "--fetch",
        action="store_true",
        default=None,
        help="let the page fetch addresses that are given to it; without this, no other host is asked",
    )
    parser.add_argument(
        "--no-sample", action="store_true", help="with an empty database, show an empty map and no samples"
    )
    add_webhooks(parser)
    add_protection(parser, file=False)


def serve(services: Services, settings: Settings) -> int:
    """Start the dashboard and run until interrupted. Returns the exit status.

    Raises ``UsageError`` when the port is taken or the address is not this machine's.
    """
    share_one_heap()
    from waitress import create_server

    from dashboard.factory import create_app

    if not 0 <= settings.port <= 65_535:
        msg = f"{settings.port} is no port; choose a number from 1 to 65535, or 0 for a free one."
        raise UsageError(msg)
    app = create_app(services, settings)
    try:
        server = create_server(app.server, host=settings.host, port=settings.port, threads=8, ident=None)
    except (OSError, socket.gaierror) as error:
        msg = (
            f"Cannot listen on {settings.host} port {settings.port} ({error.strerror or error}); "
            "choose another with --port, or stop the program that uses it."
        )
        raise UsageError(msg) from error
    port = getattr(server, "effective_port", settings.port)
    print(f"Conflict Map is at http://{settings.host}:{port}  (stop it with Ctrl+C)", flush=True)
    if settings.host not in LOOPBACK:
        print(_beyond(settings), file=sys.stderr)
    # A large database takes seconds to read; the browser needs as long to start.
    Thread(target=_read_ahead, args=(services,), daemon=True).start()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    return 0


def _beyond(settings: Settings) -> str:
    """What to know when others can reach the map."""
    seen = "It listens beyond this machine: whoever reaches this address sees the map."
    if settings.password:
        return seen
    return (
        f"{seen} There is no password, so nobody may add stories, change camps or see exact positions on the "
        "page; set CONFLICT_MAP_PASSWORD to allow that to those who know it."
    )


def _read_ahead(services: Services) -> None:
    """Have the stories in memory before they are asked for; what fails now is told when they are."""
    with suppress(ConflictMapError):
        prepare(services.columns)
        give_back()
