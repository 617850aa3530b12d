"""``camps protect``: how finely the public may learn where one camp is."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace

from geodata.commands.output import remark, say_json
from geodata.commands.parser import Subparsers, add_command, settings_of

_LAYER = "layer"
_NAMES = ("exact", "1km", "10km", "admin", _LAYER)


def add_commands(camps: Subparsers) -> None:
    """``protect`` below ``camps``."""
    protecting = add_command(
        camps, "protect", "set how finely the public may learn where a camp is", run_protect
    )
    protecting.add_argument("camp", metavar="ID", help="the camp's id; `camps search NAME` finds it")
    protecting.add_argument(
        "precision",
        metavar="|".join(_NAMES),
        choices=_NAMES,
        help="exact, within about 1 km or 10 km, its governorate alone; layer: as all camps are",
    )


def run_protect(arguments: argparse.Namespace) -> int:
    """Keep a camp's own public precision. Raises ``NotFoundError`` for a camp there is not."""
    from geodata.camps.registry import Registry
    from geodata.protection import precision_named
    from geodata.stores import open_store

    public = None if arguments.precision == _LAYER else precision_named(arguments.precision)
    with closing(open_store(settings_of(arguments).database)) as store:
        camp = Registry(store).camp(arguments.camp)
        label = f"camps protect {camp.id} {arguments.precision}"
        batch = store.keep_camps([replace(camp, public=public)], label)
    how = "as all camps" if public is None else f"as set for it ({arguments.precision})"
    remark(f"{camp.name} is shown {how}. `camps undo {batch}` takes this back.")
    if arguments.json:
        say_json({"camp": camp.id, "public": public.value if public else None, "batch": batch})
    return 0
