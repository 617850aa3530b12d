"""``camps list``, ``camps show`` and ``camps search``: camps with their history, on the terminal."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from geodata.camp_records import populations_on, status_on, to_dict
from geodata.commands.opening import reading
from geodata.commands.output import remark, say, say_json, say_table, shorten
from geodata.commands.parser import CommandParser, Subparsers, add_command, settings_of
from geodata.errors import NotFoundError, UsageError
from geodata.models import DatePrecision, When

if TYPE_CHECKING:
    from geodata.camp_records import Camp, CampSource, Population
    from geodata.camps.registry import Known, Registry

_NAME_WIDTH, _ARABIC_WIDTH, _NOTE_WIDTH, _SOURCES_WIDTH = 34, 26, 40, 60
_LIKELY = 3
_AREA_ID = re.compile(r"[a-z]{2}-[a-z0-9-]+")


def add_commands(commands: Subparsers) -> Subparsers:
    """``camps`` with the commands below it; returned, for others to be added there."""
    parser: CommandParser = commands.add_parser(
        "camps", help="camps and what became of them", description="Camps and what became of them."
    )
    below = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = add_command(below, "list", "list camps with their status and population", list_camps)
    listing.add_argument("--country", metavar="CODE", default="", help="in this country only: SY, IQ, …")
    listing.add_argument("--status", metavar="STATUS", default="", help="with this status only: open, …")
    showing = add_command(below, "show", "show a camp: names, status and population over time", show_camp)
    showing.add_argument("camp", metavar="CAMP", nargs="+", help="an id or a name")
    search = add_command(below, "search", "find camps by any of their names, in any script", search_camps)
    search.add_argument("name", metavar="NAME", nargs="+")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="at most this many (10)")
    for each in (listing, showing, search):
        each.add_argument(
            "--on", metavar="DATE", help="status and population as of this day: 2019-10-31 (today)"
        )
    return below


def list_camps(arguments: argparse.Namespace) -> int:
    """Every camp, by id. Raises ``UsageError``."""
    from geodata.camp_records import CampStatus

    day = _day(arguments.on)
    wanted, country = arguments.status, arguments.country.upper()
    if wanted and wanted not in list(CampStatus):
        msg = f"--status “{wanted}” is none a camp can have; there are {', '.join(CampStatus)}."
        raise UsageError(msg)
    known = _registry(arguments)
    found = [
        camp
        for camp in known.camps
        if country in ("", camp.country) and (not wanted or _status(camp, day)[0] == wanted)
    ]
    if found:
        _table(found, day)
        remark(f"{len(found)} camps, as of {day:%Y-%m-%d}.")
    else:
        remark("No camp is so; ask for less.")
    _json(arguments, found, known, day)
    return 0


def search_camps(arguments: argparse.Namespace) -> int:
    """Camps of that name, the best first."""
    day, words = _day(arguments.on), " ".join(arguments.name)
    known = _registry(arguments)
    found = known.index.search(words, arguments.limit)
    if found:
        _table(found, day)
    else:
        remark(f"No camp is called “{words}”; try another spelling, in any script.")
    _json(arguments, found, known, day)
    return 0


def show_camp(arguments: argparse.Namespace) -> int:
    """All that is known of a camp. Raises ``UsageError`` with the nearest names where there is none."""
    day, words = _day(arguments.on), " ".join(arguments.camp)
    known = _registry(arguments)
    camp = known.by_id.get(words) or _named(known, words)
    _head(camp, day)
    _statuses(camp)
    _populations(camp, day)
    _links(camp, known)
    say()
    say(f"Sources: {'; '.join(_cited(camp.sources)) or 'none named'}")
    _json(arguments, [camp], known, day)
    return 0


def _registry(arguments: argparse.Namespace) -> Known:
    from geodata.camps.registry import Registry

    with reading(settings_of(arguments)) as store:
        registry: Registry = Registry(store)
        return registry.known()


def _named(known: Known, words: str) -> Camp:
    found = known.index.search(words, _LIKELY)
    if not found:
        msg = f"No camp is called “{words}”; `camps list` shows those there are."
        raise UsageError(msg)
    if others := found[1:]:
        also = ", ".join(f"{camp.name} ({camp.id})" for camp in others)
        remark(f"“{words}” is taken as {found[0].name}, {found[0].id}; it may also be {also}.")
    return found[0]


def _day(given: str | None) -> date:
    if given is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        msg = f"--on “{given}” is no day; write it as 2019-10-31."
        raise UsageError(msg) from error


def _table(camps: Sequence[Camp], day: date) -> None:
    say_table(
        ("Id", "Name", "Arabic", "Status", "Since", "People", "As of", "In"),
        [
            (
                camp.id,
                shorten(camp.name, _NAME_WIDTH),
                shorten(camp.name_ar, _ARABIC_WIDTH),
                *_status(camp, day),
                *_people(camp, day),
                ", ".join(part for part in (_area(camp.admin1), camp.country) if part),
            )
            for camp in camps
        ],
    )


def _status(camp: Camp, day: date) -> tuple[str, str]:
    change = status_on(camp, day)
    return (str(change.status), _when(change.when)) if change else ("unknown", "")


def _people(camp: Camp, day: date) -> tuple[str, str]:
    """The newest figures, of sources that contradict each other all."""
    known = [one.population for one in populations_on(camp, day)]
    newest = [figure for figure in known if figure.when == known[0].when and figure.unit == known[0].unit]
    if not newest:
        return "", ""
    counts = sorted({figure.count for figure in newest if figure.count is not None})
    told = " / ".join(f"{count:,}" for count in counts) or "no figure"
    return f"{told}{'' if newest[0].unit == 'people' else f' {newest[0].unit}'}", _when(newest[0].when)


def _when(when: When) -> str:
    match when.precision:
        case DatePrecision.YEAR:
            return f"{when.first:%Y}"
        case DatePrecision.MONTH:
            return f"{when.first:%Y-%m}"
    return when.first.isoformat() if when.first == when.last else f"{when.first}/{when.last}"


def _head(camp: Camp, day: date) -> None:
    say(f"{camp.name}  {camp.name_ar}".strip())
    say(f"{camp.id}, {str(camp.type).replace('_', ' ')}, {', '.join(filter(None, _where(camp)))}")
    say(f"At {camp.lat:.4f}, {camp.lon:.4f}, known as {camp.precision.name.lower()}")
    for label, names in (("Also", camp.aliases), ("Formerly", camp.former_names)):
        if names:
            say(f"{label}: {', '.join(names)}")
    for label, text in (("P-code", camp.pcode), ("Managed by", camp.managed_by), ("Notes", camp.notes)):
        if text:
            say(f"{label}: {text}")
    status, since = _status(camp, day)
    say(f"Status on {day}: {status.replace('_', ' ')}{f', since {since}' if since else ''}")


def _where(camp: Camp) -> tuple[str, ...]:
    return _area(camp.admin3), _area(camp.admin2), _area(camp.admin1), camp.country


def _area(stated: str) -> str:
    """An area by its name, where a camp states it by its id."""
    if not _AREA_ID.fullmatch(stated):
        return stated
    from geodata.gazetteer.index import bundled

    try:
        return bundled().place(stated).name
    except NotFoundError:
        return stated


def _statuses(camp: Camp) -> None:
    if camp.statuses:
        say()
        say_table(
            ("Since", "Status", "Note", "Sources"),
            [
                (
                    _when(change.when),
                    change.status,
                    shorten(change.note, _NOTE_WIDTH),
                    shorten("; ".join(_cited(change.sources)), _SOURCES_WIDTH),
                )
                for change in sorted(camp.statuses, key=lambda change: change.when.first)
            ],
        )


def _populations(camp: Camp, day: date) -> None:
    known = {one.population for one in populations_on(camp, day)}
    if camp.populations:
        say()
        say_table(
            ("When", "Count", "Unit", "Method", "Source", "Note"),
            [
                (
                    _when(figure.when),
                    "no figure" if figure.count is None else f"{figure.count:,}",
                    figure.unit,
                    figure.method,
                    shorten(figure.source.name, _SOURCES_WIDTH),
                    shorten(_note(figure, latest=figure in known), _NOTE_WIDTH),
                )
                for figure in sorted(camp.populations, key=lambda figure: figure.when.first)
            ],
        )


def _note(figure: Population, *, latest: bool) -> str:
    return "; ".join(part for part in ("its latest" if latest else "", figure.note) if part)


def _links(camp: Camp, known: Known) -> None:
    for link in camp.links:
        other = known.by_id.get(link.camp_id)
        when = f" ({_when(link.when)})" if link.when else ""
        name = f"{other.name}, {other.id}" if other else link.camp_id
        say(f"{str(link.relation).replace('_', ' ').capitalize()}: {name}{when}")


def _cited(sources: Iterable[CampSource]) -> list[str]:
    return [f"{source.name} ({_when(source.date)})" if source.date else source.name for source in sources]


def _json(arguments: argparse.Namespace, camps: Iterable[Camp], known: Known, day: date) -> None:
    """One array: the records as they are kept, with what they are on the day asked for."""
    if arguments.json:
        say_json([_record(camp, day, own=camp.id in known.own) for camp in camps])


def _record(camp: Camp, day: date, *, own: bool) -> dict[str, Any]:
    status, since = _status(camp, day)
    return to_dict(camp) | {"own": own, "on": day.isoformat(), "status": status, "status_since": since}
