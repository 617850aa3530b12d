"""``stories batches`` and ``stories undo``: what was added in one go, and taking it back."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING, Any

from geodata.commands.output import remark, say, say_json, say_table, shorten
from geodata.commands.parser import Subparsers, add_command, settings_of
from geodata.errors import NotFoundError

if TYPE_CHECKING:
    from geodata.stores.port import Batch, Store

_LABEL_WIDTH = 60


def add_commands(stories: Subparsers) -> None:
    """``batches`` and ``undo`` below ``stories``."""
    add_command(stories, "batches", "list what was added, run by run, newest first", list_batches)
    undo = add_command(stories, "undo", "take back what one run added or changed", undo_batch)
    undo.add_argument(
        "batch", metavar="BATCH", type=int, nargs="?", help="its number in `stories batches` (the last one)"
    )


def list_batches(arguments: argparse.Namespace) -> int:
    """Every batch, the newest first."""
    from geodata.stores import open_store

    with closing(open_store(settings_of(arguments).database, create=False)) as store:
        found = store.batches()
    say_table(
        ("Batch", "Begun", "Added", "Changed", "Undone", "From"),
        [
            (
                batch.number,
                f"{batch.begun:%Y-%m-%d %H:%M}",
                batch.added,
                batch.changed,
                f"{batch.undone:%Y-%m-%d %H:%M}" if batch.undone else "",
                shorten(batch.label, _LABEL_WIDTH),
            )
            for batch in found
        ],
    )
    if arguments.json:
        say_json({"batches": [_record(batch) for batch in found]})
    return 0


def undo_batch(arguments: argparse.Namespace) -> int:
    """Undo a batch and say what that did. Raises ``NotFoundError`` and ``UsageError``."""
    from geodata.query import Query
    from geodata.stores import open_store

    with closing(open_store(settings_of(arguments).database, create=False)) as store:
        number = _last(store) if arguments.batch is None else arguments.batch
        undone = store.undo_batch(number)
        left = store.count(Query()).stories
    say(
        f"Batch {undone.batch} ({shorten(undone.label, _LABEL_WIDTH)}) is undone: "
        f"{undone.removed} stories removed, {undone.restored} back to what they were before it."
    )
    remark(f"{left} stories are left; `stories batches` lists what else can be undone.")
    if arguments.json:
        say_json({"batch": undone.batch, "removed": undone.removed, "restored": undone.restored})
    return 0


def _last(store: Store) -> int:
    batches = [batch for batch in store.batches() if batch.added or batch.changed]  # the others did nothing
    standing = [batch.number for batch in batches if batch.undone is None]
    if not standing:
        msg = "There is nothing to undo: no batch was added, or all have been undone."
        raise NotFoundError(msg)
    return standing[0]


def _record(batch: Batch) -> dict[str, Any]:
    return {
        "batch": batch.number,
        "label": batch.label,
        "begun": batch.begun.isoformat(),
        "undone": batch.undone.isoformat() if batch.undone else None,
        "added": batch.added,
        "changed": batch.changed,
    }
