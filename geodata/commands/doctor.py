"""``doctor``: is everything there that the program needs, and what to do where it is not."""

from __future__ import annotations

import argparse
import operator
import platform
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from geodata.commands.output import say, say_json
from geodata.commands.parser import Subparsers, add_command, settings_of
from geodata.errors import ConflictMapError
from geodata.settings import PROJECT_ROOT, Settings

_OLDEST_PYTHON = (3, 11)
_REQUIREMENT = re.compile(r"([A-Za-z0-9][\w.-]*)\s*(.*)")
_BOUND = re.compile(r"([<>=!]=|[<>])([\w.]+)")
_COMPARISONS = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_ARABIC_FONT = "DejaVuSans.ttf"
_RESTORE = "Restore the file from the repository."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do where it is not as it must be."""

    subject: str
    state: str
    remedy: str = ""
    """Empty where all is well."""


Check = Callable[[], Iterator[Finding]]


def add_commands(commands: Subparsers, *more: Check) -> None:
    """``doctor``, with the checks of those who hold other files."""
    parser = add_command(commands, "doctor", "check the database, the data files and what is installed", run)
    parser.set_defaults(more=more)


def run(arguments: argparse.Namespace) -> int:
    """Tell what was found; 1 where something needs doing."""
    findings = examine(settings_of(arguments), *arguments.more)
    for finding in findings:
        say(f"{'!!' if finding.remedy else 'ok'}  {finding.subject}: {finding.state}")
        if finding.remedy:
            say(f"    {finding.remedy}")
    ill = [finding for finding in findings if finding.remedy]
    say(f"\n{len(ill)} of {len(findings)} need doing something." if ill else "\nAll is well.")
    if arguments.json:
        say_json({"ok": not ill, "findings": [asdict(finding) for finding in findings]})
    return 1 if ill else 0


def examine(settings: Settings, *more: Check) -> list[Finding]:
    """Everything looked at, in the order of the telling."""
    checks: tuple[Check, ...] = (_python, _packages, lambda: _gazetteer(settings.gazetteers), _font, *more)
    checks = (*checks, lambda: _database(settings.database))
    return [finding for check in checks for finding in check()]


def _python() -> Iterator[Finding]:
    old = sys.version_info < _OLDEST_PYTHON
    needed = ".".join(map(str, _OLDEST_PYTHON))
    yield Finding("Python", platform.python_version(), f"Install Python {needed} or newer." if old else "")
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (text)")
        except sqlite3.OperationalError:
            lacking = f"{sqlite3.sqlite_version}, without FTS5"
            yield Finding("SQLite", lacking, "Install a Python whose SQLite has FTS5.")
        else:
            yield Finding("SQLite", f"{sqlite3.sqlite_version} with FTS5")


def _packages() -> Iterator[Finding]:
    """Each line of ``requirements.txt`` against what is installed."""
    for name, wanted in requirements(PROJECT_ROOT / "requirements.txt"):
        try:
            yield _package(name, wanted, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Finding(name, "not installed", "Run `python -m pip install -r requirements.txt`.")


def _package(name: str, wanted: str, installed: str) -> Finding:
    remedy = f"Needed is {wanted}: run `python -m pip install -r requirements.txt`."
    return Finding(name, installed, "" if fits(installed, wanted) else remedy)


def requirements(path: Path) -> list[tuple[str, str]]:
    """Names and version ranges of a requirements file."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    found = (_REQUIREMENT.fullmatch(line) for line in lines if line)
    return [(match[1], match[2]) for match in found if match]


def fits(installed: str, wanted: str) -> bool:
    """Whether a version lies in a range such as ``>=2.0,<3``; what follows the numbers is not looked at."""
    version = _numbers(installed)
    return all(
        _COMPARISONS[sign](version, _numbers(bound))
        for sign, bound in _BOUND.findall(wanted.replace(" ", ""))
    )


def _numbers(version: str) -> tuple[int, ...]:
    """1.10 comes after 1.9, and 2 is 2.0: numbers without the zeros at their end."""
    release = re.match(r"[\d.]*", version)
    numbers = [int(part) for part in release.group().split(".") if part] if release else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _gazetteer(folder: Path) -> Iterator[Finding]:
    """The project's own places, then those added in ``folder``."""
    from geodata.gazetteer.index import bundled
    from geodata.gazetteer.shelf import open_gazetteer
    from geodata.gazetteer.sources import sources
    from geodata.geoparse import Geoparser

    try:
        gazetteer = bundled()
        Geoparser(gazetteer).parse("Raqqa الرقة")
    except (ConflictMapError, OSError) as error:
        yield Finding("Gazetteer", str(error), _RESTORE)
    else:
        yield Finding("Gazetteer", f"{len(gazetteer):,} places")
    try:
        added = sources(folder)
        together = open_gazetteer(folder) if added else None
    except ConflictMapError as error:
        yield Finding("Gazetteers beside it", str(folder), str(error))
        return
    told = (
        f"{', '.join(source.name for source in added)}: {len(together):,} places in all" if together else ""
    )
    yield Finding("Gazetteers beside it", told or f"none in {folder}; `gazetteer add` brings some")


def _font() -> Iterator[Finding]:
    """The typeface that keeps Arabic from turning to boxes comes with matplotlib."""
    found = find_spec("matplotlib")
    folder = Path(found.origin).parent if found and found.origin else Path()
    path = folder / "mpl-data" / "fonts" / "ttf" / _ARABIC_FONT
    if path.is_file():
        yield Finding("Arabic typeface", path.name)
    else:
        yield Finding("Arabic typeface", f"{_ARABIC_FONT} is missing", "Install matplotlib from PyPI anew.")


def _database(location: str) -> Iterator[Finding]:
    from geodata.query import Query
    from geodata.stores import open_store

    if "://" not in location and not Path(location).exists():
        yield Finding("Database", f"none yet at {location}; `ingest` makes it")
        return
    try:
        with closing(open_store(location, create=False)) as store:
            counts, problems = store.count(Query()), store.check()
            version = store.data_version()
    except ConflictMapError as error:
        yield Finding("Database", location, str(error))
        return
    state = f"{location}, {counts.stories:,} stories, {counts.mentions:,} mentions, data version {version}"
    yield Finding("Database", state)
    for problem in problems:
        yield Finding("Database", problem, "Restore it from a copy, or ingest the sources into a new one.")
