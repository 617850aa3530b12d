"""``camps import``, ``camps export`` and ``camps undo``: lists of camps as files."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodata.commands.output import remark, say, say_json, say_table, shorten
from geodata.commands.parser import (
    Subparsers,
    add_command,
    add_protection,
    settings_of,
    warn_of_exact,
)
from geodata.errors import UsageError
from geodata.models import Language

if TYPE_CHECKING:
    from geodata.camp_records import Camp
    from geodata.camps.importing import Plan, Question
    from geodata.camps.registry import Registry
    from geodata.models import When
    from geodata.settings import Settings

_SHOWN = 12
_WIDE, _EXAMPLE = 44, 24
_STDOUT = "-"
MAPPINGS = "camp-mappings.json"
"""The file of saved mappings, in the folder of gazetteers."""


def add_commands(camps: Subparsers) -> None:
    """``import``, ``export`` and ``undo`` below ``camps``."""
    reading = add_command(
        camps, "import", "read a list of camps, show what it would change, keep it", run_import
    )
    reading.add_argument(
        "file", metavar="FILE", help="CSV, XLSX, GeoJSON, KML, KMZ, GeoPackage or a Shapefile in a zip"
    )
    reading.add_argument("--yes", action="store_true", help="keep it without asking, as is most likely")
    reading.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column is where that is not understood: name, lat, people, … or keep, ignore",
    )
    reading.add_argument("--save-mapping", metavar="NAME", help="keep what --map says for other files")
    reading.add_argument("--mapping", metavar="NAME", help="a saved mapping (else the one that fits)")
    reading.add_argument("--sheet", default="", metavar="NAME", help="the sheet or layer to read")
    reading.add_argument(
        "--date", metavar="DATE", help="of when the figures are where the file does not say: 2024-03"
    )
    reading.add_argument("--source", default="", metavar="NAME", help="who says so (else the file's name)")
    reading.add_argument(
        "--answer", action="append", default=[], metavar="ID=CHOICE", help="the answer to a question"
    )
    writing = add_command(camps, "export", "write the camps to a file that can be read back", run_export)
    writing.add_argument("out", metavar="OUT", help="the file to write, or - for standard output")
    writing.add_argument(
        "--format", default="", help="csv, xlsx, geojson, kml or gpkg; unless given, what OUT ends like"
    )
    writing.add_argument(
        "--hxl", action="store_true", help="a row of HXL tags below the headings (csv, xlsx)"
    )
    add_protection(writing)
    undoing = add_command(camps, "undo", "take back what one import added or changed", run_undo)
    undoing.add_argument("batch", metavar="BATCH", type=int, nargs="?", help="its number (the last one)")


def run_import(arguments: argparse.Namespace) -> int:
    """Show a plan, ask what is not sure, keep it once that is agreed; 1 where rows are refused.

    Raises ``UsageError`` for what cannot be read or understood.
    """
    from geodata.camps.importing import apply, mappings
    from geodata.camps.registry import Registry
    from geodata.stores import open_store

    settings = settings_of(arguments)
    with closing(open_store(settings.database)) as store:
        registry = Registry(store)
        answers = dict(_pairs(arguments.answer, "--answer", "ID=CHOICE"))
        plan = _plan(arguments, settings, registry, answers)
        _tell(plan)
        asking = not (arguments.yes or arguments.json)
        if asking and plan.questions and (more := _typed_answers(plan)):
            plan = _plan(arguments, settings, registry, answers | more)
            _tell_counts(plan)
        if arguments.save_mapping:
            mappings.save(settings.gazetteers / MAPPINGS, arguments.save_mapping, plan.mapping)
            remark(f"The mapping is kept as “{arguments.save_mapping}”.")
        batch = None
        if plan.kept and (arguments.yes or (asking and _agreed(plan))):
            batch = apply(plan, store)
            say(f"Kept as batch {batch}; `camps undo {batch}` takes it back.")
        elif plan.kept:
            remark(_why_not(plan))
        if arguments.json:
            say_json({**_read(plan), "batch": batch})
    return 1 if plan.counts["refuse"] else 0


def _why_not(plan: Plan) -> str:
    if not plan.open_questions:
        return "Nothing was written. Look at it, and say --yes to keep it."
    asked = ", ".join(f"--answer {question.id}=…" for question in plan.open_questions)
    return f"Nothing was written: say --yes once what is open is answered ({asked})."


def _plan(
    arguments: argparse.Namespace, settings: Settings, registry: Registry, answers: dict[str, str]
) -> Plan:
    from geodata.camps.importing import mappings, plan_import
    from geodata.gazetteer.shelf import open_gazetteer

    saved = mappings.saved(settings.gazetteers / MAPPINGS)
    mapping = dict(_pairs(arguments.map, "--map", "COLUMN=FIELD"))
    if arguments.mapping:
        mapping = {**mappings.named(saved, arguments.mapping), **mapping}
    path = Path(arguments.file)
    return plan_import(
        path,
        path.name,
        registry,
        open_gazetteer(settings.gazetteers),
        mapping,
        answers,
        sheet=arguments.sheet,
        when=_when(arguments.date, settings),
        source=arguments.source,
        outlines=settings.gazetteers,
        saved=saved,
    )


def _pairs(given: Sequence[str], option: str, form: str) -> list[tuple[str, str]]:
    """``COLUMN=FIELD`` apart; the column may hold "=" itself. Raises ``UsageError``."""
    found = []
    for pair in given:
        left, sign, right = pair.rpartition("=")
        if not (left.strip() and sign and right.strip()):
            msg = f"{option} takes {form}, not “{pair}”."
            raise UsageError(msg)
        found.append((left.strip(), right.strip()))
    return found


def _when(value: str | None, settings: Settings) -> When | None:
    """The time typed. Raises ``UsageError``."""
    from geodata.language.dates.metadata import parse_date

    if not value:
        return None
    found = parse_date(value, settings.time_zone)
    if found is None:
        msg = f"“{value}” is no date; write 2024-03-31, 2024-03 or 2024."
        raise UsageError(msg)
    return found


# -- what a plan looks like on a terminal ---------------------------------------------------------------


def _read(plan: Plan) -> dict[str, Any]:
    from geodata.camps.importing.wording import unmarked

    return dict(json.loads(unmarked(json.dumps(plan.to_json(), ensure_ascii=False))))


def _tell(plan: Plan) -> None:
    read = _read(plan)
    mapped = f", mapping “{plan.mapped_as}”" if plan.mapped_as else ""
    say(f"{plan.file}: {read['layout_told']}{mapped}")
    say(read["said_by"])
    say()
    rows = [
        (
            shorten(column["heading"], _EXAMPLE * 2),
            column["field_told"],
            column["how_told"],
            shorten(column["example"], _EXAMPLE),
        )
        for column in read["columns"]
    ]
    say_table(("Column", "Becomes", "Why", "Example"), rows)
    say()
    for sentence in read["remarks"]:
        say(sentence)
    for action in ("add", "change", "merge", "refuse"):
        _tell_steps([step for step in read["steps"] if step["action"] == action])
    _tell_counts(plan)
    for question in plan.questions:
        say(f"? {_asked(question)}")
        likely = [c for c in question.choices if c.code == question.answer]
        told = question.choice_told(Language.ENGLISH, likely[0]) if likely else question.answer or "no answer"
        say(f"    {'answered' if question.answered else 'unless you say otherwise'}: {told}  [{question.id}]")


def _tell_steps(steps: Sequence[dict[str, Any]]) -> None:
    for step in steps[:_SHOWN]:
        numbers = ", ".join(str(row) for row in step["rows"][:5])
        say(f"{step['action_told']}: {step['name'] or '—'}  (row {numbers})")
        for change in step["changes"]:
            before = shorten(change["before"], _WIDE) or "—"
            say(f"    {change['field_told']}: {before} → {shorten(change['after'], _WIDE)}")
        for sentence in step["remarks"]:
            say(f"    {sentence}")
    if len(steps) > _SHOWN:
        say(f"… and {len(steps) - _SHOWN:,} more {steps[0]['action_told']}; --json lists all.")


def _tell_counts(plan: Plan) -> None:
    counts = plan.counts
    say()
    told = (
        f"{counts['add']:,} added",
        f"{counts['change']:,} changed",
        f"{counts['merge']:,} merged with one of another name",
        f"{counts['same']:,} without news",
        f"{counts['refuse']:,} refused",
    )
    say(f"{', '.join(told)}; {len(plan.questions):,} questions")


def _typed_answers(plan: Plan) -> dict[str, str]:
    """What is typed to each question; an empty line takes what is most likely."""
    say()
    found = {}
    for question in plan.questions:
        if question.answered:
            continue
        answer = _typed(question)
        if answer is None:
            break
        if answer:
            found[question.id] = answer
    return found


def _typed(question: Question) -> str | None:
    """A choice's code, "" for the likely one, None at the end of what is typed."""
    say(_asked(question))
    for number, choice in enumerate(question.choices, start=1):
        mark = "*" if choice.code == question.answer else " "
        say(f"  {number}{mark} {question.choice_told(Language.ENGLISH, choice)}")
    while True:
        line = _line("Number (Enter for *): " if question.choices else "Date: ")
        if line is None or not line:
            return line
        if not question.choices:
            return line
        if line.isdigit() and 0 < int(line) <= len(question.choices):
            return question.choices[int(line) - 1].code
        say(f"Type a number from 1 to {len(question.choices)}, or only Enter.")


def _asked(question: Question) -> str:
    from geodata.camps.importing.wording import unmarked

    row = question.row_told(Language.ENGLISH)
    return unmarked(question.told(Language.ENGLISH)) + (f" ({row})" if row else "")


def _agreed(plan: Plan) -> bool:
    if plan.open_questions:
        return False
    line = _line(f"Keep these {len(plan.kept):,} camps? [y/N] ")
    return bool(line) and str(line).lower() in ("y", "yes", "ja", "oui", "نعم")


def _line(prompt: str) -> str | None:
    """A line typed, None where nobody types any more."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        say()
        return None
    return line.strip()


# -- export and undo -------------------------------------------------------------------------------------


def run_export(arguments: argparse.Namespace) -> int:
    """Write the camps, as the public may see them unless they are to be exact. Raises ``UsageError``."""
    from geodata.camps import exporting
    from geodata.camps.registry import Registry
    from geodata.commands.opening import reading

    if arguments.out == _STDOUT and arguments.json:
        msg = "--json and OUT - would both write to standard output; name a file, or leave --json out."
        raise UsageError(msg)
    name = exporting.format_of(arguments.out, arguments.format)
    warn_of_exact(arguments)
    settings = settings_of(arguments)
    with reading(settings) as store:
        registry = Registry(store)
        camps = registry.camps() if arguments.exact else _covered(registry, settings)
    if arguments.out == _STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(exporting.camps_as(camps, name, hxl=arguments.hxl))
        sys.stdout.buffer.flush()
    else:
        exporting.write_camps(camps, Path(arguments.out), name, hxl=arguments.hxl)
    blurred = sum(bool(camp.blurred) for camp in camps)
    out = "standard output" if arguments.out == _STDOUT else arguments.out
    remark(f"{len(camps):,} camps written to {out}.")
    if blurred:
        remark(f"The positions of {blurred:,} are blurred for the public; --exact writes them as they are.")
    if arguments.json:
        say_json({"out": arguments.out, "format": name, "camps": len(camps), "blurred": blurred})
    return 0


def _covered(registry: Registry, settings: Settings) -> tuple[Camp, ...]:
    from geodata.gazetteer.shelf import open_gazetteer
    from geodata.protection import Levels, cover_for, covered_camp

    levels = Levels.named(settings.camps_precision, settings.places_precision)
    cover = cover_for(levels, registry, open_gazetteer(settings.gazetteers))
    return tuple(covered_camp(cover, camp) for camp in registry.camps())


def run_undo(arguments: argparse.Namespace) -> int:
    """Take back an import and say what that did. Raises ``NotFoundError`` and ``UsageError``."""
    from geodata.camps.importing import undo
    from geodata.stores import open_store

    with closing(open_store(settings_of(arguments).database, create=False)) as store:
        undone = undo(store, arguments.batch)
    say(
        f"Batch {undone.batch} ({shorten(undone.label, _WIDE)}) is undone: {undone.removed:,} camps removed, "
        f"{undone.restored:,} back to what they were before it."
    )
    if arguments.json:
        say_json({"batch": undone.batch, "removed": undone.removed, "restored": undone.restored})
    return 0
