"""``figure``: a picture for publication, to a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.publication.order import Format, Measure, Order, Style, Theme
from dashboard.publication.sizes import PRESETS
from geodata.commands.output import remark, say_json
from geodata.commands.parser import add_filters, add_protection, query_of, warn_of_exact
from geodata.errors import UsageError
from geodata.whole_files import whole

if TYPE_CHECKING:
    from dashboard.services import Services
    from geodata.stores.port import Store

_SAME = (
    *("scale", "theme", "background", "style", "labels", "label", "highlight", "view", "frame"),
    *("title", "subtitle", "notes", "author", "alt", "measure", "locator"),
)
"""Options named as the pairs of an order."""


def add_figure_options(
    parser: argparse.ArgumentParser, out: str = "the file to write: .png, .svg or .pdf"
) -> None:
    """What a picture can be asked to be, and the filters every command has; ``out`` tells of the file."""
    parser.add_argument("out", metavar="OUT", type=Path, help=out)
    parser.add_argument(
        "--preset",
        metavar="SIZE",
        default="1200x675",
        help=f"{', '.join(PRESETS)}, or your own width and height in pixels as 900x600 (default 1200x675)",
    )
    parser.add_argument("--scale", metavar="1|2|3", help="of a PNG: so many times the pixels (default 1)")
    parser.add_argument(
        "--language", dest="lang", metavar="en|ar", help="the language of the picture (default en)"
    )
    parser.add_argument("--title", metavar="WORDS", help="the headline")
    parser.add_argument("--subtitle", metavar="WORDS", help="what stands under it")
    parser.add_argument("--notes", metavar="WORDS", help="notes under the map")
    parser.add_argument(
        "--sources",
        metavar="TEXT|URL",
        action="append",
        help="a source and its address; may be repeated (else the outlets of the stories shown)",
    )
    parser.add_argument("--author", metavar="NAME", help="who made the picture")
    parser.add_argument("--theme", metavar="|".join(Theme), help="light or dark (default light)")
    parser.add_argument("--background", metavar="filled|transparent", help="behind map and words")
    parser.add_argument("--style", metavar="|".join(Style), help="how much of the base map (default basic)")
    parser.add_argument("--labels", metavar="on|off", help="whether places are named (default on)")
    parser.add_argument("--label", metavar="ID|ID", help="the places to name, by their ids")
    parser.add_argument("--highlight", metavar="ID", help="a country or governorate to stand out")
    parser.add_argument("--view", metavar="LON,LAT,ZOOM", help="where the map looks, as in its address")
    parser.add_argument("--frame", metavar="W,S,E,N", help="what the map shows, in degrees")
    parser.add_argument(
        "--annotate",
        metavar="LAT,LON|TEXT",
        action="append",
        help="words that point to a place; may be repeated",
    )
    parser.add_argument("--alt", metavar="WORDS", help="alternative text (else written from the data)")
    parser.add_argument("--measure", metavar="|".join(Measure), help="what sizes count (default stories)")
    parser.add_argument("--locator", metavar="on|off", help="the small map of where this is (default on)")
    add_protection(parser)
    add_filters(parser, language="--stories-language")


def run_figure(arguments: argparse.Namespace, services: Services, store: Store) -> int:
    """Draw a picture into its file and say what it shows. Raises ``UsageError``."""
    order = _order(arguments, store)
    warn_of_exact(arguments)
    from dashboard.publication.alt_text import alt_text
    from dashboard.publication.picture import picture, shown
    from dashboard.publication.scene import scene

    counted = scene(services, order)
    drawn, seen = picture(order, counted), shown(order, counted)
    with whole(arguments.out) as part:
        part.write_bytes(drawn)
    remark(f"{arguments.out} written: {alt_text(order, seen)}")
    if arguments.json:
        say_json(
            {
                "out": str(arguments.out),
                "bytes": len(drawn),
                "stories": seen.total,
                "places": seen.places,
                "alt": alt_text(order, seen),
                "order": order.to_mapping(),
            }
        )
    return 0


def _order(arguments: argparse.Namespace, store: Store) -> Order:
    """The order the options ask for. Raises ``UsageError``."""
    ending = arguments.out.suffix.lower().lstrip(".")
    if ending not in set(Format):
        endings = ", ".join(f".{kind}" for kind in Format)
        msg = f"{arguments.out} is no name for a picture; let it end in {endings}."
        raise UsageError(msg)
    return Order.from_mapping(pairs_of(arguments, store) | {"format": ending})


def pairs_of(arguments: argparse.Namespace, store: Store) -> dict[str, str | None]:
    """The pairs of an order, but for its format, that the options stand for. Raises ``UsageError``."""
    pairs = {name: getattr(arguments, name) for name in _SAME}
    pairs |= {"lang": arguments.lang, "size": arguments.preset}
    pairs["sources"] = "\n".join(arguments.sources) if arguments.sources else None
    pairs["annotations"] = "\n".join(arguments.annotate) if arguments.annotate else None
    return query_of(arguments, store).to_mapping() | pairs
