"""The command line's half that needs no screen: each module adds its commands to the parser.

A command is a function from its parsed arguments to an exit status: 0 done, 1 some items failed, 2 misuse.
What it needs it imports when it runs, so that asking for help does not wait for a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geodata.commands import (
    camp_files,
    camps,
    doctor,
    exporting,
    gazetteers,
    ingesting,
    locating,
    looking,
    protecting,
    watching,
)
from geodata.commands.parser import Run, Subparsers

DONE, SOME_FAILED, MISUSE = 0, 1, 2


def add_commands(
    commands: Subparsers, *checks: doctor.Check, writers: Mapping[str, Run] = MappingProxyType({})
) -> None:
    """``ingest``, ``geoparse``, ``geocode``, ``export``, ``places``, ``stories``, ``gazetteer``,
    ``camps``, ``watch``, ``doctor``.

    ``checks`` are what ``doctor`` looks at besides, for the half of the house these commands do not know;
    ``writers`` run ``export`` for the formats that half writes, by their names.
    """
    for module in (ingesting, locating):
        module.add_commands(commands)
    exporting.add_commands(commands, writers)
    for module in (looking, gazetteers):
        module.add_commands(commands)
    below = camps.add_commands(commands)
    for module in (camp_files, protecting):
        module.add_commands(below)
    watching.add_commands(commands)
    doctor.add_commands(commands, *checks)
