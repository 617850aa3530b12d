"""``animation``: the timeline as a film, to a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.animation.film import USUAL_FPS, Film, FilmFormat, Mode, Step
from dashboard.publication.commands import add_figure_options, pairs_of
from geodata.commands.output import remark, say_json
from geodata.commands.parser import warn_of_exact
from geodata.errors import UsageError

if TYPE_CHECKING:
    from dashboard.services import Services
    from geodata.stores.port import Store


def add_animation_options(parser: argparse.ArgumentParser) -> None:
    """What a film can be asked to be beside all that a picture can."""
    add_figure_options(parser, "the file to write: .mp4 or .gif (at most 800 pixels wide, 10 seconds)")
    parser.add_argument(
        "--step", metavar="|".join(Step), help="what time goes on by at each step (default week)"
    )
    parser.add_argument(
        "--mode",
        metavar="|".join(Mode),
        help="show the last few steps, or all up to the present one (default window)",
    )
    parser.add_argument(
        "--window", metavar="N", help="how many steps are shown at a time (default 7 days, 4 weeks, 3 months)"
    )
    parser.add_argument("--seconds", metavar="N", help="how long it may take (default 20, of a GIF 10)")
    parser.add_argument("--fps", metavar="N", help=f"frames a second (default {USUAL_FPS})")


def run_animation(arguments: argparse.Namespace, services: Services, store: Store) -> int:
    """Draw a film into its file, telling how far it is. Raises ``UsageError``."""
    ending = arguments.out.suffix.lower().lstrip(".")
    if ending not in set(FilmFormat):
        msg = f"{arguments.out} is no name for a film; let it end in .mp4 or .gif."
        raise UsageError(msg)
    own = {name: getattr(arguments, name) for name in ("step", "mode", "window", "seconds", "fps")}
    film = Film.from_mapping(pairs_of(arguments, store) | own | {"format": ending})
    warn_of_exact(arguments)
    from dashboard.animation.frames import reel
    from dashboard.animation.writing import write

    drawn = reel(services, film)
    out: Path = arguments.out
    write(drawn, out, _tell)
    seconds = drawn.total / film.fps
    remark(f"{out} written: {len(drawn.steps)} steps in {seconds:.1f} seconds.")
    if arguments.json:
        told = {"out": str(out), "bytes": out.stat().st_size, "frames": drawn.total, "seconds": seconds}
        say_json(told | {"steps": len(drawn.steps), "size": list(film.pixels())})
    return 0


def _tell(done: int, total: int) -> bool:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{100 * done // total} %" + ("\n" if done == total else ""))
    return True
