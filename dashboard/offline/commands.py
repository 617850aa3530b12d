"""``export --format html``: the offline file, from the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.commands.exporting import reader_of
from geodata.commands.output import remark, say_json
from geodata.commands.parser import query_of
from geodata.errors import UsageError
from geodata.whole_files import whole

if TYPE_CHECKING:
    from dashboard.services import Services

_STDOUT = "-"


def run_offline(arguments: argparse.Namespace, services: Services) -> int:
    """Write the file and say how large it is. Raises ``UsageError``."""
    if arguments.rows or arguments.bom or arguments.archive:
        msg = "The offline map is one file of its own kind; leave --rows, --bom and --archive out."
        raise UsageError(msg)
    if arguments.out == _STDOUT and arguments.json:
        msg = "--json and OUT - would both write to standard output; name a file, or leave --json out."
        raise UsageError(msg)
    language = reader_of(arguments)
    query = query_of(arguments, services.own)
    from dashboard.offline.page import offline_page

    written = offline_page(services, query, language=language)
    _write(arguments.out, written)
    remark(f"{arguments.out} written: {len(written) / 1e6:.1f} MB, to be opened in any browser.")
    if arguments.json:
        say_json({"out": arguments.out, "format": "html", "bytes": len(written), "query": query.to_mapping()})
    return 0


def _write(out: str, data: bytes) -> None:
    """All of a file or none. Raises ``UsageError`` where it cannot be written."""
    if out == _STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    with whole(Path(out)) as part:
        part.write_bytes(data)
