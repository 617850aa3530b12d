"""Write ``docs/command-line.md`` from the command line itself: ``python -m tests.command_line_docs``.

Commands, options and their words come from ``app.build_parser()``; what a parser cannot tell (what a
variable is for, what a status means for a command, examples) stands here. A test fails when the page is old.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import app
from geodata.commands import DONE, MISUSE, SOME_FAILED
from tests import ROOT

PAGE = ROOT / "docs" / "command-line.md"
PROGRAM = "python app.py"
ALWAYS = ("--help",)
"""Options that stand above, once for all commands; so do those that every command has."""


@dataclass(frozen=True)
class Telling:
    """What a command's parser does not know about it."""

    examples: tuple[str, ...]
    """Arguments after ``python app.py``."""
    failed: str = ""
    """When the status is 1."""
    more: str = ""
    """What else to know, or where it stands."""


_LOOKING_UP = (
    "`--geocoder` sends the service it names each name no gazetteer knows, the codes of the countries in "
    "question and the language, one a second, and nothing else; the answers are kept in the database."
)

TELLINGS = {
    "serve": Telling(
        ("serve --port 9000 --database news.db", "serve --basemap openstreetmap", "serve --fetch"),
        more="Also what `python app.py` does without a command. It runs until Ctrl+C. The person at this "
        "machine may add stories on the page; from elsewhere that takes the password that "
        "`CONFLICT_MAP_PASSWORD` sets, and without one nobody may.",
    ),
    "ingest": Telling(
        (
            "ingest article.txt --published 2017-10-12",
            'ingest articles/ --source "Name of the outlet" --language ar',
            'ingest events.csv --column title=Headline --column published="Day of report"',
            "ingest --fetch https://www.example.org/feed.xml",
            'ingest articles/ --geocoder nominatim --user-agent "Our newsroom (maps@example.org)"',
        ),
        failed="something was refused, or the database gave out on the way; what is counted was kept",
        more="What is read, and how columns are told: [formats.md](formats.md). What becomes of addresses: "
        "[fetching.md](fetching.md). The same again adds nothing. What a run added is one batch, which "
        "`stories undo` takes back. " + _LOOKING_UP,
    ),
    "geoparse": Telling(
        (
            "geoparse texts.jsonl > places.jsonl",
            "geoparse --explain article.txt",
            'geoparse --explain "Shelling hit Azaz, north of Aleppo, on Friday"',
            "geoparse --explain --language ar texts.jsonl",
        ),
        failed="a line could not be read; its answer says why",
        more="The keys of a line, in and out: [formats.md](formats.md#measuring). " + _LOOKING_UP,
    ),
    "geocode": Telling(
        (
            'geocode Duma --admin1 "Rif Dimashq" --country SY',
            "geocode names.jsonl",
            "geocode names.jsonl --geocoder photon",
        ),
        failed="a line could not be read, its answer says why; or an online geocoder gave no answer",
        more="A name that fits nothing is answered with `null`. "
        "The keys of a line: [formats.md](formats.md#measuring). " + _LOOKING_UP,
    ),
    "export": Telling(
        (
            "export places.geojson",
            "export raqqa.csv --place الرقة --from 2017 --undated no",
            "export map.gpkg",
            "export stories.xlsx --rows stories --archive",
            "export sources.bib",
        ),
        more="Formats, kinds of rows, columns, what an archive holds: [exports.md](exports.md).",
    ),
    "figure": Telling(
        (
            'figure map.png --title "Where the fighting was"',
            'figure raqqa.svg --language ar --title "الرقة" --place الرقة --from 2017-06 --to 2017-10',
            "figure print.pdf --preset a4-landscape --style print --highlight sy-raqqa-governorate",
            'figure story.png --preset 1080x1920 --theme dark --annotate "33.31,38.67|Rukban camp"',
        ),
        more="The same stories give the same bytes, and no other host is asked. What options mean, and the "
        "address `/figure.png?…` that draws the same: [publishing.md](publishing.md).",
    ),
    "animation": Telling(
        (
            'animation year.mp4 --title "The year"',
            "animation raqqa.gif --preset 1080x1080 --place الرقة "
            "--from 2017-06 --to 2017-10 --mode cumulative",
        ),
        more="Each frame is drawn as `figure` draws a picture, with the days it shows on the map; stories "
        "without a date are in none. The same stories give the same frames.",
    ),
    "stories reread": Telling(
        ("stories reread --camps", "stories reread --text مخيم --from 2024-01"),
        more="Texts and days stay as they are. It is one batch, which `stories undo` takes back.",
    ),
    "camps import": Telling(
        (
            "camps import sites.xlsx",
            "camps import sites.csv --date 2024-03 --source CCCM --yes",
            'camps import sites.csv --map "Site ref"=pcode --save-mapping ours',
        ),
        failed="rows were refused; the others can be kept",
        more="Nothing is written before it is agreed to. Layouts, columns and questions: "
        "[camps.md](camps.md).",
    ),
    "camps export": Telling(("camps export camps.xlsx --hxl", "camps export camps.geojson --exact")),
    "camps undo": Telling(("camps undo", "camps undo 3")),
    "camps protect": Telling(
        ("camps protect sy-roj-camp 10km", "camps protect sy-roj-camp layer"),
        more="How the levels are made and what they protect from: [protection.md](protection.md).",
    ),
    "camps list": Telling(
        ("camps list", "camps list --on 2018-12-31 --status besieged", "camps list --country SY --json"),
        more="With `--json` one array of whole records, as in [camps.md](camps.md). It works before there "
        "is a database.",
    ),
    "camps show": Telling(
        ("camps show sy-rukban-camp", "camps show مخيم الهول --on 2021-02-28"),
        more="Of several camps of that name the likeliest is shown and the others are told.",
    ),
    "camps search": Telling(("camps search الركبان", "camps search al-Hawl --limit 3")),
    "places search": Telling(("places search الركبان", "places search Bab al-Hawa --limit 3")),
    "stories list": Telling(("stories list --from 2017-10 --place sy-raqqa", "stories list --text الركبان")),
    "stories show": Telling(("stories show 1",), failed="there is no story of that number"),
    "stories retag": Telling(
        ("stories retag",),
        more="Only stories that were tagged by other words are read. The words and how to edit them: "
        "[events.md](events.md).",
    ),
    "stories batches": Telling(("stories batches",)),
    "stories undo": Telling(
        ("stories undo", "stories undo 3"),
        failed="there is no batch of that number, or nothing left to undo",
        more="Stories the batch added go; those it changed are again what they were before it.",
    ),
    "watch add": Telling(
        (
            'watch add Rukban --place "Rukban camp"',
            'watch add "Strikes in Raqqa" --place sy-raqqa --event air_strike --mentions 10',
            'watch add "Rukban is silent" --place sy-rukban-camp --silence 4',
            "watch add Bread --text bread --webhook https://hooks.example.org/bread --secret -",
        ),
        more="Rules, feeds and webhooks: [watching.md](watching.md). "
        "Without `--mentions` and `--silence` each new story makes an entry.",
    ),
    "watch list": Telling(("watch list",)),
    "watch show": Telling(("watch show 1",), failed="there is no watch of that number"),
    "watch remove": Telling(("watch remove 1",), failed="there is no watch of that number"),
    "watch run": Telling(
        ("watch run", "watch run --webhooks"),
        failed="a rule could not be followed, or a webhook could not be told; it says which and why",
        more="It looks by itself after `ingest`; this is for what waits to be told.",
    ),
    "gazetteer add": Telling(
        (
            "gazetteer add geonames LB.zip",
            "gazetteer add geonames Lebanon --fetch",
            "gazetteer add cod-ab syr_admin_boundaries.geojson.zip --gazetteers places/",
        ),
        failed="rows could not be used; they are listed, the others are kept",
        more="Which files, and what becomes of them: [gazetteers.md](gazetteers.md). The same name again "
        "replaces what it held.",
    ),
    "gazetteer list": Telling(("gazetteer list",)),
    "gazetteer remove": Telling(
        ("gazetteer remove geonames-LB",),
        failed="there is none of that name",
        more="Stories keep the places they were given.",
    ),
    "gazetteer check": Telling(
        ("gazetteer check --json",),
        more="Counts; places without an Arabic name, in no known governorate, outside their country, twice; "
        "those more than 5 km from the project's own place of that name.",
    ),
    "doctor": Telling(
        ("doctor", "doctor --database news.db"), failed="something needs doing; each line says what"
    ),
}

VARIABLES = {
    "CONFLICT_MAP_WEBHOOKS": (
        "`yes`: the webhooks of watches are told; `loopback`: those of this machine as well",
        "nobody is told",
    ),
    "CONFLICT_MAP_DATABASE": (
        "the database: a SQLite file or a URL such as `sqlite:///news.db`",
        "`conflict-map.db`",
    ),
    "CONFLICT_MAP_GAZETTEERS": ("the folder of gazetteers beside the core", "`gazetteers`"),
    "CONFLICT_MAP_TIME_ZONE": ("where a day begins and ends", "`Asia/Damascus`"),
    "CONFLICT_MAP_BASEMAP": ("a file of tiles, or an online base map by name", "our own, which asks no one"),
    "CONFLICT_MAP_BASEMAP_KEY": ("your key, for map services that want one", "none"),
    "CONFLICT_MAP_PASSWORD": (
        "lets people at other machines add stories on the page, once they sign in with it",
        "only the person at this machine may",
    ),
    "CONFLICT_MAP_CAMPS_PRECISION": (
        "how finely the public learns where camps are: exact, 1km, 10km, admin",
        "1km",
    ),
    "CONFLICT_MAP_PLACES_PRECISION": ("the same of all other places that are points", "exact"),
    "CONFLICT_MAP_USER_AGENT": (
        "who asks other hosts, and how to reach you",
        "the program's name",
    ),
    "CONFLICT_MAP_GEOCODER": ("the online service asked for names no gazetteer knows", "nobody is asked"),
    "CONFLICT_MAP_GEOCODER_URL": ("where that service stands, for a server of your own", "the service's own"),
    "CONFLICT_MAP_OPENCAGE_KEY": ("your key for OpenCage", "none"),
    "CONFLICT_MAP_PELIAS_KEY": ("your key for a Pelias server that wants one", "none"),
    "CONFLICT_MAP_GEONAMES_KEY": ("the name of your account with GeoNames", "none"),
}

STATUSES = (
    (DONE, "done"),
    (SOME_FAILED, "done but for some items, or there is nothing of that number; each command says when"),
    (MISUSE, "the request makes no sense, or the database cannot be opened; the message says what to do"),
    (app._INTERRUPTED, "stopped with Ctrl+C; what was kept stays"),
)


def leaves(
    parser: argparse.ArgumentParser, prefix: str = ""
) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command that does something: its name, its summary, its parser."""
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        summaries = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, below in action.choices.items():
            inner = list(leaves(below, f"{prefix}{name} "))
            yield from inner or [(f"{prefix}{name}", summaries[name], below)]


def page(parser: argparse.ArgumentParser) -> str:
    """The whole page, as Markdown."""
    commands = list(leaves(parser))
    shared = shared_options(below for _, _, below in commands)
    lines = [
        "# The command line",
        "",
        "<!-- Written by `python -m tests.command_line_docs`; change the commands, not this page. -->",
        "",
        *_overview(commands, shared, [below for _, _, below in commands]),
        *_surroundings([below for _, _, below in commands]),
    ]
    for name, summary, below in commands:
        lines += _section(name, summary, below, shared)
    return "\n".join(lines).rstrip() + "\n"


def shared_options(parsers: Iterator[argparse.ArgumentParser]) -> set[str]:
    """The options that every command has, by their long names."""
    options = [
        {action.option_strings[-1] for action in below._actions if action.option_strings} for below in parsers
    ]
    return set.intersection(*options) | set(ALWAYS)


def _overview(
    commands: list[tuple[str, str, argparse.ArgumentParser]],
    shared: set[str],
    parsers: list[argparse.ArgumentParser],
) -> list[str]:
    common = {
        action.option_strings[-1]: action
        for action in parsers[0]._actions
        if action.option_strings and action.option_strings[-1] in shared
    }
    rows = [(f"[`{name}`](#{name.replace(' ', '-')})", summary) for name, summary, _ in commands]
    return [
        f"`{PROGRAM} COMMAND …`, with the Python of the virtual environment. Without a command: `serve`.",
        "",
        *_table(("Command", "What it does"), rows),
        "Every command takes these:",
        "",
        *_table(("Option", "What it does"), [_option(action) for action in common.values()]),
    ]


def _surroundings(parsers: list[argparse.ArgumentParser]) -> list[str]:
    options = [action for below in parsers for action in below._actions if action.option_strings]
    variables = []
    for variable, (purpose, otherwise) in VARIABLES.items():
        named = {
            action.option_strings[-1]
            for action in options
            if re.search(rf"\b{variable}\b(?!_)", action.help or "")
        }
        variables.append(
            (f"`{variable}`", purpose, ", ".join(f"`{name}`" for name in sorted(named)) or "—", otherwise)
        )
    return [
        "## Environment",
        "",
        "What is given on the command line wins.",
        "",
        *_table(("Variable", "What it sets", "Option", "Otherwise"), variables),
        "## Exit status",
        "",
        *_table(("Status", "Meaning"), [(str(status), meaning) for status, meaning in STATUSES]),
        "Answers go to standard output, remarks and errors to standard error. With `--json` the last line of "
        "the answer is one JSON object.",
        "",
    ]


def _section(name: str, summary: str, parser: argparse.ArgumentParser, shared: set[str]) -> list[str]:
    telling = TELLINGS[name]
    positional = [action for action in parser._actions if not action.option_strings]
    named = [
        action
        for action in parser._actions
        if action.option_strings and action.option_strings[-1] not in shared
    ]
    lines = [f"## {name}", "", f"{summary[:1].upper()}{summary[1:]}.", ""]
    synopsis = " ".join([PROGRAM, name, *map(_place, positional), *(["[OPTION …]"] if named else [])])
    lines += ["```", synopsis, "```", ""]
    rows = [(f"`{_metavar(action)}`", _words(action)) for action in positional if action.help]
    rows += [_option(action) for action in named]
    if rows:
        lines += _table(("Argument or option" if positional else "Option", "What it does"), rows)
    if telling.more:
        lines += [telling.more, ""]
    if telling.failed:
        lines += [f"Status {SOME_FAILED}: {telling.failed}.", ""]
    examples = [f"{PROGRAM} {example}".rstrip() for example in telling.examples]
    return [*lines, "For example:", "", "```", *examples, "```", ""]


def _option(action: argparse.Action) -> tuple[str, str]:
    names = [f"`{name}`" for name in action.option_strings]
    if action.nargs != 0:
        names[-1] = f"`{action.option_strings[-1]} {_metavar(action)}`"
    return ", ".join(names), _words(action)


def _metavar(action: argparse.Action) -> str:
    if isinstance(action.metavar, str):
        return action.metavar
    return "|".join(map(str, action.choices)) if action.choices else action.dest.upper()


def _place(action: argparse.Action) -> str:
    forms = {"?": "[{}]", "*": "[{} …]", "+": "{} …"}
    return forms.get(str(action.nargs), "{}").format(_metavar(action))


def _words(action: argparse.Action) -> str:
    """An option's help, and its default where that does not stand in it."""
    text = re.sub(r"(?<![\w`-])(?:--[a-z][\w-]*|CONFLICT_MAP_[A-Z_]*[A-Z])", r"`\g<0>`", action.help or "")
    default = action.default
    untold = (
        default not in (None, "", False, "-", argparse.SUPPRESS)
        and default != []
        and str(default) not in text
    )
    return f"{text} (unless given: {default})" if untold else text


def _table(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    lines = [headings, tuple("---" for _ in headings), *rows]
    return [*(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines), ""]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(app.build_parser()), encoding="utf-8", newline="\n")
    print(f"{PAGE.relative_to(ROOT)} is written.")


if __name__ == "__main__":
    main()
